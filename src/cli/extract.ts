import { extractClaims, scored } from '../domain/claim/extract.js';
import type { ParseContext } from '../domain/claim/parse.js';
import { findDayDates } from '../platform/day-dates.js';
import { LineError, runLines, textOf } from './lines.js';

/** `stet extract`: `{id,text}` or `{id,sentences[]}` → `{id,sentences:[{text,start,end,score}]}`. */
export const extractVerb = {
  name: 'extract',
  summary: 'score the sentences of texts by how worth checking they are (JSON Lines in and out)',
  run(argv: string[]): Promise<number> {
    if (argv.length > 0) {
      process.stderr.write(`stet extract: takes no arguments, got ${argv[0] ?? ''}\n`);
      return Promise.resolve(2);
    }
    return runLines(process.stdin, process.stdout, extractRecord);
  },
};

const context: ParseContext = { statedOn: null, dayDates: findDayDates };

/** The answer to one record; sentences that come already split keep their order, each counted from its own start. */
export function extractRecord(record: Record<string, unknown>): object {
  const { sentences } = record;
  if (sentences === undefined) {
    const found = extractClaims(textOf(record, 'text'), context);
    return { sentences: found.map(({ text, start, end, score }) => ({ text, start, end, score })) };
  }
  if (!Array.isArray(sentences) || !sentences.every((sentence) => typeof sentence === 'string')) {
    throw new LineError('line/bad-sentences', '"sentences" must be a list of strings.');
  }
  return {
    sentences: sentences.map((text) => ({
      text,
      start: 0,
      end: text.length,
      score: scored(text, context).score,
    })),
  };
}
