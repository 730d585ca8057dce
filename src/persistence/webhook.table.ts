import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { EventType } from '../domain/events.js';
import { EventRow } from './event.table.js';
import type { PageRequest } from './page.js';
import { Person } from './person.table.js';
import type { Sql } from './sql.js';

export type EndpointState = 'active' | 'paused' | 'disabled';
export type DeliveryState = 'pending' | 'delivered' | 'exhausted' | 'cancelled';

@Entity('endpoint')
export class Endpoint {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') url!: string;
  @Column('text', { array: true }) eventTypes!: EventType[];
  @Column('text', { default: '' }) description!: string;
  @Column('text') secretSealed!: string;
  @Column('text') state!: EndpointState;
  @Column('text', { nullable: true }) disabledReason!: string | null;
  @Column('timestamptz', { nullable: true }) failingSince!: Date | null;
  @Column('uuid') @ForeignKey(() => Person, { name: 'endpoint_created_by' }) createdBy!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('integer') version!: number;
}

@Entity('delivery')
@Unique('delivery_once', ['eventId', 'endpointId'])
@Index('delivery_due', ['nextAttemptAt'], {
  where: `((state = 'pending'::text) AND (next_attempt_at IS NOT NULL))`,
})
@Index('delivery_waiting', ['endpointId', 'id'], {
  where: `((state = 'pending'::text) AND (attempts = 0) AND (next_attempt_at IS NOT NULL))`,
})
@Index('delivery_leased', ['endpointId', 'leaseUntil'], { where: '(lease_until IS NOT NULL)' })
@Index('delivery_endpoint_created', ['endpointId', 'createdAt', 'id'])
@Index('delivery_created', ['createdAt', 'id'])
export class Delivery {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') @ForeignKey(() => EventRow, { name: 'delivery_event' }) eventId!: string;
  @Column('uuid') @ForeignKey(() => Endpoint, { name: 'delivery_endpoint' }) endpointId!: string;
  @Column('text') state!: DeliveryState;
  @Column('integer', { default: 0 }) attempts!: number;
  /** When the tick queues the next attempt; null while one is queued. Machine time. */
  @Column('timestamptz', { nullable: true }) nextAttemptAt!: Date | null;
  @Column('timestamptz', { nullable: true }) leaseUntil!: Date | null;
  @Column('integer', { default: 0 }) leaseToken!: number;
  /** Its next attempt was asked for by a person. */
  @Column('boolean', { default: false }) byHand!: boolean;
  /** To the millisecond, as cursors carry it. */
  @Column('timestamptz', { default: () => `date_trunc('milliseconds', now())` }) createdAt!: Date;
}

@Entity('attempt')
export class Attempt {
  @PrimaryColumn('uuid')
  @ForeignKey(() => Delivery, { name: 'attempt_delivery', onDelete: 'CASCADE' })
  deliveryId!: string;
  @PrimaryColumn('integer') number!: number;
  @Column('text') trigger!: 'auto' | 'manual';
  @Column('timestamptz') startedAt!: Date;
  @Column('integer') ms!: number;
  @Column('integer', { nullable: true }) status!: number | null;
  @Column('text', { nullable: true }) error!: string | null;
  @Column('text', { nullable: true }) responseHead!: string | null;
  @Column('text', { nullable: true }) address!: string | null;
}

/** Endpoints: who wants to hear of what. */
export class EndpointTable {
  constructor(private readonly sql: Sql) {}

  add(endpoint: Endpoint): Promise<unknown> {
    return this.sql.of(Endpoint).insert(endpoint);
  }

  find(id: string): Promise<Endpoint | null> {
    return this.sql.of(Endpoint).findOneBy({ id });
  }

  list({ limit, cursor, offset }: PageRequest): Promise<Endpoint[]> {
    return this.sql.rows<Endpoint>(
      `SELECT ${this.sql.columns(Endpoint, 'e')} FROM endpoint e WHERE $1::timestamptz IS NULL OR (created_at, id) > ($1, $2::uuid)
       ORDER BY created_at, id LIMIT $3 OFFSET $4`,
      [cursor?.key ?? null, cursor?.id ?? null, limit + 1, offset],
    );
  }

  /** A person's change; the new version, or null when `version` no longer holds. */
  async change(
    id: string,
    version: number,
    set: Pick<Endpoint, 'url' | 'eventTypes' | 'description' | 'state' | 'disabledReason' | 'failingSince'>,
  ): Promise<number | null> {
    const row = await this.sql.one<{ version: number }>(
      `UPDATE endpoint SET url = $3, event_types = $4, description = $5, state = $6, disabled_reason = $7, failing_since = $8,
         version = version + 1 WHERE id = $1 AND version = $2 RETURNING version`,
      [
        id,
        version,
        set.url,
        set.eventTypes,
        set.description,
        set.state,
        set.disabledReason,
        set.failingSince,
      ],
    );
    return row?.version ?? null;
  }

  /** Disables an endpoint; true when it was not disabled before, so that one caller reports it. */
  async disable(id: string, reason: string): Promise<boolean> {
    const touched = await this.sql.count(
      `UPDATE endpoint SET state = 'disabled', disabled_reason = $2, version = version + 1 WHERE id = $1 AND state <> 'disabled'`,
      [id, reason],
    );
    return touched === 1;
  }

  async noteSuccess(id: string): Promise<void> {
    await this.sql.run(
      'UPDATE endpoint SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL',
      [id],
    );
  }

  /** Since when nothing but failure has come from the endpoint, this one included. */
  async noteFailure(id: string): Promise<Date | null> {
    const row = await this.sql.one<{ since: Date }>(
      'UPDATE endpoint SET failing_since = COALESCE(failing_since, now()) WHERE id = $1 RETURNING failing_since AS since',
      [id],
    );
    return row?.since ?? null;
  }
}
