/** Making one costs a hundred times what using it does. */
const formats = new Map<string, Intl.DateTimeFormat | null>();

/** Milliseconds to add to UTC for the local time of an IANA zone at an instant; null for a zone nobody knows. */
export function offsetAt(timeZone: string, instant: string): number | null {
  const format = formatOf(timeZone);
  if (format === null) return null;
  const at = Date.parse(instant);
  const parts = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;
  const local = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
  return local - Math.floor(at / 1000) * 1000;
}

function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  const found = formats.get(timeZone);
  if (found !== undefined) return found;
  const made = make(timeZone);
  // Names that nobody knows come from requests and could be any number.
  if (made !== null) formats.set(timeZone, made);
  return made;
}

function make(timeZone: string): Intl.DateTimeFormat | null {
  const numeric = 'numeric';
  try {
    return new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, hourCycle: 'h23', calendar: 'gregory' },
      ...{ year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
    });
  } catch {
    return null;
  }
}
