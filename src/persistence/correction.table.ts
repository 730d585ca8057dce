import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Claim } from './claim.table.js';
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

export class CorrectionTable {
  constructor(private readonly sql: Sql) {}
}
