import { readLanguage } from '../domain/claim/language.js';
import { relate } from '../domain/relation/relate.js';
import type { Stated } from '../domain/relation/side.js';
import { findDayDates } from '../platform/day-dates.js';
import { dayOf, LineError, textOf } from './lines.js';

/** The answer of `stet relate` to one record; throws LineError where a field is wrong. */
export function relateRecord(record: Record<string, unknown>): object {
  return relate(statedOf(record, 'a'), statedOf(record, 'b'), { dayDates: findDayDates });
}

function statedOf(record: Record<string, unknown>, field: 'a' | 'b'): Stated {
  const value = record[field];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new LineError(`line/bad-${field}`, `"${field}" must be an object with a "text".`);
  const claim = value as Record<string, unknown>;
  const text = textOf(claim, 'text');
  // where a negation could be missed, "same" would be a guess
  if (readLanguage(text, undefined) === null)
    throw new LineError(
      'language-not-supported',
      `The claim in "${field}" is in a language that is not read.`,
    );
  return { text, statedOn: dayOf(claim, 'statedOn') };
}
