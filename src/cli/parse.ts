import { isDay } from '../domain/claim/days.js';
import { parseClaim } from '../domain/claim/parse.js';
import { findDayDates } from '../platform/day-dates.js';
import { LineError, runLines, textOf } from './lines.js';

/** `stet parse`: `{id,text,statedOn?}` → `{id,quantities,periods,assertions}`. */
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
  const { quantities, periods, assertions } = parseClaim(text, {
    statedOn: statedOnOf(record),
    dayDates: findDayDates,
  });
  return { quantities, periods, assertions };
}

/** `statedOn` as a real ISO date, or null where it is not given. */
export function statedOnOf(record: Record<string, unknown>): string | null {
  const { statedOn } = record;
  if (statedOn === undefined || statedOn === null) return null;
  if (typeof statedOn !== 'string' || !isDay(statedOn)) {
    throw new LineError('line/bad-statedOn', '"statedOn" must be a real ISO date (YYYY-MM-DD).');
  }
  return statedOn;
}
