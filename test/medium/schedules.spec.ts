import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Db } from '../../src/persistence/db.js';
import { Clock } from '../../src/platform/clock.js';
import { startApp, until } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { claimNow, endedCheck, publish, recordClaim } from '../support/factory.js';
import { startSite } from '../support/site.js';
import type { Site } from '../support/site.js';

let app: TestApp;
let site: Site;

beforeAll(async () => {
  site = await startSite();
  site.publish('/turnover', 'Trade turnover reached $3.1 billion in 2018, the ministry said.');
  app = await startApp({ allow: [site.allow] });
  const offset = Date.parse('2019-04-16T08:00:00Z') - Date.now();
  await app.nest.get(Db).write((store) => store.clock.seed(offset));
  app.nest.get(Clock).setOffset(offset);
});

afterAll(async () => {
  await app.close();
  await site.close();
});

beforeEach(async () => {
  await app.rows('DELETE FROM schedule');
});

async function checked(text: string, path = '/turnover'): Promise<string> {
  const { id, checkId } = await recordClaim(app, text, { sources: [{ url: site.url(path) }] });
  await app.poll();
  await endedCheck(app, checkId);
  return id;
}

const checksOf = (id: string): Promise<{ id: string; trigger: string; state: string }[]> =>
  app.rows('SELECT id, trigger, state FROM "check" WHERE claim_id = $1 ORDER BY requested_at, id', [id]);
const standings = async (id: string): Promise<string[]> =>
  (
    await app.rows<{ version: number; status: string }>(
      'SELECT version, status FROM standing WHERE claim_id = $1 ORDER BY version',
      [id],
    )
  ).map((row) => `${row.version} ${row.status}`);

describe('the tick', () => {
  it('asks for the checks that are due, each once, whatever the number of ticks at once', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.push(await checked('Trade turnover reached $3.1 billion in 2018.'));
    await app.tick();
    for (const id of ids) expect(await checksOf(id)).toHaveLength(1);
    await app.advance('P8D');
    await Promise.all([app.tick(), app.tick(), app.tick()]);
    for (const id of ids) {
      expect((await checksOf(id)).map((each) => each.trigger)).toEqual(['recorded', 'scheduled']);
    }
    await app.poll();
    for (const id of ids) {
      const [, second] = await checksOf(id);
      await endedCheck(app, second?.id ?? '');
      expect(Date.parse((await claimNow(app, id)).nextCheckAt ?? '')).toBeGreaterThan(
        app.nest.get(Clock).now().getTime() + 6 * 86_400_000,
      );
    }
  });

  it('takes a place away, writes the check that answers it, and the end of that plans the next', async () => {
    const id = await checked('Trade turnover reached $3.1 billion in 2018.');
    const placesOf = () =>
      app.rows<{ at: Date }>(
        `SELECT next_at AS at FROM schedule WHERE subject_kind = 'claim' AND subject_id = $1`,
        [id],
      );
    const [due] = await placesOf();
    await app.advance('P8D');
    await app.tick();
    expect(await placesOf()).toEqual([]);
    const answers = (await app.call('GET', `/v1/claims/${id}`)).json<{ nextCheckWhy: string }>();
    expect(answers.nextCheckWhy).toBe('A check of it is under way; its end says when the next is.');
    const slots = () =>
      app.rows<{ at: Date }>(
        `SELECT slot_at AS at FROM "check" WHERE claim_id = $1 AND slot_at IS NOT NULL`,
        [id],
      );
    expect(await slots()).toEqual([due]);
    await app.tick();
    expect(await slots()).toHaveLength(1);
    await app.poll();
    await endedCheck(app, (await checksOf(id)).at(-1)?.id ?? '');
    expect((await placesOf())[0]?.at.getTime()).toBeGreaterThan(app.nest.get(Clock).now().getTime());
  });

  it('does not touch the version of a claim, which is people’s', async () => {
    const id = await checked('Trade turnover reached $3.1 billion in 2018.');
    const { version } = await claimNow(app, id);
    await app.advance('P100D');
    await app.tick();
    await app.poll();
    await endedCheck(app, (await checksOf(id)).at(-1)?.id ?? '');
    expect((await claimNow(app, id)).version).toBe(version);
  });

  it('asks for the check of a promise on the day it falls due', async () => {
    const id = await checked('Trade turnover will reach $5 billion by 2030.');
    expect((await claimNow(app, id)).nextCheckAt).toMatch(/^2030-12-31/);
    await app.advance('P400D');
    await app.tick();
    expect(await checksOf(id)).toHaveLength(1);
    const days = Math.ceil(
      (Date.parse('2030-12-31T00:00:00Z') - app.nest.get(Clock).now().getTime()) / 86_400_000,
    );
    await app.advance(`P${days}D`);
    await app.tick();
    expect((await checksOf(id)).map((each) => each.trigger)).toEqual(['recorded', 'due']);
  });
});

describe('a shelf life', () => {
  it('that is over makes a settled claim stale, once, and a completed check ends that', async () => {
    const id = await checked('Trade turnover reached $3.1 billion in 2018.');
    await publish(app, id, 'true');
    await app.advance('P91D');
    await Promise.all([app.tick(), app.tick()]);
    expect(await claimNow(app, id)).toMatchObject({ status: 'stale', rating: { code: 'true' } });
    await app.tick();
    expect(await standings(id)).toEqual(['1 unverified', '2 assessed', '3 settled', '4 stale']);
    const [event] = await app.rows<{ payload: string }>(
      `SELECT payload FROM event WHERE subject_id = $1 AND type = 'claim.standing_changed' ORDER BY id DESC LIMIT 1`,
      [id],
    );
    expect(JSON.parse(event?.payload ?? '{}')).toMatchObject({
      data: {
        old: { status: 'settled' },
        new: { status: 'stale' },
        cause: { kind: 'shelf-life' },
        actorId: null,
      },
    });
    await app.poll();
    await endedCheck(app, (await checksOf(id)).at(-1)?.id ?? '');
    expect((await standings(id)).at(-1)).toBe('5 settled');
  });

  it('is kept short by the day the verdict names', async () => {
    const id = await checked('Trade turnover reached $3.1 billion in 2018.');
    const expiresOn = new Date(app.nest.get(Clock).now().getTime() + 5 * 86_400_000)
      .toISOString()
      .slice(0, 10);
    const [rating] = await app.rows<{ id: string }>(`SELECT id FROM rating WHERE code = 'true'`);
    const body = { ratingId: rating?.id, rationale: 'So it is, for a while.', citationIds: [], expiresOn };
    expect((await app.call('POST', `/v1/claims/${id}/verdicts`, { body })).status).toBe(201);
    await app.advance('P5D');
    await app.tick();
    expect((await claimNow(app, id)).status).toBe('stale');
  });

  it('that ends while a check is under way leaves no gap', async () => {
    site.publish('/slow', 'Trade turnover reached $3.1 billion in 2018, the ministry said.');
    const id = await checked('Trade turnover reached $3.1 billion in 2018.', '/slow');
    await app.advance('P91D');
    const hits = site.hits('/slow');
    const release = site.hold('/slow');
    const { id: checkId } = (await app.call('POST', `/v1/claims/${id}/checks`)).json<{ id: string }>();
    await app.poll();
    await until('the fetch', () => site.hits('/slow') > hits);
    await app.tick();
    expect((await claimNow(app, id)).status).toBe('stale');
    release();
    await endedCheck(app, checkId);
    expect(await standings(id)).toEqual(['1 unverified', '2 assessed', '3 stale', '4 assessed']);
  });
});
