import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultScale } from '../../src/domain/verdict/rating.js';
import { startApp, until } from '../support/app.js';
import type { Answer, TestApp } from '../support/app.js';
import { personWithKey, recordClaim } from '../support/factory.js';

interface Rating extends Record<string, unknown> {
  readonly id: string;
  readonly code: string;
  readonly version: number;
}
interface Scale extends Record<string, unknown> {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly ratings: readonly Rating[];
}

let app: TestApp;
let made = 0;

beforeAll(async () => {
  app = await startApp();
});

afterAll(() => app.close());

const codeOf = (answer: Answer): string => answer.json<{ code: string }>().code;
const list = async (query = ''): Promise<Scale[]> =>
  (await app.call('GET', `/v1/scales${query}`)).json<Scale[]>();
const patch = (path: string, version: number, body: unknown): Promise<Answer> =>
  app.call('PATCH', path, { body, headers: { 'if-match': `"${version}"` } });

async function newScale(): Promise<Scale> {
  const body = { code: `scale-${(made += 1)}`, label: 'Yes or no', labels: { de: 'Ja oder nein' } };
  return (await app.call('POST', '/v1/scales', { body })).json<Scale>();
}
const add = (scale: Scale, body: Record<string, unknown>): Promise<Answer> =>
  app.call('POST', `/v1/scales/${scale.id}/ratings`, { body: { code: 'yes', label: 'Yes', ...body } });
const newRating = async (scale: Scale, body: Record<string, unknown> = {}): Promise<Rating> =>
  (await add(scale, body)).json<Rating>();

/** A verdict that carries the rating. */
async function carry(id: string): Promise<{ claim: string; answer: Answer }> {
  const { id: claim } = await recordClaim(app, 'The ministry closed its office.');
  const body = { ratingId: id, rationale: 'So it is.', citationIds: [] };
  return { claim, answer: await app.call('POST', `/v1/claims/${claim}/verdicts`, { body }) };
}

describe('scales', () => {
  it('of a new ledger are the one the domain describes, in its order', async () => {
    const scale = (await list()).find((each) => each.code === defaultScale.code);
    expect(scale).toMatchObject({ label: defaultScale.name, labels: {}, retiredAt: null, version: 1 });
    const told = scale?.ratings.map(({ code, label, numericValue, expects, colour }) => ({
      ...{ code, label, numericValue, expects, colour },
    }));
    expect(told).toEqual(defaultScale.ratings);
    expect(scale?.ratings.map((each) => each.position)).toEqual(defaultScale.ratings.map((_, at) => at + 1));
  });

  it('are made with their ratings, several beside each other, codes unique per scale', async () => {
    const [one, two] = [await newScale(), await newScale()];
    const full = {
      labels: { 'pt-BR': 'Sim', de: 'Ja' },
      numericValue: 1,
      expects: 'supported',
      colour: '#00aa00',
    };
    const rating = await newRating(one, full);
    expect(rating).toMatchObject({ code: 'yes', ...full, position: 1, retiredAt: null, version: 1 });
    expect(await newRating(one, { code: 'unclear' })).toMatchObject({
      ...{ labels: {}, numericValue: null, expects: null, colour: null, position: 2 },
    });
    expect((await add(two, {})).status).toBe(201);
    expect(codeOf(await add(one, {}))).toBe('rating/code-taken');
    const again = await app.call('POST', '/v1/scales', { body: { code: one.code, label: 'x' } });
    expect([again.status, codeOf(again)]).toEqual([409, 'scale/code-taken']);
    const shown = (await list()).find((each) => each.id === one.id);
    expect(shown?.ratings.map((each) => each.code)).toEqual(['yes', 'unclear']);
    expect(shown?.labels).toEqual({ de: 'Ja oder nein' });
  });

  it('change under If-Match, and say what changed', async () => {
    const scale = await newScale();
    const unguarded = await app.call('PATCH', `/v1/scales/${scale.id}`, { body: { label: 'x' } });
    expect(codeOf(unguarded)).toBe('request/if-match-required');
    const changed = await patch(`/v1/scales/${scale.id}`, 1, { labels: { de: 'Ja/nein', fr: 'Oui ou non' } });
    expect(changed.json()).toMatchObject({ version: 2, labels: { de: 'Ja/nein', fr: 'Oui ou non' } });
    expect(changed.headers['etag']).toBe('"2"');
    expect(codeOf(await patch(`/v1/scales/${scale.id}`, 1, { label: 'x' }))).toBe('request/version-mismatch');
    const same = await patch(`/v1/scales/${scale.id}`, 2, { labels: { fr: 'Oui ou non', de: 'Ja/nein' } });
    expect(same.json()).toMatchObject({ version: 2 });
    const rating = await newRating(scale, { numericValue: 3 });
    const set = { label: 'Aye', numericValue: null, expects: 'refuted', position: 7, colour: '#123456' };
    expect((await patch(`/v1/ratings/${rating.id}`, 1, set)).json()).toMatchObject({ ...set, version: 2 });
    const events = await app.rows<{ payload: string }>(
      `SELECT payload FROM event WHERE type = 'scale.changed' AND subject_id = $1 ORDER BY id`,
      [scale.id],
    );
    const told = events.map(({ payload }) => (JSON.parse(payload) as { data: Record<string, unknown> }).data);
    expect(told.map(({ code }) => code)).toEqual(Array(4).fill(scale.code));
    expect(told.map(({ before, after }) => [before, after])).toEqual([
      [{}, { label: 'Yes or no', labels: { de: 'Ja oder nein' } }],
      [{ labels: { de: 'Ja oder nein' } }, { labels: { de: 'Ja/nein', fr: 'Oui ou non' } }],
      [{}, { rating: expect.objectContaining({ code: 'yes', numericValue: 3 }) as unknown }],
      [
        { rating: { code: 'yes', label: 'Yes', numericValue: 3, expects: null, position: 1, colour: null } },
        { rating: { code: 'yes', ...set } },
      ],
    ]);
  });
});

describe('a rating that a verdict carries', () => {
  it('keeps what it says in every language; colour and place may change', async () => {
    const rating = await newRating(await newScale(), {
      labels: { de: 'Ja' },
      numericValue: 2,
      expects: 'supported',
    });
    const { claim, answer } = await carry(rating.id);
    expect(answer.status).toBe(201);
    for (const set of [
      { label: 'No' },
      { numericValue: 3 },
      { numericValue: null },
      { expects: 'refuted' },
      { expects: null },
      { labels: { de: 'Nein' } },
      { labels: {} },
      // Readers of a language without a translation were shown the label itself.
      { labels: { de: 'Ja', en: 'No' } },
    ]) {
      const refused = await patch(`/v1/ratings/${rating.id}`, 1, set);
      expect([set, refused.status, codeOf(refused)]).toEqual([set, 409, 'rating/in-use']);
    }
    const allowed = { colour: '#ffffff', position: 9 };
    expect((await patch(`/v1/ratings/${rating.id}`, 1, allowed)).json()).toMatchObject({
      version: 2,
      ...allowed,
    });
    const verdicts = await app.call('GET', `/v1/claims/${claim}/verdicts`);
    expect(verdicts.json<{ rating: unknown }[]>()[0]?.rating).toMatchObject({ code: 'yes', label: 'Yes' });
  });

  it('keeps the ends and the name of its scale', async () => {
    const scale = await newScale();
    const rating = await newRating(scale, { numericValue: 2 });
    const low = await newRating(scale, { code: 'low', numericValue: 1 });
    await carry(rating.id);
    const add = (code: string, numericValue: number | null) =>
      app.call('POST', `/v1/scales/${scale.id}/ratings`, { body: { code, label: code, numericValue } });
    expect(codeOf(await add('super', 1000))).toBe('rating/in-use');
    expect(codeOf(await add('never', 0))).toBe('rating/in-use');
    expect((await add('between', 2)).status).toBe(201);
    expect((await add('off-axis', null)).status).toBe(201);
    expect(codeOf(await patch(`/v1/ratings/${low.id}`, 1, { numericValue: 2 }))).toBe('rating/in-use');
    expect(codeOf(await patch(`/v1/scales/${scale.id}`, 1, { label: 'Higher is falser' }))).toBe(
      'rating/in-use',
    );
  });

  it('in a draft keeps it as well', async () => {
    const rating = await newRating(await newScale());
    const { id } = await recordClaim(app, 'The ministry closed its office.');
    await app.rows(
      `INSERT INTO draft (claim_id, id, rating_id, rationale, author_ids, reviewers_required, version, created_at, updated_at)
       SELECT $1, gen_random_uuid(), $2, 'So.', ARRAY(SELECT id FROM person LIMIT 1), 0, 1, now(), now()`,
      [id, rating.id],
    );
    expect(codeOf(await patch(`/v1/ratings/${rating.id}`, 1, { label: 'No' }))).toBe('rating/in-use');
  });

  it('is waited for while it is being published', async () => {
    const rating = await newRating(await newScale());
    const { id: claim } = await recordClaim(app, 'The ministry closed its office.');
    const open = await app.sql.connect();
    await open.query('BEGIN');
    await open.query(
      `INSERT INTO verdict (claim_id, version, kind, rating_id, rationale, evidence, author_id, valid_from, recorded_at)
       SELECT $1, 1, 'published', $2, 'So.', '{}', (SELECT id FROM person LIMIT 1), now(), now()`,
      [claim, rating.id],
    );
    const change = patch(`/v1/ratings/${rating.id}`, 1, { label: 'No' });
    try {
      await until('the change to wait for the verdict', async () => {
        const [row] = await app.rows<{ waits: boolean }>(
          `SELECT EXISTS (SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid)
             WHERE a.datname = current_database() AND NOT l.granted) AS waits`,
        );
        return row?.waits;
      });
      await open.query('COMMIT');
    } finally {
      open.release(true);
    }
    expect(codeOf(await change)).toBe('rating/in-use');
  });
});

describe('a retired rating', () => {
  it('is shown when asked for, stays on its verdicts, and comes on no new one', async () => {
    const scale = await newScale();
    const rating = await newRating(scale);
    const { claim } = await carry(rating.id);
    const retire = (): Promise<Answer> => app.call('POST', `/v1/ratings/${rating.id}/retire`);
    const [first, second] = [await retire(), await retire()];
    expect([first.status, first.json()]).toEqual([200, second.json()]);
    expect(first.json<{ retiredAt: string | null }>().retiredAt).not.toBeNull();
    const shown = (of: Scale[]): string[] | undefined =>
      of.find((each) => each.id === scale.id)?.ratings.map((each) => each.code);
    expect(shown(await list())).toEqual([]);
    expect(shown(await list('?retired=false'))).toEqual([]);
    expect(shown(await list('?retired=true'))).toEqual(['yes']);
    const [verdict] = (await app.call('GET', `/v1/claims/${claim}/verdicts`)).json<{ rating: unknown }[]>();
    expect(verdict?.rating).toMatchObject({ code: 'yes', label: 'Yes' });
    const { answer } = await carry(rating.id);
    expect([answer.status, codeOf(answer)]).toEqual([409, 'rating/retired']);
  });

  it('is every rating of a retired scale', async () => {
    const scale = await newScale();
    const rating = await newRating(scale);
    expect((await app.call('POST', `/v1/scales/${scale.id}/retire`)).status).toBe(200);
    expect((await list()).some((each) => each.id === scale.id)).toBe(false);
    expect((await list('?retired=true')).some((each) => each.id === scale.id)).toBe(true);
    expect(codeOf((await carry(rating.id)).answer)).toBe('rating/retired');
    expect(codeOf(await add(scale, { code: 'no' }))).toBe('rating/retired');
  });
});

describe('a scale that is refused', () => {
  it.each([
    ['no code', { label: 'x' }],
    ['a code with blanks', { code: 'a b', label: 'x' }],
    ['no label', { code: 'a' }],
    ['a tag that is no language', { code: 'a', label: 'x', labels: { 'not a tag': 'x' } }],
    ['a tag in the wrong case', { code: 'a', label: 'x', labels: { 'pt-br': 'x' } }],
    ['an empty translation', { code: 'a', label: 'x', labels: { de: '' } }],
    ['translations in a list', { code: 'a', label: 'x', labels: ['x'] }],
    ['null translations', { code: 'a', label: 'x', labels: null }],
  ])('for %s', async (_name, body) => {
    const answer = await app.call('POST', '/v1/scales', { body });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'request/invalid']);
  });

  it.each([
    ['a number in quotes', { numericValue: '3' }],
    ['half a number', { numericValue: 2.5 }],
    ['an expectation that no assessment meets', { expects: 'not-enough-evidence' }],
    ['a colour by name', { colour: 'red' }],
  ])('in a rating for %s', async (_name, body) => {
    const answer = await add(await newScale(), body);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'request/invalid']);
  });

  it('by whom it is changed: checkers do not', async () => {
    const { token } = await personWithKey(app, 'checker');
    const answer = await app.call('POST', '/v1/scales', { token, body: { code: 'mine', label: 'Mine' } });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'auth/forbidden']);
    const nowhere = '00000000-0000-7000-8000-000000000000';
    expect(codeOf(await patch(`/v1/scales/${nowhere}`, 1, {}))).toBe('scale/not-found');
    expect(codeOf(await patch(`/v1/ratings/${nowhere}`, 1, {}))).toBe('rating/not-found');
  });
});
