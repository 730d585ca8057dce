import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { act, refusalOf, well, workflowOf, writeDraft } from '../support/editorial.js';
import type { DraftAnswer, WorkflowAnswer } from '../support/editorial.js';
import { claimNow, personWithKey, ratingId, recordClaim } from '../support/factory.js';

type Someone = Awaited<ReturnType<typeof personWithKey>>;

let app: TestApp;
let [ann, ben, cleo]: Someone[] = [];
const who = (someone: Someone | undefined): Someone => {
  if (someone === undefined) throw new Error('nobody');
  return someone;
};

beforeAll(async () => {
  app = await startApp();
  ann = await personWithKey(app, 'checker');
  ben = await personWithKey(app, 'checker');
  cleo = await personWithKey(app, 'editor');
});

afterAll(() => app.close());

const claimText = 'Trade turnover reached $3 billion in 2018.';
const claimOf = async (priority = 'high'): Promise<string> =>
  (await recordClaim(app, claimText, { priority })).id;
const path = (id: string, rest: string): string => `/v1/claims/${id}/${rest}`;
const events = async (id: string, type: string) =>
  (
    await app.rows<{ payload: string }>(
      'SELECT payload FROM event WHERE subject_id = $1 AND type = $2 ORDER BY id',
      [id, type],
    )
  ).map((row) => (JSON.parse(row.payload) as { data: Record<string, unknown> }).data);

/** A claim under review: written by Ann. */
async function inReview(priority = 'high'): Promise<string> {
  const id = await claimOf(priority);
  await well(act(app, id, who(ann).token, 'assign', { assigneeId: who(ann).id }));
  await well(writeDraft(app, id, who(ann).token));
  await well(act(app, id, who(ann).token, 'submit'));
  return id;
}

describe('the way of a claim', () => {
  it('goes from the inbox over a draft and its review to a verdict, all on the record', async () => {
    const id = await claimOf();
    const assigned = await act(app, id, who(ann).token, 'assign', {
      ...{ assigneeId: who(ann).id, dueOn: '2030-01-31' },
    });
    expect(assigned.json<WorkflowAnswer>()).toMatchObject({
      ...{ state: 'assigned', assigneeId: who(ann).id, dueOn: '2030-01-31', version: 2 },
    });
    await well(writeDraft(app, id, who(ann).token, { rationale: 'A draft.' }));
    await well(writeDraft(app, id, who(ben).token, { rationale: 'A better draft.' }));
    await well(act(app, id, who(ann).token, 'submit'));
    await well(act(app, id, who(cleo).token, 'approve', { note: 'Well said.' }));
    const published = await act(app, id, who(ben).token, 'publish');
    expect(published.json<WorkflowAnswer>()).toMatchObject({
      ...{ state: 'published', verdictVersion: 1, review: { draftId: null, approvedBy: [] } },
    });
    const [verdict] = (await app.call('GET', path(id, 'verdicts'))).json<Record<string, unknown>[]>();
    expect(verdict).toMatchObject({
      ...{ rationale: 'A better draft.', authorId: who(ann).id, coAuthorIds: [who(ben).id] },
      ...{ reviewerIds: [who(cleo).id], publishedBy: who(ben).id, correctionNote: null },
    });
    expect((await app.call('GET', path(id, 'draft'))).status).toBe(404);
    expect(await claimNow(app, id)).toMatchObject({ rating: { code: 'true' }, verdictVersion: 1 });
    const changes = await events(id, 'claim.changed');
    expect(changes.map((each) => each.action)).toEqual(['assign', 'submit', 'publish']);
    const revisions = await app.rows<{ action: string; actor: string }>(
      `SELECT action, actor_id AS actor FROM revision WHERE subject_kind = 'claim' AND subject_id = $1 ORDER BY version`,
      [id],
    );
    expect(revisions.map((row) => [row.action, row.actor])).toEqual([
      ['assign', who(ann).id],
      ['submit', who(ann).id],
      ['publish', who(ben).id],
    ]);
    expect(await events(id, 'draft.submitted')).toMatchObject([
      { draftVersion: 2, authorIds: [who(ann).id, who(ben).id], reviewersRequired: 1 },
    ]);
    expect(await events(id, 'draft.reviewed')).toMatchObject([
      { draftVersion: 2, decision: 'approved', note: 'Well said.', reviewerId: who(cleo).id },
    ]);
    expect(await events(id, 'verdict.published')).toMatchObject([
      { verdictVersion: 1, coAuthorIds: [who(ben).id], reviewerIds: [who(cleo).id] },
    ]);
  });

  it('goes back with a reason, and the reviews stay', async () => {
    const id = await inReview();
    await well(act(app, id, who(ben).token, 'return', { reason: 'Which office?' }));
    expect(await workflowOf(app, id)).toMatchObject({ state: 'assigned', assigneeId: who(ann).id });
    await well(writeDraft(app, id, who(ann).token, { rationale: 'The statistics office.' }));
    await well(act(app, id, who(ann).token, 'submit'));
    await well(act(app, id, who(ben).token, 'approve'));
    const reviews = (await app.call('GET', path(id, 'reviews'))).json<Record<string, unknown>[]>();
    expect(reviews).toMatchObject([
      { draftVersion: 1, decision: 'returned', note: 'Which office?', reviewerId: who(ben).id },
      { draftVersion: 2, decision: 'approved', note: '' },
    ]);
  });

  it('opens again with a reason: a published claim to whoever had it, a rejected one to the inbox', async () => {
    const id = await inReview('normal');
    await well(act(app, id, who(ann).token, 'publish'));
    await well(act(app, id, who(ben).token, 'reopen', { reason: 'The office revised its figure.' }));
    expect(await workflowOf(app, id)).toMatchObject({ state: 'assigned', assigneeId: who(ann).id });
    await well(act(app, id, who(ben).token, 'reject', { reason: 'Not for us.' }));
    expect(refusalOf(await writeDraft(app, id, who(ann).token))).toEqual([
      409,
      'workflow/illegal-transition',
    ]);
    await well(act(app, id, who(ben).token, 'reopen', { reason: 'For us after all.' }));
    expect((await workflowOf(app, id)).state).toBe('inbox');
    const direct = await claimOf('normal');
    const body = { ratingId: await ratingId(app, 'true'), rationale: 'So it is.', citationIds: [] };
    await well(app.call('POST', path(direct, 'verdicts'), { token: who(ann).token, body }));
    await well(act(app, direct, who(ben).token, 'reopen'));
    expect(await workflowOf(app, direct)).toMatchObject({ state: 'assigned', assigneeId: who(ben).id });
  });
});

describe('an action', () => {
  it.each([
    ['return without a reason', 'return', {}, '/reason'],
    ['approve without the draft that was read', 'approve', {}, '/draftId'],
    [
      'publish with an assignee',
      'publish',
      { assigneeId: '0198f8a0-0000-7000-8000-000000000000' },
      '/assigneeId',
    ],
    ['return with a blank reason', 'return', { reason: ' ' }, '/reason'],
  ])('to %s is refused', async (_name, action, more, pointer) => {
    const id = await inReview('normal');
    const answer = await app.call('POST', path(id, 'workflow'), {
      ...{ token: who(ben).token, body: { action, ...more } },
    });
    expect(refusalOf(answer)).toEqual([400, 'request/invalid']);
    expect(answer.json<{ errors: { pointer: string }[] }>().errors[0]?.pointer).toBe(pointer);
    expect((await workflowOf(app, id)).state).toBe('in-review');
  });

  it('on a claim or a draft that is no longer what the caller read is refused', async () => {
    const id = await inReview();
    const { version, review } = await workflowOf(app, id);
    const approve = (
      headers: Record<string, string>,
      draftVersion: number | null,
      draftId = review.draftId,
    ) =>
      app.call('POST', path(id, 'workflow'), {
        ...{ token: who(ben).token, headers, body: { action: 'approve', draftId, draftVersion } },
      });
    const mismatch = [412, 'request/version-mismatch'];
    expect(refusalOf(await approve({ 'if-match': `"${version - 1}"` }, 1))).toEqual(mismatch);
    await well(writeDraft(app, id, who(ann).token, { rationale: 'Edited meanwhile.' }));
    expect(refusalOf(await approve({}, 1))).toEqual(mismatch);
    expect(refusalOf(await approve({}, 2, '0198f8a0-0000-7000-8000-000000000000'))).toEqual(mismatch);
    expect((await approve({ 'if-match': `"${version}"` }, 2)).status).toBe(200);
  });

  it('with an Idempotency-Key is taken once', async () => {
    const id = await inReview();
    const { draftId, draftVersion } = (await workflowOf(app, id)).review;
    const approve = () =>
      app.call('POST', path(id, 'workflow'), {
        ...{ token: who(ben).token, headers: { 'idempotency-key': `approve-${id}` } },
        body: { action: 'approve', draftId, draftVersion },
      });
    const [first, again] = [await approve(), await approve()];
    expect([first.status, again.status, again.headers['idempotent-replayed']]).toEqual([200, 200, 'true']);
    expect(again.text).toBe(first.text);
    expect((await app.call('GET', path(id, 'reviews'))).json<unknown[]>()).toHaveLength(1);
  });

  it('assigns to active persons of the desk only', async () => {
    const desk = (await app.call('POST', '/v1/desks', { body: { name: 'Economy' } })).json<{ id: string }>();
    await app.call('PUT', `/v1/desks/${desk.id}/members/${who(ann).id}`);
    const { id } = await recordClaim(app, claimText, { deskId: desk.id });
    const assign = async (assigneeId: string) =>
      refusalOf(await act(app, id, app.token, 'assign', { assigneeId }));
    const robot = (
      await app.call('POST', '/v1/people', {
        body: { name: 'Robot', kind: 'service-account', role: 'editor' },
      })
    ).json<{ id: string }>();
    const gone = await personWithKey(app, 'checker');
    await app.call('POST', `/v1/people/${gone.id}/disable`);
    expect(await assign(who(ben).id)).toEqual([400, 'request/invalid']);
    expect(await assign(robot.id)).toEqual([400, 'request/invalid']);
    expect(await assign(gone.id)).toEqual([404, 'person/not-found']);
    expect(await assign(who(ann).id)).toEqual([200, '']);
    await well(act(app, id, app.token, 'release'));
    expect(await workflowOf(app, id)).toMatchObject({ state: 'inbox', assigneeId: null });
  });
});

describe('a draft', () => {
  it('is written under its ETag once there is one, by each writer in their own name', async () => {
    const id = await claimOf();
    const first = await writeDraft(app, id, who(ann).token);
    expect([first.status, first.headers.etag]).toEqual([200, '"1"']);
    const body = { ratingId: await ratingId(app, 'false'), rationale: 'No.', citationIds: [] };
    const put = (headers: Record<string, string>) =>
      app.call('PUT', path(id, 'draft'), { token: who(ben).token, body, headers });
    expect(refusalOf(await put({}))).toEqual([428, 'request/if-match-required']);
    expect(refusalOf(await put({ 'if-match': '"7"' }))).toEqual([412, 'request/version-mismatch']);
    const second = await put({ 'if-match': '"1"' });
    expect(second.json<DraftAnswer>()).toMatchObject({ version: 2, authorIds: [who(ann).id, who(ben).id] });
    expect((await app.call('GET', path(id, 'draft'))).json<DraftAnswer>()).toEqual(second.json());
  });

  it('is thrown away but under review, and the next one is another', async () => {
    const id = await inReview();
    const { draftId } = (await workflowOf(app, id)).review;
    const remove = (headers: Record<string, string>) =>
      app.call('DELETE', path(id, 'draft'), { token: who(ben).token, headers });
    expect(refusalOf(await remove({ 'if-match': '"1"' }))).toEqual([409, 'workflow/illegal-transition']);
    await well(act(app, id, who(ben).token, 'return'));
    expect(refusalOf(await remove({}))).toEqual([428, 'request/if-match-required']);
    expect((await remove({ 'if-match': '"1"' })).status).toBe(204);
    expect(refusalOf(await remove({ 'if-match': '"1"' }))).toEqual([404, 'draft/not-found']);
    expect((await writeDraft(app, id, who(ben).token)).json<DraftAnswer>().id).not.toBe(draftId);
  });

  it.each<[string, Record<string, unknown>, number, string]>([
    ['a moment to come', { validFrom: '2999-01-01T00:00:00Z' }, 422, 'verdict/valid-from-in-future'],
    ['a moment without its zone', { validFrom: '2019-01-01T00:00:00' }, 400, 'request/invalid'],
    ['a check of nobody', { checkId: '0198f8a0-0000-7000-8000-000000000000' }, 404, 'check/not-found'],
    ['a note on nothing', { correctionNote: 'We erred.' }, 404, 'verdict/none-in-force'],
    ['no rating', { ratingId: '0198f8a0-0000-7000-8000-000000000000' }, 404, 'rating/not-found'],
  ])('with %s is refused', async (_name, fields, status, code) => {
    expect(refusalOf(await writeDraft(app, await claimOf(), who(ann).token, fields))).toEqual([status, code]);
  });

  it('with a rating that is retired is refused, even when it was written before', async () => {
    const id = await inReview('normal');
    const retire = (at: string) =>
      app.rows(`UPDATE rating SET retired_at = ${at} WHERE code = 'true'`).then(() => undefined);
    await retire('now()');
    expect(refusalOf(await act(app, id, who(ann).token, 'publish'))).toEqual([409, 'rating/retired']);
    expect(refusalOf(await writeDraft(app, id, who(ann).token))).toEqual([409, 'rating/retired']);
    await retire('NULL');
    expect((await act(app, id, who(ann).token, 'publish')).status).toBe(200);
  });
});

describe('the review policy', () => {
  const put = (body: object, token = app.token) => app.call('PUT', '/v1/review-policy', { body, token });

  it('is an admin person’s to change, rises with the priority, and says who changed it', async () => {
    const before = { low: 0, normal: 0, high: 1 };
    expect((await app.call('GET', '/v1/review-policy')).json()).toEqual(before);
    expect((await put({ low: 0, normal: 1, high: 2 }, who(cleo).token)).status).toBe(403);
    expect(refusalOf(await put({ low: 1, normal: 0, high: 2 }))).toEqual([400, 'request/invalid']);
    expect(refusalOf(await put({ low: 0, normal: 0, high: 3 }))).toEqual([400, 'request/invalid']);
    expect((await put({ low: 0, normal: 1, high: 2 })).json()).toEqual({ low: 0, normal: 1, high: 2 });
    const id = await claimOf('normal');
    expect((await workflowOf(app, id)).review.required).toBe(1);
    await well(writeDraft(app, id, who(ann).token));
    expect((await put(before)).status).toBe(200);
    // A draft keeps what was asked while it was written.
    expect((await workflowOf(app, id)).review.required).toBe(1);
    const [event] = await app.rows<{ payload: string }>(
      `SELECT payload FROM event WHERE type = 'review_policy.changed' ORDER BY id LIMIT 1`,
    );
    expect(JSON.parse(event?.payload ?? '{}')).toMatchObject({
      data: { before, after: { low: 0, normal: 1, high: 2 } },
    });
  });
});
