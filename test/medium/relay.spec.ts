import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { RelayService } from '../../src/features/outbox/relay.service.js';
import { Db } from '../../src/persistence/db.js';
import { Clock } from '../../src/platform/clock.js';
import { JobQueue } from '../../src/platform/queue.js';
import { startApp, until } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { claimNow, endedCheck, personWithKey, recordClaim } from '../support/factory.js';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});

afterAll(() => app.close());

/** The rows are leased, the queue knows nothing of them yet: the worst moment for a relay to die. */
class DyingQueue extends JobQueue {
  override addAll(): Promise<void> {
    return Promise.reject(new Error('killed here'));
  }
}

interface Row {
  id: string;
  job: string;
  dispatches: number;
  done: boolean;
}
const rowsOf = (refId: string): Promise<Row[]> =>
  app.rows<Row>(
    'SELECT id, job, dispatches, completed_at IS NOT NULL AS done FROM outbox WHERE ref_id = $1 ORDER BY id',
    [refId],
  );

describe('the relay', () => {
  it('leaves nothing of a claim undone: its check, its events, each row closed once', async () => {
    const { id, checkId } = await recordClaim(app, 'Exports reached $3 billion in 2018.');
    expect(await rowsOf(checkId)).toMatchObject([{ job: 'check.run', dispatches: 0, done: false }]);
    await app.poll();
    await endedCheck(app, checkId);
    await until('all rows of the claim', async () => {
      await app.poll();
      const open = await app.rows(
        'SELECT 1 FROM outbox o LEFT JOIN event v ON v.id = o.ref_id WHERE (o.ref_id = $1 OR v.subject_id = $2) AND o.completed_at IS NULL',
        [checkId, id],
      );
      return open.length === 0;
    });
    const events = await app.rows<{ type: string }>(
      'SELECT type FROM event WHERE subject_id = $1 ORDER BY id',
      [id],
    );
    expect(events.map((event) => event.type).sort()).toEqual([
      'check.completed',
      'claim.recorded',
      'claim.standing_changed',
    ]);
    expect((await claimNow(app, id)).status).toBe('assessed');
  });

  it('that dies between lease and queue costs a look, not the job', async () => {
    const { checkId } = await recordClaim(app, 'Imports reached $3 billion in 2018.');
    const dying = new DyingQueue({
      store: app.context.queueStore,
      concurrency: { checks: 1, fetches: 1, events: 1, deliveries: 1 },
      warn: () => undefined,
    });
    dying.open();
    await expect(new RelayService(app.nest.get(Db), dying, app.nest.get(Clock)).poll()).rejects.toThrow(
      'killed here',
    );
    await dying.close(100);
    expect(await rowsOf(checkId)).toMatchObject([{ dispatches: 1, done: false }]);
    await app.rows('UPDATE outbox SET look_at = now() WHERE completed_at IS NULL');
    await app.poll();
    await endedCheck(app, checkId);
    expect(await rowsOf(checkId)).toMatchObject([{ dispatches: 2, done: true }]);
  });
});

describe('a dead letter', () => {
  interface DeadLetter {
    id: number;
    job: string;
    refId: string;
    dispatches: number;
    lastError: string | null;
  }

  it('is shown with its cause, and once retried its work is done', async () => {
    const { checkId } = await recordClaim(app, 'Debt reached $3 billion in 2018.');
    await app.rows(
      `UPDATE outbox SET dispatches = 20, dead_at = now(), last_error = 'out of ink' WHERE ref_id = $1`,
      [checkId],
    );
    await app.poll();
    const shown = (await app.call('GET', '/v1/dead-letters')).json<DeadLetter[]>();
    expect(shown).toMatchObject([
      { job: 'check.run', refId: checkId, dispatches: 20, lastError: 'out of ink' },
    ]);
    expect((await app.call('GET', '/readyz')).json<{ notes: string[] }>().notes.join()).toContain(
      '1 dead letters',
    );
    expect((await app.call('POST', `/v1/dead-letters/${shown[0]?.id}/retry`)).status).toBe(202);
    expect((await app.call('GET', '/v1/dead-letters')).json()).toEqual([]);
    await app.poll();
    await endedCheck(app, checkId);
    const again = await app.call('POST', `/v1/dead-letters/${shown[0]?.id}/retry`);
    expect([again.status, again.json<{ code: string }>().code]).toEqual([404, 'dead-letter/not-found']);
  });

  it('is the business of editors', async () => {
    const { token } = await personWithKey(app, 'checker');
    expect((await app.call('GET', '/v1/dead-letters', { token })).status).toBe(403);
    expect((await app.call('POST', '/v1/dead-letters/1/retry', { token })).status).toBe(403);
  });

  it('does not keep other work waiting', async () => {
    await app.rows(
      `INSERT INTO outbox (job, ref_id, dispatches, dead_at) VALUES ('check.run', $1, 20, now())`,
      [randomUUID()],
    );
    const { checkId } = await recordClaim(app, 'Wages reached $3 billion in 2018.');
    await app.poll();
    expect((await endedCheck(app, checkId)).state).toBe('completed');
  });
});
