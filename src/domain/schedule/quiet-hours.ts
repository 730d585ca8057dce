import { addSeconds, isBefore } from './instants.js';
import type { Zones } from './zones.js';

/** When nothing scheduled runs, every day; it may span midnight. */
export interface QuietHours {
  /** `HH:MM`, local. */
  readonly from: string;
  readonly to: string;
  /** IANA. */
  readonly timeZone: string;
}

const dayMs = 86_400_000;

/** Whether the clock on the wall is inside. A zone nobody knows has no quiet hours. */
export function isQuiet(instant: string, quiet: QuietHours | null, zones: Zones): boolean {
  if (quiet === null) return false;
  const offset = zones.offset(quiet.timeZone, instant);
  return offset !== null && isInside(msOfDay(instant, offset), quiet);
}

/** The instant itself, or the end of the quiet hours it falls into. Where clocks leap over that end, the leap is the end. */
export function afterQuiet(instant: string, quiet: QuietHours | null, zones: Zones): string {
  if (quiet === null || !isQuiet(instant, quiet, zones)) return instant;
  const offsetAt = (at: string): number => zones.offset(quiet.timeZone, at) ?? 0;
  let end = instant;
  while (isQuiet(end, quiet, zones)) {
    const left = (ms(quiet.to) - msOfDay(end, offsetAt(end)) + dayMs) % dayMs;
    end = addSeconds(end, left / 1000);
  }
  return offsetAt(end) > offsetAt(instant) ? firstLoud(instant, end, quiet, zones) : end;
}

/** Clocks went forward in between: the first full minute that is not quiet, found by halving. */
function firstLoud(quietAt: string, loudAt: string, quiet: QuietHours, zones: Zones): string {
  let [low, high] = [Math.floor(Date.parse(quietAt) / 60_000), Math.ceil(Date.parse(loudAt) / 60_000)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isQuiet(new Date(middle * 60_000).toISOString(), quiet, zones)) low = middle;
    else high = middle;
  }
  const found = new Date(high * 60_000).toISOString();
  return isBefore(loudAt, found) ? loudAt : found;
}

function isInside(at: number, { from, to }: QuietHours): boolean {
  return ms(from) < ms(to) ? at >= ms(from) && at < ms(to) : at >= ms(from) || at < ms(to);
}

function msOfDay(instant: string, offset: number): number {
  return (((Date.parse(instant) + offset) % dayMs) + dayMs) % dayMs;
}

function ms(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000;
}
