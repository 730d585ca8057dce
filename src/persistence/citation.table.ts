import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Claim } from './claim.table.js';
import { Person } from './person.table.js';
import { Source } from './source.table.js';
import type { Sql } from './sql.js';

export type CitationRole = 'appearance' | 'evidence';

/** A passage of a source tied to a claim (W3C TextQuoteSelector); without `exact` the whole source is cited. */
@Entity('citation')
@Index('citation_claim_id', ['claimId'])
@Index('citation_source_id', ['sourceId'])
export class Citation {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') @ForeignKey(() => Claim, { name: 'citation_claim' }) claimId!: string;
  @Column('uuid') @ForeignKey(() => Source, { name: 'citation_source' }) sourceId!: string;
  @Column('text') role!: CitationRole;
  @Column('text', { nullable: true }) exact!: string | null;
  @Column('text', { nullable: true }) prefix!: string | null;
  @Column('text', { nullable: true }) suffix!: string | null;
  @Column('uuid') @ForeignKey(() => Person, { name: 'citation_created_by' }) createdBy!: string;
  @Column('timestamptz') recordedAt!: Date;
}

/** Citations, insert-only. */
export class CitationTable {
  constructor(private readonly sql: Sql) {}

  async add(citations: readonly Citation[]): Promise<void> {
    if (citations.length === 0) return;
    await this.sql.run(
      `INSERT INTO citation (id, claim_id, source_id, role, exact, prefix, suffix, created_by, recorded_at)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::timestamptz[])`,
      [
        citations.map((each) => each.id),
        citations.map((each) => each.claimId),
        citations.map((each) => each.sourceId),
        citations.map((each) => each.role),
        citations.map((each) => each.exact),
        citations.map((each) => each.prefix),
        citations.map((each) => each.suffix),
        citations.map((each) => each.createdBy),
        citations.map((each) => each.recordedAt),
      ],
    );
  }

  /** What these claims cite of a source. */
  ofSource(sourceId: string, claimIds: readonly string[]): Promise<Citation[]> {
    return this.sql.rows<Citation>(
      `SELECT ${this.sql.columns(Citation, 'q')} FROM citation q WHERE source_id = $1 AND claim_id = ANY($2::uuid[]) ORDER BY recorded_at, id`,
      [sourceId, claimIds],
    );
  }

  ofClaim(claimId: string): Promise<Citation[]> {
    return this.sql.rows<Citation>(
      `SELECT ${this.sql.columns(Citation, 'q')} FROM citation q WHERE claim_id = $1 ORDER BY recorded_at, id`,
      [claimId],
    );
  }
}
