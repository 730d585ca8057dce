import { Cron } from 'croner';
import type { Zones } from '../domain/schedule/zones.js';
import { offsetAt } from './time-zone.js';

/** Reading an expression costs more than asking it; a newsroom has few. */
const most = 200;
/** Milliseconds: clocks are set back by multiples of a quarter of an hour, and by less than a day. */
const step = 900_000;
const longestRepeat = 86_400_000;
const known = new Map<string, Cron | null>();

/** Time zones and cron expressions for the rules of the domain. */
export const zones: Zones = { offset: offsetAt, cron: nextRun };

function nextRun(expression: string, timeZone: string, after: string): string | null {
  try {
    const cron = parsed(expression, timeZone);
    return cron === null ? null : laterThan(Date.parse(after), cron);
  } catch {
    // croner looks at the zone no sooner than it is asked for a time.
    return null;
  }
}

/** Where clocks are set back croner may name a time that has passed: then it is asked from a little later, until it does not. */
function laterThan(after: number, cron: Cron): string | null {
  for (let from = after; from <= after + longestRepeat; from += step) {
    const next = cron.nextRun(new Date(from));
    if (next === null) return null;
    if (next.getTime() > after) return next.toISOString();
  }
  return null;
}

/** Null for what is no expression of five fields; nicknames and seconds are left out, for nobody needs them twice. */
function parsed(expression: string, timeZone: string): Cron | null {
  const key = `${timeZone} ${expression}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= most) known.clear();
  const cron = read(expression, timeZone);
  known.set(key, cron);
  return cron;
}

function read(expression: string, timezone: string): Cron | null {
  if (!/^\s*[^\s@]+(\s+\S+){4}\s*$/u.test(expression)) return null;
  try {
    return new Cron(expression, { timezone, mode: '5-part', paused: true });
  } catch {
    return null;
  }
}
