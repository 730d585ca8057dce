import { expect } from '@jest/globals';
import type { Answer, Call, TestApp } from './app.js';
import { personWithKey, recordClaim } from './factory.js';
import type { ModelVerdict, RatingCode, StandingModel } from './standing-model.js';

/** A claim of the ledger under test, bound to a series of its own. */
export interface Real {
  readonly app: TestApp;
  readonly claimId: string;
  readonly seriesId: string;
  readonly people: readonly { readonly id: string; readonly token: string }[];
  readonly ratings: ReadonlyMap<string, string>;
}

/** What runs share: persons and rating ids. */
export type Newsroom = Pick<Real, 'app' | 'people' | 'ratings'>;

export async function openNewsroom(app: TestApp): Promise<Newsroom> {
  const people = [];
  for (const name of ['Aigul', 'Botir', 'Chinara']) people.push(await personWithKey(app, 'checker', name));
  const rows = await app.rows<{ id: string; code: string }>('SELECT id, code FROM rating');
  return { app, people, ratings: new Map(rows.map((row) => [row.code, row.id])) };
}

/** A claim with its series bound; its first check is dropped, so that nothing has happened to it yet. */
export async function begin(newsroom: Newsroom, priority: 'normal' | 'high'): Promise<Real> {
  const { app } = newsroom;
  const { id: claimId } = await recordClaim(app, 'Exports reached $3 billion in 2018.', { priority });
  await app.rows(`UPDATE "check" SET state = 'failed' WHERE claim_id = $1`, [claimId]);
  await app.rows('UPDATE outbox SET completed_at = now() WHERE completed_at IS NULL');
  const body = {
    title: 'Exports, yearly',
    dimension: 'money',
    currency: 'USD',
    scale: 1e6,
    measureKind: 'flow',
  };
  const { id: seriesId } = (await app.call('POST', '/v1/series', { body })).json<{ id: string }>();
  const [assertion] = await app.rows<{ id: string }>('SELECT id FROM assertion WHERE claim_id = $1', [
    claimId,
  ]);
  const real = { ...newsroom, claimId, seriesId };
  await told(real, 'PUT', `/v1/assertions/${assertion?.id}/binding`, 204, { body: { seriesId } });
  return real;
}

/** Takes the claim out of the schedule: later runs have the ledger's tick to themselves. */
export async function end({ app, claimId }: Real): Promise<void> {
  await app.rows('DELETE FROM schedule WHERE subject_id = $1', [claimId]);
}

export function ratingIdOf({ ratings }: Real, code: RatingCode): string {
  return ratings.get(code) ?? '';
}

/** Calls the API; it must answer with this status. */
export async function told(
  { app }: Pick<Real, 'app'>,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  status: number,
  call: Call = {},
): Promise<Answer> {
  const answer = await app.call(method, path, call);
  if (answer.status !== status) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer;
}

const everything = `
  SELECT c.workflow, s.status, s.label, s.verdict_version AS "verdictVersion", s.standing_version AS n,
    (SELECT json_agg(json_build_object('status', t.status, 'label', t.label, 'verdictVersion', t.verdict_version) ORDER BY t.version)
     FROM standing t WHERE t.claim_id = c.id) AS standings,
    (SELECT coalesce(json_agg(json_build_object('kind', v.kind, 'rating', r.code) ORDER BY v.version), '[]')
     FROM verdict v LEFT JOIN rating r ON r.id = v.rating_id WHERE v.claim_id = c.id) AS verdicts
  FROM claim c JOIN claim_state s ON s.claim_id = c.id WHERE c.id = $1`;

/** The ledger and the model must say the same: workflow, standings, verdicts and what is in force. */
export async function comparison(model: StandingModel, { app, claimId }: Real): Promise<void> {
  const [held] = await app.rows(everything, [claimId]);
  expect(held).toEqual({
    ...{ workflow: model.workflow, n: model.standings.length, standings: model.standings },
    ...model.standings.at(-1),
    verdicts: model.verdicts.map(({ kind, rating }) => ({ kind, rating })),
  });
}

/**
 * Asks how the claim stood at moments around everything that happened to it, and compares with the model's histories. The
 * moments are the ledger's, what held at them is the model's.
 */
export async function compareHistories(
  model: StandingModel,
  real: Real,
  pick: (n: number) => number,
): Promise<void> {
  const times = async (table: string): Promise<number[]> =>
    (
      await real.app.rows<{ at: Date }>(
        `SELECT recorded_at AS at FROM ${table} WHERE claim_id = $1 ORDER BY version`,
        [real.claimId],
      )
    ).map((row) => row.at.getTime());
  const [standingTimes, verdictTimes] = [await times('standing'), await times('verdict')];
  const validFrom = validTimes(model.verdicts, verdictTimes);
  const recorded = standingTimes[0] ?? 0;
  const moments = [...standingTimes, ...verdictTimes, ...validFrom]
    .flatMap((at) => [at - 1, at, at + 1])
    .filter((at) => at >= recorded);
  const draw = (): number => moments[pick(moments.length)] ?? recorded;
  for (let n = 0; n < 3; n += 1) {
    const [asOf, knownAt] = [draw(), draw()];
    const query = `asOf=${iso(asOf)}&knownAt=${iso(knownAt)}`;
    const answer = await told(real, 'GET', `/v1/claims/${real.claimId}?${query}`, 200);
    const { status, assessment, verdict } = answer.json<{
      status: string;
      assessment: string | null;
      verdict: { version: number } | null;
    }>();
    const standing = model.standings[lastIndex(standingTimes, (at) => at <= Math.min(asOf, knownAt))];
    const inForce = lastIndex(verdictTimes, (at, i) => at <= knownAt && (validFrom[i] ?? 0) <= asOf);
    expect({ query, status, assessment, version: verdict?.version ?? 0 }).toEqual({
      ...{ query, status: standing?.status, assessment: standing?.label, version: inForce + 1 },
    });
  }
}

/** Since when each version says to hold. */
function validTimes(verdicts: readonly ModelVerdict[], recorded: readonly number[]): number[] {
  const times: number[] = [];
  verdicts.forEach(({ inherits, since }, i) => {
    times.push(inherits ? (times[i - 1] ?? 0) : (since ?? recorded[i] ?? 0));
  });
  return times;
}

function lastIndex(times: readonly number[], holds: (at: number, i: number) => boolean): number {
  return times.findLastIndex(holds);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
