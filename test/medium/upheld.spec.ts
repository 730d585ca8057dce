import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inWords } from '../../src/domain/standing/disagreement.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { refusalOf, well } from '../support/editorial.js';
import {
  checkAgain,
  claimNow,
  endedCheck,
  personWithKey,
  publish,
  ratingId,
  recordClaim,
} from '../support/factory.js';
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

const said = (billions: string): string =>
  `Trade turnover reached $${billions} billion in 2018, the ministry said.`;

let pages = 0;

interface Subject {
  readonly id: string;
  /** A new edition of its source, checked. */
  readonly now: (billions: string) => Promise<string>;
}

/** A claim of 3 billion whose source says so, checked once. */
async function checked(): Promise<Subject> {
  const path = `/article-${(pages += 1)}`;
  site.publish(path, said('3'));
  const { id, checkId } = await recordClaim(app, 'Trade turnover reached $3 billion in 2018.', {
    sources: [{ url: site.url(path) }],
  });
  await app.poll();
  await endedCheck(app, checkId);
  const now = async (billions: string): Promise<string> => {
    site.publish(path, said(billions));
    await checkAgain(app, id);
    return (await claimNow(app, id)).status;
  };
  return { id, now };
}

/** Published as true, then challenged by a lower figure. */
async function challenged(): Promise<Subject> {
  const subject = await checked();
  await publish(app, subject.id, 'true');
  expect(await subject.now('1.2')).toBe('challenged');
  return subject;
}

interface Disagreement {
  verdictVersion: number | null;
  parts: { part: string; isUpheld: boolean }[];
  status: string;
}

const disagreementOf = async (id: string): Promise<Disagreement> =>
  (await app.call('GET', `/v1/claims/${id}/disagreement`)).json<Disagreement>();
const partsOf = async (id: string): Promise<string[]> =>
  (await disagreementOf(id)).parts.map((each) => each.part);
const uphold = (id: string, disagreement: readonly string[], token = app.token) =>
  app.call('POST', `/v1/claims/${id}/verdicts/uphold`, {
    ...{ token, body: { disagreement, reason: 'The page has a misprint.' } },
  });
const correct = (id: string, body: Record<string, unknown> = {}) =>
  app.call('POST', `/v1/claims/${id}/verdicts/correct`, {
    body: { correctionNote: 'The year was wrong.', ...body },
  });

describe('a challenge that was upheld', () => {
  it('stays quiet on the next ten checks, and another figure speaks again', async () => {
    const { id, now } = await challenged();
    const [part = '', ...others] = await partsOf(id);
    expect([part.startsWith('assertion '), others]).toEqual([true, []]);
    expect((await uphold(id, [part])).json()).toEqual({ number: 1, status: 'settled' });
    for (let i = 0; i < 10; i += 1) expect(await now('1.2')).toBe('settled');
    expect(await disagreementOf(id)).toEqual({
      ...{ verdictVersion: 1, parts: [{ part, words: inWords(part), isUpheld: true }], status: 'settled' },
    });
    expect(await now('1.4')).toBe('challenged');
    expect((await disagreementOf(id)).parts.map((each) => each.isUpheld)).toEqual([false]);
    expect((await uphold(id, await partsOf(id))).json()).toEqual({ number: 2, status: 'settled' });
    expect(await now('1.2')).toBe('settled');
  });

  it('is on the record: who, why, against what, and the standing it caused', async () => {
    const { id } = await challenged();
    const parts = await partsOf(id);
    const checker = await personWithKey(app, 'checker');
    await well(uphold(id, parts, checker.token));
    const [row] = (await app.call('GET', `/v1/claims/${id}/verdicts/upheld`)).json<object[]>();
    expect(row).toMatchObject({
      ...{ number: 1, verdictVersion: 1, disagreement: parts, personId: checker.id },
      reason: 'The page has a misprint.',
    });
    const standings = await app.rows<{ status: string; cause: string; causeId: string }>(
      'SELECT status, cause, cause_id AS "causeId" FROM standing WHERE claim_id = $1 ORDER BY version DESC LIMIT 1',
      [id],
    );
    expect(standings).toEqual([{ status: 'settled', cause: 'upheld', causeId: '1' }]);
    const events = await app.rows<{ type: string; payload: string }>(
      'SELECT type, payload FROM event WHERE subject_id = $1 ORDER BY id DESC LIMIT 2',
      [id],
    );
    expect(events.map((each) => each.type)).toEqual(['verdict.upheld', 'claim.standing_changed']);
    expect(JSON.parse(events[0]?.payload ?? '')).toMatchObject({
      data: { verdictVersion: 1, disagreement: parts, personId: checker.id, standing: { status: 'settled' } },
    });
  });

  it('with a correction that holds to the same answer stays so; with another answer it is asked anew', async () => {
    const { id, now } = await challenged();
    await well(uphold(id, await partsOf(id)));
    expect(await now('3')).toBe('settled');
    await well(correct(id, { ratingId: await ratingId(app, 'mostly-true') }));
    // Not what the last check says, but what the version before was upheld against.
    expect(await now('1.2')).toBe('settled');
    expect(await now('3')).toBe('settled');
    await well(correct(id, { ratingId: await ratingId(app, 'false'), rationale: 'It did not.' }));
    expect(await now('3')).toBe('settled');
    expect(await now('1.2')).toBe('settled');
    await well(correct(id, { ratingId: await ratingId(app, 'true'), rationale: 'It did.' }));
    expect(await now('1.2')).toBe('settled');
    expect(await now('3')).toBe('settled');
  });

  it('of one version is asked anew of the next, unless that corrects it', async () => {
    const { id, now } = await challenged();
    await well(uphold(id, await partsOf(id)));
    expect(await now('3')).toBe('settled');
    await publish(app, id, 'true');
    expect(await now('1.2')).toBe('challenged');
  });
});

describe('upholding', () => {
  it('takes only what challenges the verdict in force now', async () => {
    const { id, now } = await checked();
    const none = [404, 'verdict/none-in-force'];
    expect(refusalOf(await uphold(id, ['anything']))).toEqual(none);
    await publish(app, id, 'true');
    const unknown = [409, 'upheld/no-such-disagreement'];
    expect(refusalOf(await uphold(id, ['anything']))).toEqual(unknown);
    await now('1.2');
    const parts = await partsOf(id);
    expect(refusalOf(await uphold(id, [...parts, 'anything']))).toEqual(unknown);
    expect(refusalOf(await uphold(id, []))).toEqual([400, 'request/invalid']);
    expect((await claimNow(app, id)).status).toBe('challenged');
    expect((await uphold(id, parts)).status).toBe(201);
    expect(refusalOf(await uphold(id, parts))).toEqual(unknown);
    await well(app.call('POST', `/v1/claims/${id}/verdicts/withdraw`, { body: { reason: 'A hoax.' } }));
    expect(refusalOf(await uphold(id, parts))).toEqual(none);
    expect(await disagreementOf(id)).toEqual({ verdictVersion: null, parts: [], status: 'withdrawn' });
  });

  it('is a person’s to do, at the desk', async () => {
    const { id } = await challenged();
    const made = await app.call('POST', '/v1/people', {
      body: { name: 'Robot', kind: 'service-account', role: 'editor' },
    });
    const personId = made.json<{ id: string }>().id;
    const key = await app.call('POST', '/v1/keys', { body: { personId, role: 'editor' } });
    const robot = key.json<{ token: string }>().token;
    const reader = await personWithKey(app, 'reader');
    const parts = await partsOf(id);
    expect(refusalOf(await uphold(id, parts, robot))).toEqual([403, 'auth/person-required']);
    expect(refusalOf(await uphold(id, parts, reader.token))).toEqual([403, 'auth/forbidden']);
  });

  it('by two at once is done once', async () => {
    const { id } = await challenged();
    const parts = await partsOf(id);
    const answers = await Promise.all([uphold(id, parts), uphold(id, parts)]);
    expect(answers.map((each) => each.status).sort()).toEqual([201, 409]);
  });
});

describe('what an author knew', () => {
  it('is what the check said that they name: what came later challenges at once', async () => {
    const { id, now } = await checked();
    const [first] = (await app.call('GET', `/v1/claims/${id}/checks`)).json<{ items: { id: string }[] }>()
      .items;
    expect(await now('1.2')).toBe('assessed');
    const body = { ratingId: await ratingId(app, 'true'), rationale: 'So it is.', citationIds: [] };
    const at = `/v1/claims/${id}/verdicts`;
    await well(app.call('POST', at, { body: { ...body, checkId: first?.id } }));
    expect((await claimNow(app, id)).status).toBe('challenged');
    await well(app.call('POST', at, { body }));
    expect((await claimNow(app, id)).status).toBe('settled');
    const other = await checked();
    const foreign = await app.call('POST', `/v1/claims/${other.id}/verdicts`, {
      body: { ...body, checkId: first?.id },
    });
    expect(refusalOf(foreign)).toEqual([404, 'check/not-found']);
  });
});
