import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import type { Answer, TestApp } from '../support/app.js';
import { checkAgain, claimNow, endedCheck, personWithKey, publish, recordClaim } from '../support/factory.js';

interface ShownCheck {
  readonly assessment: { readonly label: string } | null;
  readonly findings: readonly {
    readonly checker: string;
    readonly label: string | null;
    readonly sourceId: string | null;
    readonly reasons: readonly Readonly<Record<string, unknown>>[];
  }[];
}

let app: TestApp;
let ann: { id: string; token: string };
let ben: { id: string; token: string };

beforeAll(async () => {
  app = await startApp();
  ann = await personWithKey(app, 'checker', 'Ann Lee');
  ben = await personWithKey(app, 'checker', 'Ben Ode');
});

afterAll(() => app.close());

const statement = 'The ministry closed its office in the north.';

async function recorded(text = statement, more: Record<string, unknown> = {}): Promise<string> {
  const { id, checkId } = await recordClaim(app, text, more);
  await app.poll();
  await endedCheck(app, checkId);
  return id;
}

const find = (claimId: string, token: string, body: Record<string, unknown>): Promise<Answer> =>
  app.call('POST', `/v1/claims/${claimId}/findings`, {
    token,
    body: { label: 'refuted', note: 'The door was open.', reason: 'I was there.', ...body },
  });

async function checkOf(answer: Answer): Promise<ShownCheck> {
  const { checkId } = answer.json<{ checkId: string }>();
  await app.poll();
  return (await endedCheck(app, checkId)) as unknown as ShownCheck;
}

const codeOf = (answer: Answer): string => answer.json<{ code: string }>().code;

const sourceOf = async (body: Record<string, unknown>): Promise<string> =>
  (await app.call('POST', '/v1/sources', { body })).json<{ id: string }>().id;

describe('a finding of a person', () => {
  it('lets a claim be assessed of which only interviews tell', async () => {
    const note = 'Phone call of 2 May 2019 with the head of the office.';
    const sourceId = await sourceOf({ kind: 'interview', title: 'Head of the office', note });
    const id = await recorded(statement, { sources: [{ sourceId }] });
    expect(await claimNow(app, id)).toMatchObject({ assessment: 'not-enough-evidence' });
    const answer = await find(id, ann.token, { sourceId, note: 'We never closed, he said.' });
    expect(answer.status).toBe(201);
    const check = await checkOf(answer);
    expect(check.assessment?.label).toBe('refuted');
    const spoken = check.findings.filter((each) => each.checker === 'person');
    expect(spoken).toHaveLength(1);
    expect(spoken[0]).toMatchObject({ label: 'refuted', sourceId });
    expect(spoken[0]?.reasons).toEqual([
      expect.objectContaining({
        code: 'person-finding',
        personId: ann.id,
        personFindingId: answer.json<{ id: string }>().id,
        note: 'We never closed, he said.',
        message: 'Ann Lee noted: We never closed, he said. (I was there.)',
      }),
    ]);
    expect(await claimNow(app, id)).toMatchObject({ status: 'assessed', assessment: 'refuted' });
  });

  it('is taken in by every later check until it is retracted', async () => {
    const id = await recorded();
    const answer = await find(id, ann.token, {});
    await checkOf(answer);
    expect((await checkAgain(app, id)).assessment?.label).toBe('refuted');
    const finding = answer.json<{ id: string }>().id;
    const retract = (): Promise<Answer> =>
      app.call('POST', `/v1/findings/${finding}/retract`, {
        token: ben.token,
        body: { reason: 'Wrong door.' },
      });
    const retracted = await retract();
    expect(retracted.status).toBe(201);
    const check = await checkOf(retracted);
    expect(check).toMatchObject({ assessment: { label: 'not-enough-evidence' }, findings: [] });
    const again = await retract();
    expect([again.status, codeOf(again)]).toEqual([409, 'finding/already-retracted']);
    const list = (await app.call('GET', `/v1/claims/${id}/findings`)).json<{ items: unknown[] }>();
    expect(list.items).toEqual([
      expect.objectContaining({
        ...{ id: finding, personId: ann.id, personName: 'Ann Lee', label: 'refuted', passage: null },
        retraction: expect.objectContaining({ reason: 'Wrong door.', personId: ben.id }) as unknown,
      }),
    ]);
  });

  it('counts each person as one voice, and one paper as one whoever read it', async () => {
    const origins = async (id: string): Promise<unknown> => {
      const [row] = await app.rows<{ by: unknown }>(
        `SELECT parts -> 0 -> 'reasons' -> 0 -> 'refutedBy' AS by FROM assessment WHERE claim_id = $1 ORDER BY recorded_at DESC LIMIT 1`,
        [id],
      );
      return row?.by;
    };
    const id = await recorded();
    await find(id, ann.token, {});
    await find(id, ann.token, { note: 'And the lights were on.' });
    await checkOf(await find(id, ben.token, {}));
    expect(await origins(id)).toEqual([`person:${ann.id}`, `person:${ben.id}`]);
    const other = await recorded();
    const sourceId = await sourceOf({ kind: 'document', title: 'Gazette', origin: 'gazette' });
    await find(other, ann.token, { sourceId, passage: 'The office stays open.' });
    await checkOf(await find(other, ben.token, { sourceId, passage: 'The office stays open.' }));
    expect(await origins(other)).toEqual(['gazette']);
  });

  it('challenges a verdict alike at every check; another one is other news', async () => {
    const id = await recorded();
    await publish(app, id, 'true');
    const disagreement = async (): Promise<string[]> => {
      const [row] = await app.rows<{ disagreement: string[] }>(
        'SELECT disagreement FROM claim_state WHERE claim_id = $1',
        [id],
      );
      return row?.disagreement ?? [];
    };
    await checkOf(await find(id, ann.token, {}));
    expect((await claimNow(app, id)).status).toBe('challenged');
    const first = await disagreement();
    expect(first).toHaveLength(1);
    await checkAgain(app, id);
    expect(await disagreement()).toEqual(first);
    await checkOf(await find(id, ben.token, {}));
    const both = await disagreement();
    expect(both).toHaveLength(2);
    expect(both).toEqual(expect.arrayContaining(first));
  });

  it('raises events with the standing', async () => {
    const id = await recorded();
    const finding = (await find(id, ann.token, {})).json<{ id: string }>().id;
    await app.call('POST', `/v1/findings/${finding}/retract`, { token: ann.token, body: { reason: 'No.' } });
    const events = await app.rows<{ type: string; payload: string }>(
      `SELECT type, payload FROM event WHERE subject_id = $1 AND type LIKE 'finding.%' ORDER BY id`,
      [id],
    );
    expect(
      events.map(({ type, payload }) => [type, (JSON.parse(payload) as { data: unknown }).data]),
    ).toEqual([
      [
        'finding.recorded',
        expect.objectContaining({
          findingId: finding,
          label: 'refuted',
          personId: ann.id,
          standing: expect.anything() as unknown,
        }),
      ],
      ['finding.retracted', expect.objectContaining({ findingId: finding, reason: 'No.' })],
    ]);
  });
});

describe('a finding that is refused', () => {
  it('by whom: service accounts, readers, another desk', async () => {
    const id = await recorded();
    const bot = await app.call('POST', '/v1/people', {
      body: { name: 'Importer', kind: 'service-account', role: 'checker' },
    });
    const key = await app.call('POST', '/v1/keys', {
      body: { personId: bot.json<{ id: string }>().id, role: 'checker' },
    });
    const machine = await find(id, key.json<{ token: string }>().token, {});
    expect([machine.status, codeOf(machine)]).toEqual([403, 'auth/person-required']);
    const reader = await personWithKey(app, 'reader');
    expect(codeOf(await find(id, reader.token, {}))).toBe('auth/forbidden');
    const desk = await app.call('POST', '/v1/desks', { body: { name: 'Far away' } });
    const deskId = desk.json<{ id: string }>().id;
    await app.call('PUT', `/v1/desks/${deskId}/members/${ben.id}`);
    const far = await recorded(statement, { deskId });
    expect(codeOf(await find(far, ann.token, {}))).toBe('auth/other-desk');
    expect((await find(far, ben.token, {})).status).toBe(201);
  });

  it.each([
    ['no words', { note: undefined }, 400, 'request/invalid'],
    ['blank words', { note: ' ' }, 400, 'request/invalid'],
    ['no such label', { label: 'false' }, 400, 'request/invalid'],
    ['null for a source', { sourceId: null }, 400, 'request/invalid'],
    ['no such source', { sourceId: '00000000-0000-7000-8000-000000000000' }, 404, 'source/not-found'],
    [
      'no such assertion',
      { assertionId: '00000000-0000-7000-8000-000000000000' },
      404,
      'assertion/not-found',
    ],
  ])('for %s', async (_name, body, status, code) => {
    const answer = await find(await recorded(), ann.token, body);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  });

  it('when the claim has several assertions and none is named', async () => {
    const id = await recorded('Trade turnover grew by almost 50% in 2018, exceeding $3 billion.');
    const vague = await find(id, ann.token, {});
    expect([vague.status, codeOf(vague)]).toEqual([400, 'request/invalid']);
    const parts = (await app.call('GET', `/v1/claims/${id}/assertions`)).json<{ id: string }[]>();
    expect(parts.length).toBeGreaterThan(1);
    const named = await find(id, ann.token, { assertionId: parts[1]?.id });
    expect(named.status).toBe(201);
    expect((await checkOf(named)).assessment?.label).toBe('refuted');
  });

  it('of no claim, and no finding to retract', async () => {
    const nowhere = '00000000-0000-7000-8000-000000000000';
    expect(codeOf(await find(nowhere, ann.token, {}))).toBe('claim/not-found');
    expect(codeOf(await app.call('GET', `/v1/claims/${nowhere}/findings`))).toBe('claim/not-found');
    const retract = await app.call('POST', `/v1/findings/${nowhere}/retract`, { body: { reason: 'x' } });
    expect(codeOf(retract)).toBe('finding/not-found');
  });
});
