import { parseClaim } from '../domain/claim/parse.js';
import { findDayDates } from '../platform/day-dates.js';
import { dayOf, languageOf, runLines, textOf } from './lines.js';

/** `stet parse`: `{id,text,statedOn?,language?}` → `{id,quantities,periods,assertions,unread?}`. */
export const parseVerb = {
  name: 'parse',
  summary: 'read the quantities, periods and assertions of claims (JSON Lines in and out)',
  run(argv: string[]): Promise<number> {
    if (argv.length > 0) {
      process.stderr.write(`stet parse: takes no arguments, got ${argv[0] ?? ''}\n`);
      return Promise.resolve(2);
    }
    return runLines(process.stdin, process.stdout, parseRecord);
  },
};

/** The answer to one record; throws LineError where a field is wrong. */
export function parseRecord(record: Record<string, unknown>): object {
  const text = textOf(record, 'text');
  const { quantities, periods, assertions, unread } = parseClaim(text, {
    statedOn: dayOf(record, 'statedOn'),
    dayDates: findDayDates,
    ...languageOf(record),
  });
  return { quantities, periods, assertions, ...(unread === null ? {} : { unread }) };
}
