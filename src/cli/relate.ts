import { runLines } from './lines.js';
import { relateRecord } from './relate-record.js';

/** `stet relate`: `{id,a:{text,statedOn?},b:{text,statedOn?}}` → `{id,relation,reasons}`. */
export const relateVerb = {
  name: 'relate',
  summary: 'say how two claims stand to each other (JSON Lines in and out)',
  run(argv: string[]): Promise<number> {
    if (argv.length > 0) {
      process.stderr.write(`stet relate: takes no arguments, got ${argv[0] ?? ''}\n`);
      return Promise.resolve(2);
    }
    return runLines(process.stdin, process.stdout, relateRecord);
  },
};
