import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { until } from '../support/app.js';
import { Newsroom } from '../support/process.js';
import type { HttpAnswer, HttpCall } from '../support/process.js';

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await Newsroom.open();
  await newsroom.serve('api');
  await newsroom.serve('worker');
}, 120_000);

afterAll(() => newsroom.close());

interface Claim {
  id: string;
  status: string;
  assessment: string | null;
  rating: { code: string } | null;
}

const call = (path: string, options: HttpCall = {}): Promise<HttpAnswer> =>
  newsroom.call(`/v1/${path}`, options);
const claimBody = {
  text: 'Exports reached $3.1 billion in 2018.',
  statedOn: '2019-04-16',
  claimant: 'Ministry of Trade',
};
const problemOf = (answer: HttpAnswer) => ({
  status: answer.status,
  type: answer.headers.get('content-type')?.split(';')[0],
  code: answer.json<{ code: string }>().code,
  same: answer.json<{ status: number }>().status === answer.status,
});
const problem = (status: number, code: string) => ({
  status,
  type: 'application/problem+json',
  code,
  same: true,
});

describe('the road of the README, over HTTP, with an api and a worker', () => {
  it('goes from a series to a verdict that new data challenge', async () => {
    const series = (
      await call('series', {
        body: {
          title: 'Trade turnover of Kazakhstan and Uzbekistan, annual',
          dimension: 'money',
          currency: 'USD',
          scale: 1e6,
        },
      })
    ).json<{ id: string }>();
    const vintage = (csv: string, publishedOn: string) =>
      call(`series/${series.id}/vintages`, { body: { publishedOn, csv } });
    expect((await vintage('period,value\n2017,2006.2\n2018,3009.9\n', '2019-02-15')).status).toBe(201);
    const text = 'Trade turnover of Kazakhstan and Uzbekistan exceeded $3 billion in 2018.';
    const { id } = (await call('claims', { body: { ...claimBody, text } })).json<Claim>();
    const [assertion] = (await call(`claims/${id}/assertions`)).json<{ id: string }[]>();
    expect(
      (await call(`assertions/${assertion?.id}/binding`, { method: 'PUT', body: { seriesId: series.id } }))
        .status,
    ).toBe(204);
    const now = async (): Promise<Claim> => (await call(`claims/${id}`)).json<Claim>();
    const check = async (): Promise<string | null> => {
      const asked = await call(`claims/${id}/checks`, { body: {} });
      expect(asked.status).toBe(202);
      return until(
        'the check',
        async () =>
          (await call(`checks/${asked.json<{ id: string }>().id}`)).json<{
            assessment: { label: string } | null;
          }>().assessment?.label,
      );
    };
    expect(await check()).toBe('supported');
    const rating = (await call('scales')).json<{ ratings: { id: string }[] }[]>()[0]?.ratings[0]?.id;
    expect(
      (
        await call(`claims/${id}/verdicts`, {
          body: {
            ratingId: rating,
            rationale: 'The statistics office has 3,009.9 million.',
            citationIds: [],
          },
        })
      ).status,
    ).toBe(201);
    expect(await now()).toMatchObject({
      status: 'settled',
      assessment: 'supported',
      rating: { code: 'true' },
    });
    const before = new Date().toISOString();
    await vintage('period,value\n2017,2006.2\n2018,2880\n', '2019-05-15');
    expect(await check()).toBe('refuted');
    expect(await now()).toMatchObject({ status: 'challenged', rating: { code: 'true' } });
    const asOf = async (moment: string) =>
      (await call(`claims/${id}/history?asOf=${moment}`)).json<{ standing: { status: string } }>().standing
        .status;
    expect([await asOf(before), await asOf(new Date().toISOString())]).toEqual(['settled', 'challenged']);
  });
});

describe('an Idempotency-Key', () => {
  const send = (key: string, body: object): Promise<HttpAnswer> =>
    call('claims', { body, headers: { 'idempotency-key': key } });

  it('makes twenty equal requests at once one claim, with equal answers', async () => {
    const body = { ...claimBody, claimant: 'Twenty at once' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => send('twenty', body)));
    expect(answers.map((each) => each.status)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map((each) => each.text)).size).toBe(1);
    expect(answers.filter((each) => each.headers.get('idempotent-replayed') === 'true')).toHaveLength(19);
    const { items } = (await call('claims?limit=100')).json<{ items: { claimant: string }[] }>();
    expect(items.filter((each) => each.claimant === 'Twenty at once')).toHaveLength(1);
  });

  it('used for another request is refused', async () => {
    await send('once', claimBody);
    expect(problemOf(await send('once', { ...claimBody, claimant: 'Another' }))).toEqual(
      problem(422, 'idempotency/other-request'),
    );
  });

  it('of a request that was refused can be used again', async () => {
    expect((await send('mended', { ...claimBody, text: '' })).status).toBe(400);
    expect((await send('mended', claimBody)).status).toBe(201);
  });
});

describe('a change', () => {
  it('needs If-Match, the version that holds, and gives the next one', async () => {
    const { id } = (await call('claims', { body: claimBody })).json<Claim>();
    const etag = (await call(`claims/${id}`)).headers.get('etag') ?? '';
    const patch = (headers: Record<string, string>) =>
      call(`claims/${id}`, { method: 'PATCH', body: { priority: 'high' }, headers });
    expect(problemOf(await patch({}))).toEqual(problem(428, 'request/if-match-required'));
    expect(problemOf(await patch({ 'if-match': '"99"' }))).toEqual(problem(412, 'request/version-mismatch'));
    const changed = await patch({ 'if-match': etag });
    expect([changed.status, changed.json<{ priority: string }>().priority]).toEqual([200, 'high']);
    expect(changed.headers.get('etag')).not.toBe(etag);
    expect((await patch({ 'if-match': etag })).status).toBe(412);
    const unchanged = await call(`claims/${id}`, {
      headers: { 'if-none-match': changed.headers.get('etag') ?? '' },
    });
    expect([unchanged.status, unchanged.text]).toEqual([304, '']);
  });
});

describe('every refusal is a problem of RFC 9457', () => {
  const post = (body: string, type = 'application/json') =>
    call('claims', { method: 'POST', body, headers: { 'content-type': type } });
  const id = '01890000-0000-7000-8000-000000000000';

  it.each([
    ['bad JSON', () => post('{'), 400, 'request/bad-json'],
    ['an empty body', () => post(''), 400, 'request/bad-json'],
    ['a NUL in a text', () => post(JSON.stringify({ ...claimBody, text: 'a\0b' })), 400, 'request/bad-json'],
    ['half a surrogate pair', () => post('{"text":"\\ud800","claimant":"x"}'), 400, 'request/bad-json'],
    ['a prototype key', () => post('{"__proto__":{"admin":true}}'), 400, 'request/bad-json'],
    [
      'an unknown field',
      () => call('claims', { body: { ...claimBody, admin: true } }),
      400,
      'request/invalid',
    ],
    ['an array for an object', () => post('[]'), 400, 'request/invalid'],
    [
      'a day that is none',
      () => call('claims', { body: { ...claimBody, statedOn: '2019-02-30' } }),
      400,
      'request/invalid',
    ],
    [
      'a form',
      () => post('text=a', 'application/x-www-form-urlencoded'),
      415,
      'request/unsupported-media-type',
    ],
    ['plain text', () => post('hello', 'text/plain'), 415, 'request/unsupported-media-type'],
    ['an unknown route', () => call('nothing'), 404, 'request/no-such-route'],
    ['a claim that is not there', () => call(`claims/${id}`), 404, 'claim/not-found'],
    ['an id that is none', () => call('claims/17'), 400, 'request/malformed'],
    ['a malformed escape', () => call('claims/%zz'), 400, 'request/malformed'],
    ['a cursor of another list', () => call('claims?cursor=bm9uZQ'), 400, 'request/bad-cursor'],
    ['a limit that is none', () => call('claims?limit=0'), 400, 'request/invalid'],
    ['no key', () => call('claims', { token: null }), 401, 'auth/key-missing'],
    ['a wrong key', () => call('claims', { token: 'stet_000000000000_x' }), 401, 'auth/key-invalid'],
  ] as const)('%s', async (_name, ask, status, code) => {
    const answer = await ask();
    expect(problemOf(answer)).toEqual(problem(status, code));
    expect(answer.text).not.toMatch(/fastify|nest|FST_|at .*\.js/i);
  });

  it.each([
    ['headers over the limit', `GET /v1/claims HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
    ['a line that is no request', 'HELLO\r\n\r\n', 400],
    // Refused by its announced length; a client that goes on sending may find the connection closed before it reads why.
    [
      'a body over the limit',
      'POST /v1/claims HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 6000000\r\n\r\n',
      413,
    ],
  ])('%s', async (_name, bytes, status) => {
    const answer = await raw(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer.toLowerCase()).toContain('content-type: application/problem+json');
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))).toMatchObject({
      status,
      code: status === 413 ? 'request/too-large' : 'request/malformed',
    });
  });

  function raw(bytes: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(newsroom.port, '127.0.0.1', () => socket.write(bytes));
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      socket.once('error', reject).once('close', () => resolve(text));
    });
  }
});

describe('a role', () => {
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    for (const role of ['reader', 'checker', 'editor', 'admin']) {
      const { id } = (await call('people', { body: { name: `A ${role}`, kind: 'person', role } })).json<{
        id: string;
      }>();
      tokens[role] = (await call('keys', { body: { personId: id, role } })).json<{ token: string }>().token;
    }
  });

  const routes = [
    ['GET', 'claims', undefined, 'reader'],
    ['GET', 'scales', undefined, 'reader'],
    ['POST', 'claims', claimBody, 'checker'],
    ['POST', 'series', { title: 'Wages', dimension: 'money', currency: 'USD' }, 'checker'],
    ['GET', 'webhooks', undefined, 'editor'],
    ['GET', 'dead-letters', undefined, 'editor'],
    ['GET', 'people', undefined, 'admin'],
    ['GET', 'keys', undefined, 'admin'],
    ['POST', 'desks', { name: 'Economy' }, 'admin'],
  ] as const;
  const order = ['reader', 'checker', 'editor', 'admin'];

  it.each(routes)('lower than it needs may not %s /v1/%s', async (method, path, body, least) => {
    for (const role of order) {
      const answer = await call(path, {
        method,
        ...(body === undefined ? {} : { body }),
        token: tokens[role] ?? '',
      });
      if (order.indexOf(role) < order.indexOf(least))
        expect([role, problemOf(answer)]).toEqual([role, problem(403, 'auth/forbidden')]);
      else expect([role, [200, 201, 409].includes(answer.status)]).toEqual([role, true]);
    }
  });

  it('ends with its key', async () => {
    const { id } = (
      await call('people', { body: { name: 'Leaving', kind: 'person', role: 'reader' } })
    ).json<{ id: string }>();
    const key = (await call('keys', { body: { personId: id, role: 'reader' } })).json<{
      id: string;
      token: string;
    }>();
    expect((await call('claims', { token: key.token })).status).toBe(200);
    expect((await call(`keys/${key.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await call('claims', { token: key.token })).status).toBe(401);
  });
});

describe('a list', () => {
  it('comes in pages whose union is all of it, though claims are added meanwhile', async () => {
    const made = new Set<string>();
    for (let i = 0; i < 17; i++)
      made.add((await call('claims', { body: { ...claimBody, claimant: `Page ${i}` } })).json<Claim>().id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: Claim[]; next: string | null } = (
        await call(`claims?limit=5${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)
      ).json();
      seen.push(...page.items.map((each) => each.id));
      cursor = page.next;
      if (seen.length < 20) await call('claims', { body: { ...claimBody, claimant: 'Meanwhile' } });
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect([...made].filter((id) => !seen.includes(id))).toEqual([]);
  });
});
