/** Arithmetic on instants (ISO 8601 with offset) in UTC. Nothing reads a clock. */

/** The UTC day of an instant. */
export function dayOf(instant: string): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** The instant at which a day begins, UTC. */
export function startOf(day: string): string {
  return new Date(`${day}T00:00:00Z`).toISOString();
}

/** The last instant whose year has four digits: the ledger knows nothing after it. */
const last = Date.parse('9999-12-31T23:59:59.999Z');

/** The instant so many seconds later, as an ISO string in UTC; at most the end of the year 9999. */
export function addSeconds(instant: string, seconds: number): string {
  return new Date(Math.min(Date.parse(instant) + Math.round(seconds * 1000), last)).toISOString();
}

/** Whether `a` comes before `b`, whatever their offsets. */
export function isBefore(a: string, b: string): boolean {
  return Date.parse(a) < Date.parse(b);
}

/** Whole days from one ISO day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
