import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import type { Answer, TestApp } from '../support/app.js';
import { faultsOf } from '../support/claim-review.js';
import { publish, ratingId, recordClaim } from '../support/factory.js';

let app: TestApp;

beforeAll(async () => {
  const env = {
    ...{ STET_PUBLIC_URL: 'https://stet.news.example/', STET_PUBLISHER_NAME: 'The Daily Example' },
    STET_PUBLISHER_URL: 'https://news.example/',
  };
  app = await startApp({ env });
});

afterAll(() => app.close());

type Review = Readonly<Record<string, unknown>>;

const get = (id: string): Promise<Answer> => app.call('GET', `/v1/claims/${id}/claim-review`);
const review = async (id: string): Promise<Review> => (await get(id)).json<Review>();
const codeOf = (answer: Answer): string => answer.json<{ code: string }>().code;
const record = async (text: string, more: Record<string, unknown> = {}): Promise<string> =>
  (await recordClaim(app, text, more)).id;

describe('GET /v1/claims/{id}/claim-review', () => {
  it('gives the verdict in force as JSON-LD', async () => {
    const id = await record('Trade turnover grew by almost 50% in 2018.', {
      appearances: [{ url: 'https://daily.example.org/trade', title: 'Trade booms' }],
      sources: [
        { url: 'https://stat.example.org/trade', title: 'Statistics' },
        { url: 'https://weekly.example.org/trade' },
        { kind: 'interview', url: 'https://intern.example.org/notes', title: 'A source in the ministry' },
      ],
    });
    const cited = (await app.call('GET', `/v1/claims/${id}/citations`)).json<
      { id: string; role: string }[]
    >();
    const evidence = cited.filter((each) => each.role === 'evidence').map((each) => each.id);
    await publish(app, id, 'half-true', evidence.slice(0, 1));
    const answer = await get(id);
    expect([answer.status, answer.headers['content-type']]).toEqual([
      200,
      'application/ld+json; charset=utf-8',
    ]);
    const first = answer.json<Review>();
    expect(faultsOf(first)).toEqual([]);
    const appearance = {
      '@type': 'CreativeWork',
      url: 'https://daily.example.org/trade',
      name: 'Trade booms',
    };
    expect(first).toMatchObject({
      url: `https://stet.news.example/v1/claims/${id}/claim-review`,
      author: { '@type': 'Organization', name: 'The Daily Example', url: 'https://news.example/' },
      claimReviewed: 'Trade turnover grew by almost 50% in 2018.',
      itemReviewed: { datePublished: '2019-04-16', firstAppearance: appearance, appearance: [appearance] },
      reviewRating: { alternateName: 'Half true', ratingValue: 3, bestRating: 5, worstRating: 1 },
      reviewBody: 'It is half-true.',
      citation: { '@type': 'CreativeWork', url: 'https://stat.example.org/trade', name: 'Statistics' },
    });
    expect(first).not.toHaveProperty('expires');
    expect(first['datePublished']).toBe(first['dateModified']);
    await publish(app, id, 'false');
    const second = await review(id);
    expect(second).toMatchObject({ datePublished: first['datePublished'], reviewRating: { ratingValue: 1 } });
    expect(String(second['dateModified']) > String(first['dateModified'])).toBe(true);
    // A verdict that names no citation rests on the evidence there was; interviews are nobody else's business.
    expect((second['citation'] as { url: string }[]).map((each) => each.url).sort()).toEqual([
      ...['https://stat.example.org/trade', 'https://weekly.example.org/trade'],
    ]);
    expect(answer.text + JSON.stringify(second)).not.toContain('intern');
  });

  it.each(['unproven', 'missing-context', 'satire', 'outdated'])('gives no number to %s', async (code) => {
    const id = await record('The ministry closed its office.');
    await publish(app, id, code);
    const { reviewRating, ...rest } = await review(id);
    expect(Object.keys(reviewRating as object).sort()).toEqual(['@type', 'alternateName']);
    expect(faultsOf({ ...rest, reviewRating })).toEqual([]);
  });

  it("points to the newsroom's own page, expires with the verdict, and says what was corrected", async () => {
    const id = await record('The ministry closed its office.');
    const publicUrl = 'https://news.example/checks/12';
    const changed = await app.call('PATCH', `/v1/claims/${id}`, {
      ...{ body: { publicUrl }, headers: { 'if-match': '"1"' } },
    });
    expect(changed.status).toBe(200);
    const body = {
      ratingId: await ratingId(app, 'true'),
      rationale: 'So.',
      citationIds: [],
      expiresOn: '2031-05-02',
    };
    expect((await app.call('POST', `/v1/claims/${id}/verdicts`, { body })).status).toBe(201);
    expect(await review(id)).toMatchObject({ url: publicUrl, expires: '2031-05-02' });
    await app.rows(
      `INSERT INTO verdict (claim_id, version, kind, rating_id, rationale, evidence, author_id, valid_from, recorded_at, correction_note)
       SELECT claim_id, 2, kind, rating_id, 'No.', evidence, author_id, valid_from, recorded_at + interval '1 day', 'The day was wrong.' FROM verdict
       WHERE claim_id = $1`,
      [id],
    );
    const corrected = await review(id);
    expect(corrected).toMatchObject({
      correction: {
        '@type': 'CorrectionComment',
        text: 'The day was wrong.',
        datePublished: corrected['dateModified'],
      },
    });
    expect(faultsOf(corrected)).toEqual([]);
  });

  it('can be put into a page as it is', async () => {
    const id = await record('They said </script><script>alert(1)</script> in 2018.');
    await publish(app, id, 'false');
    const answer = await get(id);
    expect(answer.text).not.toContain('<');
    expect(answer.json<Review>()['claimReviewed']).toContain('</script>');
  });

  it('is not there without a verdict in force', async () => {
    const id = await record('The ministry closed its office.');
    const before = await get(id);
    expect([before.status, codeOf(before)]).toEqual([404, 'verdict/none-in-force']);
    expect(before.headers['content-type']).toContain('application/problem+json');
    await publish(app, id, 'true');
    await app.call('POST', `/v1/claims/${id}/verdicts/withdraw`, { body: { reason: 'We were wrong.' } });
    expect(codeOf(await get(id))).toBe('verdict/none-in-force');
    await publish(app, id, 'false');
    expect((await get(id)).status).toBe(200);
    expect(codeOf(await get('00000000-0000-7000-8000-000000000000'))).toBe('claim/not-found');
  });
});
