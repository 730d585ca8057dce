import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { checkAgain, claimNow, endedCheck, publish, recordClaim } from '../support/factory.js';
import { startSite } from '../support/site.js';
import type { Site } from '../support/site.js';

let app: TestApp;
let site: Site;

beforeAll(async () => {
  site = await startSite();
  app = await startApp({ allow: [site.allow] });
});

afterAll(async () => {
  await app.close();
  await site.close();
});

const claimText = 'Trade turnover reached $3 billion in 2018.';
const backing = 'Trade turnover reached $3 billion in 2018, the ministry said.';
const contrary = 'Trade turnover reached $1.2 billion in 2018, the ministry said.';

let pages = 0;

/** A claim whose source says `text`, checked once. */
async function checked(text: string): Promise<{ id: string; path: string; citationId: string }> {
  const path = `/article-${(pages += 1)}`;
  site.publish(path, text);
  const { id, checkId } = await recordClaim(app, claimText, {
    sources: [{ url: site.url(path), origin: path, quote: { exact: text } }],
  });
  await app.poll();
  await endedCheck(app, checkId);
  const [citation] = await app.rows<{ id: string }>('SELECT id FROM citation WHERE claim_id = $1', [id]);
  return { id, path, citationId: citation?.id ?? '' };
}

const eventTypes = async (claimId: string): Promise<string[]> =>
  (
    await app.rows<{ type: string }>('SELECT type FROM event WHERE subject_id = $1 ORDER BY id', [claimId])
  ).map((row) => row.type);

describe('a verdict', () => {
  it.each([
    ['true', backing, 'settled'],
    ['false', contrary, 'settled'],
    ['half-true', contrary, 'settled'],
  ])('%s over what the check says of the claim', async (code, text, status) => {
    const { id } = await checked(text);
    expect((await claimNow(app, id)).status).toBe('assessed');
    expect(await publish(app, id, code)).toBe(1);
    expect(await claimNow(app, id)).toMatchObject({ status, rating: { code }, verdictVersion: 1 });
  });

  it('is challenged by a later check that comes out against it, and settled when the source is put right', async () => {
    const { id, path } = await checked(backing);
    await publish(app, id, 'true');
    site.publish(path, contrary);
    await checkAgain(app, id);
    expect(await claimNow(app, id)).toMatchObject({
      status: 'challenged',
      assessment: 'refuted',
      rating: { code: 'true' },
    });
    site.publish(path, backing);
    await checkAgain(app, id);
    expect(await claimNow(app, id)).toMatchObject({ status: 'settled', assessment: 'supported' });
    const changes = (await eventTypes(id)).filter((type) => type === 'claim.standing_changed');
    expect(changes).toHaveLength(4);
  });

  it('published over a known disagreement is not challenged by it, but by a new one', async () => {
    const { id, path } = await checked(contrary);
    await publish(app, id, 'true');
    expect((await claimNow(app, id)).status).toBe('settled');
    await checkAgain(app, id);
    expect((await claimNow(app, id)).status).toBe('settled');
    site.publish(path, 'Trade turnover reached $1.4 billion in 2018, the ministry said.');
    await checkAgain(app, id);
    expect((await claimNow(app, id)).status).toBe('challenged');
    expect(await publish(app, id, 'true')).toBe(2);
    expect(await claimNow(app, id)).toMatchObject({ status: 'settled', verdictVersion: 2 });
  });

  it('is challenged when a passage it cites is gone, though the figures stand', async () => {
    const { id, path, citationId } = await checked(backing);
    await publish(app, id, 'true', [citationId]);
    site.publish(path, 'Ministers met on Tuesday to talk about railways, water and a shared power grid.');
    await checkAgain(app, id);
    expect((await claimNow(app, id)).status).toBe('challenged');
  });

  it('can be withdrawn with a reason, once, and stays readable', async () => {
    const { id } = await checked(backing);
    await publish(app, id, 'true');
    const withdraw = () =>
      app.call('POST', `/v1/claims/${id}/verdicts/withdraw`, { body: { reason: 'The source was a hoax.' } });
    expect((await withdraw()).status).toBe(201);
    expect(await claimNow(app, id)).toMatchObject({ status: 'withdrawn', rating: null, verdictVersion: 2 });
    const again = await withdraw();
    expect([again.status, again.json<{ code: string }>().code]).toEqual([409, 'verdict/none-to-withdraw']);
    const versions = (await app.call('GET', `/v1/claims/${id}/verdicts`)).json<
      { kind: string; superseded: boolean }[]
    >();
    expect(versions.map(({ kind, superseded }) => [kind, superseded])).toEqual([
      ['published', true],
      ['withdrawn', false],
    ]);
    await checkAgain(app, id);
    expect((await claimNow(app, id)).status).toBe('withdrawn');
  });

  it('freezes the snapshots it was published on', async () => {
    const { id, path } = await checked(backing);
    const [snapshot] = await app.rows<{ id: string }>(
      'SELECT s.id FROM snapshot s JOIN citation c ON c.source_id = s.source_id WHERE c.claim_id = $1',
      [id],
    );
    await publish(app, id, 'true');
    site.publish(path, contrary);
    await checkAgain(app, id);
    const [first] = (await app.call('GET', `/v1/claims/${id}/verdicts`)).json<
      { evidence: { snapshotIds: string[]; checkId: string } }[]
    >();
    expect(first?.evidence.snapshotIds).toEqual([snapshot?.id]);
  });

  it('of equal requests at once with different keys makes one version each, without a gap', async () => {
    const { id } = await checked(backing);
    const versions = await Promise.all(Array.from({ length: 5 }, () => publish(app, id, 'true')));
    expect(versions.sort()).toEqual([1, 2, 3, 4, 5]);
    const standings = await app.rows<{ version: number; verdictVersion: number }>(
      'SELECT version, verdict_version AS "verdictVersion" FROM standing WHERE claim_id = $1 ORDER BY version',
      [id],
    );
    expect(standings.map((row) => row.version)).toEqual(standings.map((_, i) => i + 1));
    expect(standings.at(-1)?.verdictVersion).toBe(5);
  });

  it('may rest on citations of its own claim only', async () => {
    const [one, other] = [await checked(backing), await checked(backing)];
    await expect(publish(app, one.id, 'true', [other.citationId])).rejects.toThrow('citation/not-found');
  });
});

describe('the history of a claim', () => {
  interface History {
    standing: { status: string; rating: { code: string } | null } | null;
    timeline: { at: string; kind: string }[];
  }
  const asOf = async (id: string, moment: string): Promise<History> =>
    (await app.call('GET', `/v1/claims/${id}/history?asOf=${encodeURIComponent(moment)}`)).json<History>();

  it('tells for every moment how the claim stood then, and nothing that came later', async () => {
    const { id, path } = await checked(backing);
    await app.advance('P1D');
    await publish(app, id, 'true');
    await app.advance('P1D');
    site.publish(path, contrary);
    await checkAgain(app, id);
    const rows = await app.rows<{ status: string; at: Date }>(
      'SELECT status, recorded_at AS at FROM standing WHERE claim_id = $1 ORDER BY version',
      [id],
    );
    expect(rows.map((row) => row.status)).toEqual(['unverified', 'assessed', 'settled', 'challenged']);
    for (const { status, at } of rows) {
      const seen = await asOf(id, at.toISOString());
      expect([status, seen.standing?.status]).toEqual([status, status]);
      expect(seen.timeline.every((entry) => entry.at <= at.toISOString())).toBe(true);
    }
    const before = await asOf(id, '2001-01-01T00:00:00Z');
    expect([before.standing, before.timeline]).toEqual([null, []]);
    expect((await asOf(id, rows[2]?.at.toISOString() ?? '')).standing?.rating).toMatchObject({
      code: 'true',
    });
  });
});
