import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { afterAttempt } from '../../domain/delivery/retry.js';
import { Db } from '../../persistence/db.js';
import type { LeasedDelivery } from '../../persistence/delivery.table.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { retrySchedule } from '../../platform/config.js';
import { CONTEXT, SAFE_FETCH, SECRET_BOX } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';
import { FetchError } from '../../platform/fetch/fetch-error.js';
import type { JobPayload } from '../../platform/jobs.js';
import type { FetchResult, SafeFetch } from '../../platform/safe-fetch.js';
import type { SecretBox } from '../../platform/secrets.js';
import { sign } from '../../platform/signature.js';

/** Attempts under way at once for one endpoint: a slow one then occupies only these slots. */
const maxInFlight = 2;

/** Seconds after which a delivery that found its endpoint busy is queued again. */
const busySeconds = 1;

/** After this long of nothing but failure an endpoint is disabled. */
const hopelessMs = 5 * 24 * 3600 * 1000;

const responseHeadBytes = 4096;

/** What one HTTP try came to. */
interface Outcome {
  readonly status: number | null;
  readonly error: string | null;
  readonly head: string | null;
  readonly address: string | null;
  readonly retryAfterSeconds: number | null;
  readonly startedAt: Date;
  readonly ms: number;
}

/** Events to deliveries, deliveries to attempts. */
@Injectable()
export class DeliveriesService {
  private readonly waits: readonly number[];

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    @Inject(CONTEXT) private readonly context: Context,
    @Inject(SAFE_FETCH) private readonly fetch: SafeFetch,
    @Inject(SECRET_BOX) private readonly secrets: SecretBox,
  ) {
    // The first entry is the first attempt's; the rest are the waits after failures.
    this.waits = retrySchedule(context.env).slice(1);
  }

  /** One delivery for each endpoint that wants the event; a second run adds nothing. */
  fanOut({ outboxId, refId }: JobPayload): Promise<void> {
    return this.db.write(async (store) => {
      if (!(await store.outbox.complete(outboxId))) return;
      const event = await store.events.find(refId);
      if (event === null) throw new Error(`event ${refId} is not there: was the database restored in part?`);
      const newIds = (count: number): string[] => Array.from({ length: count }, () => uuidv7());
      await store.outbox.addAll('delivery.send', await store.deliveries.fanOut(event.id, event.type, newIds));
    });
  }

  /** One attempt: lease, signed POST outside any transaction, record under the lease. */
  async send({ outboxId, refId }: JobPayload, signal: AbortSignal): Promise<void> {
    const leaseSeconds = this.context.env.STET_DELIVERY_TIMEOUT_MS / 1000 + 10;
    const leased = await this.db.write(async (store) => {
      const lease = await store.deliveries.lease(refId, leaseSeconds, maxInFlight);
      if (typeof lease !== 'string') return lease;
      if (await store.outbox.complete(outboxId)) {
        if (lease === 'busy') await store.deliveries.postpone(refId, busySeconds);
      }
      return null;
    });
    if (leased === null) return;
    const outcome = await this.attempt(leased, signal);
    await this.db.write((store) => this.record(store, outboxId, leased, outcome));
  }

  private async attempt(delivery: LeasedDelivery, signal: AbortSignal): Promise<Outcome> {
    const startedAt = this.clock.wall();
    const none = { status: null, error: null, head: null, address: null, retryAfterSeconds: null, startedAt };
    try {
      const answer = await this.post(delivery, startedAt, signal);
      return {
        ...none,
        status: answer.status,
        head: answer.body.toString('utf8').replaceAll('\0', '').toWellFormed(),
        address: answer.address,
        retryAfterSeconds: secondsOf(answer.headers['retry-after'], startedAt),
        ms: answer.ms,
      };
    } catch (error) {
      if (signal.aborted || !(error instanceof FetchError)) throw error;
      const ms = this.clock.wall().getTime() - startedAt.getTime();
      return { ...none, error: `${error.code}: ${error.message}`, ms };
    }
  }

  /** Signs the very bytes that are sent, at the time of this attempt. */
  private post(
    { url, eventId, payload, secretSealed }: LeasedDelivery,
    at: Date,
    signal: AbortSignal,
  ): Promise<FetchResult> {
    const body = Buffer.from(payload, 'utf8');
    const seconds = Math.floor(at.getTime() / 1000);
    return this.fetch({
      url,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': eventId,
        'webhook-timestamp': String(seconds),
        'webhook-signature': sign(this.secrets.open(secretSealed), eventId, seconds, body),
      },
      body,
      timeoutMs: this.context.env.STET_DELIVERY_TIMEOUT_MS,
      maxBytes: responseHeadBytes,
      overflow: 'cut',
      maxRedirects: 0,
      signal,
    });
  }

  private async record(
    store: Store,
    outboxId: number,
    leased: LeasedDelivery,
    outcome: Outcome,
  ): Promise<void> {
    if (!(await store.outbox.complete(outboxId))) return;
    const { status, retryAfterSeconds } = outcome;
    const jitter = Math.random() * 2 - 1;
    const step = afterAttempt({
      attempt: leased.attempts + 1,
      status,
      retryAfterSeconds,
      schedule: this.waits,
      jitter,
    });
    const then = nextStates[step.action];
    const retrySeconds = step.action === 'retry' ? step.delaySeconds : null;
    const { startedAt, ms, error, head, address } = outcome;
    const attempt = { startedAt, ms, status, error, responseHead: head, address };
    // Thrown, not returned: the outbox row must open again, for the worker that holds the delivery now closes it.
    if (!(await store.deliveries.record(leased, attempt, { state: then, retrySeconds }))) {
      throw new Error(`another worker took delivery ${leased.id} over: this attempt is not recorded`);
    }
    if (step.action === 'done') await store.endpoints.noteSuccess(leased.endpointId);
    else await this.noteFailure(store, leased, step.action === 'disable' ? 'it answered 410 Gone' : null);
    const waiting = await store.deliveries.takeWaiting(leased.endpointId);
    if (waiting !== null) await store.outbox.add('delivery.send', waiting);
  }

  private async noteFailure(
    store: Store,
    { endpointId, url }: LeasedDelivery,
    gone: string | null,
  ): Promise<void> {
    const since = await store.endpoints.noteFailure(endpointId);
    const hopeless = since !== null && this.clock.wall().getTime() - since.getTime() > hopelessMs;
    const reason = gone ?? (hopeless ? 'nothing but failures for five days' : null);
    if (reason === null || !(await store.endpoints.disable(endpointId, reason))) return;
    await store.deliveries.cancel(endpointId);
    const eventId = await store.events.append(
      'endpoint.disabled',
      endpointId,
      { endpointId, url, reason },
      this.clock.now(),
    );
    await store.outbox.addFanOut(eventId, 'endpoint.disabled');
    this.context.log.warn(
      { endpointId, reason },
      'an endpoint was disabled; PATCH it to active when it works again',
    );
  }
}

const nextStates = {
  done: 'delivered',
  retry: 'pending',
  'give-up': 'exhausted',
  disable: 'cancelled',
} as const;

/** Retry-After as seconds: a number, or an HTTP date counted from the attempt. */
function secondsOf(header: string | undefined, from: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, (at - from.getTime()) / 1000);
}
