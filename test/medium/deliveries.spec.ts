import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DeliveriesService } from '../../src/features/webhooks/deliveries.service.js';
import { startApp, until } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { recordClaim } from '../support/factory.js';
import { startReceiver } from '../support/receiver.js';
import type { Receiver, ReceiverMode } from '../support/receiver.js';

let app: TestApp;
const receivers: Receiver[] = [];
const endpoints: string[] = [];

beforeAll(async () => {
  // All are opened before the application: it is told at its start whom it may call.
  for (let i = 0; i < 16; i++) receivers.push(await startReceiver());
  app = await startApp({
    running: true,
    allow: receivers.map((each) => each.allow),
    env: { STET_RETRY_SCHEDULE: '0,0,0', STET_DELIVERY_TIMEOUT_MS: '30000', STET_DELIVERY_CONCURRENCY: '4' },
  });
});

afterAll(async () => {
  await Promise.all(receivers.map((each) => each.close()));
  await app.close();
});

afterEach(async () => {
  await app.rows(`UPDATE endpoint SET state = 'disabled'`);
  endpoints.length = 0;
});

interface Delivery {
  id: string;
  eventId: string;
  state: string;
  attempts: number;
  attemptLog: { number: number; status: number | null; trigger: string; error: string | null }[];
}

let used = 0;

async function endpoint(
  mode: ReceiverMode,
  eventTypes = ['claim.recorded'],
): Promise<Receiver & { id: string }> {
  const receiver = receivers[used++];
  if (receiver === undefined) throw new Error('open more receivers');
  const made = (await app.call('POST', '/v1/webhooks', { body: { url: receiver.url, eventTypes } })).json<{
    id: string;
    secret: string;
  }>();
  receiver.mode = mode;
  receiver.secret = made.secret;
  endpoints.push(made.id);
  return Object.assign(receiver, { id: made.id });
}

const deliveriesOf = async (id: string): Promise<Delivery[]> =>
  (await app.call('GET', `/v1/deliveries?endpointId=${id}`)).json<{ items: Delivery[] }>().items;
const logOf = async (delivery: Delivery | undefined): Promise<Delivery['attemptLog']> =>
  (await app.call('GET', `/v1/deliveries/${delivery?.id}`)).json<Delivery>().attemptLog;
const settled = (id: string, state: string, count = 1): Promise<Delivery[]> =>
  until(`${count} deliveries ${state}`, async () => {
    const all = await deliveriesOf(id);
    return all.length === count && all.every((each) => each.state === state) && all;
  });
async function change(id: string, body: object): Promise<void> {
  const { headers } = await app.call('GET', `/v1/webhooks/${id}`);
  const answer = await app.call('PATCH', `/v1/webhooks/${id}`, {
    body,
    headers: { 'if-match': String(headers['etag']) },
  });
  if (answer.status !== 200) throw new Error(answer.text);
}

const claim = (): Promise<{ id: string }> => recordClaim(app, 'Exports reached $3 billion in 2018.');

describe('a delivery', () => {
  it('carries the event as it was hashed, with a signature that verifies', async () => {
    const receiver = await endpoint('ok');
    const { id } = await claim();
    const [delivery] = await settled(receiver.id, 'delivered');
    const [event] = await app.rows<{ id: string; payload: string }>(
      `SELECT id, payload FROM event WHERE subject_id = $1 AND type = 'claim.recorded'`,
      [id],
    );
    expect(receiver.receipts).toEqual([
      { id: event?.id, payload: JSON.parse(event?.payload ?? 'null') as unknown, answered: 200 },
    ]);
    expect(delivery?.eventId).toBe(event?.id);
  });

  it('refused with 500 comes again under the same id', async () => {
    const receiver = await endpoint('fail-first');
    await claim();
    const [delivery] = await settled(receiver.id, 'delivered');
    expect(receiver.receipts.map((each) => [each.id, each.answered])).toEqual([
      [delivery?.eventId, 500],
      [delivery?.eventId, 200],
    ]);
    expect((await logOf(delivery)).map(({ number, status, trigger }) => [number, status, trigger])).toEqual([
      [1, 500, 'auto'],
      [2, 200, 'auto'],
    ]);
  });

  it('answered with a redirect is not followed, and given up after the schedule', async () => {
    const receiver = await endpoint('redirect');
    await claim();
    const [delivery] = await settled(receiver.id, 'exhausted');
    expect((await logOf(delivery)).map((each) => each.status)).toEqual([302, 302, 302]);
    expect(receiver.receipts).toHaveLength(3);
  });

  it('answered 410 disables the endpoint, which is told to others', async () => {
    const watch = await endpoint('ok', ['endpoint.disabled']);
    const receiver = await endpoint('gone');
    await claim();
    await settled(receiver.id, 'cancelled');
    await settled(watch.id, 'delivered');
    expect(watch.receipts).toMatchObject([
      {
        payload: {
          type: 'endpoint.disabled',
          data: { endpointId: receiver.id, reason: 'it answered 410 Gone' },
        },
      },
    ]);
    const shown = (await app.call('GET', `/v1/webhooks/${receiver.id}`)).json<{
      state: string;
      disabledReason: string;
    }>();
    expect(shown).toMatchObject({ state: 'disabled', disabledReason: 'it answered 410 Gone' });
    await claim();
    await until(
      'the events',
      async () =>
        (await app.rows(`SELECT 1 FROM outbox WHERE job = 'event.fan-out' AND completed_at IS NULL`))
          .length === 0,
    );
    expect(receiver.receipts).toHaveLength(1);
  });

  it('to an endpoint that hangs holds up no other endpoint', async () => {
    const hanging = await endpoint('hang');
    const well = await endpoint('ok');
    for (let i = 0; i < 6; i++) await claim();
    await settled(well.id, 'delivered', 6);
    // Six wait for the one that hangs, and it holds no more than its own two places of the four.
    expect((await deliveriesOf(hanging.id)).map((each) => each.state)).toEqual(
      Array.from({ length: 6 }, () => 'pending'),
    );
    expect(hanging.receipts.length).toBeLessThanOrEqual(2);
  });

  it('waits while its endpoint is paused, also when the event came in the pause, and goes out after it', async () => {
    const receiver = await endpoint('ok');
    await change(receiver.id, { state: 'paused' });
    await claim();
    await until('the job', async () => {
      const [delivery] = await deliveriesOf(receiver.id);
      const open = await app.rows(`SELECT 1 FROM outbox WHERE ref_id = $1 AND completed_at IS NULL`, [
        delivery?.id ?? null,
      ]);
      return delivery !== undefined && open.length === 0;
    });
    expect(receiver.receipts).toHaveLength(0);
    expect((await deliveriesOf(receiver.id)).map((each) => each.state)).toEqual(['pending']);
    await change(receiver.id, { state: 'active' });
    await settled(receiver.id, 'delivered');
    expect(receiver.receipts).toHaveLength(1);
  });

  it('of an endpoint paused while a killed worker held its lease goes out too', async () => {
    const receiver = await endpoint('ok');
    await change(receiver.id, { state: 'paused' });
    await claim();
    const [delivery] = await settled(receiver.id, 'pending');
    await app.rows(
      `UPDATE delivery SET lease_until = now() - interval '1 second', lease_token = 1 WHERE id = $1`,
      [delivery?.id],
    );
    await change(receiver.id, { state: 'active' });
    await settled(receiver.id, 'delivered');
  });

  it('is sent once more when a person asks for it, and logged as asked for', async () => {
    const receiver = await endpoint('ok');
    await claim();
    const [delivery] = await settled(receiver.id, 'delivered');
    expect((await app.call('POST', `/v1/deliveries/${delivery?.id}/redeliver`)).status).toBe(202);
    await until('the second receipt', () => receiver.receipts.length === 2);
    await settled(receiver.id, 'delivered');
    expect(new Set(receiver.receipts.map((each) => each.id)).size).toBe(1);
    expect((await logOf(delivery)).map((each) => each.trigger)).toEqual(['auto', 'manual']);
  });
});

describe('an event', () => {
  it('fanned out twice reaches each endpoint once', async () => {
    const receiver = await endpoint('ok');
    const { id } = await claim();
    await settled(receiver.id, 'delivered');
    const [event] = await app.rows<{ id: string }>(
      `SELECT id FROM event WHERE subject_id = $1 AND type = 'claim.recorded'`,
      [id],
    );
    const [row] = await app.rows<{ id: string }>(
      `INSERT INTO outbox (job, ref_id, look_at) VALUES ('event.fan-out', $1, now() + interval '1 day') RETURNING id`,
      [event?.id],
    );
    await app.nest.get(DeliveriesService).fanOut({ outboxId: Number(row?.id), refId: event?.id ?? '' });
    expect(await app.rows('SELECT 1 FROM delivery WHERE event_id = $1', [event?.id])).toHaveLength(1);
    expect(
      await app.rows('SELECT 1 FROM outbox WHERE id = $1 AND completed_at IS NULL', [row?.id]),
    ).toHaveLength(0);
    expect(receiver.receipts).toHaveLength(1);
  });

  it('reaches none that does not want its type', async () => {
    const receiver = await endpoint('ok', ['series.revised']);
    const watch = await endpoint('ok');
    await claim();
    await settled(watch.id, 'delivered');
    expect(await deliveriesOf(receiver.id)).toEqual([]);
  });
});
