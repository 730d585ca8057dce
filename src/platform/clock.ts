/**
 * The two kinds of time (DESIGN 5.10). Ledger time is wall time plus the offset of the `clock` table, the same for all
 * processes; machine time (leases, retries, timeouts) is the wall clock. Only this file reads it.
 */
export class Clock {
  private offsetMs = 0;

  /** Ledger time: recorded_at, schedules, due dates, shelf lives. */
  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /** Ledger time's day in UTC, as ISO date. */
  today(): string {
    return this.now().toISOString().slice(0, 10);
  }

  /** Machine time. */
  wall(): Date {
    return new Date();
  }

  /** Called with what the `clock` table says. */
  setOffset(ms: number): void {
    this.offsetMs = ms;
  }
}

const part = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Milliseconds of an ISO 8601 duration in weeks, days, hours, minutes, seconds (months and years have no fixed length); null when it is none. */
export function durationMs(text: string): number | null {
  const found = part.exec(text);
  if (!found || text === 'P' || text.endsWith('T')) return null;
  const [weeks, days, hours, minutes, seconds] = found.slice(1).map((value) => Number(value ?? 0));
  return (
    ((((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60_000 +
    (seconds ?? 0) * 1000
  );
}
