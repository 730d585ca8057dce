import { resolve } from './policy.js';
import type { Ask } from './policy.js';
import type { ScheduleFacts } from './next-check.js';
import type { Zones } from './zones.js';

const dayMs = 86_400_000;
/** So many runs of an expression say how often it comes: months of a daily one, years of a monthly one. */
const runs = 60;
/** Any day does; a Monday in January. */
const someDay = '2024-01-01T00:00:00.000Z';

/**
 * Days between two checks of a claim in the long run, by the policy that asks oftenest; waits for a day are left out. What an
 * expression comes to is worked out once.
 */
export function meanDaysBy(zones: Zones): (facts: ScheduleFacts) => number {
  const known = new Map<string, number | null>();
  const cronDays = (expression: string, timeZone: string): number | null => {
    const key = `${timeZone} ${expression}`;
    const days = known.has(key) ? (known.get(key) ?? null) : meanOfCron(expression, timeZone, zones);
    known.set(key, days);
    return days;
  };
  return ({ policies, assertions, unchangedChecks }) =>
    Math.min(...resolve(policies, assertions).map((ask) => daysOf(ask, unchangedChecks, cronDays)));
}

function daysOf(
  ask: Ask,
  unchangedChecks: number,
  cronDays: (expression: string, timeZone: string) => number | null,
): number {
  const { rule } = ask.policy;
  switch (rule.type) {
    case 'interval':
      return rule.days;
    case 'due-date':
    case 'event-day':
      return rule.thenDays;
    case 'on-change':
      return ask.policy.shelfLifeDays;
    case 'adaptive':
      return Math.min(rule.minDays * 2 ** unchangedChecks, rule.maxDays);
    case 'cron':
      return cronDays(rule.expression, rule.timeZone) ?? ask.policy.shelfLifeDays;
  }
}

function meanOfCron(expression: string, timeZone: string, zones: Zones): number | null {
  let [at, count] = [someDay, 0];
  for (let next: string | null = at; count < runs && next !== null; count++) {
    at = next;
    next = zones.cron(expression, timeZone, at);
  }
  return count < 2 ? null : (Date.parse(at) - Date.parse(someDay)) / dayMs / (count - 1);
}
