/** Day-level dates in a text ("Sunday, 8 July 2018", "June 9", "on Monday"); the parts that are not stated stay null. */

export interface FoundDay {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Null where the text states none. */
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
  /** Only a weekday stands there; `month` and `day` then mean nothing. */
  readonly weekdayOnly?: true;
  /** 0 is Sunday. */
  readonly weekday: number | null;
  /** The last day of a stretch ("1 to 7 June 2018"). */
  readonly until: { readonly year: number | null; readonly month: number; readonly day: number } | null;
}

/** `statedOn` is the ISO day the text was stated on; finders must not fill a year from it. */
export type FindDayDates = (text: string, statedOn: string | null) => readonly FoundDay[];
