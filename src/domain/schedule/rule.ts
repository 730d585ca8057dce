import { DomainError } from '../errors.js';
import type { PolicyRule } from './policy.js';
import type { QuietHours } from './quiet-hours.js';
import type { Zones } from './zones.js';

/** A rule as somebody wrote it: any of the fields. */
export interface RuleInput {
  readonly type: PolicyRule['type'];
  readonly days?: number;
  readonly thenDays?: number;
  readonly minDays?: number;
  readonly maxDays?: number;
  readonly expression?: string;
  readonly timeZone?: string;
}

const longestDays = 3650;
/** A minute, as often as a cron expression can ask. */
const shortestDays = 1 / 1440;

/** Which fields each type takes, all of them needed. */
const fieldsOf: Readonly<Record<PolicyRule['type'], readonly Exclude<keyof RuleInput, 'type'>[]>> = {
  interval: ['days'],
  cron: ['expression', 'timeZone'],
  'due-date': ['thenDays'],
  'event-day': ['thenDays'],
  'on-change': [],
  adaptive: ['minDays', 'maxDays'],
};

export const ruleTypes = Object.keys(fieldsOf) as PolicyRule['type'][];

/** Any instant does to see whether an expression ever comes. */
const someDay = '2020-01-01T00:00:00.000Z';

/** The rule, whole and nothing else. @throws DomainError `policy/bad-rule` naming the field. */
export function checkedRule(input: RuleInput, zones: Zones): PolicyRule {
  const fields = fieldsOf[input.type];
  for (const name of Object.keys(input) as (keyof RuleInput)[]) {
    if (name !== 'type' && input[name] !== undefined && !fields.includes(name))
      throw badRule(name, `a rule of type ${input.type} has no ${name}`);
  }
  for (const name of fields) checkField(input, name);
  if (input.type === 'adaptive' && (input.minDays ?? 0) > (input.maxDays ?? 0))
    throw badRule('maxDays', 'must not be below minDays');
  if (input.type === 'cron') checkCron(input, zones);
  const kept = Object.fromEntries(fields.map((name) => [name, input[name]]));
  return { type: input.type, ...kept } as PolicyRule;
}

function checkField(input: RuleInput, name: Exclude<keyof RuleInput, 'type'>): void {
  const value = input[name];
  if (value === undefined) throw badRule(name, `a rule of type ${input.type} needs ${name}`);
  if (typeof value === 'number' && !(value >= shortestDays && value <= longestDays))
    throw badRule(name, `must be at least a minute and at most ${longestDays} days`);
}

function checkCron({ expression = '', timeZone = '' }: RuleInput, zones: Zones): void {
  if (zones.offset(timeZone, someDay) === null) throw badRule('timeZone', 'is no IANA time zone');
  if (zones.cron(expression, timeZone, someDay) === null)
    throw badRule('expression', 'is no cron expression of five fields, or names a time that never comes');
}

/** @throws DomainError `request/invalid` when they begin where they end, or in a zone nobody knows. */
export function checkQuietHours(quiet: QuietHours, zones: Zones): void {
  if (quiet.from === quiet.to) throw invalid('/quietHours/to', 'must not be when they begin');
  if (zones.offset(quiet.timeZone, someDay) === null)
    throw invalid('/quietHours/timeZone', 'is no IANA time zone');
}

function invalid(pointer: string, detail: string): DomainError {
  return new DomainError('request/invalid', `${pointer}: ${detail}.`, [{ pointer, detail }]);
}

function badRule(name: keyof RuleInput, detail: string): DomainError {
  return new DomainError('policy/bad-rule', `${name}: ${detail}.`, [{ pointer: `/rule/${name}`, detail }]);
}
