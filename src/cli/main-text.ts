import { closeExtractors } from '../platform/extract-text.js';
import { runLines } from './lines.js';
import { mainTextRecord } from './main-text-record.js';

/** `stet main-text`: `{id,html,url?}` → `{id,title,text,…}`, each page read in a worker with limits of time and memory. */
export const mainTextVerb = {
  name: 'main-text',
  summary: 'read the main text out of pages (JSON Lines in and out)',
  async run(argv: string[]): Promise<number> {
    if (argv.length > 0) {
      process.stderr.write(`stet main-text: takes no arguments, got ${argv[0] ?? ''}\n`);
      return 2;
    }
    try {
      return await runLines(process.stdin, process.stdout, mainTextRecord);
    } finally {
      await closeExtractors();
    }
  },
};
