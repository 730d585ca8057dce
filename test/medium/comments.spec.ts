import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import type { Answer, TestApp } from '../support/app.js';
import { personWithKey, recordClaim } from '../support/factory.js';

interface Shown {
  readonly id: string;
  readonly text: string;
  readonly authorName: string;
  readonly mentions: readonly { readonly id: string; readonly name: string }[];
}
interface Listed {
  readonly items: readonly Shown[];
  readonly next: string | null;
}

let app: TestApp;
let ann: { id: string; token: string };
let reader: { id: string; token: string };
let claim: string;

beforeAll(async () => {
  app = await startApp();
  ann = await personWithKey(app, 'checker', 'Ann Lee');
  reader = await personWithKey(app, 'reader', 'Rita Read');
  claim = (await recordClaim(app, 'The ministry closed its office.')).id;
});

afterAll(() => app.close());

const write = (body: Record<string, unknown>, token = app.token, of = claim): Promise<Answer> =>
  app.call('POST', `/v1/claims/${of}/comments`, { token, body });
const list = async (path: string, token = app.token): Promise<Listed> =>
  (await app.call('GET', path, { token })).json<Listed>();
const codeOf = (answer: Answer): string => answer.json<{ code: string }>().code;

describe('a comment', () => {
  it('is kept as it was written and names people by name and by id', async () => {
    const text = 'Hm. <b>@ann lee</b> and _you_: **look** at [this](javascript:alert(1))';
    const answer = await write({ text, mentions: [reader.id] });
    expect(answer.status).toBe(201);
    expect(answer.json()).toEqual({
      ...{ id: expect.any(String) as unknown, mentions: [reader.id, ann.id], ambiguous: [] },
    });
    const { items } = await list(`/v1/claims/${claim}/comments`, reader.token);
    expect(items[0]).toMatchObject({
      ...{ text, authorName: 'Administrator', claimId: claim },
      mentions: [
        { id: ann.id, name: 'Ann Lee' },
        { id: reader.id, name: 'Rita Read' },
      ],
    });
  });

  it('does not guess between two of one name, nor reach who is gone', async () => {
    const [one, two] = [
      await personWithKey(app, 'checker', 'Sam'),
      await personWithKey(app, 'checker', 'SAM'),
    ];
    const gone = await personWithKey(app, 'checker', 'Gone Away');
    await app.call('POST', `/v1/people/${gone.id}/disable`);
    const vague = await write({ text: '@Sam and @Gone Away, please' });
    expect(vague.json()).toMatchObject({ mentions: [], ambiguous: ['Sam'] });
    const clear = await write({ text: '@Sam, please', mentions: [two.id] });
    expect(clear.json()).toMatchObject({ mentions: [two.id], ambiguous: [] });
    expect((await list('/v1/mentions', one.token)).items).toEqual([]);
    const refused = await write({ text: 'x', mentions: [ann.id, gone.id] });
    expect([refused.status, codeOf(refused)]).toEqual([404, 'person/not-found']);
    expect(refused.json<{ errors: { pointer: string }[] }>().errors[0]?.pointer).toBe('/mentions/1');
  });

  it('is listed newest first, page by page, for the claim and for whom it names', async () => {
    const other = (await recordClaim(app, 'Exports reached $3.1 billion in 2018.')).id;
    const zed = await personWithKey(app, 'reader', 'Zed');
    for (const n of [1, 2, 3, 4, 5]) await write({ text: `@Zed ${n}` }, ann.token, n % 2 ? other : claim);
    const pages = async (path: string): Promise<string[]> => {
      const texts: string[] = [];
      let next: string | null = null;
      do {
        const page = await list(`${path}?limit=2${next === null ? '' : `&cursor=${next}`}`, zed.token);
        texts.push(...page.items.map((each) => each.text));
        next = page.next;
      } while (next !== null);
      return texts;
    };
    expect(await pages(`/v1/claims/${other}/comments`)).toEqual(['@Zed 5', '@Zed 3', '@Zed 1']);
    expect(await pages('/v1/mentions')).toEqual(['@Zed 5', '@Zed 4', '@Zed 3', '@Zed 2', '@Zed 1']);
    expect((await list('/v1/mentions', zed.token)).items[0]).toMatchObject({
      ...{ claimId: other, claimText: 'Exports reached $3.1 billion in 2018.', authorName: 'Ann Lee' },
    });
  });

  it('raises an event once, however often it is sent', async () => {
    const send = (): Promise<Answer> =>
      app.call('POST', `/v1/claims/${claim}/comments`, {
        ...{ token: ann.token, headers: { 'idempotency-key': 'once' } },
        body: { text: 'Only once, @Rita Read' },
      });
    const [first, second] = [await send(), await send()];
    expect(second.json()).toEqual(first.json());
    const events = await app.rows<{ payload: string }>(
      `SELECT payload FROM event WHERE type = 'claim.commented' AND payload LIKE '%' || $1 || '%'`,
      [first.json<{ id: string }>().id],
    );
    expect(events).toHaveLength(1);
    expect((JSON.parse(events[0]?.payload ?? '{}') as { data: unknown }).data).toMatchObject({
      ...{ authorId: ann.id, mentions: [reader.id], standing: { status: 'unverified' } },
    });
  });

  it.each([
    ['nothing', {}, 400, 'request/invalid'],
    ['blanks', { text: ' \n' }, 400, 'request/invalid'],
    ['too much', { text: 'a'.repeat(20_001) }, 400, 'request/invalid'],
    ['an author', { text: 'x', authorId: 'x' }, 400, 'request/invalid'],
  ])('of %s is refused', async (_name, body, status, code) => {
    const answer = await write(body);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  });

  it('is for checkers and up, on a claim there is', async () => {
    expect(codeOf(await write({ text: 'x' }, reader.token))).toBe('auth/forbidden');
    const nowhere = '00000000-0000-7000-8000-000000000000';
    expect(codeOf(await write({ text: 'x' }, app.token, nowhere))).toBe('claim/not-found');
    expect(codeOf(await app.call('GET', `/v1/claims/${nowhere}/comments`))).toBe('claim/not-found');
  });
});
