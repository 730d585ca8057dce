import { addSeconds } from './instants.js';
import { isQuiet } from './quiet-hours.js';
import type { QuietHours } from './quiet-hours.js';
import type { Zones } from './zones.js';

export interface HourPlan {
  /** When the hour begins. */
  readonly from: string;
  /** Scheduled checks that will be asked for in it. */
  readonly planned: number;
}

/**
 * What will run hour by hour: what is overdue or falls due, held back by the budget and by hours that are quiet throughout;
 * what does not fit goes over into the next hour. `due` gives the hours' due claims, with `overdue` before them.
 */
export function expectedRuns(
  input: {
    readonly from: string;
    readonly overdue: number;
    readonly due: readonly number[];
    readonly checksPerHour: number | null;
    readonly quietHours: QuietHours | null;
  },
  zones: Zones,
): HourPlan[] {
  let waiting = input.overdue;
  return input.due.map((due, hour) => {
    const from = addSeconds(input.from, hour * 3600);
    const marks = [0, 20, 40, 59].map((minute) => addSeconds(from, minute * 60));
    const closed = marks.every((at) => isQuiet(at, input.quietHours, zones));
    const planned = closed ? 0 : Math.min(waiting + due, input.checksPerHour ?? Infinity);
    waiting += due - planned;
    return { from, planned };
  });
}
