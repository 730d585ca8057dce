import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultPolicies } from '../../src/domain/schedule/policy.js';
import { PolicyApplyService } from '../../src/features/schedules/policy-apply.service.js';
import { until } from '../support/app.js';
import { claimNow, personWithKey, publish } from '../support/factory.js';
import { lostClaims, startNewsroom } from '../support/scheduling.js';
import type { Newsroom } from '../support/scheduling.js';

let room: Newsroom;
let names = 0;

interface PolicyAnswer {
  id: string;
  name: string;
  rule: { type: string };
  version: number;
  retiredAt: string | null;
}

beforeAll(async () => {
  room = await startNewsroom();
});

afterAll(async () => {
  expect(await lostClaims(room.app)).toEqual([]);
  await room.close();
});

const day = { type: 'interval', days: 1 };
const create = (body: object = {}, token?: string) =>
  room.app.call('POST', '/v1/policies', {
    ...(token === undefined ? {} : { token }),
    body: { name: `Policy ${(names += 1)}`, rule: day, shelfLifeDays: 90, jitterPercent: 0, ...body },
  });
const made = async (body: object = {}): Promise<PolicyAnswer> => (await create(body)).json<PolicyAnswer>();
const change = (id: string, version: number, body: object) =>
  room.app.call('PATCH', `/v1/policies/${id}`, { body, headers: { 'if-match': `"${version}"` } });
const use = (scope: string, key: string, policyId: string, token?: string) =>
  room.app.call('PUT', `/v1/policy-uses/${scope}/${encodeURIComponent(key)}`, {
    ...{ body: { policyId } },
    ...(token === undefined ? {} : { token }),
  });
const endUse = (scope: string, key: string) => room.app.call('DELETE', `/v1/policy-uses/${scope}/${key}`);
const daysUntil = async (id: string): Promise<number> =>
  Math.round(
    (((await room.placeOf(id))?.nextAt.getTime() ?? NaN) -
      Date.parse((await claimNow(room.app, id)).lastVerifiedAt ?? '')) /
      86_400_000,
  );

/** Until the work that a change owes is done. */
async function applied(): Promise<void> {
  await room.app.poll();
  await until('policies to be applied', async () => {
    const rows = await room.app.rows(
      `SELECT 1 FROM outbox WHERE job = 'policies.apply' AND completed_at IS NULL`,
    );
    return rows.length === 0;
  });
}

describe('policies', () => {
  it('begin as the documentation says', async () => {
    const rows = await room.app.rows(
      `SELECT u.key, p.name, p.rule, p.shelf_life_days AS "shelfLifeDays", p.jitter_percent AS "jitterPercent"
       FROM policy_use u JOIN policy p ON p.id = u.policy_id WHERE scope = 'kind'`,
    );
    const found = Object.fromEntries(rows.map(({ key, ...policy }) => [String(key), policy]));
    expect(found).toEqual(defaultPolicies);
  });

  it('are made, listed, read, changed under If-Match and retired', async () => {
    const policy = await made({ name: '  Once a day ', jitterPercent: 5 });
    expect(policy).toMatchObject({ name: 'Once a day', rule: day, version: 1, retiredAt: null });
    const read = await room.app.call('GET', `/v1/policies/${policy.id}`);
    expect([read.json(), read.headers['etag']]).toEqual([policy, '"1"']);
    expect((await create({ name: 'Once a day' })).json()).toMatchObject({ code: 'policy/name-taken' });
    const body = { shelfLifeDays: 60 };
    expect((await room.app.call('PATCH', `/v1/policies/${policy.id}`, { body })).status).toBe(428);
    expect((await change(policy.id, 7, body)).status).toBe(412);
    expect((await change(policy.id, 1, body)).json()).toMatchObject({ shelfLifeDays: 60, version: 2 });
    expect((await change(policy.id, 2, body)).json()).toMatchObject({ version: 2 });
    expect((await room.app.call('DELETE', `/v1/policies/${policy.id}`)).status).toBe(204);
    const list = async (query: string) =>
      (await room.app.call('GET', `/v1/policies?limit=100${query}`)).json<{ items: PolicyAnswer[] }>().items;
    expect((await list('')).map(({ id }) => id)).not.toContain(policy.id);
    expect((await list('&retired=true')).map(({ id }) => id)).toContain(policy.id);
    for (const answer of [await change(policy.id, 3, body), await use('topic', 'trade', policy.id)])
      expect(answer.json()).toMatchObject({ code: 'policy/not-found' });
    const history = await room.app.rows<{ action: string }>(
      `SELECT action FROM revision WHERE subject_kind = 'policy' AND subject_id = $1 ORDER BY version`,
      [policy.id],
    );
    expect(history.map(({ action }) => action)).toEqual(['change', 'retire']);
    const events = await room.app.rows(
      `SELECT 1 FROM event WHERE type = 'policy.changed' AND subject_id = $1`,
      [policy.id],
    );
    expect(events).toHaveLength(3);
  });

  it.each([
    [
      'a rule that cannot be followed',
      { rule: { type: 'cron', expression: '99 * * * *', timeZone: 'UTC' } },
      422,
    ],
    ['a rule with the fields of another', { rule: { type: 'interval', minDays: 3, maxDays: 4 } }, 422],
    ['a rule of no type', { rule: { type: 'sometimes' } }, 400],
    ['days in words', { rule: { type: 'interval', days: '7' } }, 400],
    ['no rule', { rule: null }, 400],
    ['a shelf life of nothing', { shelfLifeDays: 0 }, 400],
    ['too much jitter', { jitterPercent: 51 }, 400],
    ['an empty name', { name: ' ' }, 400],
  ])('refuse %s', async (_, body, status) => {
    expect((await create(body)).status).toBe(status);
  });

  it('are the business of editors, a claim’s own of its desk', async () => {
    const policy = await made();
    const [checker, editor] = [
      await personWithKey(room.app, 'checker'),
      await personWithKey(room.app, 'editor'),
    ];
    const claim = await room.checked();
    expect((await create({}, checker.token)).status).toBe(403);
    expect((await create({}, editor.token)).status).toBe(201);
    for (const scope of ['kind', 'topic'])
      expect((await use(scope, 'level', policy.id, checker.token)).json()).toMatchObject({
        code: 'auth/forbidden',
      });
    expect((await use('claim', claim, policy.id, checker.token)).status).toBe(200);
  });
});

describe('what goes by a policy', () => {
  it('a claim is planned anew at once, and again when that ends', async () => {
    const id = await room.checked();
    const before = await room.placeOf(id);
    const policy = await made();
    expect((await use('claim', id.toUpperCase(), policy.id)).json()).toMatchObject({
      scope: 'claim',
      key: id,
    });
    expect(await daysUntil(id)).toBe(1);
    expect((await room.placeOf(id))?.policyId).toBe(policy.id);
    expect((await room.app.call('DELETE', `/v1/policies/${policy.id}`)).json()).toMatchObject({
      ...{ status: 409, code: 'policy/in-use' },
    });
    expect((await endUse('claim', id)).status).toBe(204);
    expect(await room.placeOf(id)).toEqual(before);
    const history = await room.app.rows<{ action: string }>(
      `SELECT action FROM revision WHERE subject_kind = 'policy' AND claim_id = $1 ORDER BY version`,
      [id],
    );
    expect(history.map(({ action }) => action)).toEqual(['use', 'end-use']);
    expect((await room.app.call('DELETE', `/v1/policies/${policy.id}`)).status).toBe(204);
  });

  it('a topic and a kind are planned anew in the background', async () => {
    const [trade, other] = [await room.checked({ topics: ['trade'] }), await room.checked()];
    const before = await room.placeOf(other);
    const policy = await made();
    await use('topic', 'trade', policy.id);
    await applied();
    expect([await daysUntil(trade), await room.placeOf(other)]).toEqual([1, before]);
    const [former] = await room.app.rows<{ id: string }>(
      `SELECT policy_id AS id FROM policy_use WHERE scope = 'kind' AND key = 'level'`,
    );
    const monthly = await made({ rule: { type: 'interval', days: 30 } });
    await use('kind', 'level', monthly.id);
    await applied();
    expect([await daysUntil(trade), await daysUntil(other)]).toEqual([1, 30]);
    await use('kind', 'level', former?.id ?? '');
    await endUse('topic', 'trade');
    await applied();
    expect(await room.placeOf(other)).toEqual(before);
    expect(Math.abs((await daysUntil(trade)) - 7)).toBeLessThanOrEqual(1);
  });

  it('follows what people change of the claim: its topics, its priority, its assertions', async () => {
    const id = await room.checked();
    const policy = await made({ rule: { type: 'due-date', thenDays: 2 } });
    await use('topic', 'promises', policy.id);
    await applied();
    const { version } = await claimNow(room.app, id);
    await room.app.call('PATCH', `/v1/claims/${id}`, {
      ...{ body: { topics: ['promises'], priority: 'high' }, headers: { 'if-match': `"${version}"` } },
    });
    expect(await daysUntil(id)).toBe(2);
    expect((await room.placeOf(id))?.rank).toBe(1);
    const [assertion] = (await room.app.call('GET', `/v1/claims/${id}/assertions`)).json<{ id: string }[]>();
    await room.app.call('PATCH', `/v1/assertions/${assertion?.id}`, {
      ...{ body: { dueOn: '2031-05-01' }, headers: { 'if-match': '"1"' } },
    });
    expect((await room.placeOf(id))?.nextAt.toISOString()).toBe('2031-05-01T00:00:00.000Z');
    await endUse('topic', 'promises');
    await applied();
  });

  it('is listed, page by page', async () => {
    const policy = await made();
    for (const key of ['a', 'b b', 'ü/%']) expect((await use('topic', key, policy.id)).status).toBe(200);
    interface Uses {
      items: { scope: string; key: string; policyId: string }[];
      next: string | null;
    }
    const list = async (query: string) =>
      (await room.app.call('GET', `/v1/policy-uses?policyId=${policy.id}${query}`)).json<Uses>();
    const first = await list('&limit=2');
    const second = await list(`&limit=2&cursor=${first.next}`);
    expect([...first.items, ...second.items].map(({ key }) => key).sort()).toEqual(['a', 'b b', 'ü/%']);
    expect((await list('&scope=kind')).items).toEqual([]);
    expect((await room.app.call('GET', '/v1/policy-uses?cursor=x')).json()).toMatchObject({
      code: 'request/bad-cursor',
    });
    await applied();
  });

  it.each([
    ['a kind that is none', 'kind', 'opinion'],
    ['a claim that is no id', 'claim', 'this'],
    ['a scope that is none', 'desk', 'economy'],
    ['a topic too long', 'topic', 'x'.repeat(101)],
  ])('cannot be %s', async (_, scope, key) => {
    const policy = await made();
    expect((await use(scope, key, policy.id)).json()).toMatchObject({ code: 'request/invalid' });
  });

  it('always has one of its kind', async () => {
    expect((await endUse('kind', 'level')).json()).toMatchObject({ code: 'request/invalid' });
  });
});

describe('a changed policy', () => {
  it('is applied to every claim it concerns; a shorter shelf life makes claims stale, a longer ends that', async () => {
    const [id, other] = [await room.checked({ topics: ['shelf'] }), await room.checked()];
    const policy = await made({ shelfLifeDays: 90, rule: { type: 'interval', days: 80 } });
    await use('topic', 'shelf', policy.id);
    await applied();
    await room.app.advance('P20D');
    await change(policy.id, 2, { shelfLifeDays: 10, rule: { type: 'interval', days: 40 } });
    await applied();
    expect(await daysUntil(id)).toBe(40);
    expect((await claimNow(room.app, id)).status).toBe('stale');
    expect((await claimNow(room.app, other)).status).toBe('assessed');
    const [cause] = await room.app.rows(
      'SELECT cause, cause_id AS id FROM standing WHERE claim_id = $1 ORDER BY version DESC LIMIT 1',
      [id],
    );
    expect(cause).toEqual({ cause: 'policy', id: policy.id });
    await change(policy.id, 3, { shelfLifeDays: 60 });
    await applied();
    expect((await claimNow(room.app, id)).status).toBe('assessed');
    const [shelf] = await room.app.rows<{ days: number }>(
      `SELECT round(extract(epoch FROM n.next_at - s.last_verified_at) / 86400)::int AS days FROM schedule n
       JOIN claim_state s ON s.claim_id = n.subject_id WHERE subject_kind = 'shelf-life' AND subject_id = $1`,
      [id],
    );
    expect(shelf?.days).toBe(60);
  });

  it('whose worker was stopped is applied by the next', async () => {
    const id = await room.checked({ topics: ['stopped'] });
    const policy = await made();
    await use('topic', 'stopped', policy.id);
    const [row] = await room.app.rows<{ outboxId: string; refId: string }>(
      `SELECT id AS "outboxId", ref_id AS "refId" FROM outbox WHERE job = 'policies.apply' ORDER BY id DESC LIMIT 1`,
    );
    const payload = { outboxId: Number(row?.outboxId), refId: row?.refId ?? '' };
    const apply = room.app.nest.get(PolicyApplyService);
    await expect(apply.apply(payload, AbortSignal.abort())).rejects.toThrow();
    expect(await daysUntil(id)).not.toBe(1);
    await apply.apply(payload, new AbortController().signal);
    const place = await room.placeOf(id);
    expect(await daysUntil(id)).toBe(1);
    await apply.apply(payload, new AbortController().signal);
    expect(await room.placeOf(id)).toEqual(place);
  });
});

describe('a dry run', () => {
  const dryRun = async (body: object) =>
    room.app.call('POST', '/v1/policies/dry-run', {
      body: { rule: day, shelfLifeDays: 90, jitterPercent: 0, scope: 'topic', key: 'dry', ...body },
    });

  it('says what a policy would do, and does nothing', async () => {
    const ids = [
      await room.checked({ topics: ['dry'] }),
      await room.checked({ topics: ['dry', 'run'] }),
      await room.checked({ topics: ['run'] }),
    ];
    await room.app.advance('P1DT1H');
    const count = async () =>
      room.app.rows(
        `SELECT (SELECT count(*) FROM event) AS events, (SELECT count(*) FROM policy) AS policies, (SELECT max(xmin::text::bigint) FROM schedule) AS moved`,
      );
    const before = await count();
    const answer = await dryRun({ shelfLifeDays: 1 });
    expect(answer.status).toBe(200);
    const run = answer.json<{ sample: { claimId: string; nextAt: { before: string; after: string } }[] }>();
    expect(run).toMatchObject({
      ...{ claims: 2, dueNow: { before: 0, after: 2 }, wouldBeStale: 2 },
      perDay: { before: 0.29, after: 2 },
    });
    expect(run.sample.map(({ claimId }) => claimId).sort()).toEqual(ids.slice(0, 2).sort());
    expect(run.sample[0]?.nextAt.before).toBe(
      (await room.placeOf(run.sample[0]?.claimId ?? ''))?.nextAt.toISOString(),
    );
    expect(await count()).toEqual(before);
  });

  it('of the policy that holds already finds no difference', async () => {
    const id = await room.checked({ topics: ['same'] });
    const policy = await made();
    await use('topic', 'same', policy.id);
    await applied();
    const run = (await dryRun({ key: 'same' })).json<{
      claims: number;
      sample: unknown[];
      next24h: object;
    }>();
    expect(run).toMatchObject({ claims: 1, sample: [], perDay: { before: 1, after: 1 } });
    expect(await daysUntil(id)).toBe(1);
  });

  it('counts what it would speak for, and what would really turn stale', async () => {
    const [own, withdrawn, plain] = [
      await room.checked({ topics: ['nearer'] }),
      await room.checked({ topics: ['nearer'] }),
      await room.checked({ topics: ['nearer'] }),
    ];
    await use('claim', own, (await made()).id);
    await publish(room.app, withdrawn, 'true');
    await room.app.call('POST', `/v1/claims/${withdrawn}/verdicts/withdraw`, { body: { reason: 'No.' } });
    await room.app.advance('P2D');
    const run = (await dryRun({ key: 'nearer', shelfLifeDays: 1 })).json<{ sample: { claimId: string }[] }>();
    expect(run).toMatchObject({ claims: 2, wouldBeStale: 1 });
    expect(run.sample.map(({ claimId }) => claimId).sort()).toEqual([withdrawn, plain].sort());
  });

  it('takes the place of the policy of a topic, of which a claim has one', async () => {
    const id = await room.checked({ topics: ['once', 'twice'] });
    const [once] = [await made()];
    for (const topic of ['once', 'twice']) await use('topic', topic, once.id);
    await applied();
    const slow = { rule: { type: 'interval', days: 10 }, key: 'once' };
    // The other topic still asks for every day.
    expect((await dryRun(slow)).json()).toMatchObject({ claims: 1, perDay: { before: 1, after: 1 } });
    await room.app.rows(`UPDATE claim SET topics = '{once,once}' WHERE id = $1`, [id]);
    expect((await dryRun(slow)).json()).toMatchObject({ claims: 1, perDay: { before: 1, after: 0.1 } });
    for (const topic of ['once', 'twice']) await endUse('topic', topic);
    await applied();
    const { version } = await claimNow(room.app, id);
    const headers = { 'if-match': `"${version}"` };
    for (const body of [{ topics: ['a', 'a'] }, { claimant: '…' }])
      expect((await room.app.call('PATCH', `/v1/claims/${id}`, { body, headers })).status).toBe(400);
  });

  it('looks at a kind or a claim too, and refuses what PUT would', async () => {
    const id = await room.checked();
    expect((await dryRun({ scope: 'claim', key: id })).json()).toMatchObject({ claims: 1 });
    expect((await dryRun({ scope: 'kind', key: 'rank' })).json()).toMatchObject({ claims: 0 });
    expect((await dryRun({ scope: 'kind', key: 'opinion' })).status).toBe(400);
    expect((await dryRun({ rule: { type: 'interval', days: 0 } })).status).toBe(422);
  });
});
