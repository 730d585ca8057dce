import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AssertionKind } from '../../src/domain/claim/assertion.js';
import { isOver, isStatusLate, planOf, rankOf, staleAtOf } from '../../src/domain/schedule/claim-plan.js';
import type { PlanFacts } from '../../src/domain/schedule/claim-plan.js';
import { expectedRuns } from '../../src/domain/schedule/expected-runs.js';
import { failureText, firstCause, givenUp, retryAfterFailure } from '../../src/domain/schedule/failure.js';
import { addSeconds } from '../../src/domain/schedule/instants.js';
import { jitterOf } from '../../src/domain/schedule/jitter.js';
import { meanDaysBy } from '../../src/domain/schedule/mean-days.js';
import { nextCheck } from '../../src/domain/schedule/next-check.js';
import type { ScheduleFacts } from '../../src/domain/schedule/next-check.js';
import { assertionKinds, defaultPolicies, resolve, shelfLifeDays } from '../../src/domain/schedule/policy.js';
import type { ClaimPolicies, Policy, PolicyRule, Scheduled } from '../../src/domain/schedule/policy.js';
import { afterQuiet, isQuiet } from '../../src/domain/schedule/quiet-hours.js';
import type { QuietHours } from '../../src/domain/schedule/quiet-hours.js';
import { checkedRule, checkQuietHours } from '../../src/domain/schedule/rule.js';
import type { RuleInput } from '../../src/domain/schedule/rule.js';
import { zones } from '../../src/platform/cron.js';

const of = (kind: AssertionKind, fields: Partial<Scheduled> = {}): Scheduled => ({
  kind,
  period: null,
  dueOn: null,
  ...fields,
});
const checked = '2019-05-01T00:00:00.000Z';
const kinds = Object.fromEntries(
  assertionKinds.map((kind) => [kind, { ...defaultPolicies[kind], id: kind, jitterPercent: 0 }]),
);
const byKind: ClaimPolicies = { claim: null, topics: [], kinds };
const policy = (rule: PolicyRule, fields: Partial<Policy> = {}): Policy => ({
  ...{ id: rule.type, name: `by ${rule.type}`, rule, shelfLifeDays: 90, jitterPercent: 0 },
  ...fields,
});
const facts = (fields: Partial<ScheduleFacts> = {}): ScheduleFacts => ({
  ...{ policies: byKind, assertions: [of('level')], recordedAt: '2019-04-01T00:00:00.000Z' },
  ...{ lastCheckedAt: checked, lastCheckId: '01a2', unchangedChecks: 0, lastSlotAt: null },
  ...{ failure: null, quietHours: null },
  ...fields,
});
const at = (assertions: Scheduled[], fields: Partial<ScheduleFacts> = {}) =>
  nextCheck(facts({ assertions, ...fields }), zones);
const by = (rule: PolicyRule, fields: Partial<ScheduleFacts> = {}, policyFields: Partial<Policy> = {}) =>
  nextCheck(facts({ policies: { ...byKind, claim: policy(rule, policyFields) }, ...fields }), zones);

describe('the next check by default', () => {
  it.each<[AssertionKind, string, number]>([
    ['level', '2019-05-08T00:00:00.000Z', 90],
    ['change', '2019-05-08T00:00:00.000Z', 90],
    ['ratio', '2019-05-08T00:00:00.000Z', 90],
    ['rank', '2019-05-31T00:00:00.000Z', 180],
    ['event', '2019-05-31T00:00:00.000Z', 365],
    ['target', '2019-05-08T00:00:00.000Z', 30],
    ['statement', '2019-07-30T00:00:00.000Z', 365],
  ])('of a %s on %s; it keeps %d days', (kind, next, shelf) => {
    expect(at([of(kind)]).at).toBe(next);
    expect(shelfLifeDays(byKind, [of(kind)])).toBe(shelf);
  });

  it('is the earliest of the assertions', () => {
    const three = [of('statement'), of('rank'), of('level')];
    expect(at(three)).toEqual({
      ...{ at: '2019-05-08T00:00:00.000Z', why: 'Every 7 days for a level.' },
      ...{ trigger: 'scheduled', policyId: 'level' },
    });
    expect(shelfLifeDays(byKind, three)).toBe(90);
  });

  it('waits for the due day of a target, then looks every week', () => {
    const promise = [of('target', { dueOn: '2020-12-31' })];
    expect(at(promise)).toMatchObject({
      ...{ at: '2020-12-31T00:00:00.000Z', why: 'A target falls due on 2020-12-31.', trigger: 'due' },
    });
    expect(at(promise, { lastCheckedAt: '2020-12-31T08:00:00.000Z' }).at).toBe('2021-01-07T08:00:00.000Z');
    expect(shelfLifeDays(byKind, promise, '2020-12-01')).toBe(60);
    expect(shelfLifeDays(byKind, promise, '2021-01-07')).toBe(30);
  });

  it('waits for the day after an event', () => {
    const summit = [of('event', { period: { from: '2019-06-09', to: '2019-06-09' } })];
    expect(at(summit)).toMatchObject({ at: '2019-06-10T00:00:00.000Z', trigger: 'scheduled' });
    expect(at(summit, { lastCheckedAt: '2019-06-10T00:00:00.000Z' }).at).toBe('2019-07-10T00:00:00.000Z');
  });

  it('is due since it was recorded when it never was', () => {
    expect(at([of('level')], { lastCheckedAt: null, lastCheckId: null })).toEqual({
      ...{
        at: '2019-04-01T00:00:00.000Z',
        why: 'It was never checked.',
        trigger: 'scheduled',
        policyId: null,
      },
    });
  });

  it('treats a claim without assertions like a statement', () => {
    expect(at([]).at).toBe('2019-07-30T00:00:00.000Z');
  });

  it('refuses a kind without a policy, which no ledger has', () => {
    expect(() => at([of('rank')], { policies: { ...byKind, kinds: {} } })).toThrow('stet migrate');
  });
});

describe('the policies that speak', () => {
  const ruled = (days: number): Policy => policy({ type: 'interval', days }, { id: `${days}` });
  it.each<[string, Partial<ClaimPolicies>, string[]]>([
    ['the claim’s own alone', { claim: ruled(50), topics: [ruled(1)] }, ['50']],
    ['else its topics’', { topics: [ruled(20), ruled(10)] }, ['20', '10']],
    ['else its kinds’', {}, ['level', 'rank']],
  ])('are %s', (_, policies, ids) => {
    const asks = resolve({ ...byKind, ...policies }, [of('level'), of('rank')]);
    expect(asks.map((ask) => ask.policy.id)).toEqual(ids);
  });

  it('of several topics: the one that asks first, and the shortest shelf life', () => {
    const topics = [ruled(20), { ...ruled(10), shelfLifeDays: 400 }];
    const policies = { ...byKind, topics };
    expect(nextCheck(facts({ policies }), zones)).toMatchObject({
      at: '2019-05-11T00:00:00.000Z',
      policyId: '10',
    });
    expect(shelfLifeDays(policies, [of('level')])).toBe(90);
  });
});

describe('a rule', () => {
  it.each<[string, PolicyRule, Partial<ScheduleFacts>, string, RegExp]>([
    [
      'interval',
      { type: 'interval', days: 0.5 },
      {},
      '2019-05-01T12:00:00.000Z',
      /^Every 0\.5 days by the policy “by interval”\.$/,
    ],
    ['interval of a day', { type: 'interval', days: 1 }, {}, '2019-05-02T00:00:00.000Z', /^Every day by/],
    [
      'cron in summer time',
      { type: 'cron', expression: '0 6 * * *', timeZone: 'Europe/Berlin' },
      {},
      '2019-05-01T04:00:00.000Z',
      /“0 6 \* \* \*” in Europe\/Berlin/,
    ],
    [
      'cron in winter time',
      { type: 'cron', expression: '0 6 * * MON', timeZone: 'Europe/Berlin' },
      { lastCheckedAt: '2019-11-01T00:00:00.000Z' },
      '2019-11-04T05:00:00.000Z',
      /MON/,
    ],
    [
      'cron never at a time that has its check',
      { type: 'cron', expression: '0 6 * * *', timeZone: 'UTC' },
      { lastSlotAt: '2019-05-01T06:00:00.000Z' },
      '2019-05-02T06:00:00.000Z',
      /0 6/,
    ],
    [
      'due-date without a day',
      { type: 'due-date', thenDays: 3 },
      {},
      '2019-05-04T00:00:00.000Z',
      /^Every 3 days/,
    ],
    [
      'due-date, the first of two to come',
      { type: 'due-date', thenDays: 3 },
      { assertions: [of('target', { dueOn: '2030-01-01' }), of('target', { dueOn: '2025-01-01' })] },
      '2025-01-01T00:00:00.000Z',
      /2025-01-01/,
    ],
    [
      'due-date, beside what waits for no day',
      { type: 'due-date', thenDays: 3 },
      { assertions: [of('target', { dueOn: '2025-01-01' }), of('level')] },
      '2019-05-04T00:00:00.000Z',
      /^Every 3 days/,
    ],
    [
      'event-day, beside what waits for no day',
      { type: 'event-day', thenDays: 3 },
      { assertions: [of('event', { period: { from: null, to: '2025-01-01' } }), of('level')] },
      '2019-05-04T00:00:00.000Z',
      /^Every 3 days/,
    ],
    [
      'due-date, one over and one to come',
      { type: 'due-date', thenDays: 3 },
      { assertions: [of('target', { dueOn: '2019-01-01' }), of('target', { dueOn: '2025-01-01' })] },
      '2019-05-04T00:00:00.000Z',
      /^Every 3 days/,
    ],
    [
      'due-date, the next day before the interval',
      { type: 'due-date', thenDays: 3 },
      { assertions: [of('target', { dueOn: '2019-01-01' }), of('target', { dueOn: '2019-05-02' })] },
      '2019-05-02T00:00:00.000Z',
      /2019-05-02/,
    ],
    [
      'event-day without an end',
      { type: 'event-day', thenDays: 4 },
      { assertions: [of('event', { period: { from: '2020-01-01', to: null } })] },
      '2019-05-05T00:00:00.000Z',
      /^Every 4 days/,
    ],
    [
      'on-change',
      { type: 'on-change' },
      {},
      '2019-07-30T00:00:00.000Z',
      /at the latest now, as its shelf life of 90 days ends/,
    ],
    [
      'adaptive at first',
      { type: 'adaptive', minDays: 2, maxDays: 60 },
      {},
      '2019-05-03T00:00:00.000Z',
      /changed something or was the first: again after 2 days/,
    ],
    [
      'adaptive once unchanged',
      { type: 'adaptive', minDays: 2, maxDays: 60 },
      { unchangedChecks: 1 },
      '2019-05-05T00:00:00.000Z',
      /^Nothing changed in the last check: again after 4 days/,
    ],
    [
      'adaptive after three',
      { type: 'adaptive', minDays: 2, maxDays: 60 },
      { unchangedChecks: 3 },
      '2019-05-17T00:00:00.000Z',
      /^Nothing changed in the last 3 checks: again after 16 days/,
    ],
    [
      'adaptive at its bound',
      { type: 'adaptive', minDays: 2, maxDays: 60 },
      { unchangedChecks: 5000 },
      '2019-06-30T00:00:00.000Z',
      /again after 60 days/,
    ],
  ])('%s', (_, rule, fields, next, why) => {
    const found = by(rule, fields);
    expect(found.at).toBe(next);
    expect(found.why).toMatch(why);
  });

  it.each<[string, string, string, string | null]>([
    ['30 1 * * *', 'America/New_York', '2027-11-07T06:10:00.000Z', '2027-11-08T06:30:00.000Z'],
    ['30 1 * * *', 'America/New_York', '2027-11-07T04:00:00.000Z', '2027-11-07T05:30:00.000Z'],
    ['*/20 * * * *', 'Europe/Berlin', '2027-10-31T01:10:00.000Z', null],
    ['15 2 * * *', 'Europe/Berlin', '2027-10-31T01:20:00.000Z', '2027-11-01T01:15:00.000Z'],
    ['45 1 * * *', 'Australia/Lord_Howe', '2027-04-03T15:05:00.000Z', null],
  ])(
    'cron “%s” in %s after %s comes later, also where clocks are set back',
    (expression, timeZone, after, next) => {
      const found = zones.cron(expression, timeZone, after) ?? '';
      expect(Date.parse(found)).toBeGreaterThan(Date.parse(after));
      expect(Date.parse(found) - Date.parse(after)).toBeLessThanOrEqual(25 * 3_600_000);
      if (next !== null) expect(found).toBe(next);
    },
  );

  it('cron that names no later time falls back to the shelf life', () => {
    const stuck = { ...zones, cron: (_: string, __: string, after: string) => after };
    const rule: PolicyRule = { type: 'cron', expression: '0 6 * * *', timeZone: 'UTC' };
    const found = nextCheck(facts({ policies: { ...byKind, claim: policy(rule) } }), stuck);
    expect(found.at).toBe('2019-07-30T00:00:00.000Z');
  });

  it('that waits for a day lets what waits for none grow old', () => {
    const claim = policy({ type: 'due-date', thenDays: 3 });
    const promise = of('target', { dueOn: '2029-05-01' });
    const days = (assertions: Scheduled[]) => shelfLifeDays({ ...byKind, claim }, assertions, '2019-05-01');
    expect([days([promise]), days([promise, of('level')])]).toEqual([3653 + 90, 90]);
  });

  it.each<[RuleInput, string]>([
    [{ type: 'interval' }, 'days'],
    [{ type: 'interval', days: 0 }, 'days'],
    [{ type: 'interval', days: -1 }, 'days'],
    [{ type: 'interval', days: 3651 }, 'days'],
    [{ type: 'interval', days: NaN }, 'days'],
    [{ type: 'interval', days: 1, thenDays: 1 }, 'thenDays'],
    [{ type: 'on-change', days: 1 }, 'days'],
    [{ type: 'due-date', thenDays: 0 }, 'thenDays'],
    [{ type: 'adaptive', minDays: 8, maxDays: 7 }, 'maxDays'],
    [{ type: 'adaptive', minDays: 8 }, 'maxDays'],
    [{ type: 'cron', expression: '0 6 * * *' }, 'timeZone'],
    [{ type: 'cron', expression: '0 6 * * *', timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ type: 'cron', expression: '61 * * * *', timeZone: 'UTC' }, 'expression'],
    [{ type: 'cron', expression: '0 6 * * * *', timeZone: 'UTC' }, 'expression'],
    [{ type: 'cron', expression: '@daily', timeZone: 'UTC' }, 'expression'],
    [{ type: 'cron', expression: '0 0 30 2 *', timeZone: 'UTC' }, 'expression'],
  ])('%j is refused for its %s', (input, field) => {
    expect(() => checkedRule(input, zones)).toThrow(
      expect.objectContaining({
        code: 'policy/bad-rule',
        fields: [expect.objectContaining({ pointer: `/rule/${field}` })],
      }),
    );
  });

  it('is kept with its own fields only', () => {
    expect(checkedRule({ type: 'adaptive', minDays: 1, maxDays: 30 }, zones)).toEqual({
      ...{ type: 'adaptive', minDays: 1, maxDays: 30 },
    });
    expect(checkedRule({ type: 'on-change' }, zones)).toEqual({ type: 'on-change' });
  });

  it('comes to so many days in the long run', () => {
    const days = meanDaysBy(zones);
    const mean = (rule: PolicyRule, unchangedChecks = 0): number =>
      days(facts({ policies: { ...byKind, claim: policy(rule) }, unchangedChecks }));
    expect(mean({ type: 'interval', days: 7 })).toBe(7);
    expect(mean({ type: 'due-date', thenDays: 9 })).toBe(9);
    expect(mean({ type: 'on-change' })).toBe(90);
    expect(mean({ type: 'adaptive', minDays: 1, maxDays: 30 }, 2)).toBe(4);
    expect(mean({ type: 'cron', expression: '0 6 * * *', timeZone: 'UTC' })).toBeCloseTo(1, 1);
    expect(mean({ type: 'cron', expression: '0 6 1 * *', timeZone: 'UTC' })).toBeGreaterThan(29);
  });
});

describe('jitter', () => {
  const ids = Array.from(
    { length: 4000 },
    (_, i) => `019a2b3c-4d5e-7000-8000-${String(i).padStart(12, '0')}`,
  );
  it('is the same for the same check, within [-1, 1], and even', () => {
    const all = ids.map(jitterOf);
    expect(ids.map(jitterOf)).toEqual(all);
    expect(Math.max(...all.map(Math.abs))).toBeLessThanOrEqual(1);
    const quarters = [-1, -0.5, 0, 0.5].map((low) => all.filter((j) => j >= low && j < low + 0.5).length);
    for (const count of quarters) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });

  it('spreads an interval by so many per cent and no more', () => {
    const days = ids.slice(0, 500).map((lastCheckId) => {
      const next = by({ type: 'interval', days: 30 }, { lastCheckId }, { jitterPercent: 10 }).at;
      return (Date.parse(next) - Date.parse(checked)) / 86_400_000;
    });
    expect(Math.min(...days)).toBeGreaterThanOrEqual(27);
    expect(Math.max(...days)).toBeLessThanOrEqual(33);
    expect(Math.max(...days) - Math.min(...days)).toBeGreaterThan(5);
  });

  it('moves no cron time, due day or event, and never past a shelf life', () => {
    for (const lastCheckId of ids.slice(0, 50)) {
      const wide = { jitterPercent: 50 };
      const on = (rule: PolicyRule, assertions: Scheduled[] = [of('level')]) =>
        by(rule, { lastCheckId, assertions }, wide).at;
      expect(on({ type: 'cron', expression: '0 6 * * *', timeZone: 'UTC' })).toBe('2019-05-01T06:00:00.000Z');
      expect(on({ type: 'due-date', thenDays: 7 }, [of('target', { dueOn: '2020-01-01' })])).toBe(
        '2020-01-01T00:00:00.000Z',
      );
      const event = of('event', { period: { from: null, to: '2019-12-31' } });
      expect(on({ type: 'event-day', thenDays: 7 }, [event])).toBe('2020-01-01T00:00:00.000Z');
      expect(Date.parse(on({ type: 'on-change' }))).toBeLessThanOrEqual(Date.parse('2019-07-30T00:00:00Z'));
    }
  });
});

describe('quiet hours', () => {
  const night: QuietHours = { from: '22:00', to: '06:00', timeZone: 'Europe/Berlin' };
  it.each<[string, QuietHours, string, string]>([
    ['outside', night, '2019-01-10T12:00:00.000Z', '2019-01-10T12:00:00.000Z'],
    ['before midnight', night, '2019-01-10T21:30:00.000Z', '2019-01-11T05:00:00.000Z'],
    ['after midnight', night, '2019-01-11T00:30:00.000Z', '2019-01-11T05:00:00.000Z'],
    ['at their first moment', night, '2019-01-10T21:00:00.000Z', '2019-01-11T05:00:00.000Z'],
    ['at their end', night, '2019-01-11T05:00:00.000Z', '2019-01-11T05:00:00.000Z'],
    ['in the night clocks go forward', night, '2019-03-30T22:00:00.000Z', '2019-03-31T04:00:00.000Z'],
    ['in the night clocks go back', night, '2019-10-26T21:00:00.000Z', '2019-10-27T05:00:00.000Z'],
    [
      'that end in the hour leapt over',
      { ...night, to: '02:30' },
      '2019-03-30T23:00:00.000Z',
      '2019-03-31T01:00:00.000Z',
    ],
    [
      'that end in the hour that comes twice',
      { ...night, to: '02:30' },
      '2019-10-27T00:10:00.000Z',
      '2019-10-27T00:30:00.000Z',
    ],
    [
      'at noon',
      { ...night, from: '12:00', to: '13:00' },
      '2019-01-10T11:20:00.000Z',
      '2019-01-10T12:00:00.000Z',
    ],
    [
      'half an hour off',
      { ...night, timeZone: 'Asia/Kolkata' },
      '2019-01-10T17:00:00.000Z',
      '2019-01-11T00:30:00.000Z',
    ],
    [
      'in a zone nobody knows',
      { ...night, timeZone: 'Mars/Olympus' },
      '2019-01-10T23:00:00.000Z',
      '2019-01-10T23:00:00.000Z',
    ],
  ])('%s', (_, quiet, instant, end) => {
    expect(afterQuiet(instant, quiet, zones)).toBe(end);
  });

  it.each<[string, string, string, string]>([
    ['00:00', '23:59', '2027-03-27T23:07:00.000Z', '2027-03-28T21:59:00.000Z'],
    ['02:30', '02:00', '2027-10-31T00:43:00.000Z', '2027-10-31T01:00:00.000Z'],
    ['00:00', '23:59', '2027-10-30T22:07:00.000Z', '2027-10-31T22:59:00.000Z'],
  ])('of %s–%s that begin before clocks change and nearly fill the day', (from, to, instant, end) => {
    expect(afterQuiet(instant, { ...night, from, to }, zones)).toBe(end);
  });

  it('end at the first minute outside them, whatever the clocks do', () => {
    const minutes = fc.integer({ min: 0, max: 1439 });
    const time = minutes.map(
      (m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`,
    );
    const changes = fc.constantFrom<[string, string]>(
      ['Europe/Berlin', '2027-03-28T01:00:00Z'],
      ['Europe/Berlin', '2027-10-31T01:00:00Z'],
      ['America/New_York', '2027-11-07T06:00:00Z'],
      ['Australia/Lord_Howe', '2027-04-03T15:00:00Z'],
    );
    fc.assert(
      fc.property(time, time, changes, minutes, (from, to, [timeZone, change], before) => {
        fc.pre(from !== to);
        const quiet = { from, to, timeZone };
        const instant = addSeconds(change, -60 * before);
        let end = instant;
        while (isQuiet(end, quiet, zones)) end = addSeconds(end, 60);
        expect(afterQuiet(instant, quiet, zones)).toBe(end);
      }),
      { numRuns: 60 },
    );
  });

  it('always end, outside themselves, within a day and an hour', () => {
    const time = fc
      .integer({ min: 0, max: 1439 })
      .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    );
    const start = Date.parse('2019-01-01T00:00:00Z');
    fc.assert(
      fc.property(time, time, zone, fc.integer({ min: 0, max: 366 * 1440 }), (from, to, timeZone, minute) => {
        fc.pre(from !== to);
        const instant = new Date(start + minute * 60_000).toISOString();
        const quiet = { from, to, timeZone };
        const end = afterQuiet(instant, quiet, zones);
        expect(isQuiet(end, quiet, zones)).toBe(false);
        const hours = (Date.parse(end) - Date.parse(instant)) / 3_600_000;
        expect(hours).toBeGreaterThanOrEqual(0);
        expect(hours).toBeLessThanOrEqual(25);
      }),
      { numRuns: 400 },
    );
  });

  it('move a check and say so', () => {
    const cron: PolicyRule = { type: 'cron', expression: '0 3 * * *', timeZone: 'Europe/Berlin' };
    expect(by(cron, { quietHours: night })).toMatchObject({
      at: '2019-05-01T04:00:00.000Z',
      why: expect.stringMatching(/waits for the end of quiet hours \(22:00–06:00 Europe\/Berlin\)\.$/),
    });
  });

  it('that begin where they end, or in no zone, are refused', () => {
    expect(() => checkQuietHours({ ...night, to: '22:00' }, zones)).toThrow('must not be when they begin');
    expect(() => checkQuietHours({ ...night, timeZone: 'x' }, zones)).toThrow('no IANA time zone');
    expect(() => checkQuietHours(night, zones)).not.toThrow();
  });

  it('and a budget hold back what runs in an hour', () => {
    const plan = expectedRuns(
      {
        ...{ from: '2019-01-10T20:00:00.000Z', overdue: 5, due: [1, 9, 0, 0], checksPerHour: 4 },
        quietHours: { from: '22:00', to: '23:00', timeZone: 'Europe/Berlin' },
      },
      zones,
    );
    expect(plan.map((hour) => hour.planned)).toEqual([4, 0, 4, 4]);
    expect(plan[3]?.from).toBe('2019-01-10T23:00:00.000Z');
  });
});

describe('a check that could not be made', () => {
  it('is tried again later each time, at most a day; one that was given up in a day', () => {
    const waits = [1, 2, 3, 4, 5, 6, 50].map((n) => retryAfterFailure(n));
    expect(waits).toEqual([300, 1800, 7200, 21_600, 86_400, 86_400, 86_400]);
    expect(retryAfterFailure(0)).toBe(300);
    expect(retryAfterFailure(1, `${givenUp} it killed its worker`)).toBe(86_400);
  });

  it('says why in words, without ids', () => {
    const hindered = [
      { sourceId: 'a1', code: 'fetch/timeout', message: 'no answer (in 10 s)' },
      { sourceId: 'b2', code: 'fetch/reset', message: 'gone' },
    ];
    expect(firstCause(failureText(hindered))).toBe('no answer (in 10 s)');
    expect(firstCause('given up: so it is')).toBe('given up: so it is');
    const failure = { count: 2, at: '2019-05-03T00:00:00.000Z', text: failureText(hindered) };
    expect(at([of('level')], { failure })).toEqual({
      ...{ at: '2019-05-03T00:30:00.000Z', trigger: 'scheduled', policyId: null },
      why: 'Its last 2 checks could not be made: no answer (in 10 s).',
    });
  });
});

it('asks for no due time twice', () => {
  const lastSlotAt = '2019-05-08T00:00:00.000Z';
  expect(at([of('level')], { lastSlotAt }).at).toBe(addSeconds(lastSlotAt, 1));
});

describe('the place of a claim', () => {
  const plan = (fields: Partial<PlanFacts>) =>
    planOf({ ...facts(), hold: null, isOpen: false, ...fields }, zones);
  const hold = { until: '2019-06-01T00:00:00.000Z', reason: 'The census is out in June.', by: 'Dana' };
  it('is what its policies ask, or none while its check is open or it is paused', () => {
    expect(plan({})?.at).toBe('2019-05-08T00:00:00.000Z');
    expect(plan({ isOpen: true })).toBeNull();
    expect(plan({ hold: { ...hold, until: null } })).toBeNull();
  });

  it('is where it was put off to, until a check has answered that', () => {
    expect(plan({ hold })).toMatchObject({
      at: hold.until,
      why: 'Put off until 2019-06-01T00:00:00.000Z by Dana: The census is out in June.',
    });
    expect(plan({ hold, lastSlotAt: hold.until, isOpen: true })).toBeNull();
    expect(plan({ hold, lastCheckedAt: '2019-06-02T00:00:00.000Z' })?.at).toBe('2019-06-09T00:00:00.000Z');
    expect(isOver(hold, { lastSlotAt: null, lastCheckedAt: null })).toBe(false);
  });

  it('ranks by whether a verdict is in force, then by priority', () => {
    expect([
      rankOf(true, 'low'),
      rankOf(false, 'high'),
      rankOf(false, 'normal'),
      rankOf(false, 'low'),
    ]).toEqual([0, 1, 2, 3]);
  });
});

describe('the end of a shelf life', () => {
  it('is the policy’s, sooner by the verdict, and none for a claim never checked', () => {
    const shelf = (fields: Partial<ScheduleFacts>, expiresOn: string | null = null) =>
      staleAtOf({
        ...facts(fields),
        ...{ status: 'settled', verdict: { version: 1, kind: 'published', expiresOn } },
      });
    expect(shelf({})).toBe('2019-07-30T00:00:00.000Z');
    expect(shelf({}, '2019-05-20')).toBe('2019-05-20T00:00:00.000Z');
    expect(shelf({ lastCheckedAt: null })).toBeNull();
  });

  it('is at most the end of the year 9999', () => {
    const assertions = [of('target', { dueOn: '9999-12-31' })];
    const verdict = { version: 1, kind: 'published', expiresOn: null } as const;
    expect(staleAtOf({ ...facts({ assertions }), status: 'settled', verdict })).toBe(
      '9999-12-31T23:59:59.999Z',
    );
    expect(at(assertions).at).toBe('9999-12-31T00:00:00.000Z');
  });

  it('makes the status late where staleness is not outranked', () => {
    const [past, future] = ['2019-01-01T00:00:00Z', '2029-01-01T00:00:00Z'];
    const late = (status: 'settled' | 'assessed' | 'challenged' | 'stale', staleAt: string | null) =>
      isStatusLate(status, staleAt, checked);
    expect([late('settled', past), late('assessed', past), late('stale', future)]).toEqual([
      true,
      true,
      true,
    ]);
    expect([late('settled', future), late('challenged', past), late('stale', past)]).toEqual([
      ...[false, false, false],
    ]);
  });
});
