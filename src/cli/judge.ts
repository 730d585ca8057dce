import { runLines } from './lines.js';
import { judgeRecord } from './judge-record.js';

/** `stet judge`: `{id,claim,statedOn?,evidence:[{text,publishedOn?}]}` → `{id,label,findings}`. */
export const judgeVerb = {
  name: 'judge',
  summary: 'judge claims by the passages given with them (JSON Lines in and out)',
  run(argv: string[]): Promise<number> {
    if (argv.length > 0) {
      process.stderr.write(`stet judge: takes no arguments, got ${argv[0] ?? ''}\n`);
      return Promise.resolve(2);
    }
    return runLines(process.stdin, process.stdout, judgeRecord);
  },
};
