import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { schemaVersion } from '../domain/events.js';
import type { EventPayloads, EventType } from '../domain/events.js';
import { leafOf } from '../platform/leaf-hash.js';
import type { PageRequest } from './page.js';
import type { Sql } from './sql.js';

@Entity('event')
@Index('event_subject', ['subjectId', 'id'])
export class EventRow {
  /** uuid v7; it is the `webhook-id`. */
  @PrimaryColumn('uuid') id!: string;
  @Column('text') type!: EventType;
  /** The claim, series or endpoint it is about; null when it is about the ledger as a whole. */
  @Column('uuid', { nullable: true }) subjectId!: string | null;
  /** RFC 8785 bytes of `{type, timestamp, data}`: what is hashed is what is sent. */
  @Column('text') payload!: string;
  @Column('bytea') salt!: Buffer;
  @Column('bytea') leafHash!: Buffer;
  @Column('timestamptz') recordedAt!: Date;
}

/** What happened; append-only, never purged, each event a leaf of the sealed log to come. */
export class EventTable {
  constructor(private readonly sql: Sql) {}

  /** Appends an event; its id is the reference of the outbox row that fans it out. */
  async append<T extends EventType>(
    type: T,
    subjectId: string | null,
    data: EventPayloads[T],
    at: Date,
  ): Promise<string> {
    const id = uuidv7();
    const leaf = leafOf({ type, timestamp: at.toISOString(), data: { schemaVersion, ...data } });
    await this.sql.run(
      'INSERT INTO event (id, type, subject_id, payload, salt, leaf_hash, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [id, type, subjectId, leaf.canonical, leaf.salt, leaf.leafHash, at],
    );
    return id;
  }

  find(id: string): Promise<EventRow | null> {
    return this.sql.of(EventRow).findOneBy({ id });
  }

  list(
    filter: { subjectId: string | null; type: EventType | null },
    { limit, cursor, offset }: PageRequest,
  ): Promise<EventRow[]> {
    return this.sql.rows<EventRow>(
      `SELECT ${this.sql.columns(EventRow, 'e')} FROM event e
       WHERE ($1::uuid IS NULL OR subject_id = $1) AND ($2::text IS NULL OR type = $2) AND ($3::uuid IS NULL OR id > $3)
       ORDER BY id LIMIT $4 OFFSET $5`,
      [filter.subjectId, filter.type, cursor?.id ?? null, limit + 1, offset],
    );
  }
}
