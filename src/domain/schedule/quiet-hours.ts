import { addSeconds } from './instants.js';
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
  let end = instant;
  while (quiet !== null && isQuiet(end, quiet, zones)) end = nextEdge(end, quiet, zones);
  return end;
}

/** When quiet hours end by the clock as it goes now; or, if clocks change before, when they do. */
function nextEdge(at: string, quiet: QuietHours, zones: Zones): string {
  const offsetAt = (instant: string): number => zones.offset(quiet.timeZone, instant) ?? 0;
  const offset = offsetAt(at);
  const left = (ms(quiet.to) - msOfDay(at, offset) + dayMs) % dayMs;
  const end = addSeconds(at, left / 1000);
  return offsetAt(end) === offset ? end : clockChange(at, end, offsetAt);
}

/** The first full minute with another offset than `from`, found by halving: clocks change once between them. */
function clockChange(from: string, to: string, offsetAt: (instant: string) => number): string {
  const inMinute = (minute: number): string => new Date(minute * 60_000).toISOString();
  let [low, high] = [Math.floor(Date.parse(from) / 60_000), Math.ceil(Date.parse(to) / 60_000)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(inMinute(middle)) === offsetAt(from)) low = middle;
    else high = middle;
  }
  return inMinute(high);
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
