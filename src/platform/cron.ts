import { Cron } from 'croner';
import type { Zones } from '../domain/schedule/zones.js';
import { offsetAt } from './time-zone.js';

/** Reading an expression costs more than asking it; a newsroom has few. */
const most = 200;
const known = new Map<string, Cron | null>();

/** Time zones and cron expressions for the rules of the domain. */
export const zones: Zones = { offset: offsetAt, cron: nextRun };

function nextRun(expression: string, timeZone: string, after: string): string | null {
  try {
    return parsed(expression, timeZone)?.nextRun(new Date(after))?.toISOString() ?? null;
  } catch {
    // croner looks at the zone no sooner than it is asked for a time.
    return null;
  }
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
