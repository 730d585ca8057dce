import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RelayService } from '../../src/features/outbox/relay.service.js';
import { until } from '../support/app.js';
import { claimNow, endedCheck, recordClaim } from '../support/factory.js';
import { lostClaims, startNewsroom } from '../support/scheduling.js';
import type { Newsroom } from '../support/scheduling.js';

let room: Newsroom;

beforeAll(async () => {
  room = await startNewsroom();
  // As a process that dies in the middle of a transaction: what it wrote is gone.
  await room.app.rows(
    `CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'killed here'; END $$`,
  );
});

afterAll(() => room.close());

/** Runs `work` while every write of a kind to a table fails. */
async function dyingAt(when: string, table: string, work: () => Promise<void>): Promise<void> {
  await room.app.rows(`CREATE TRIGGER dies ${when} ON "${table}" FOR EACH ROW EXECUTE FUNCTION die()`);
  try {
    await work();
  } finally {
    await room.app.rows(`DROP TRIGGER dies ON "${table}"`);
  }
}

/** The outbox row of a check, spent: dispatched as often as it may be, and its job gone from the queue. */
async function spend(checkId: string): Promise<void> {
  await room.app.rows(
    `UPDATE outbox SET dispatches = 20, look_at = now() WHERE ref_id = $1 AND completed_at IS NULL`,
    [checkId],
  );
}

describe('a claim that is not held has a place in the schedule or an open check', () => {
  it.each([
    ['the check is written', 'BEFORE INSERT', 'check'],
    ['the work is owed', 'BEFORE INSERT', 'outbox'],
    ['the place is taken', 'AFTER DELETE', 'schedule'],
  ])('after a tick dies when %s', async (_, when, table) => {
    const id = await room.checked();
    const place = await room.placeOf(id);
    await room.app.advance('P9D');
    await dyingAt(when, table, () => expect(room.app.tick()).rejects.toThrow('killed here'));
    expect(await lostClaims(room.app)).toEqual([]);
    expect(await room.placeOf(id)).toEqual(place);
    await room.app.tick();
    await room.settle(id);
    expect((await room.checksOf(id)).map((each) => each.slotAt)).toEqual([null, place?.nextAt]);
    expect(await lostClaims(room.app)).toEqual([]);
  });

  it.each([
    ['completes', 200],
    ['fails', 503],
  ])('after a worker dies when a check %s and the next is planned', async (_, status) => {
    const path = `/crash-${status}`;
    room.site.publish(path, 'Trade turnover reached $3.1 billion in 2018, the ministry said.');
    const id = await room.checked({}, path);
    await room.app.advance('P9D');
    await room.app.tick();
    if (status !== 200) room.site.fail(path, status);
    const { id: checkId } = (await room.checksOf(id)).at(-1) ?? { id: '' };
    await dyingAt('BEFORE INSERT', 'schedule', async () => {
      await room.app.poll();
      await until('a second attempt, after the first one died', async () => {
        const [row] = await room.app.rows<{ token: number }>('SELECT token FROM "check" WHERE id = $1', [
          checkId,
        ]);
        return (row?.token ?? 0) > 1;
      });
      expect(await lostClaims(room.app)).toEqual([]);
    });
    await endedCheck(room.app, checkId);
    expect((await room.placeOf(id))?.nextAt.getTime()).toBeGreaterThan(room.now().getTime());
    expect(await lostClaims(room.app)).toEqual([]);
  });

  it('after the relay dies giving a check up, and when it does not', async () => {
    const { id, checkId } = await recordClaim(room.app, 'Debt reached $3 billion in 2018.');
    await spend(checkId);
    const poll = () => room.app.nest.get(RelayService).poll();
    await dyingAt('BEFORE INSERT', 'schedule', () => expect(poll()).rejects.toThrow('killed here'));
    expect((await room.checksOf(id)).map((each) => each.state)).toEqual(['queued']);
    await spend(checkId);
    await poll();
    expect((await room.checksOf(id)).map((each) => each.state)).toEqual(['failed']);
    const inADay = room.now().getTime() + 86_400_000;
    expect(Math.abs(((await room.placeOf(id))?.nextAt.getTime() ?? 0) - inADay)).toBeLessThan(60_000);
    const [event] = await room.app.rows<{ payload: string }>(
      `SELECT payload FROM event WHERE type = 'check.failed' AND subject_id = $1`,
      [id],
    );
    expect(JSON.parse(event?.payload ?? '{}')).toMatchObject({
      data: { checkId, failures: 1, trigger: 'recorded', failure: expect.stringContaining('given up') },
    });
    expect(await lostClaims(room.app)).toEqual([]);
  });

  it('after a dead letter is revived: the check is carried out and stands for the place', async () => {
    const [letter] = (await room.app.call('GET', '/v1/dead-letters')).json<{ id: number; refId: string }[]>();
    const [row] = await room.app.rows<{ id: string }>('SELECT claim_id AS id FROM "check" WHERE id = $1', [
      letter?.refId,
    ]);
    const id = row?.id ?? '';
    expect((await room.app.call('POST', `/v1/dead-letters/${letter?.id}/retry`)).status).toBe(202);
    expect(await room.placeOf(id)).toBeNull();
    expect(await lostClaims(room.app)).toEqual([]);
    await room.settle(id);
    expect(await claimNow(room.app, id)).toMatchObject({ status: 'assessed' });
    expect(await room.placeOf(id)).not.toBeNull();
  });

  it('after somebody dies pausing or resuming it', async () => {
    const id = await room.checked();
    const post = (what: string, body?: object) =>
      room.app.call('POST', `/v1/claims/${id}/schedule/${what}`, { body });
    await dyingAt('AFTER DELETE', 'schedule', async () => {
      expect((await post('pause', { reason: 'On leave.' })).status).toBe(500);
    });
    expect(await lostClaims(room.app)).toEqual([]);
    expect((await post('pause', { reason: 'On leave.' })).status).toBe(200);
    await dyingAt('BEFORE INSERT', 'schedule', async () => {
      expect((await post('resume')).status).toBe(500);
    });
    expect(await lostClaims(room.app)).toEqual([]);
    expect((await post('resume')).status).toBe(200);
    expect(await room.placeOf(id)).not.toBeNull();
  });
});
