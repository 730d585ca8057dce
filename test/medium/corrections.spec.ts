import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Db } from '../../src/persistence/db.js';
import { Clock } from '../../src/platform/clock.js';
import { startApp } from '../support/app.js';
import type { Answer, TestApp } from '../support/app.js';
import { personWithKey, recordClaim } from '../support/factory.js';

interface Shown {
  readonly id: string;
  readonly open: boolean;
  readonly daysWaiting: number;
  readonly outcomes: readonly { readonly number: number; readonly outcome: string }[];
}
interface Listed {
  readonly items: readonly Shown[];
  readonly next: string | null;
}

let app: TestApp;
let claim: string;

beforeAll(async () => {
  app = await startApp();
  // In the table, from which every process of the ledger reads it again each second.
  const back = Date.parse('2019-05-10T08:00:00Z') - Date.now();
  app.nest.get(Clock).setOffset(await app.nest.get(Db).write((store) => store.clock.advance(back)));
  claim = (await recordClaim(app, 'The ministry closed its office.')).id;
});

afterAll(() => app.close());

const ask = (body: Record<string, unknown> = {}, of = claim, token = app.token): Promise<Answer> =>
  app.call('POST', `/v1/claims/${of}/correction-requests`, {
    token,
    body: { addressee: 'The Daily', channel: 'email', askedOn: '2019-05-01', ...body },
  });
const answered = (id: string, body: Record<string, unknown>, token = app.token): Promise<Answer> =>
  app.call('POST', `/v1/correction-requests/${id}/outcomes`, { token, body });
const idOf = (answer: Answer): string => answer.json<{ id: string }>().id;
const codeOf = (answer: Answer): string => answer.json<{ code: string }>().code;
const list = async (path: string): Promise<Listed> => (await app.call('GET', path)).json<Listed>();

/** What the chase list says of a request; undefined when it is not in it. */
async function chased(id: string, query = ''): Promise<Shown | undefined> {
  const { items } = await list(`/v1/correction-requests?limit=100${query}`);
  return items.find((each) => each.id === id);
}

describe('a correction request', () => {
  it('is open until a final outcome, and counts the days', async () => {
    const made = await ask({ text: 'Please correct the figure.' });
    expect(made.status).toBe(201);
    const id = idOf(made);
    expect(await chased(id, '&open=true')).toMatchObject({
      ...{ open: true, daysWaiting: 9, outcomes: [], claimId: claim, text: 'Please correct the figure.' },
    });
    const first = await answered(id, { outcome: 'acknowledged', onDay: '2019-05-02' });
    expect([first.status, first.json()]).toEqual([201, { number: 1 }]);
    expect(await chased(id, '&open=true')).toMatchObject({ open: true, daysWaiting: 9 });
    const url = 'https://daily.example/corrections/7';
    const second = await answered(id, { outcome: 'corrected', onDay: '2019-05-04', url, note: 'At last.' });
    expect(second.json()).toEqual({ number: 2 });
    expect(await chased(id, '&open=true')).toBeUndefined();
    const closed = await chased(id, '&open=false');
    expect(closed).toMatchObject({ open: false, daysWaiting: 3 });
    expect(closed?.outcomes).toEqual([
      expect.objectContaining({
        number: 1,
        outcome: 'acknowledged',
        onDay: '2019-05-02',
        url: null,
        note: '',
      }),
      expect.objectContaining({ number: 2, outcome: 'corrected', url, note: 'At last.' }),
    ]);
  });

  it('is open again when a later outcome takes the end back', async () => {
    const id = idOf(await ask());
    await answered(id, { outcome: 'no-answer', onDay: '2019-05-08' });
    expect(await chased(id, '&open=true')).toBeUndefined();
    await answered(id, { outcome: 'acknowledged', onDay: '2019-05-09' });
    expect(await chased(id, '&open=true')).toMatchObject({ open: true });
  });

  it('is listed per claim newest first, over all earliest first, by desk, page by page', async () => {
    const desk = await app.call('POST', '/v1/desks', { body: { name: 'Trade' } });
    const deskId = idOf(desk);
    const own = (await recordClaim(app, 'Exports grew.', { deskId })).id;
    const ids: string[] = [];
    for (const addressee of ['One', 'Two', 'Three']) ids.push(idOf(await ask({ addressee }, own)));
    const perClaim = await list(`/v1/claims/${own}/correction-requests`);
    expect(perClaim.items.map((each) => each.id)).toEqual([...ids].reverse());
    const page = await list(`/v1/correction-requests?deskId=${deskId}&open=true&limit=2`);
    expect(page.items.map((each) => each.id)).toEqual(ids.slice(0, 2));
    const rest = await list(`/v1/correction-requests?deskId=${deskId}&open=true&limit=2&cursor=${page.next}`);
    expect([rest.items.map((each) => each.id), rest.next]).toEqual([ids.slice(2), null]);
  });

  it('raises events', async () => {
    const id = idOf(await ask({ channel: 'letter' }));
    await answered(id, { outcome: 'refused', onDay: '2019-05-10' });
    const events = await app.rows<{ type: string; payload: string }>(
      `SELECT type, payload FROM event WHERE type LIKE 'correction.%' AND payload LIKE '%' || $1 || '%' ORDER BY id`,
      [id],
    );
    expect(
      events.map(({ type, payload }) => [type, (JSON.parse(payload) as { data: unknown }).data]),
    ).toEqual([
      [
        'correction.requested',
        expect.objectContaining({ requestId: id, channel: 'letter', askedOn: '2019-05-01' }),
      ],
      [
        'correction.answered',
        expect.objectContaining({ requestId: id, outcome: 'refused', onDay: '2019-05-10' }),
      ],
    ]);
  });

  it.each([
    ['tomorrow', { askedOn: '2019-05-11' }, 400],
    ['no day', { askedOn: '2019-02-30' }, 400],
    ['an unknown channel', { channel: 'pigeon' }, 400],
    ['nobody asked', { addressee: ' ' }, 400],
    ['an unknown source', { sourceId: '00000000-0000-7000-8000-000000000000' }, 404],
  ])('with %s is refused', async (_name, body, status) => {
    expect((await ask(body)).status).toBe(status);
  });

  it.each([
    ['before the request', { outcome: 'refused', onDay: '2019-04-30' }],
    ['in the future', { outcome: 'refused', onDay: '2019-05-11' }],
    ['unknown', { outcome: 'ignored', onDay: '2019-05-02' }],
    ['at no web address', { outcome: 'corrected', onDay: '2019-05-02', url: 'javascript:alert(1)' }],
  ])('takes no outcome %s', async (_name, body) => {
    const id = idOf(await ask());
    const answer = await answered(id, body);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'request/invalid']);
    expect((await chased(id))?.outcomes).toEqual([]);
  });

  it('belongs to the desk of its claim', async () => {
    const deskId = idOf(await app.call('POST', '/v1/desks', { body: { name: 'Closed' } }));
    const member = await personWithKey(app, 'checker');
    await app.call('PUT', `/v1/desks/${deskId}/members/${member.id}`);
    const own = (await recordClaim(app, 'Imports grew.', { deskId })).id;
    const stranger = await personWithKey(app, 'checker');
    expect(codeOf(await ask({}, own, stranger.token))).toBe('auth/other-desk');
    const id = idOf(await ask({}, own, member.token));
    const outcome = { outcome: 'refused', onDay: '2019-05-10' };
    expect(codeOf(await answered(id, outcome, stranger.token))).toBe('auth/other-desk');
    const reader = await personWithKey(app, 'reader');
    expect(codeOf(await answered(id, outcome, reader.token))).toBe('auth/forbidden');
    const nowhere = '00000000-0000-7000-8000-000000000000';
    expect(codeOf(await answered(nowhere, outcome))).toBe('correction-request/not-found');
    expect(codeOf(await ask({}, nowhere))).toBe('claim/not-found');
  });
});
