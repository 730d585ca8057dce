import { anchorRecord } from './anchor-record.js';
import { runLines } from './lines.js';

/** `stet anchor`: `{id,text,otherText?,quote:{exact,prefix?,suffix?,start?}}` → `{id,state,start,end,similarity,changes,layer?}`. */
export const anchorVerb = {
  name: 'anchor',
  summary: 'find quotations again in what a text says now (JSON Lines in and out)',
  run(argv: string[]): Promise<number> {
    if (argv.length > 0) {
      process.stderr.write(`stet anchor: takes no arguments, got ${argv[0] ?? ''}\n`);
      return Promise.resolve(2);
    }
    return runLines(process.stdin, process.stdout, anchorRecord);
  },
};
