/** What the domain cannot know by itself; the platform has both from libraries. */
export interface Zones {
  /** Milliseconds to add to UTC for the local time of a zone at an instant; null for a zone nobody knows. */
  readonly offset: (timeZone: string, instant: string) => number | null;
  /** The first moment after an instant that a cron expression names; null when it cannot be read or never comes. */
  readonly cron: (expression: string, timeZone: string, after: string) => string | null;
}
