import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import type { Answer, TestApp } from '../support/app.js';
import { act, refusalOf, well, workflowOf, writeDraft } from '../support/editorial.js';
import type { DraftAnswer } from '../support/editorial.js';
import { personWithKey, ratingId, recordClaim } from '../support/factory.js';

let app: TestApp;
let deskId: string;
let rating: string;

const callers = [
  ...(['reader', 'checker', 'editor', 'admin', 'author', 'co-author'] as const),
  ...(['second key', 'service', 'other desk'] as const),
];
type CallerName = (typeof callers)[number];
/** The key of each caller; `reviewer` only helps to bring claims where they are wanted. */
const keys = new Map<CallerName | 'reviewer', string>();
const ids = new Map<CallerName | 'reviewer', string>();
const key = (name: CallerName | 'reviewer'): string => keys.get(name) ?? '';

beforeAll(async () => {
  app = await startApp();
  rating = await ratingId(app, 'true');
  deskId = (await app.call('POST', '/v1/desks', { body: { name: 'Economy' } })).json<{ id: string }>().id;
  const join = (id: string) => app.call('PUT', `/v1/desks/${deskId}/members/${id}`);
  const people = { author: 'checker', 'co-author': 'checker', 'other desk': 'checker', reviewer: 'checker' };
  const roles = {
    reader: 'reader',
    checker: 'checker',
    editor: 'editor',
    admin: 'admin',
    ...people,
  } as const;
  for (const [name, role] of Object.entries(roles)) {
    const someone = await personWithKey(app, role as 'checker');
    keys.set(name as CallerName, someone.token);
    ids.set(name as CallerName, someone.id);
    if (name !== 'other desk') await join(someone.id);
  }
  keys.set('second key', await anotherKey(ids.get('author') ?? '', 'checker'));
  const robot = await app.call('POST', '/v1/people', {
    body: { name: 'Robot', kind: 'service-account', role: 'editor' },
  });
  const robotId = robot.json<{ id: string }>().id;
  await join(robotId);
  keys.set('service', await anotherKey(robotId, 'editor'));
});

afterAll(() => app.close());

async function anotherKey(personId: string, role: string): Promise<string> {
  const made = await app.call('POST', '/v1/keys', { body: { personId, role } });
  return made.json<{ token: string }>().token;
}

/** The states of the workflow, and `approved`: in review, with all the approvals it needs. */
const states = ['inbox', 'assigned', 'in-review', 'approved', 'published', 'rejected'] as const;
type State = (typeof states)[number];

/** A claim that one reviewer must approve, with a draft by author and co-author wherever there can be one. */
async function claimIn(state: State): Promise<string> {
  const { id } = await recordClaim(app, 'Trade turnover reached $3 billion in 2018.', {
    ...{ priority: 'high', deskId },
  });
  const first = await well(writeDraft(app, id, key('author'), { ratingId: rating }, null));
  const better = { ratingId: rating, rationale: 'Better said.' };
  const second = await well(writeDraft(app, id, key('co-author'), better, first.json<DraftAnswer>()));
  if (state === 'rejected') await well(act(app, id, key('author'), 'reject'));
  if (state === 'inbox' || state === 'rejected') return id;
  await well(act(app, id, key('author'), 'assign', { assigneeId: ids.get('author') }));
  if (state === 'assigned') return id;
  await well(act(app, id, key('author'), 'submit'));
  if (state === 'in-review') return id;
  await well(act(app, id, key('reviewer'), 'approve', {}, second.json<DraftAnswer>()));
  if (state === 'published') await well(act(app, id, key('author'), 'publish'));
  return id;
}

const actions = ['assign', 'release', 'submit', 'approve', 'return', 'publish', 'reject', 'reopen'] as const;
const writes = ['draft', 'discard', 'verdict', 'correct', 'withdraw', 'uphold'] as const;

async function attempt(id: string, token: string, what: string): Promise<Answer> {
  if ((actions as readonly string[]).includes(what)) {
    const more = what === 'assign' ? { assigneeId: ids.get('author') } : {};
    return act(app, id, token, what, more);
  }
  if (what === 'draft') return writeDraft(app, id, token, { rationale: 'Mine.' });
  if (what === 'discard') {
    const version = (await workflowOf(app, id)).review.draftVersion ?? 1;
    return app.call('DELETE', `/v1/claims/${id}/draft`, { token, headers: { 'if-match': `"${version}"` } });
  }
  const bodies: Record<string, object> = {
    verdict: { ratingId: rating, rationale: 'Mine.', citationIds: [] },
    correct: { correctionNote: 'Mine.' },
    withdraw: { reason: 'Mine.' },
    uphold: { disagreement: ['x'], reason: 'Mine.' },
  };
  const to = what === 'verdict' ? '' : `/${what}`;
  return app.call('POST', `/v1/claims/${id}/verdicts${to}`, { token, body: bodies[what] });
}

const outcomes: Readonly<Record<string, string>> = {
  ok: '',
  F: 'auth/forbidden',
  P: 'auth/person-required',
  D: 'auth/other-desk',
  I: 'workflow/illegal-transition',
  O: 'review/own-draft',
  R: 'verdict/review-required',
  V: 'verdict/none-in-force',
  W: 'verdict/none-to-withdraw',
  U: 'upheld/no-such-disagreement',
};

/** Written down apart from the program: what each caller meets, in the order of `callers`. */
const table = `
                     reader checker editor admin author co-author second-key service other-desk
  inbox assign         F      ok      ok     ok    ok      ok        ok        ok      D
  inbox release        F      I       I      I     I       I         I         I       D
  inbox submit         F      I       I      I     I       I         I         P       D
  inbox approve        F      I       I      I     I       I         I         P       D
  inbox return         F      I       I      I     I       I         I         P       D
  inbox publish        F      I       I      I     I       I         I         P       D
  inbox reject         F      ok      ok     ok    ok      ok        ok        P       D
  inbox reopen         F      I       I      I     I       I         I         P       D
  inbox draft          F      ok      ok     ok    ok      ok        ok        P       D
  inbox discard        F      ok      ok     ok    ok      ok        ok        P       D
  inbox verdict        F      R       R      R     R       R         R         P       D
  inbox correct        F      V       V      V     V       V         V         P       D
  inbox withdraw       F      W       W      W     W       W         W         P       D
  inbox uphold         F      V       V      V     V       V         V         P       D
  assigned assign      F      ok      ok     ok    ok      ok        ok        ok      D
  assigned release     F      ok      ok     ok    ok      ok        ok        ok      D
  assigned submit      F      ok      ok     ok    ok      ok        ok        P       D
  assigned approve     F      I       I      I     I       I         I         P       D
  assigned return      F      I       I      I     I       I         I         P       D
  assigned publish     F      I       I      I     I       I         I         P       D
  assigned reject      F      ok      ok     ok    ok      ok        ok        P       D
  assigned reopen      F      I       I      I     I       I         I         P       D
  assigned draft       F      ok      ok     ok    ok      ok        ok        P       D
  assigned discard     F      ok      ok     ok    ok      ok        ok        P       D
  assigned verdict     F      R       R      R     R       R         R         P       D
  in-review assign     F      I       I      I     I       I         I         I       D
  in-review release    F      I       I      I     I       I         I         I       D
  in-review submit     F      I       I      I     I       I         I         P       D
  in-review approve    F      ok      ok     ok    O       O         O         P       D
  in-review return     F      ok      ok     ok    ok      ok        ok        P       D
  in-review publish    F      R       R      R     R       R         R         P       D
  in-review reject     F      ok      ok     ok    ok      ok        ok        P       D
  in-review reopen     F      I       I      I     I       I         I         P       D
  in-review draft      F      ok      ok     ok    ok      ok        ok        P       D
  in-review discard    F      I       I      I     I       I         I         P       D
  in-review verdict    F      R       R      R     R       R         R         P       D
  approved approve     F      ok      ok     ok    O       O         O         P       D
  approved return      F      ok      ok     ok    ok      ok        ok        P       D
  approved publish     F      ok      ok     ok    ok      ok        ok        P       D
  approved reject      F      ok      ok     ok    ok      ok        ok        P       D
  approved draft       F      ok      ok     ok    ok      ok        ok        P       D
  approved verdict     F      R       R      R     R       R         R         P       D
  published assign     F      I       I      I     I       I         I         I       D
  published release    F      I       I      I     I       I         I         I       D
  published submit     F      I       I      I     I       I         I         P       D
  published approve    F      I       I      I     I       I         I         P       D
  published return     F      I       I      I     I       I         I         P       D
  published publish    F      I       I      I     I       I         I         P       D
  published reject     F      I       I      I     I       I         I         P       D
  published reopen     F      ok      ok     ok    ok      ok        ok        P       D
  published draft      F      I       I      I     I       I         I         P       D
  published verdict    F      R       R      R     R       R         R         P       D
  published correct    F      R       R      R     R       R         R         P       D
  published withdraw   F      ok      ok     ok    ok      ok        ok        P       D
  published uphold     F      U       U      U     U       U         U         P       D
  rejected assign      F      I       I      I     I       I         I         I       D
  rejected release     F      I       I      I     I       I         I         I       D
  rejected submit      F      I       I      I     I       I         I         P       D
  rejected approve     F      I       I      I     I       I         I         P       D
  rejected return      F      I       I      I     I       I         I         P       D
  rejected publish     F      I       I      I     I       I         I         P       D
  rejected reject      F      I       I      I     I       I         I         P       D
  rejected reopen      F      ok      ok     ok    ok      ok        ok        P       D
  rejected draft       F      I       I      I     I       I         I         P       D
  rejected discard     F      I       I      I     I       I         I         P       D
  rejected verdict     F      I       I      I     I       I         I         P       D`;

const rows = table
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [state, what, ...cells] = line.trim().split(/\s+/);
    return { state: state as State, what: what ?? '', cells };
  });

describe('who may do what in which state', () => {
  it('is asked of every action in every state', () => {
    const asked = new Set(rows.map((row) => `${row.state} ${row.what}`));
    const plain = states.filter((state) => state !== 'approved');
    for (const state of plain) for (const action of actions) expect(asked).toContain(`${state} ${action}`);
    for (const what of writes) expect(rows.some((row) => row.what === what)).toBe(true);
    expect(rows.every((row) => row.cells.length === callers.length)).toBe(true);
  });

  it.each(states)('%s', async (state) => {
    const met: string[] = [];
    const expected: string[] = [];
    let id = await claimIn(state);
    for (const { what, cells } of rows.filter((row) => row.state === state)) {
      for (const [n, caller] of callers.entries()) {
        const answer = await attempt(id, key(caller), what);
        met.push(`${caller}: ${what}: ${refusalOf(answer)[1]}`);
        expected.push(`${caller}: ${what}: ${outcomes[cells[n] ?? ''] ?? '?'}`);
        if (answer.status < 400) id = await claimIn(state);
      }
    }
    expect(met).toEqual(expected);
  });

  it.each(states)('%s, as the API tells each caller beforehand', async (state) => {
    const id = await claimIn(state);
    for (const [n, caller] of callers.entries()) {
      const { actions: shown } = await workflowOf(app, id, key(caller));
      const told = shown.filter((each) => each.open).map((each) => each.action);
      const open = rows.filter((row) => row.state === state && row.cells[n] === 'ok').map((row) => row.what);
      expect([caller, told]).toEqual([caller, actions.filter((each) => open.includes(each))]);
    }
  });
});

describe('two at once', () => {
  const times = Array.from({ length: 5 }, (_, n) => n);
  const verdicts = (id: string) =>
    app.rows<{ rationale: string }>('SELECT rationale FROM verdict WHERE claim_id = $1', [id]);

  it.each(times)('who publish make one version (%#)', async () => {
    const id = await claimIn('approved');
    const answers = await Promise.all([
      act(app, id, key('author'), 'publish'),
      act(app, id, key('second key'), 'publish'),
      act(app, id, key('checker'), 'publish'),
    ]);
    expect(answers.map((each) => each.status).sort()).toEqual([200, 409, 409]);
    expect(await verdicts(id)).toHaveLength(1);
  });

  it.each(times)('who publish and edit never publish what nobody approved (%#)', async (n) => {
    const id = await claimIn('approved');
    const body = { ratingId: rating, rationale: 'Unseen.', citationIds: [] };
    const edit = () =>
      app.call('PUT', `/v1/claims/${id}/draft`, {
        ...{ token: key('author'), headers: { 'if-match': '"2"' }, body },
      });
    const publish = () => act(app, id, key('author'), 'publish');
    const [first, second] = n % 2 === 0 ? [edit, publish] : [publish, edit];
    const answers = await Promise.all([first(), second()]);
    expect(answers.map((each) => each.status).sort()).toEqual([200, 409]);
    expect((await verdicts(id)).map((row) => row.rationale)).not.toContain('Unseen.');
  });

  it.each(times)('who approve and edit never approve what was not read (%#)', async () => {
    const id = await claimIn('in-review');
    const { draftId, draftVersion } = (await workflowOf(app, id)).review;
    await Promise.all([
      writeDraft(app, id, key('author'), { rationale: 'Unseen.' }),
      act(app, id, key('checker'), 'approve', { draftId, draftVersion }),
    ]);
    expect((await workflowOf(app, id)).review).toMatchObject({ draftVersion: 3, approvedBy: [] });
  });

  it.each(times)('who raise the priority and publish at once leave no version unreviewed (%#)', async () => {
    const { id } = await recordClaim(app, 'Trade turnover reached $3 billion in 2018.', { deskId });
    await Promise.all([
      app.call('PATCH', `/v1/claims/${id}`, { body: { priority: 'high' }, headers: { 'if-match': '"1"' } }),
      attempt(id, key('author'), 'verdict'),
    ]);
    const after = await attempt(id, key('author'), 'verdict');
    const [claim] = await app.rows<{ priority: string }>('SELECT priority FROM claim WHERE id = $1', [id]);
    // Whoever came second saw what the first did: the change failed under its If-Match, or the verdict for want of a review.
    expect(refusalOf(after)[1]).toBe(claim?.priority === 'high' ? 'verdict/review-required' : '');
  });
});

describe('lowering what is asked', () => {
  it('spares nobody a reviewer: neither a lower priority nor a milder policy, nor a draft begun before', async () => {
    const id = await claimIn('in-review');
    const lower = await app.call('PATCH', `/v1/claims/${id}`, {
      ...{ token: key('author'), body: { priority: 'low' } },
      headers: { 'if-match': `"${(await workflowOf(app, id)).version}"` },
    });
    expect(lower.status).toBe(200);
    expect(refusalOf(await act(app, id, key('author'), 'publish'))[1]).toBe('verdict/review-required');
    expect(refusalOf(await attempt(id, key('author'), 'verdict'))[1]).toBe('verdict/review-required');
    const policy = (high: number) =>
      app.call('PUT', '/v1/review-policy', { body: { low: 0, normal: 0, high } });
    await well(policy(0));
    expect(refusalOf(await act(app, id, key('author'), 'publish'))[1]).toBe('verdict/review-required');
    expect(refusalOf(await attempt(id, key('author'), 'verdict'))[1]).toBe('verdict/review-required');
    await well(policy(1));
  });
});
