/** Calendar days as ISO strings (proleptic Gregorian); arithmetic only, nothing reads a clock. */

export function iso(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The parts of an ISO date, or null where the text is none ("2019-02-30", "yesterday"). */
export function partsOf(day: string | null): DayParts | null {
  const match = day === null ? null : /^(\d{4})-(\d{2})-(\d{2})$/u.exec(day);
  if (match === null) return null;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || date < 1 || date > daysIn(year, month)) return null;
  return { year, month, day: date };
}

export function isDay(day: string): boolean {
  return partsOf(day) !== null;
}

const msPerDay = 86_400_000;

/** The day so many days later (earlier if negative). */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * msPerDay).toISOString().slice(0, 10);
}

/** The same day so many months later, held inside the shorter month (31 January + 1 month = 28 February). */
export function addMonths(day: string, count: number): string {
  const parts = partsOf(day);
  if (parts === null) return day;
  const index = parts.year * 12 + parts.month - 1 + count;
  const [year, month] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return iso(year, month, Math.min(parts.day, daysIn(year, month)));
}

/** 0 is Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** From the first day of one month to the last of another. */
export function monthSpan(
  fromYear: number,
  fromMonth: number,
  toYear: number,
  toMonth: number,
): { from: string; to: string } {
  return { from: iso(fromYear, fromMonth, 1), to: iso(toYear, toMonth, daysIn(toYear, toMonth)) };
}
