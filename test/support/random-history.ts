import { randomUUID } from 'node:crypto';
import { changeClaim } from '../../src/persistence/claim-change.js';
import type { ClaimState } from '../../src/persistence/claim.table.js';
import { Db } from '../../src/persistence/db.js';
import { differenceOf } from '../../src/persistence/revision.table.js';
import { recordStanding } from '../../src/persistence/standing-change.js';
import type { Store } from '../../src/persistence/store.js';
import type { TestApp } from './app.js';

/** A small generator with a seed (mulberry32): the same seed gives the same ledger. */
export interface Dice {
  /** 0 to n - 1. */
  below(n: number): number;
  one<T>(of: readonly T[]): T;
}

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    below,
    one: (of) => {
      const found = of[below(of.length)];
      if (found === undefined) throw new Error('nothing to choose from');
      return found;
    },
  };
}

/** Where a random ledger lives. */
interface Stage {
  readonly app: TestApp;
  readonly db: Db;
  readonly dice: Dice;
  readonly personId: string;
  readonly desks: readonly string[];
  readonly ratings: readonly { id: string }[];
  readonly sources: readonly string[];
  readonly series: readonly string[];
}

interface Turn {
  readonly stage: Stage;
  readonly store: Store;
  readonly claimId: string;
  readonly at: Date;
}

const labels = ['supported', 'refuted', 'conflicting', 'not-enough-evidence'] as const;
const dayMs = 86_400_000;
/** Ledger time at which the random ledgers begin. */
const beginning = Date.parse('2019-01-01T00:00:00.000Z');

/**
 * Fills a ledger with the product's own writers under explicit times: verdicts valid since earlier, corrections, withdrawals,
 * moves between desks, checks that complete or fail, findings of persons and their retraction, corrected readings, sources
 * that change in words and in fields, series with vintages. Some steps fall on the same millisecond.
 */
export async function randomLedger(app: TestApp, seed: number, claims: number, steps: number): Promise<void> {
  const stage = await stageOf(app, diceOf(seed));
  for (let i = 0; i < claims; i += 1) {
    let at = beginning + stage.dice.below(30 * dayMs);
    const claimId = await record(stage, new Date(at));
    for (let step = 0; step < steps; step += 1) {
      at += stage.dice.one([0, 1, 60_000, stage.dice.below(5 * dayMs)]);
      const act = stage.dice.one(acts);
      await stage.db.write((store) => act({ stage, store, claimId, at: new Date(at) }));
    }
  }
}

async function stageOf(app: TestApp, dice: Dice): Promise<Stage> {
  const [person] = await app.rows<{ id: string }>('SELECT id FROM person LIMIT 1');
  const personId = person?.id ?? '';
  const at = new Date(beginning);
  const add = async (n: number, text: string, values: (i: number) => unknown[]): Promise<string[]> => {
    const ids = Array.from({ length: n }, () => randomUUID());
    for (const [i, id] of ids.entries()) await app.sql.query(text, [id, ...values(i)]);
    return ids;
  };
  return {
    ...{ app, dice, personId, db: app.nest.get(Db) },
    desks: await add(3, 'INSERT INTO desk (id, name, created_at) VALUES ($1, $2, now())', (i) => [
      `Desk ${i} ${randomUUID()}`,
    ]),
    ratings: await app.rows<{ id: string }>('SELECT id FROM rating ORDER BY code'),
    sources: await add(
      4,
      `INSERT INTO source (id, kind, url, title, tier, origin, created_by, recorded_at, version)
       VALUES ($1, 'web', $2, 'A source', 'secondary', 'a', $3, $4, 1)`,
      (i) => [`https://news.example/${i}/${randomUUID()}`, personId, at],
    ),
    series: await add(
      2,
      `INSERT INTO series (id, title, dimension, measure_kind, created_by, recorded_at) VALUES ($1, $2, 'number', 'stock', $3, $4)`,
      (i) => [`Series ${i}`, personId, at],
    ),
  };
}

async function record({ db, dice, desks, personId }: Stage, at: Date): Promise<string> {
  const id = randomUUID();
  await db.write(async (store) => {
    await store.claims.add({
      ...{ id, text: 'It grew by 5%.', statedOn: null, claimant: 'A', language: 'en', topics: [] },
      ...{ priority: 'normal', deskId: dice.one(desks), workflow: 'inbox', createdBy: personId },
      ...{ recordedAt: at, version: 1 },
    });
    const spec = { kind: 'statement', dueOn: null, period: null } as never;
    await store.claims.addAssertions(
      id,
      [0, 1].map(() => ({ id: randomUUID(), spec })),
    );
  });
  return id;
}

async function lock({ store, claimId }: Turn): Promise<ClaimState> {
  const state = await store.claims.lockState(claimId);
  if (state === null) throw new Error('the claim has no state');
  return state;
}

const acts: readonly ((turn: Turn) => Promise<void>)[] = [
  publish,
  publish,
  withdraw,
  complete,
  complete,
  fail,
  move,
  move,
  find,
  retract,
  reread,
  cite,
  snapshot,
  rename,
  bind,
  revise,
];

async function publish(turn: Turn): Promise<void> {
  await decide(turn, 'published');
}

async function withdraw(turn: Turn): Promise<void> {
  const last = await turn.store.verdicts.latest(turn.claimId);
  if (last?.kind === 'published') await decide(turn, 'withdrawn');
}

async function decide(turn: Turn, kind: 'published' | 'withdrawn'): Promise<void> {
  const { stage, store, claimId, at } = turn;
  const before = await lock(turn);
  const version = ((await store.verdicts.latest(claimId))?.version ?? 0) + 1;
  const back = stage.dice.one([0, 0, 1, stage.dice.below(20 * dayMs)]);
  await store.verdicts.append({
    ...{ claimId, version, kind, rationale: `Because ${version}`, citationIds: [] },
    ...{ ratingId: kind === 'published' ? stage.dice.one(stage.ratings).id : null, authorId: stage.personId },
    ...{ coAuthorIds: [], reviewerIds: [], publishedBy: null, expiresOn: null },
    correctionNote: version > 1 && kind === 'published' ? stage.dice.one([null, 'It was wrong.']) : null,
    evidence: { checkId: before.lastCheckId, snapshotIds: [], vintageIds: [], knownDisagreement: [] },
    ...{ validFrom: new Date(at.getTime() - back), recordedAt: at },
  });
  await stand(turn, before, {}, { kind: 'verdict', id: String(version) });
}

async function stand(
  { store, claimId, at }: Turn,
  before: ClaimState,
  patch: Parameters<typeof recordStanding>[1]['patch'],
  cause: Parameters<typeof recordStanding>[1]['cause'],
): Promise<void> {
  const claim = await store.claims.find(claimId);
  if (claim === null) throw new Error('the claim is gone');
  await recordStanding(store, {
    ...{ claim, before, patch, cause, actorId: null, now: at },
    ...{ assertions: await store.claims.assertions(claimId), verdict: await store.verdicts.latest(claimId) },
  });
}

async function ended(turn: Turn, state: 'completed' | 'failed'): Promise<string> {
  const { store, claimId, at } = turn;
  const id = randomUUID();
  await store.checks.add([
    { id, claimId, trigger: 'scheduled', requestedBy: null, requestedAt: at, askedAt: at },
  ]);
  const taken = await store.checks.take(id, at);
  await store.checks.end(id, taken?.token ?? 0, state, at, state === 'failed' ? 'no answer' : null);
  return id;
}

async function complete(turn: Turn): Promise<void> {
  const { stage, store, claimId, at } = turn;
  const before = await lock(turn);
  const checkId = await ended(turn, 'completed');
  const label = stage.dice.one(labels);
  const parts = (await store.claims.assertions(claimId)).map(({ id }) => ({
    assertionId: id,
    label,
    reasons: [],
  }));
  const finding = {
    checker: 'figures',
    label,
    error: null,
    citationId: null,
    sourceId: null,
    snapshotId: null,
  };
  const findings = parts.map(({ assertionId }) => ({
    ...{ ...finding, id: randomUUID(), assertionId, vintageId: null },
    reasons: [{ code: 'read', message: 'read', observed: stage.dice.below(3) }],
  }));
  await store.checks.addFindings(checkId, claimId, findings as never, at);
  await store.checks.addAssessment({ checkId, claimId, label, parts, reasons: [], recordedAt: at });
  const disagreement = stage.dice.one([[], [`assertion ${label}`]]);
  const patch = { label, lastCheckId: checkId, lastVerifiedAt: at, failedChecks: 0, disagreement };
  await stand(turn, before, patch, { kind: 'check', id: checkId });
}

async function fail(turn: Turn): Promise<void> {
  const before = await lock(turn);
  await ended(turn, 'failed');
  await turn.store.claims.saveState({ ...before, failedChecks: before.failedChecks + 1 });
}

async function move(turn: Turn): Promise<void> {
  const { stage, store, claimId, at } = turn;
  const state = await lock(turn);
  const claim = await store.claims.find(claimId);
  if (claim === null) throw new Error('the claim is gone');
  const { dice } = stage;
  const set = dice.one([
    { deskId: dice.one(stage.desks) },
    { deskId: dice.one(stage.desks), priority: dice.one(['low', 'high'] as const) },
    { claimant: `Claimant ${dice.below(9)}`, topics: [`topic ${dice.below(3)}`] },
    { workflow: 'assigned' as const, assigneeId: stage.personId, dueOn: '2019-03-01' },
  ]);
  const actor = { personId: stage.personId, role: 'admin', kind: 'person', desks: [] } as never;
  await changeClaim(store, { actor, state, claim, set, action: 'change', reason: null, now: at });
}

async function find({ stage, store, claimId, at }: Turn): Promise<void> {
  const assertion = stage.dice.one(await store.claims.assertions(claimId));
  await stage.app.sql.query(
    `INSERT INTO person_finding (id, claim_id, assertion_id, label, reason, person_id, recorded_at) VALUES ($1, $2, $3, $4, 'seen', $5, $6)`,
    [randomUUID(), claimId, assertion.id, stage.dice.one(labels), stage.personId, at],
  );
}

async function retract({ stage, claimId, at }: Turn): Promise<void> {
  await stage.app.sql.query(
    `INSERT INTO finding_retraction (finding_id, claim_id, reason, person_id, recorded_at)
     SELECT id, claim_id, 'mistaken', person_id, $2 FROM person_finding f WHERE claim_id = $1
       AND NOT EXISTS (SELECT 1 FROM finding_retraction r WHERE r.finding_id = f.id) ORDER BY recorded_at, id LIMIT 1`,
    [claimId, at],
  );
}

async function reread({ stage, store, claimId, at }: Turn): Promise<void> {
  const row = stage.dice.one(await store.claims.assertions(claimId));
  const spec = {
    kind: stage.dice.one(['level', 'event']),
    dueOn: null,
    period: null,
    value: stage.dice.below(9),
  };
  await store.claims.correctAssertion(row.id, row.version, spec as never, stage.personId, at);
  const after = await store.claims.assertion(row.id);
  if (after === null) throw new Error('the assertion is gone');
  const read = ({ kind, dueOn, corrected, correctedBy, correctedAt }: typeof row): object => ({
    ...{ kind, dueOn, corrected, correctedBy, correctedAt },
  });
  await store.revisions.append({
    ...{ subjectKind: 'assertion', subjectId: row.id, version: after.version, claimId, action: 'change' },
    ...{ ...differenceOf(read(row), read(after)), reason: null, actorId: stage.personId, recordedAt: at },
  });
}

async function cite({ stage, store, claimId, at }: Turn): Promise<void> {
  await store.citations.add([
    {
      ...{ id: randomUUID(), claimId, sourceId: stage.dice.one(stage.sources), role: 'evidence' },
      ...{ exact: null, prefix: null, suffix: null, createdBy: stage.personId, recordedAt: at },
    },
  ]);
}

async function snapshot({ stage, at }: Turn): Promise<void> {
  const text = Buffer.alloc(32, stage.dice.below(3));
  await stage.app.sql.query(
    `INSERT INTO snapshot (id, source_id, asked_at, fetched_at, status, headers, raw_sha256, text_sha256, text, title, extractor)
     VALUES ($1, $2, $3, $3, 200, '{}', $4, $4, 'words', 'A page', 'x/1')`,
    [randomUUID(), stage.dice.one(stage.sources), at, text],
  );
}

async function rename({ stage, store, at }: Turn): Promise<void> {
  const source = await store.sources.find(stage.dice.one(stage.sources));
  if (source === null) throw new Error('the source is gone');
  const { title, tier, origin, note } = source;
  const last = await store.revisions.of('source', source.id);
  // Claims take their turns one after the other, so that a source meets times out of order: it changes only forwards.
  if ((last.at(-1)?.recordedAt ?? at) > at) return;
  const set = {
    title: `Title ${stage.dice.below(99)}`,
    tier: stage.dice.one(['primary', 'tertiary'] as const),
    origin,
    note,
  };
  const version = await store.sources.change(source.id, source.version, set);
  await store.revisions.append({
    ...{
      subjectKind: 'source',
      subjectId: source.id,
      version: version ?? 0,
      claimId: null,
      action: 'change',
    },
    ...{
      ...differenceOf({ title, tier, origin, note }, set),
      reason: null,
      actorId: stage.personId,
      recordedAt: at,
    },
  });
}

async function bind({ stage, store, claimId, at }: Turn): Promise<void> {
  const { id } = stage.dice.one(await store.claims.assertions(claimId));
  const seriesId = stage.dice.one([...stage.series, null]);
  await store.series.bind({
    ...{ assertionId: id, seriesId, expression: null },
    ...{ boundBy: stage.personId, recordedAt: at },
  });
}

async function revise({ stage, at }: Turn): Promise<void> {
  const publishedOn = new Date(at.getTime() - stage.dice.below(10) * dayMs).toISOString().slice(0, 10);
  await stage.app.sql.query(
    `INSERT INTO vintage (id, series_id, number, published_on, created_by, recorded_at)
     SELECT $1, $2, COALESCE(max(number), 0) + 1, $3, $4, $5 FROM vintage WHERE series_id = $2`,
    [randomUUID(), stage.dice.one(stage.series), publishedOn, stage.personId, at],
  );
}
