import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RebuildService } from '../../src/features/history/rebuild.service.js';
import { giveUp, revive } from '../../src/persistence/check-failure.js';
import { Db } from '../../src/persistence/db.js';
import type { OutboxRow } from '../../src/persistence/outbox.table.js';
import { Clock } from '../../src/platform/clock.js';
import { Child } from '../../scripts/chaos/child.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { checkAgain, claimNow, endedCheck, publish, ratingId, recordClaim } from '../support/factory.js';
import { startSite } from '../support/site.js';
import type { Site } from '../support/site.js';

let app: TestApp;
let site: Site;

beforeAll(async () => {
  site = await startSite();
  app = await startApp({ allow: [site.allow] });
  await makeBusy();
}, 120_000);
afterAll(async () => {
  await app.close();
  await site.close();
});

const figure = (billions: number): string =>
  `Trade turnover reached $${billions} billion in 2018, the ministry said.`;
const ids: string[] = [];

async function checkedClaim(path: string, billions: number): Promise<string> {
  site.publish(path, figure(billions));
  const { id, checkId } = await recordClaim(app, 'Trade turnover reached $3 billion in 2018.', {
    sources: [{ url: site.url(path) }],
  });
  await app.poll();
  await endedCheck(app, checkId);
  ids.push(id);
  return id;
}

/** Claims in every kind of standing, by the product's own routes. */
async function makeBusy(): Promise<void> {
  const challenged = await checkedClaim('/challenged', 3);
  await publish(app, challenged, 'true');
  site.publish('/challenged', figure(1.2));
  await checkAgain(app, challenged);

  const upheld = await checkedClaim('/upheld', 3);
  await publish(app, upheld, 'true');
  site.publish('/upheld', figure(1.4));
  await checkAgain(app, upheld);
  const { parts } = (await app.call('GET', `/v1/claims/${upheld}/disagreement`)).json<{
    parts: { part: string }[];
  }>();
  const upholding = { disagreement: parts.map((each) => each.part), reason: 'The page counts otherwise.' };
  const answer = await app.call('POST', `/v1/claims/${upheld}/verdicts/uphold`, { body: upholding });
  if (answer.status !== 201) throw new Error(answer.text);
  for (let i = 0; i < 3; i += 1) await checkAgain(app, upheld);

  const moved = await checkedClaim('/moved', 1.2);
  for (const name of ['North', 'South']) {
    const { id } = (await app.call('POST', '/v1/desks', { body: { name } })).json<{ id: string }>();
    const { version } = await claimNow(app, moved);
    const headers = { 'if-match': `"${version}"` };
    await app.call('PATCH', `/v1/claims/${moved}`, { headers, body: { deskId: id, priority: 'high' } });
    await checkAgain(app, moved);
  }

  const failing = await checkedClaim('/failing', 3);
  site.fail('/failing', 503);
  for (let i = 0; i < 2; i += 1) expect((await checkAgain(app, failing)).state).toBe('failed');

  const withdrawn = await checkedClaim('/withdrawn', 1.2);
  await publish(app, withdrawn, 'false');
  await publish(app, withdrawn, 'mostly-false');
  await app.call('POST', `/v1/claims/${withdrawn}/verdicts/withdraw`, {
    body: { reason: 'It was about 2017.' },
  });

  const corrected = await checkedClaim('/corrected', 1.2);
  await publish(app, corrected, 'false');
  const body = { ratingId: await ratingId(app, 'true'), rationale: 'So it is.', citationIds: [] };
  await app.call('POST', `/v1/claims/${corrected}/verdicts`, { body });
  ids.push((await recordClaim(app, 'Exports rose by 4% in 2017.')).id);
}

/** Everything that is derived; periods of no length hold at no moment and are not kept. */
async function derived(): Promise<object> {
  return {
    states: await app.rows('SELECT * FROM claim_state ORDER BY claim_id'),
    periods: await app.rows(
      'SELECT * FROM standing_period WHERE NOT isempty(period) ORDER BY claim_id, period',
    ),
    places: await app.rows(
      `SELECT * FROM schedule WHERE subject_kind <> 'source' ORDER BY subject_kind, subject_id`,
    ),
  };
}

const lines: string[] = [];
const rebuild = (check: boolean, batch = 3): ReturnType<RebuildService['run']> => {
  lines.length = 0;
  const service = new RebuildService(app.nest.get(Db), app.nest.get(Clock));
  return service.run({ check, batch, say: (line) => lines.push(line) });
};

describe('stet rebuild', () => {
  it('made a ledger worth rebuilding', async () => {
    const states = await Promise.all(ids.map((id) => claimNow(app, id)));
    expect(states.map(({ status }) => status)).toEqual([
      'challenged',
      'settled',
      'assessed',
      'assessed',
      'withdrawn',
      'settled',
      'unverified',
    ]);
    const [row] = await app.rows<Record<string, number>>(
      `SELECT max(failed_checks) AS failed, max(unchanged_checks) AS unchanged, max(cardinality(disagreement)) AS disagreement FROM claim_state`,
    );
    expect(row).toEqual({ failed: 2, unchanged: 3, disagreement: 1 });
  });

  it('--check finds nothing to say of a ledger that was only used', async () => {
    expect([await rebuild(true), lines]).toEqual([{ claims: ids.length, differing: 0 }, []]);
  });

  it('leaves what is right alone', async () => {
    const before = await app.rows('SELECT claim_id, xmin::text FROM claim_state ORDER BY 1');
    const periods = await app.rows(
      'SELECT claim_id, xmin::text, ctid::text FROM standing_period ORDER BY 1, 3',
    );
    expect(await rebuild(false)).toEqual({ claims: ids.length, differing: 0 });
    expect(await app.rows('SELECT claim_id, xmin::text FROM claim_state ORDER BY 1')).toEqual(before);
    expect(
      await app.rows('SELECT claim_id, xmin::text, ctid::text FROM standing_period ORDER BY 1, 3'),
    ).toEqual(periods);
  });

  it.each([
    [
      'states',
      `UPDATE claim_state SET status = 'stale', label = NULL, verdict_version = NULL, standing_version = 1`,
    ],
    [
      'what checks left',
      `UPDATE claim_state SET last_check_id = NULL, last_verified_at = NULL, failed_checks = 9, unchanged_checks = 9, disagreement = '{x}'`,
    ],
    ['state rows', `DELETE FROM claim_state`],
    ['periods', `DELETE FROM standing_period`],
    ['the desks of periods', `UPDATE standing_period SET desk_id = gen_random_uuid()`],
    [
      'the ends of periods',
      `UPDATE standing_period SET period = tstzrange(lower(period), upper(period) - interval '1 millisecond') WHERE NOT upper_inf(period) AND NOT isempty(period)`,
    ],
    ['the schedule', `DELETE FROM schedule`],
    ['due times', `UPDATE schedule SET next_at = next_at + interval '1 hour', rank = 3, why = 'x'`],
  ])('brings back %s', async (_, damage) => {
    const before = await derived();
    await app.sql.query(damage);
    const broken = await derived();
    expect(broken).not.toEqual(before);
    const compared = await rebuild(true);
    expect(compared.differing).toBeGreaterThan(0);
    expect(lines).toHaveLength(compared.differing);
    expect(await derived()).toEqual(broken);
    await rebuild(false);
    expect(await derived()).toEqual(before);
    expect(await rebuild(true)).toMatchObject({ differing: 0 });
  });

  it('sees a place where a check stands for it', async () => {
    const open = ids.at(-1) ?? '';
    await app.sql.query(
      `INSERT INTO schedule (subject_kind, subject_id, next_at, why, trigger) VALUES ('claim', $1, now(), 'x', 'scheduled')`,
      [open],
    );
    expect(await rebuild(true)).toMatchObject({ differing: 1 });
    expect(lines[0]).toContain(`claim ${open}: its next check is`);
    await rebuild(false);
    expect(await rebuild(true)).toMatchObject({ differing: 0 });
  });

  it('has nothing to say of a check that was given up, nor once it was revived', async () => {
    const [row] = await app.rows<OutboxRow>(
      `UPDATE outbox o SET dispatches = 20 FROM "check" k WHERE k.id = o.ref_id AND k.claim_id = $1 AND o.job = 'check.run'
       RETURNING o.id, o.job, o.ref_id AS "refId", o.dispatches`,
      [ids.at(-1)],
    );
    if (row === undefined) throw new Error('its check is not owed');
    const { id } = row;
    const [db, clock] = [app.nest.get(Db), app.nest.get(Clock)];
    await db.write((store) => giveUp(store, row, clock.now()));
    expect((await claimNow(app, ids.at(-1) ?? '')).nextCheckAt).not.toBeNull();
    expect([await rebuild(true), lines]).toEqual([{ claims: ids.length, differing: 0 }, []]);
    expect(await db.write((store) => revive(store, id))).toBe(true);
    expect((await claimNow(app, ids.at(-1) ?? '')).nextCheckAt).toBeNull();
    expect([await rebuild(true), lines]).toEqual([{ claims: ids.length, differing: 0 }, []]);
  });

  it('says nothing of places while policies are being applied', async () => {
    const owed = await app.rows<{ id: string }>(
      `INSERT INTO outbox (job, ref_id, look_at) VALUES ('policies.apply', gen_random_uuid(), now() + interval '1 hour') RETURNING id`,
    );
    await app.sql.query(`UPDATE schedule SET next_at = next_at + interval '1 hour'`);
    expect(await rebuild(true)).toMatchObject({ differing: 0 });
    expect(lines).toEqual([expect.stringMatching(/^policies are being applied/)]);
    await app.sql.query('DELETE FROM outbox WHERE id = $1', [owed[0]?.id]);
    expect((await rebuild(true)).differing).toBeGreaterThan(0);
    await rebuild(false);
    expect(await rebuild(true)).toMatchObject({ differing: 0 });
  });

  it('brings all of it back at once, beside checks that go on', async () => {
    const before = await derived();
    await app.sql.query('DELETE FROM standing_period WHERE claim_id = $1', [ids[0]]);
    await app.sql.query(
      `UPDATE claim_state SET status = 'stale', standing_version = 40 WHERE claim_id = $1`,
      [ids[0]],
    );
    const [rebuilt] = await Promise.all([rebuild(false, 1), checkAgain(app, ids[2] ?? '')]);
    expect(rebuilt.claims).toBe(ids.length);
    const sameAs = (of: object): object[] =>
      (of as { states: { claim_id: string }[] }).states.filter(
        (row) => row.claim_id !== ids[2] && row.claim_id !== ids.at(-1),
      );
    expect(sameAs(await derived())).toEqual(sameAs(before));
    expect(await rebuild(true)).toMatchObject({ differing: 0 });
  });
});

describe('a shelf life', () => {
  it('that was lost and is over is put back for the tick to end', async () => {
    const id = await checkedClaim('/shelf', 3);
    await app.advance('P100D');
    await app.sql.query(`DELETE FROM schedule WHERE subject_kind = 'shelf-life' AND subject_id = $1`, [id]);
    await app.tick();
    expect((await claimNow(app, id)).status).toBe('assessed');
    await rebuild(true);
    expect(lines).toEqual([expect.stringContaining(`claim ${id}: the end of its shelf life is none`)]);
    await rebuild(false);
    await app.tick();
    expect((await claimNow(app, id)).status).toBe('stale');
    expect(await rebuild(true)).toMatchObject({ differing: 0 });
  });
});

describe('the program', () => {
  const cli = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));
  const run = async (...args: string[]): Promise<[number | string, string]> => {
    const { user, password, host, port, database } = app.database.app;
    const url = `postgres://${user}:${encodeURIComponent(password)}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
    const child = new Child({
      args: [cli, 'rebuild', ...args],
      env: { PATH: process.env['PATH'], DATABASE_URL: url },
    });
    return [await child.ended, child.out + child.errors];
  };

  it('says by its exit status whether anything differs', async () => {
    expect(await run('--check')).toEqual([0, `${ids.length} claims read, 0 differ from their history\n`]);
    await app.sql.query('UPDATE claim_state SET unchanged_checks = 7 WHERE claim_id = $1', [ids[0]]);
    const [status, said] = await run('--check');
    expect([status, said]).toEqual([
      1,
      expect.stringContaining(`claim ${ids[0]}: unchangedChecks is 7, history says`),
    ]);
    expect(await run()).toEqual([0, expect.stringContaining(`1 rebuilt from their history`)]);
  });
});
