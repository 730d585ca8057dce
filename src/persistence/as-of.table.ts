import type { Cause } from '../domain/events.js';
import type { Status } from '../domain/standing/view.js';
import type { Label } from '../domain/finding.js';
import { readBack } from '../domain/history/read-back.js';
import type { Assessment } from './check.table.js';
import { CheckRow, FindingRow } from './check.table.js';
import { Citation } from './citation.table.js';
import { AssertionRow, Claim } from './claim.table.js';
import type { PersonFinding } from './person-finding.table.js';
import { PersonFindingTable } from './person-finding.table.js';
import type { Revision } from './revision.table.js';
import { Source } from './source.table.js';
import type { Sql } from './sql.js';
import { Verdict } from './verdict.table.js';
import type { RatedVerdict } from './verdict.table.js';

/** A moment of the world, and the moment at which it was known. */
export interface Moments {
  readonly asOf: Date;
  readonly knownAt: Date;
}

/** A claim as it read, with how it stood. */
export type ClaimThen = Claim & {
  readonly standingVersion: number;
  readonly status: Status;
  readonly label: Label | null;
  readonly verdictVersion: number | null;
  readonly cause: Cause['kind'];
  readonly causeId: string | null;
  readonly disagreement: string[];
  readonly standingSince: Date;
  readonly ratingCode: string | null;
  readonly ratingLabel: string | null;
};

export type CheckThen = CheckRow & Pick<Assessment, 'label' | 'parts' | 'reasons'>;

/** A source as it read, with what it last said. */
export type SourceThen = Source & {
  readonly snapshotId: string | null;
  readonly fetchedAt: Date | null;
  readonly snapshotTitle: string | null;
  readonly textSha256: Buffer | null;
  readonly snapshotStatus: number | null;
};

/** The series an assertion was tied to, with the vintage of its values in force. */
export interface SeriesThen {
  readonly assertionId: string;
  readonly seriesId: string;
  readonly title: string;
  readonly vintageId: string | null;
  readonly number: number | null;
  readonly publishedOn: string | null;
  readonly vintageRecordedAt: Date | null;
}

export interface Held {
  readonly claim: ClaimThen;
  readonly verdict: RatedVerdict | null;
  readonly check: CheckThen | null;
  readonly findings: readonly FindingRow[];
  readonly personFindings: readonly PersonFinding[];
  readonly assertions: readonly AssertionRow[];
  readonly citations: readonly Citation[];
  readonly sources: readonly SourceThen[];
  readonly series: readonly SeriesThen[];
}

/**
 * What was held of one claim. Verdicts and vintages have two times and follow both moments; all else was only ever
 * known when it happened, and is read at the earlier of the two.
 */
export class AsOfTable {
  constructor(private readonly sql: Sql) {}

  /** Null when the claim was not recorded by then; call it within `readTogether`. */
  async held(claimId: string, moments: Moments): Promise<Held | null> {
    const { asOf, knownAt } = moments;
    const then = asOf < knownAt ? asOf : knownAt;
    const claim = await this.claim(claimId, then);
    if (claim === null) return null;
    const check = await this.lastCheck(claimId, then);
    const assertions = await this.assertions(claimId);
    const citations = await this.citations(claimId, then);
    const sources = await this.sources(citations, then);
    const later = await this.laterRevisions(claimId, sources, then);
    const readThen = <T extends { id: string; version: number }>(kind: Revision['subjectKind'], row: T): T =>
      readBack(
        row,
        later.filter((each) => each.subjectKind === kind && each.subjectId === row.id),
      );
    return {
      claim: readThen('claim', claim),
      verdict: await this.verdict(claimId, moments),
      ...{ check, findings: check === null ? [] : await this.findings(check.id) },
      personFindings: await new PersonFindingTable(this.sql).inForce(claimId, then),
      assertions: assertions.map((row) => readThen('assertion', row)),
      ...{ citations, sources: sources.map((row) => readThen('source', row)) },
      series: await this.series(claimId, moments, then),
    };
  }

  /** The highest version that was recorded and held by then; a withdrawal is one. */
  verdict(claimId: string, { asOf, knownAt }: Moments): Promise<RatedVerdict | null> {
    return this.sql.one<RatedVerdict>(
      `SELECT ${this.sql.columns(Verdict, 'v')}, r.code AS "ratingCode", r.label AS "ratingLabel", r.expects
       FROM verdict v LEFT JOIN rating r ON r.id = v.rating_id
       WHERE claim_id = $1 AND recorded_at <= $2 AND valid_from <= $3 ORDER BY version DESC LIMIT 1`,
      [claimId, knownAt, asOf],
    );
  }

  /** People's fields still as they are now. */
  private claim(claimId: string, then: Date): Promise<ClaimThen | null> {
    return this.sql.one<ClaimThen>(
      `SELECT ${this.sql.columns(Claim, 'c')}, s.version AS "standingVersion", s.status, s.label,
         s.verdict_version AS "verdictVersion", s.cause, s.cause_id AS "causeId", s.disagreement,
         s.recorded_at AS "standingSince", r.code AS "ratingCode", r.label AS "ratingLabel"
       FROM claim c
       CROSS JOIN LATERAL (SELECT * FROM standing WHERE claim_id = c.id AND recorded_at <= $2
                           ORDER BY recorded_at DESC, version DESC LIMIT 1) s
       LEFT JOIN verdict v ON v.claim_id = c.id AND v.version = s.verdict_version
       LEFT JOIN rating r ON r.id = v.rating_id
       WHERE c.id = $1`,
      [claimId, then],
    );
  }

  private lastCheck(claimId: string, then: Date): Promise<CheckThen | null> {
    return this.sql.one<CheckThen>(
      `SELECT ${this.sql.columns(CheckRow, 'k')}, a.label, a.parts, a.reasons
       FROM "check" k JOIN assessment a ON a.check_id = k.id
       WHERE k.claim_id = $1 AND k.completed_at <= $2 AND k.state = 'completed'
       ORDER BY k.completed_at DESC, k.id DESC LIMIT 1`,
      [claimId, then],
    );
  }

  private findings(checkId: string): Promise<FindingRow[]> {
    return this.sql.rows<FindingRow>(
      `SELECT ${this.sql.columns(FindingRow, 'f')} FROM finding f WHERE check_id = $1 ORDER BY position`,
      [checkId],
    );
  }

  private assertions(claimId: string): Promise<AssertionRow[]> {
    return this.sql.rows<AssertionRow>(
      `SELECT ${this.sql.columns(AssertionRow, 'a')} FROM assertion a WHERE claim_id = $1 ORDER BY position`,
      [claimId],
    );
  }

  private citations(claimId: string, then: Date): Promise<Citation[]> {
    return this.sql.rows<Citation>(
      `SELECT ${this.sql.columns(Citation, 'q')} FROM citation q
       WHERE claim_id = $1 AND recorded_at <= $2 ORDER BY recorded_at, id`,
      [claimId, then],
    );
  }

  private async sources(citations: readonly Citation[], then: Date): Promise<SourceThen[]> {
    const ids = [...new Set(citations.map((each) => each.sourceId))];
    if (ids.length === 0) return [];
    return this.sql.rows<SourceThen>(
      `SELECT ${this.sql.columns(Source, 's')}, p.id AS "snapshotId", p.fetched_at AS "fetchedAt", p.title AS "snapshotTitle",
         p.text_sha256 AS "textSha256", p.status AS "snapshotStatus"
       FROM unnest($1::uuid[]) WITH ORDINALITY AS q (id, n) JOIN source s ON s.id = q.id
       LEFT JOIN LATERAL (SELECT id, fetched_at, title, text_sha256, status FROM snapshot
                          WHERE source_id = s.id AND fetched_at <= $2 ORDER BY fetched_at DESC, id DESC LIMIT 1) p ON true
       ORDER BY q.n`,
      [ids, then],
    );
  }

  private laterRevisions(claimId: string, sources: readonly Source[], then: Date): Promise<Revision[]> {
    const columns = `subject_kind AS "subjectKind", subject_id AS "subjectId", version, before`;
    return this.sql.rows<Revision>(
      `SELECT ${columns} FROM revision WHERE claim_id = $1 AND recorded_at > $2 AND subject_kind IN ('claim', 'assertion')
       UNION ALL
       SELECT ${columns} FROM revision WHERE subject_kind = 'source' AND subject_id = ANY($3::uuid[]) AND recorded_at > $2`,
      [claimId, then, sources.map((each) => each.id)],
    );
  }

  private series(claimId: string, { asOf, knownAt }: Moments, then: Date): Promise<SeriesThen[]> {
    return this.sql.rows<SeriesThen>(
      `SELECT a.id AS "assertionId", s.id AS "seriesId", s.title, v.id AS "vintageId", v.number,
         v.published_on AS "publishedOn", v.recorded_at AS "vintageRecordedAt"
       FROM assertion a
       CROSS JOIN LATERAL (SELECT version, series_id FROM binding WHERE assertion_id = a.id AND recorded_at <= $2
                           ORDER BY version DESC LIMIT 1) b
       CROSS JOIN LATERAL (SELECT b.series_id AS id UNION
                           SELECT series_id FROM binding_term WHERE assertion_id = a.id AND version = b.version) t
       JOIN series s ON s.id = t.id
       LEFT JOIN LATERAL (SELECT id, number, published_on, recorded_at FROM vintage
                          WHERE series_id = s.id AND recorded_at <= $3 AND published_on <= $4::date
                          ORDER BY number DESC LIMIT 1) v ON true
       WHERE a.claim_id = $1 ORDER BY a.position, s.id`,
      [claimId, then, knownAt, asOf.toISOString().slice(0, 10)],
    );
  }
}
