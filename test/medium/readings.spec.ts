import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { checkAgain, endedCheck, recordClaim } from '../support/factory.js';
import { startSite } from '../support/site.js';
import type { Site } from '../support/site.js';

let app: TestApp;
let site: Site;

beforeAll(async () => {
  site = await startSite();
  app = await startApp({ allow: [site.allow], env: { STET_ABOUT_WITHIN: '5' } });
});

afterAll(async () => {
  await app.close();
  await site.close();
});

interface Read {
  readonly id: string;
  readonly version: number;
  readonly parsed: Readonly<Record<string, unknown>>;
  readonly corrected: Readonly<Record<string, unknown>> | null;
}

interface Recording {
  readonly language?: string;
  readonly quote?: { readonly exact: string };
}

const assertionsOf = async (claimId: string) =>
  (await app.call('GET', `/v1/claims/${claimId}/assertions`)).json<Read[]>();

async function checked(text: string, path: string, page: string, { quote, ...fields }: Recording = {}) {
  site.publish(path, page);
  const sources = [{ url: site.url(path), ...(quote === undefined ? {} : { quote }) }];
  const { id, checkId } = await recordClaim(app, text, { ...fields, sources });
  await app.poll();
  return { id, check: await endedCheck(app, checkId) };
}

it('tests what a person corrected, with the bounds of the new figure, and keeps the parse beside it', async () => {
  const page = 'Trade turnover reached $2.4 billion in 2018, the ministry said.';
  const { id, check } = await checked('Trade turnover reached $3.1 billion in 2018.', '/turnover', page);
  expect(check.assessment?.label).toBe('refuted');
  const [read] = await assertionsOf(id);
  const answer = await app.call('PATCH', `/v1/assertions/${read?.id ?? ''}`, {
    body: { value: 2.4e9, hedge: 'about' },
    headers: { 'if-match': `"${read?.version ?? 0}"` },
  });
  expect(answer.status).toBe(200);
  const [kept] = await assertionsOf(id);
  expect(kept).toMatchObject({
    parsed: read?.parsed,
    corrected: { value: 2.4e9, hedge: 'about', low: 2.28e9, high: 2.52e9 },
  });
  expect((await checkAgain(app, id)).assessment?.label).toBe('supported');
});

it('records a claim in a language without a grammar, looks for its quotation, and leaves its figures to people', async () => {
  // the page says the opposite, one short word apart
  const page = 'Министерство сообщило, что экспорт хлопка не превысил три миллиона долларов в прошлом году.';
  const text = 'Министерство сообщило, что экспорт хлопка превысил три миллиона долларов в прошлом году.';
  const { id, check } = await checked(text, '/cotton', page, {
    language: 'ru',
    quote: { exact: 'экспорт хлопка не превысил три миллиона' },
  });
  expect(await assertionsOf(id)).toMatchObject([{ parsed: { kind: 'statement', text } }]);
  expect(check).toMatchObject({ state: 'completed', assessment: { label: 'not-enough-evidence' } });
  expect(check.findings).toContainEqual(
    expect.objectContaining({
      checker: 'figures',
      label: 'not-enough-evidence',
      reasons: [expect.objectContaining({ code: 'language-not-supported' })],
    }),
  );
  const quotation = check.findings.find(({ checker }) => checker === 'quotation');
  expect(quotation?.reasons).toEqual([expect.objectContaining({ code: 'passage-stands' })]);
});

it('reads "about" as wide as the newsroom set it', async () => {
  const { id } = await recordClaim(app, 'Exports reached about 200 million euros in 2018.');
  expect(await assertionsOf(id)).toMatchObject([{ parsed: { hedge: 'about', low: 190e6, high: 210e6 } }]);
});
