import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '../../src/platform/clock.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { refusalOf } from '../support/editorial.js';
import { checkAgain, claimNow, endedCheck, publish, ratingId, recordClaim } from '../support/factory.js';
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

interface Version {
  version: number;
  kind: string;
  rating: { code: string } | null;
  rationale: string;
  authorId: string;
  publishedBy: string | null;
  correctionNote: string | null;
  validFrom: string;
  expiresOn: string | null;
  recordedAt: string;
  evidence: { citations: { citationId: string; snapshotId: string | null }[] };
}
const versionsOf = async (id: string): Promise<Version[]> =>
  (await app.call('GET', `/v1/claims/${id}/verdicts`)).json<Version[]>();
const send = (id: string, to: string, body: Record<string, unknown>) =>
  app.call('POST', `/v1/claims/${id}/verdicts${to}`, { body });

describe('a correction', () => {
  it('takes what it does not say from the version in force, and says publicly what was wrong', async () => {
    const { id, citationId } = await checked(backing);
    const text = { rationale: 'It was 2 billion.', citationIds: [citationId], expiresOn: '2999-12-31' };
    await send(id, '', { ...text, ratingId: await ratingId(app, 'true'), validFrom: '2019-05-01T00:00:00Z' });
    await send(id, '/correct', { correctionNote: 'The figure was wrong.', rationale: 'It was 3 billion.' });
    await send(id, '/correct', { correctionNote: 'It does not expire.', expiresOn: null });
    const [first, second, third] = await versionsOf(id);
    expect(first).toMatchObject({ correctionNote: null, publishedBy: null });
    expect(second).toMatchObject({
      ...{ version: 2, kind: 'published', rating: { code: 'true' }, rationale: 'It was 3 billion.' },
      ...{ citationIds: [citationId], expiresOn: '2999-12-31', correctionNote: 'The figure was wrong.' },
      ...{ authorId: first?.authorId, validFrom: '2019-05-01T00:00:00.000Z' },
    });
    expect(third).toMatchObject({ version: 3, rationale: 'It was 3 billion.', expiresOn: null });
  });

  it('needs a verdict in force and a note', async () => {
    const { id } = await checked(backing);
    const note = { correctionNote: 'The figure was wrong.' };
    expect(refusalOf(await send(id, '/correct', note))).toEqual([404, 'verdict/none-in-force']);
    await publish(app, id, 'true');
    expect(refusalOf(await send(id, '/correct', {}))).toEqual([400, 'request/invalid']);
    await send(id, '/withdraw', { reason: 'A hoax.' });
    expect(refusalOf(await send(id, '/correct', note))).toEqual([404, 'verdict/none-in-force']);
  });
});

describe('the times of a verdict', () => {
  it('are when it holds from, to the millisecond and not in the future, and when it was recorded', async () => {
    const { id } = await checked(backing);
    const body = { ratingId: await ratingId(app, 'true'), rationale: 'So it is.', citationIds: [] };
    const future = { ...body, validFrom: '2999-01-01T00:00:00Z' };
    expect(refusalOf(await send(id, '', future))).toEqual([422, 'verdict/valid-from-in-future']);
    await send(id, '', { ...body, validFrom: '2019-05-01T02:00:00.123+02:00' });
    await send(id, '', body);
    await send(id, '/withdraw', { reason: 'A hoax.' });
    const [past, now, withdrawn] = await versionsOf(id);
    expect(past?.validFrom).toBe('2019-05-01T00:00:00.123Z');
    expect([now?.validFrom, withdrawn?.validFrom]).toEqual([now?.recordedAt, withdrawn?.recordedAt]);
    const recorded = (await versionsOf(id)).map((each) => each.recordedAt);
    expect([...recorded].sort()).toEqual(recorded);
  });

  it('do not run backwards when the clock of another process is behind', async () => {
    const { id } = await checked(backing);
    await app.advance('P1D');
    await publish(app, id, 'true');
    app.nest.get(Clock).setOffset(0);
    await publish(app, id, 'false');
    const [first, second] = await versionsOf(id);
    expect(second?.recordedAt).toBe(first?.recordedAt);
    await app.advance('P1D');
  });
});

describe('the evidence of a verdict', () => {
  it('is each cited passage in the snapshot that the named check read, and none of an interview', async () => {
    const { id, path, citationId } = await checked(backing);
    const [check] = (await app.call('GET', `/v1/claims/${id}/checks`)).json<{ items: { id: string }[] }>()
      .items;
    const [read] = await app.rows<{ id: string }>(
      'SELECT s.id FROM snapshot s JOIN citation c ON c.source_id = s.source_id WHERE c.claim_id = $1',
      [id],
    );
    const cited = await app.call('POST', `/v1/claims/${id}/citations`, {
      body: { role: 'evidence', sources: [{ kind: 'interview', note: 'The minister, by phone.' }] },
    });
    const [interview = ''] = cited.json<{ ids: string[] }>().ids;
    site.publish(path, contrary);
    await checkAgain(app, id);
    const ids = { ratingId: await ratingId(app, 'true'), citationIds: [citationId, interview] };
    await send(id, '', { ...ids, rationale: 'So it was.', checkId: check?.id });
    const [verdict] = await versionsOf(id);
    const byId = new Map(verdict?.evidence.citations.map((each) => [each.citationId, each.snapshotId]));
    expect(Object.fromEntries(byId)).toEqual({ [citationId]: read?.id, [interview]: null });
  });
});

describe('withdrawing', () => {
  it('says so to whoever listens', async () => {
    const { id } = await checked(backing);
    await publish(app, id, 'true');
    await send(id, '/withdraw', { reason: 'The source was a hoax.' });
    const [event] = await app.rows<{ payload: string }>(
      `SELECT payload FROM event WHERE subject_id = $1 AND type = 'verdict.withdrawn'`,
      [id],
    );
    expect(JSON.parse(event?.payload ?? '{}')).toMatchObject({
      data: { verdictVersion: 2, reason: 'The source was a hoax.', standing: { status: 'withdrawn' } },
    });
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
