import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { claimNow, personWithKey, publish } from '../support/factory.js';
import { lostClaims, startNewsroom } from '../support/scheduling.js';
import type { Newsroom } from '../support/scheduling.js';

let room: Newsroom;

interface ClaimSchedule {
  nextAt: string | null;
  why: string;
  trigger: string | null;
  policy: { id: string; name: string } | null;
  hold: { until: string | null; reason: string } | null;
  openCheck: { id: string; slotAt: string | null } | null;
  staleAt: string | null;
  failedChecks: number;
  overdueSince: string | null;
  waitsFor: string | null;
}

beforeAll(async () => {
  room = await startNewsroom();
});

afterAll(() => room.close());

afterEach(async () => {
  expect(await lostClaims(room.app)).toEqual([]);
  await setSettings({ checksPerHour: null, quietHours: null });
  // Each test has the schedule to itself.
  await room.app.rows('DELETE FROM schedule');
  await room.app.rows(
    `INSERT INTO schedule_hold SELECT id, NULL, 'of an earlier test', created_by, now() FROM claim ON CONFLICT (claim_id) DO UPDATE SET until = NULL`,
  );
});

const scheduleOf = async (id: string): Promise<ClaimSchedule> =>
  (await room.app.call('GET', `/v1/claims/${id}/schedule`)).json<ClaimSchedule>();
const post = (id: string, what: string, body?: object) =>
  room.app.call('POST', `/v1/claims/${id}/schedule/${what}`, { body });
const overdue = async (is = true): Promise<string[]> =>
  (await room.app.call('GET', `/v1/claims?overdue=${is}&limit=100`))
    .json<{ items: { id: string }[] }>()
    .items.map(({ id }) => id);

async function setSettings(body: object, version?: number) {
  const { headers } = await room.app.call('GET', '/v1/schedule/settings');
  const tag = version === undefined ? String(headers['etag']) : `"${version}"`;
  return room.app.call('PUT', '/v1/schedule/settings', { body, headers: { 'if-match': tag } });
}

describe('the schedule of a claim', () => {
  it('says when, why, by which policy, and until when its verification holds', async () => {
    const id = await room.checked();
    const place = await room.placeOf(id);
    expect(await scheduleOf(id)).toMatchObject({
      ...{ nextAt: place?.nextAt.toISOString(), trigger: 'scheduled', hold: null, openCheck: null },
      ...{ policy: { name: 'Figures every week' }, failedChecks: 0, overdueSince: null, waitsFor: null },
      ...{ why: 'Every 7 days for a level.', staleAt: expect.stringMatching(/^2019-07-15/) },
    });
  });

  it('that is unknown is not found', async () => {
    const none = '00000000-0000-4000-8000-00000000000f';
    expect((await room.app.call('GET', `/v1/claims/${none}/schedule`)).status).toBe(404);
    for (const what of ['pause', 'resume'])
      expect((await post(none, what, what === 'pause' ? { reason: 'x' } : undefined)).status).toBe(404);
  });

  it('is overdue from its due time until a check completes, also while that is open or has failed', async () => {
    room.site.publish('/late', 'Trade turnover reached $3.1 billion in 2018, the ministry said.');
    const [id, other] = [await room.checked({}, '/late'), await room.checked()];
    await post(other, 'pause', { reason: 'Not this one.' });
    const due = (await scheduleOf(id)).nextAt;
    expect(await overdue()).toEqual([]);
    await room.app.advance('P9D');
    expect((await scheduleOf(id)).overdueSince).toBe(due);
    expect(await overdue()).toEqual([id]);
    await room.app.tick();
    expect(await scheduleOf(id)).toMatchObject({
      nextAt: null,
      overdueSince: due,
      openCheck: { slotAt: due },
    });
    expect(await overdue()).toEqual([id]);
    room.site.fail('/late', 503);
    await room.settle(id);
    const failed = await scheduleOf(id);
    expect(failed).toMatchObject({ failedChecks: 1, overdueSince: due, openCheck: null, policy: null });
    expect(failed.why).toMatch(/^Its last check could not be made: .*503/);
    expect(await overdue()).toEqual([id]);
    expect(await overdue(false)).not.toContain(id);
    room.site.publish('/late', 'Trade turnover reached $3.1 billion in 2018, the ministry said.');
    await room.app.advance('PT6M');
    await room.app.tick();
    await room.settle(id);
    expect(await scheduleOf(id)).toMatchObject({ failedChecks: 0, overdueSince: null });
    expect(await overdue()).toEqual([]);
    expect(await overdue(false)).toEqual(expect.arrayContaining([id, other]));
  });

  it('tells of a check that could not be made, and leaves its last verification where it was', async () => {
    room.site.publish('/down', 'Trade turnover reached $3.1 billion in 2018, the ministry said.');
    const id = await room.checked({}, '/down');
    const { lastVerifiedAt } = await claimNow(room.app, id);
    room.site.fail('/down', 503);
    await room.app.advance('P9D');
    await room.app.tick();
    await room.settle(id);
    expect((await claimNow(room.app, id)).lastVerifiedAt).toBe(lastVerifiedAt);
    const [event] = await room.app.rows<{ payload: string }>(
      `SELECT payload FROM event WHERE type = 'check.failed' AND subject_id = $1`,
      [id],
    );
    expect(JSON.parse(event?.payload ?? '{}')).toMatchObject({
      data: {
        ...{ trigger: 'scheduled', failures: 1, retryAt: (await scheduleOf(id)).nextAt },
        standing: { status: 'assessed' },
      },
    });
  });

  it('counts the checks that changed nothing', async () => {
    room.site.publish('/same', 'Trade turnover reached $3.1 billion in 2018, the ministry said.');
    const id = await room.checked({}, '/same');
    const unchanged = async (): Promise<number> => {
      await room.app.call('POST', `/v1/claims/${id}/checks`);
      await room.settle(id);
      const [row] = await room.app.rows<{ n: number }>(
        'SELECT unchanged_checks AS n FROM claim_state WHERE claim_id = $1',
        [id],
      );
      return row?.n ?? -1;
    };
    expect([await unchanged(), await unchanged()]).toEqual([1, 2]);
    room.site.publish('/same', 'Trade turnover reached $9.9 billion in 2018, the ministry said.');
    expect([await unchanged(), await unchanged()]).toEqual([0, 1]);
  });
});

describe('a check asked for by hand', () => {
  it('answers the due time it ends after: no other is asked for', async () => {
    const id = await room.checked();
    const due = await room.placeOf(id);
    await room.app.advance('P9D');
    await room.app.call('POST', `/v1/claims/${id}/checks`);
    await room.settle(id);
    await room.app.tick();
    expect((await room.checksOf(id)).map(({ trigger, slotAt }) => [trigger, slotAt])).toEqual([
      ['recorded', null],
      ['manual', due?.nextAt],
    ]);
    expect(await overdue()).not.toContain(id);
  });

  it('before its due time answers none', async () => {
    const id = await room.checked();
    await room.app.call('POST', `/v1/claims/${id}/checks`);
    await room.settle(id);
    expect((await room.checksOf(id)).at(-1)).toMatchObject({ trigger: 'manual', slotAt: null });
  });
});

describe('putting checks off', () => {
  it('until somebody resumes them: no place, then the one its policies ask', async () => {
    const id = await room.checked();
    const place = await room.placeOf(id);
    const paused = await post(id, 'pause', { reason: 'The author is on leave.' });
    expect([paused.status, paused.json()]).toMatchObject([
      200,
      { until: null, reason: 'The author is on leave.' },
    ]);
    expect(await room.placeOf(id)).toBeNull();
    expect(await scheduleOf(id)).toMatchObject({
      ...{ nextAt: null, hold: { until: null }, overdueSince: null },
      why: 'Put off until somebody resumes it: The author is on leave.',
    });
    await room.app.advance('P30D');
    await room.app.tick();
    expect(await room.checksOf(id)).toHaveLength(1);
    expect(await overdue()).not.toContain(id);
    // By hand it is checked all the same, and stays put off.
    await room.app.call('POST', `/v1/claims/${id}/checks`);
    await room.settle(id);
    expect(await room.placeOf(id)).toBeNull();
    const resumed = await post(id, 'resume');
    expect(resumed.json()).toEqual({ nextAt: (await room.placeOf(id))?.nextAt.toISOString() });
    expect((await room.placeOf(id))?.policyId).toBe(place?.policyId);
    expect((await post(id, 'resume')).json()).toMatchObject({ code: 'schedule/not-held' });
  });

  it('until a moment: then it is due, and the check that answers ends it', async () => {
    const id = await room.checked();
    const until = new Date(room.now().getTime() + 20 * 86_400_000).toISOString();
    expect((await post(id, 'snooze', { until, reason: 'The census is out in May.' })).status).toBe(200);
    expect(await scheduleOf(id)).toMatchObject({
      nextAt: until,
      why: `Put off until ${until} by Administrator: The census is out in May.`,
    });
    await room.app.advance('P19D');
    await room.app.tick();
    expect(await room.checksOf(id)).toHaveLength(1);
    await room.app.advance('P2D');
    await room.app.tick();
    await room.settle(id);
    expect((await room.checksOf(id)).at(-1)?.slotAt?.toISOString()).toBe(until);
    expect(await scheduleOf(id)).toMatchObject({ hold: null, why: 'Every 7 days for a level.' });
    expect((await post(id, 'resume')).status).toBe(409);
  });

  it('is told with its end, and after an open check, in the list as well', async () => {
    const id = await room.checked();
    const whys = async (): Promise<string[]> => [
      (await scheduleOf(id)).why,
      (await room.app.call('GET', `/v1/claims/${id}`)).json<{ nextCheckWhy: string }>().nextCheckWhy,
    ];
    const both = (why: string): string[] => [why, why];
    const until = new Date(room.now().getTime() + 20 * 86_400_000).toISOString();
    await post(id, 'snooze', { until, reason: 'Wait.' });
    await room.app.rows('DELETE FROM schedule WHERE subject_id = $1', [id]);
    expect(await whys()).toEqual(both(`Put off until ${until}: Wait.`));
    await room.app.call('POST', `/v1/claims/${id}/checks`);
    expect(await whys()).toEqual(both('A check of it is under way; its end says when the next is.'));
    await post(id, 'pause', { reason: 'Leave.' });
    expect(await whys()).toEqual(
      both('A check of it is under way; after it, put off until somebody resumes it: Leave.'),
    );
    await room.settle(id);
    expect(await whys()).toEqual(both('Put off until somebody resumes it: Leave.'));
  });

  it('is on the record, with who and why, and does not move the version of the claim', async () => {
    const id = await room.checked();
    const { version } = await claimNow(room.app, id);
    const until = new Date(room.now().getTime() + 86_400_000).toISOString();
    await post(id, 'pause', { reason: 'A.' });
    await post(id, 'snooze', { until, reason: 'B.' });
    await post(id, 'resume');
    const rows = await room.app.rows<{ action: string; reason: string | null; after: object }>(
      `SELECT action, reason, after FROM revision WHERE subject_kind = 'hold' AND claim_id = $1 ORDER BY version`,
      [id],
    );
    expect(rows).toMatchObject([
      { action: 'pause', reason: 'A.', after: { held: true } },
      { action: 'snooze', reason: 'B.', after: { until } },
      { action: 'resume', reason: null, after: { held: false, until: null } },
    ]);
    expect((await claimNow(room.app, id)).version).toBe(version);
  });

  it.each([
    ['a moment that has passed', 'snooze', { until: '2001-01-01T00:00:00Z', reason: 'x' }],
    ['a day without a time', 'snooze', { until: '2030-01-01', reason: 'x' }],
    ['a moment without an offset', 'snooze', { until: '2030-01-01T00:00:00', reason: 'x' }],
    ['a week', 'snooze', { until: '2027-W01-1T00:00:00Z', reason: 'x' }],
    ['an hour without minutes', 'snooze', { until: '2027-01-01T00Z', reason: 'x' }],
    ['centuries', 'snooze', { until: '2430-01-01T00:00:00Z', reason: 'x' }],
    ['no reason', 'pause', {}],
    ['an empty reason', 'pause', { reason: '  ' }],
  ])('refuses %s', async (_, what, body) => {
    const id = await room.checked();
    expect((await post(id, what, body)).json()).toMatchObject({ status: 400, code: 'request/invalid' });
  });

  it('is the business of the claim’s desk', async () => {
    const desk = (await room.app.call('POST', '/v1/desks', { body: { name: 'Economy' } })).json<{
      id: string;
    }>();
    const [insider, outsider] = [
      await personWithKey(room.app, 'checker'),
      await personWithKey(room.app, 'checker'),
    ];
    await room.app.call('PUT', `/v1/desks/${desk.id}/members/${insider.id}`);
    const id = await room.checked({ deskId: desk.id });
    const pause = (token: string) =>
      room.app.call('POST', `/v1/claims/${id}/schedule/pause`, { token, body: { reason: 'x' } });
    expect((await pause(outsider.token)).json()).toMatchObject({ code: 'auth/other-desk' });
    expect((await pause(insider.token)).status).toBe(200);
    const reader = await personWithKey(room.app, 'reader');
    expect((await pause(reader.token)).status).toBe(403);
  });
});

describe('a budget', () => {
  it('lets so many scheduled checks an hour through, with a verdict in force first, then by priority', async () => {
    const ids: string[] = [];
    for (const priority of ['low', 'normal', 'high', 'low']) ids.push(await room.checked({ priority }));
    await publish(room.app, ids[3] ?? '', 'true');
    expect((await room.placeOf(ids[3] ?? ''))?.rank).toBe(0);
    await room.app.advance('P9D');
    await setSettings({ checksPerHour: 2, quietHours: null });
    const checked = async (): Promise<boolean[]> =>
      Promise.all(ids.map(async (id) => (await room.checksOf(id)).length > 1));
    await Promise.all([room.app.tick(), room.app.tick()]);
    expect(await checked()).toEqual([false, false, true, true]);
    const waiting = await scheduleOf(ids[0] ?? '');
    expect(waiting.waitsFor).toBe('budget');
    expect(waiting.why).toContain('The budget of 2 scheduled checks an hour is spent');
    await room.app.advance('PT50M');
    await room.app.tick();
    expect(await checked()).toEqual([false, false, true, true]);
    await room.app.advance('PT11M');
    await room.app.tick();
    expect(await checked()).toEqual([true, true, true, true]);
  });
});

describe('quiet hours', () => {
  const hours = (at: Date, from: number, to: number) => {
    const hour = (n: number): string => new Date(at.getTime() + n * 3_600_000).toISOString().slice(11, 16);
    return { checksPerHour: null, quietHours: { from: hour(from), to: hour(to), timeZone: 'UTC' } };
  };

  it('take nothing, and say so', async () => {
    const id = await room.checked();
    await room.app.advance('P9D');
    await setSettings(hours(room.now(), -1, 2));
    await room.app.tick();
    expect(await room.checksOf(id)).toHaveLength(1);
    expect(await scheduleOf(id)).toMatchObject({ waitsFor: 'quiet-hours' });
    await room.app.advance('PT3H');
    await room.app.tick();
    expect(await room.checksOf(id)).toHaveLength(2);
  });

  it('move what is planned in them to their end, also what was planned before', async () => {
    const id = await room.checked();
    const before = await room.placeOf(id);
    expect((await setSettings(hours(before?.nextAt ?? room.now(), -1, 1))).status).toBe(200);
    await room.app.poll();
    await untilMoved(id, before?.nextAt);
    const moved = await room.placeOf(id);
    expect(moved?.nextAt.getTime()).toBeGreaterThan(before?.nextAt.getTime() ?? 0);
    expect(moved?.why).toContain('It waits for the end of quiet hours');
    await setSettings({ checksPerHour: null, quietHours: null });
    await room.app.poll();
    await untilMoved(id, moved?.nextAt);
    expect(await room.placeOf(id)).toEqual(before);
  });

  async function untilMoved(id: string, from: Date | undefined): Promise<void> {
    const deadline = Date.now() + 20_000;
    while ((await room.placeOf(id))?.nextAt.getTime() === from?.getTime()) {
      if (Date.now() > deadline) throw new Error('the claim was not planned anew');
      await new Promise((again) => setTimeout(again, 20));
    }
  }

  it.each([
    [
      'a time that is none',
      { checksPerHour: null, quietHours: { from: '25:00', to: '06:00', timeZone: 'UTC' } },
    ],
    ['no span', { checksPerHour: null, quietHours: { from: '06:00', to: '06:00', timeZone: 'UTC' } }],
    [
      'a zone nobody knows',
      { checksPerHour: null, quietHours: { from: '22:00', to: '06:00', timeZone: 'Mars' } },
    ],
    ['a budget of nothing', { checksPerHour: 0, quietHours: null }],
    ['half of it', { checksPerHour: null }],
  ])('and budget refuse %s', async (_, body) => {
    expect((await setSettings(body)).json()).toMatchObject({ status: 400, code: 'request/invalid' });
  });

  it('and budget are changed under If-Match, by editors, on the record', async () => {
    const body = { checksPerHour: 7, quietHours: null };
    expect((await room.app.call('PUT', '/v1/schedule/settings', { body })).status).toBe(428);
    expect((await setSettings(body, 9999)).status).toBe(412);
    const checker = await personWithKey(room.app, 'checker');
    const refused = await room.app.call('PUT', '/v1/schedule/settings', {
      ...{ body, token: checker.token, headers: { 'if-match': '"1"' } },
    });
    expect(refused.status).toBe(403);
    expect((await setSettings(body)).json()).toMatchObject(body);
    const [row] = await room.app.rows<{ after: object }>(
      `SELECT after FROM revision WHERE action = 'settings' ORDER BY version DESC LIMIT 1`,
    );
    expect(row?.after).toEqual({ checksPerHour: 7 });
  });
});

describe('what will run', () => {
  it('is listed, the earliest first, with what is overdue, page by page', async () => {
    const ids = [await room.checked(), await room.checked({ priority: 'high' }), await room.checked()];
    await room.app.rows(
      `UPDATE schedule SET next_at = $1::timestamptz + interval '90 min' * (array_position($2::uuid[], subject_id) - 2)
       WHERE subject_kind = 'claim' AND subject_id = ANY($2)`,
      [room.now(), ids],
    );
    interface Hours {
      overdue: number;
      perHour: { from: string; planned: number }[];
      items: { claimId: string; rank: number; why: string }[];
      next: string | null;
    }
    const read = async (query: string) => (await room.app.call('GET', `/v1/schedule?${query}`)).json<Hours>();
    const all = await read('hours=3');
    expect(all.items.map(({ claimId }) => claimId)).toEqual(ids);
    expect(all.items.map(({ rank }) => rank)).toEqual([2, 1, 2]);
    expect(all.overdue).toBe(2);
    expect(all.perHour.map(({ planned }) => planned)).toEqual([2, 1, 0]);
    const first = await read('hours=3&limit=2');
    const second = await read(`hours=3&limit=2&cursor=${first.next}`);
    expect([...first.items, ...second.items]).toEqual(all.items);
    expect(second.next).toBeNull();
    expect((await read('hours=24')).perHour).toHaveLength(24);
    for (const hours of ['0', '169', 'x'])
      expect((await room.app.call('GET', `/v1/schedule?hours=${hours}`)).status).toBe(400);
  });
});
