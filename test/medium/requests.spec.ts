import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { personWithKey, recordClaim } from '../support/factory.js';

let app: TestApp;
let claimId: string;

beforeAll(async () => {
  app = await startApp();
  claimId = (await recordClaim(app, 'Exports of Chile rose by 12% in 2018.')).id;
});

afterAll(() => app.close());

const json = { 'content-type': 'application/json' };

describe('a request that is none', () => {
  const bodies: readonly (readonly [string, string | Buffer])[] = [
    ['50,000 arrays in each other', '['.repeat(50_000) + ']'.repeat(50_000)],
    [
      '20,000 arrays deep inside a field',
      `{"claimant":"x","text":"y","topics":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    ],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ['a NUL', '{"claimant":"x","text":"a\\u0000b"}'],
  ];

  it.each(bodies)('%s', async (_name, body) => {
    const answer = await app.call('POST', '/v1/claims', { body, headers: json });
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it.each([
    ['a text without a letter or figure', { text: '\u200b\u200b', claimant: 'x' }],
    ['a claimant of spaces', { text: 'Exports rose.', claimant: '   ' }],
    [
      'a language that goes on and on',
      { text: 'Exports rose.', claimant: 'x', language: `en${'-aaaaaaaa'.repeat(9)}` },
    ],
  ])('%s', async (_name, body) => {
    expect((await app.call('POST', '/v1/claims', { body })).status).toBe(400);
  });
});

describe('null, where a field may be left out', () => {
  it.each(['deskId', 'claimant', 'topics', 'priority'])('is refused for %s of a claim', async (field) => {
    const answer = await app.call('PATCH', `/v1/claims/${claimId}`, {
      body: { [field]: null },
      headers: { 'if-match': '"1"' },
    });
    expect(answer.status).toBe(400);
  });

  it('is refused for the url of an endpoint', async () => {
    const made = await app.call('POST', '/v1/webhooks', { body: { url: 'https://hooks.example.org/x' } });
    const { id } = made.json<{ id: string }>();
    const answer = await app.call('PATCH', `/v1/webhooks/${id}`, {
      body: { url: null },
      headers: { 'if-match': '"1"' },
    });
    expect(answer.status).toBe(400);
  });
});

describe('a cursor', () => {
  it.each(['+275760-09-13T00:00:00Z', '-100000-01-01T00:00:00Z', 'yesterday'])(
    'that names %s is refused',
    async (key) => {
      const cursor = Buffer.from(JSON.stringify([1, key, claimId])).toString('base64url');
      const answer = await app.call('GET', `/v1/claims?cursor=${cursor}`);
      expect([answer.status, answer.json<{ code: string }>().code]).toEqual([400, 'request/bad-cursor']);
    },
  );
});

describe('a correction of an assertion', () => {
  it.each([
    ['a period that ends before it begins', { period: { from: '2019-01-01', to: '2018-01-01' } }],
    ['bounds that cross', { low: 5, high: 4 }],
    ['a currency that is no code', { currency: 'usd' }],
  ])('with %s is refused', async (_name, body) => {
    const [first] = (await app.call('GET', `/v1/claims/${claimId}/assertions`)).json<{ id: string }[]>();
    const answer = await app.call('PATCH', `/v1/assertions/${first?.id ?? ''}`, {
      body,
      headers: { 'if-match': '"1"' },
    });
    expect([answer.status, answer.json<{ code: string }>().code]).toEqual([400, 'request/invalid']);
  });
});

describe('the desk of a claim', () => {
  it('is found for an admin also when every desk has members', async () => {
    const { id } = await personWithKey(app, 'checker');
    const desks = (await app.call('GET', '/v1/desks')).json<{ items: { id: string }[] }>().items;
    for (const desk of desks) await app.call('PUT', `/v1/desks/${desk.id}/members/${id}`);
    await expect(recordClaim(app, 'Imports of Chile fell by 3% in 2018.')).resolves.toHaveProperty('id');
  });
});

describe('an event that nobody wants', () => {
  it('owes nothing', async () => {
    expect(await app.rows(`SELECT 1 FROM outbox WHERE job = 'event.fan-out'`)).toEqual([]);
    expect((await app.rows(`SELECT 1 FROM event WHERE type = 'claim.recorded'`)).length).toBeGreaterThan(0);
  });
});
