import { relate } from '../../src/domain/relation/relate.js';
import type { Related } from '../../src/domain/relation/relation.js';
import { findDayDates } from '../../src/platform/day-dates.js';

/** Relates two claims; a day in brackets behind a claim is the day it was stated on. */
export function related(a: string, b: string): Related {
  return relate(stated(a), stated(b), { dayDates: findDayDates });
}

function stated(claim: string): { text: string; statedOn: string | null } {
  const [, text, statedOn] = /^(.*?)(?: \[(\d{4}-\d\d-\d\d)\])?$/su.exec(claim) ?? [];
  return { text: text ?? claim, statedOn: statedOn ?? null };
}
