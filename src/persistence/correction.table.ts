import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Claim } from './claim.table.js';
import type { PageRequest } from './page.js';
import { Person } from './person.table.js';
import { Source } from './source.table.js';
import type { Sql } from './sql.js';

export const channels = [
  'email',
  'phone',
  'letter',
  'web-form',
  'social-media',
  'in-person',
  'other',
] as const;
export const outcomes = [
  'acknowledged',
  'corrected',
  'partly-corrected',
  'removed',
  'refused',
  'no-answer',
] as const;

/** Whom we asked to correct a claim, when, by what channel; insert-only. */
@Entity('correction_request')
@Index('correction_request_claim', ['claimId', 'recordedAt'])
@Index('correction_request_recorded', ['recordedAt', 'id'])
export class CorrectionRequest {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') @ForeignKey(() => Claim, { name: 'correction_request_claim_fk' }) claimId!: string;
  /** Where the claim appeared, when that is known. */
  @Column('uuid', { nullable: true })
  @ForeignKey(() => Source, { name: 'correction_request_source' })
  sourceId!: string | null;
  @Column('text') addressee!: string;
  @Column('text') channel!: (typeof channels)[number];
  @Column('date') askedOn!: string;
  @Column('text', { default: '' }) text!: string;
  @Column('uuid') @ForeignKey(() => Person, { name: 'correction_request_asked_by' }) askedBy!: string;
  @Column('timestamptz') recordedAt!: Date;
}

/** What came of it; the newest holds. Insert-only. */
@Entity('correction_outcome')
export class CorrectionOutcome {
  @PrimaryColumn('uuid')
  @ForeignKey(() => CorrectionRequest, { name: 'correction_outcome_request' })
  requestId!: string;
  @PrimaryColumn('integer') number!: number;
  @Column('text') outcome!: (typeof outcomes)[number];
  @Column('date') onDay!: string;
  @Column('text', { nullable: true }) url!: string | null;
  @Column('text', { default: '' }) note!: string;
  @Column('uuid') @ForeignKey(() => Person, { name: 'correction_outcome_noted_by' }) notedBy!: string;
  @Column('timestamptz') recordedAt!: Date;
}

export interface ChaseFilter {
  /** True: without a final outcome. */
  readonly open?: boolean;
  readonly deskId?: string;
}

/** An outcome as a request shows it: plain JSON. */
export interface ShownOutcome {
  readonly number: number;
  readonly outcome: CorrectionOutcome['outcome'];
  readonly onDay: string;
  readonly url: string | null;
  readonly note: string;
  readonly notedBy: string;
  readonly recordedAt: string;
}

/** A request with what came of it, first to last, and the claim it is about. */
export type ChasedRequest = CorrectionRequest & {
  readonly outcomes: readonly ShownOutcome[];
  readonly claimText: string;
  readonly deskId: string;
};

/** Outcomes after which nothing is waited for; `acknowledged` only says that the request arrived. */
export const isFinal = (outcome: CorrectionOutcome['outcome'] | undefined): boolean =>
  outcome !== undefined && outcome !== 'acknowledged';

/** Correction requests and what came of them; insert-only. */
export class CorrectionTable {
  constructor(private readonly sql: Sql) {}

  async add(row: CorrectionRequest): Promise<void> {
    await this.sql.run(
      `INSERT INTO correction_request (id, claim_id, source_id, addressee, channel, asked_on, text, asked_by, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[row.id, row.claimId, row.sourceId, row.addressee, row.channel, row.askedOn, row.text],
        ...[row.askedBy, row.recordedAt],
      ],
    );
  }

  find(id: string): Promise<CorrectionRequest | null> {
    return this.sql.of(CorrectionRequest).findOneBy({ id });
  }

  /** Appends what came of a request; its number. The caller holds the lock of the claim's state. */
  async addOutcome(row: Omit<CorrectionOutcome, 'number'>): Promise<number> {
    const added = await this.sql.one<{ number: number }>(
      `INSERT INTO correction_outcome (request_id, number, outcome, on_day, url, note, noted_by, recorded_at)
       SELECT $1, COALESCE(max(number), 0) + 1, $2, $3, $4, $5, $6, $7 FROM correction_outcome WHERE request_id = $1
       RETURNING number`,
      [row.requestId, row.outcome, row.onDay, row.url, row.note, row.notedBy, row.recordedAt],
    );
    if (added === null) throw new Error('an outcome that was appended has no row');
    return added.number;
  }

  /** Those of a claim, newest first. */
  async ofClaim(claimId: string, { limit, cursor, offset }: PageRequest): Promise<ChasedRequest[]> {
    const rows = await this.sql.rows<ChasedRequest>(
      `SELECT ${this.chased()}
       WHERE c.claim_id = $1 AND ($2::timestamptz IS NULL OR (c.recorded_at, c.id) < ($2, $3::uuid))
       ORDER BY c.recorded_at DESC, c.id DESC LIMIT $4 OFFSET $5`,
      [claimId, cursor?.key ?? null, cursor?.id ?? null, limit + 1, offset],
    );
    return rows.map(withMoments);
  }

  /** Those of the whole ledger that the filter lets through, the earliest recorded first. */
  async list(
    { open, deskId }: ChaseFilter,
    { limit, cursor, offset }: PageRequest,
  ): Promise<ChasedRequest[]> {
    const rows = await this.sql.rows<ChasedRequest>(
      `SELECT ${this.chased()}
         LEFT JOIN LATERAL (SELECT outcome FROM correction_outcome o WHERE o.request_id = c.id ORDER BY number DESC LIMIT 1) last ON true
       WHERE ($1::timestamptz IS NULL OR (c.recorded_at, c.id) > ($1, $2::uuid)) AND ($5::uuid IS NULL OR k.desk_id = $5)
         AND ($6::boolean IS NULL OR $6 = (COALESCE(last.outcome, 'acknowledged') = 'acknowledged'))
       ORDER BY c.recorded_at, c.id LIMIT $3 OFFSET $4`,
      [cursor?.key ?? null, cursor?.id ?? null, limit + 1, offset, deskId ?? null, open ?? null],
    );
    return rows.map(withMoments);
  }

  private chased(): string {
    return `${this.sql.columns(CorrectionRequest, 'c')}, k.text AS "claimText", k.desk_id AS "deskId",
         (SELECT COALESCE(json_agg(json_build_object('number', o.number, 'outcome', o.outcome, 'onDay', o.on_day, 'url', o.url,
            'note', o.note, 'notedBy', o.noted_by, 'recordedAt', o.recorded_at) ORDER BY o.number), '[]')
          FROM correction_outcome o WHERE o.request_id = c.id) AS outcomes
       FROM correction_request c JOIN claim k ON k.id = c.claim_id`;
  }
}

/** JSON of PostgreSQL writes a moment with an offset; ours end in Z. */
function withMoments(row: ChasedRequest): ChasedRequest {
  const outcomes = row.outcomes.map((each) => ({
    ...each,
    recordedAt: new Date(each.recordedAt).toISOString(),
  }));
  return { ...row, outcomes };
}
