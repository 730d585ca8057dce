import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkRunOf } from '../../src/domain/history/check-run.js';
import type { EndedCheck } from '../../src/domain/history/check-run.js';
import { runningCounts } from '../../src/domain/history/counts.js';
import { periodsOf } from '../../src/domain/history/periods.js';
import type { HeldStanding } from '../../src/domain/history/periods.js';
import { readBack } from '../../src/domain/history/read-back.js';
import { tell } from '../../src/domain/history/words.js';

describe('reading back', () => {
  const now = { version: 4, desk: 'c', priority: 'high', text: 'same' };
  const changes = [
    { version: 2, before: { desk: 'a' } },
    { version: 3, before: { priority: 'low' } },
    { version: 4, before: { desk: 'b', gone: 1 } },
  ];

  it.each([
    ['nothing later', [], now],
    ['the last change', changes.slice(2), { ...now, version: 3, desk: 'b' }],
    ['two changes', changes.slice(1), { ...now, version: 2, desk: 'b', priority: 'low' }],
    [
      'all changes, in any order',
      [...changes].reverse(),
      { version: 1, desk: 'a', priority: 'low', text: 'same' },
    ],
  ])('undoes %s', (_, later, read) => {
    expect(readBack(now, later)).toEqual(read);
  });

  it('undoes any row of changes', () => {
    const states = fc.array(fc.record({ a: fc.nat(3), b: fc.nat(3) }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(states, fc.nat(7), (rows, at) => {
        const versions = rows.map((row, i) => ({ ...row, version: i + 1 }));
        const log = versions.slice(1).map((row, i) => ({ version: row.version, before: { ...rows[i] } }));
        const then = Math.min(at, versions.length - 1);
        const last = versions.at(-1);
        if (last === undefined) return;
        expect(readBack(last, log.slice(then))).toEqual(versions[then]);
      }),
    );
  });
});

const standing = (version: number, at: number): HeldStanding => ({
  ...{ version, at, status: 'assessed', label: 'supported', verdictVersion: null, ratingId: null },
});

describe('periods', () => {
  const told = (rows: ReturnType<typeof periodsOf>): unknown[] =>
    rows.map(({ standingVersion, claimVersion, deskId, from, to }) => [
      standingVersion,
      claimVersion,
      deskId,
      from,
      to,
    ]);

  it.each([
    ['one standing', [standing(1, 10)], [], [[1, 1, 'now', 10, null]]],
    [
      'a standing after another',
      [standing(1, 10), standing(2, 20)],
      [],
      [
        [1, 1, 'now', 10, 20],
        [2, 1, 'now', 20, null],
      ],
    ],
    [
      'a move',
      [standing(1, 10)],
      [{ version: 3, before: 'a', after: 'now', at: 15 }],
      [
        [1, 1, 'a', 10, 15],
        [1, 3, 'now', 15, null],
      ],
    ],
    [
      'a move and a standing at once',
      [standing(1, 10), standing(2, 15)],
      [{ version: 3, before: 'a', after: 'now', at: 15 }],
      [
        [1, 1, 'a', 10, 15],
        [2, 3, 'now', 15, null],
      ],
    ],
    [
      'three standings at once',
      [standing(1, 10), standing(2, 10), standing(3, 10)],
      [],
      [[3, 1, 'now', 10, null]],
    ],
    ['nothing', [], [], []],
  ])('of %s', (_, standings, moves, expected) => {
    expect(told(periodsOf(standings, moves, 'now'))).toEqual(expected);
  });
});

describe('the run of checks', () => {
  const check = (label: EndedCheck['label'], part: 'supported' | 'refuted' = 'supported'): EndedCheck => ({
    ...{ id: `${label} ${part}`, state: label === null ? 'failed' : 'completed', label, at: 0 },
    parts: label === null ? {} : { a: part },
  });
  it.each([
    ['none', [], [null, 0, 0]],
    ['a first one', [check('supported')], ['supported', 0, 0]],
    ['two the same', [check('supported'), check('supported')], ['supported', 0, 1]],
    [
      'failures between, which change nothing',
      [check('supported'), check(null), check('supported'), check(null)],
      ['supported', 1, 1],
    ],
    ['failures alone', [check(null), check(null)], [null, 2, 0]],
    ['another label last', [check('supported'), check('supported'), check('refuted')], ['refuted', 0, 0]],
    [
      'another part under the same label',
      [check('conflicting'), check('conflicting', 'refuted')],
      ['conflicting', 0, 0],
    ],
    [
      'a change, then two the same',
      [check('refuted'), check('supported'), check('supported'), check('supported')],
      ['supported', 0, 2],
    ],
  ])('of %s', (_, checks, [label, failed, unchanged]) => {
    const run = checkRunOf(checks);
    expect([run.last?.label ?? null, run.failed, run.unchanged]).toEqual([label, failed, unchanged]);
  });
});

it('counts what has grown up to each point', () => {
  const steps = [
    { key: 'a', point: 0, by: 2 },
    { key: 'b', point: 2, by: 1 },
    { key: 'a', point: 2, by: -1 },
    { key: 'b', point: 9, by: 1 },
  ] as const;
  expect(runningCounts(['a', 'b'], 4, steps)).toEqual([
    { a: 2, b: 0 },
    { a: 2, b: 0 },
    { a: 1, b: 1 },
    { a: 1, b: 1 },
  ]);
});

describe('a timeline in words', () => {
  it.each([
    [
      'verdict',
      { kind: 'published', ratingLabel: 'False', rationale: 'So.', correctionNote: 'Wrong year.' },
      'verdict',
      'verdict corrected: False (Wrong year.)',
    ],
    [
      'verdict',
      { kind: 'withdrawn', rationale: 'About 2017.' },
      'verdict',
      'verdict withdrawn (About 2017.)',
    ],
    ['check', { state: 'failed', failure: 'no answer' }, 'check', 'check could not be made: no answer'],
    [
      'standing',
      { status: 'challenged', assessment: 'refuted', disagreement: ['a', 'b'] },
      'standing',
      'stands as challenged, assessment refuted, because of a; b',
    ],
    [
      'source',
      { url: 'https://a.example/', previousSnapshotId: null },
      'source',
      'https://a.example/ was read for the first time',
    ],
    [
      'revision',
      {
        subject: 'claim',
        action: 'reject',
        reason: 'not public',
        before: { workflow: 'inbox' },
        after: { workflow: 'rejected' },
      },
      'workflow',
      'reject: workflow inbox -> rejected, not public',
    ],
    [
      'revision',
      { subject: 'claim', action: 'change', before: { dueOn: '2019-01-01' }, after: { dueOn: null } },
      'change',
      'change: dueOn 2019-01-01 -> none',
    ],
    [
      'revision',
      {
        subject: 'assertion',
        action: 'change',
        before: { kind: 'level' },
        after: { kind: 'event', corrected: {} },
      },
      'assertion',
      'reading corrected: kind level -> event',
    ],
    ['review', { decision: 'approved', note: '' }, 'review', 'draft approved'],
    ['something new', {}, 'something new', 'something new'],
  ])('%s %j', (kind, details, told, summary) => {
    expect(tell({ kind, details })).toEqual({ kind: told, summary });
  });
});
