import { Attempt, Delivery } from './webhook.table.js';
import type { DeliveryState } from './webhook.table.js';
import type { PageRequest } from './page.js';
import type { Sql } from './sql.js';

/** A delivery taken for one attempt, with all that the POST needs. */
export interface LeasedDelivery {
  readonly id: string;
  readonly eventId: string;
  readonly endpointId: string;
  readonly attempts: number;
  readonly leaseToken: number;
  readonly url: string;
  readonly secretSealed: string;
  readonly payload: string;
  /** Asked for by a person. */
  readonly byHand: boolean;
}

/** `later`: its next attempt has a time of its own, this job is a left-over. */
export type LeaseRefusal = 'done' | 'busy' | 'later' | 'not-active';

/** Deliveries (event × endpoint) and their attempts. */
export class DeliveryTable {
  constructor(private readonly sql: Sql) {}

  /**
   * One delivery for each endpoint that wants the event and is not disabled (a paused one's waits); running it twice adds
   * nothing. Returns the new ids.
   */
  async fanOut(
    eventId: string,
    eventType: string,
    newIds: (count: number) => readonly string[],
  ): Promise<string[]> {
    const endpoints = await this.sql.rows<{ id: string }>(
      `SELECT id FROM endpoint WHERE state <> 'disabled' AND $1 = ANY(event_types) ORDER BY id`,
      [eventType],
    );
    if (endpoints.length === 0) return [];
    const rows = await this.sql.rows<{ id: string }>(
      `INSERT INTO delivery (id, event_id, endpoint_id, state) SELECT d.id, $1, d.endpoint_id, 'pending'
       FROM unnest($2::uuid[], $3::uuid[]) AS d (id, endpoint_id) ON CONFLICT (event_id, endpoint_id) DO NOTHING RETURNING id`,
      [eventId, newIds(endpoints.length), endpoints.map((each) => each.id)],
    );
    return rows.map((row) => row.id);
  }

  /**
   * Takes a pending delivery for `seconds` unless its endpoint already has `maxInFlight` others under way: a slow endpoint
   * then waits for itself only. Whoever held this delivery before loses it: the queue's lock keeps two workers apart, and
   * after a crash the next one need not wait for the lease of the dead (docs/adr/0007).
   */
  async lease(id: string, seconds: number, maxInFlight: number): Promise<LeasedDelivery | LeaseRefusal> {
    const found = await this.sql.one<{
      state: DeliveryState;
      endpointId: string;
      endpointState: string;
      isLater: boolean;
    }>(
      `SELECT d.state, d.endpoint_id AS "endpointId", e.state AS "endpointState",
         COALESCE(d.next_attempt_at > now(), false) AS "isLater"
       FROM delivery d JOIN endpoint e ON e.id = d.endpoint_id WHERE d.id = $1 FOR UPDATE OF d`,
      [id],
    );
    if (found === null || found.state !== 'pending') return 'done';
    if (found.endpointState !== 'active') return 'not-active';
    if (found.isLater) return 'later';
    // One lease of an endpoint at a time, or two would count each other out of the limit.
    await this.sql.run('SELECT pg_advisory_xact_lock(hashtextextended($1::text, 0))', [found.endpointId]);
    const running = await this.sql.one<{ n: number }>(
      'SELECT count(*) AS n FROM delivery WHERE endpoint_id = $1 AND lease_until > now() AND id <> $2',
      [found.endpointId, id],
    );
    if ((running?.n ?? 0) >= maxInFlight) return 'busy';
    const leased = await this.sql.one<LeasedDelivery>(
      `UPDATE delivery AS d SET lease_until = now() + make_interval(secs => $2), lease_token = lease_token + 1, next_attempt_at = NULL
       FROM endpoint e, event v
       WHERE d.id = $1 AND e.id = d.endpoint_id AND v.id = d.event_id
       RETURNING d.id, d.event_id AS "eventId", d.endpoint_id AS "endpointId", d.attempts, d.lease_token AS "leaseToken",
         e.url, e.secret_sealed AS "secretSealed", v.payload, d.by_hand AS "byHand"`,
      [id, seconds],
    );
    return leased ?? 'busy';
  }

  /** Records an attempt under its lease and where the delivery goes from it; false when the lease was lost. */
  async record(
    leased: LeasedDelivery,
    attempt: Omit<Attempt, 'deliveryId' | 'number' | 'trigger'>,
    then: { state: DeliveryState; retrySeconds: number | null },
  ): Promise<boolean> {
    const touched = await this.sql.count(
      `UPDATE delivery SET state = $3, attempts = attempts + 1, lease_until = NULL, by_hand = false,
         next_attempt_at = CASE WHEN $4::float8 IS NULL THEN NULL ELSE now() + make_interval(secs => $4) END
       WHERE id = $1 AND lease_token = $2 AND state = 'pending'`,
      [leased.id, leased.leaseToken, then.state, then.retrySeconds],
    );
    if (touched !== 1) return false;
    await this.sql.run(
      `INSERT INTO attempt (delivery_id, number, trigger, started_at, ms, status, error, response_head, address)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        leased.id,
        leased.attempts + 1,
        leased.byHand ? 'manual' : 'auto',
        attempt.startedAt,
        attempt.ms,
        attempt.status,
        attempt.error,
        attempt.responseHead,
        attempt.address,
      ],
    );
    return true;
  }

  /** Puts a delivery off without counting an attempt. */
  async postpone(id: string, seconds: number): Promise<void> {
    await this.sql.run(
      `UPDATE delivery SET next_attempt_at = now() + make_interval(secs => $2) WHERE id = $1 AND state = 'pending'`,
      [id, seconds],
    );
  }

  /**
   * One delivery that found its endpoint busy before it was tried at all: whoever ends an attempt hands the free place on,
   * so that a burst does not wait for the tick. Null when none waits.
   */
  async takeWaiting(endpointId: string): Promise<string | null> {
    const row = await this.sql.one<{ id: string }>(
      `UPDATE delivery AS d SET next_attempt_at = NULL WHERE id = (
         SELECT id FROM delivery WHERE endpoint_id = $1 AND state = 'pending' AND attempts = 0 AND next_attempt_at IS NOT NULL
         ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING d.id`,
      [endpointId],
    );
    return row?.id ?? null;
  }

  /** Pending deliveries whose next attempt is due; taken, so that one tick queues each. */
  async takeDue(limit: number): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      `UPDATE delivery AS d SET next_attempt_at = NULL WHERE id IN (
         SELECT id FROM delivery WHERE state = 'pending' AND next_attempt_at <= now() ORDER BY next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING d.id`,
      [limit],
    );
    return rows.map((row) => row.id);
  }

  /**
   * Deliveries of an endpoint that was paused wait; when it is active again they go out. Leased ones too: the lease may be
   * that of a worker that was killed, and one that is alive makes the extra try find the endpoint busy.
   */
  async resume(endpointId: string): Promise<void> {
    await this.sql.run(
      `UPDATE delivery SET next_attempt_at = now() WHERE endpoint_id = $1 AND state = 'pending' AND next_attempt_at IS NULL`,
      [endpointId],
    );
  }

  /** Ends the waiting deliveries of a disabled endpoint. */
  async cancel(endpointId: string): Promise<void> {
    await this.sql.run(
      `UPDATE delivery SET state = 'cancelled', next_attempt_at = NULL WHERE endpoint_id = $1 AND state = 'pending'`,
      [endpointId],
    );
  }

  /** Makes a delivery pending again for one more round, by hand; false when it is pending already or unknown. */
  async reopen(id: string): Promise<boolean> {
    const touched = await this.sql.count(
      `UPDATE delivery SET state = 'pending', next_attempt_at = NULL, lease_until = NULL, by_hand = true WHERE id = $1 AND state <> 'pending'`,
      [id],
    );
    return touched === 1;
  }

  find(id: string): Promise<Delivery | null> {
    return this.sql.of(Delivery).findOneBy({ id });
  }

  attempts(deliveryId: string): Promise<Attempt[]> {
    return this.sql.of(Attempt).find({ where: { deliveryId }, order: { number: 'ASC' } });
  }

  list(
    filter: { endpointId: string | null; state: DeliveryState | null; eventId: string | null },
    { limit, cursor, offset }: PageRequest,
  ): Promise<(Delivery & { eventType: string; url: string })[]> {
    return this.sql.rows(
      `SELECT ${this.sql.columns(Delivery, 'd')}, v.type AS "eventType", e.url
       FROM delivery d JOIN event v ON v.id = d.event_id JOIN endpoint e ON e.id = d.endpoint_id
       WHERE ($1::uuid IS NULL OR d.endpoint_id = $1) AND ($2::text IS NULL OR d.state = $2) AND ($3::uuid IS NULL OR d.event_id = $3)
         AND ($4::timestamptz IS NULL OR (d.created_at, d.id) < ($4, $5::uuid))
       ORDER BY d.created_at DESC, d.id DESC LIMIT $6 OFFSET $7`,
      [
        filter.endpointId,
        filter.state,
        filter.eventId,
        cursor?.key ?? null,
        cursor?.id ?? null,
        limit + 1,
        offset,
      ],
    );
  }
}
