import type { HeldClaim } from '../../src/features/claims/claim-as-of.service.js';
import type { TestApp } from './app.js';
import type { Dice } from './random-history.js';

/** One row of a history table; moments as numbers. */
type Row = Readonly<Record<string, unknown>>;

const tables = [
  'claim',
  'assertion',
  'source',
  'revision',
  'standing',
  'verdict',
  'rating',
  'check',
  'assessment',
  'finding',
  'person_finding',
  'finding_retraction',
  'citation',
  'snapshot',
  'binding',
  'vintage',
] as const;

/** What an answer comes to: ids and values that can be compared. */
export type Gist = Readonly<Record<string, unknown>>;

/** All history rows in memory, walked anew for each question: slow, plain, and without a line of the product. */
export class Replay {
  private constructor(private readonly rows: Readonly<Record<(typeof tables)[number], readonly Row[]>>) {}

  static async of(app: TestApp): Promise<Replay> {
    const read: Partial<Record<(typeof tables)[number], Row[]>> = {};
    for (const table of tables) {
      const found = await app.rows<Record<string, unknown>>(`SELECT * FROM "${table}"`);
      read[table] = found.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [name, value instanceof Date ? value.getTime() : value]),
        ),
      );
    }
    return new Replay(read as Record<(typeof tables)[number], Row[]>);
  }

  get claimIds(): string[] {
    return this.rows.claim.map((row) => row['id'] as string);
  }

  /** Moments at which anything happened, and just before and after each. */
  moments(): number[] {
    const names = ['recorded_at', 'valid_from', 'completed_at', 'fetched_at'];
    const exact = Object.values(this.rows).flatMap((rows) =>
      rows.flatMap((row) => names.flatMap((name) => (typeof row[name] === 'number' ? [row[name]] : []))),
    );
    return [...new Set(exact.flatMap((at) => [at - 1, at, at + 1]))];
  }

  /** Null before the claim was recorded. */
  at(claimId: string, asOf: number, knownAt: number): Gist | null {
    const then = Math.min(asOf, knownAt);
    const claim = this.rows.claim.find((row) => row['id'] === claimId);
    if (claim === undefined || (claim['recorded_at'] as number) > then) return null;
    const standing = last(this.mine('standing', claimId, then), 'version');
    const verdict = last(
      this.mine('verdict', claimId, knownAt).filter((row) => (row['valid_from'] as number) <= asOf),
      'version',
    );
    const check = lastCheck(this.of('check', claimId), then);
    const assessment = this.rows.assessment.find((row) => row['check_id'] === check?.['id']);
    return {
      ...this.read('claim', claim, then, [
        'claimant',
        'topics',
        'priority',
        'deskId',
        'workflow',
        'assigneeId',
        'dueOn',
      ]),
      standing: [standing?.['version'], standing?.['status'], standing?.['label'], standing?.['recorded_at']],
      verdict: [verdict?.['version'] ?? null, verdict?.['kind'] ?? null, this.codeOf(verdict)],
      check: [check?.['id'] ?? null, assessment?.['label'] ?? null, check?.['completed_at'] ?? null],
      findings: this.rows.finding
        .filter((row) => check !== null && row['check_id'] === check['id'])
        .map(idOf)
        .sort(),
      personFindings: this.personFindings(claimId, then),
      ...this.things(claimId, then),
      series: this.series(claimId, asOf, knownAt),
    };
  }

  /** The claims that a list as of a moment holds, newest first. */
  list(asOf: number, wanted: Readonly<Record<string, unknown>>): string[] {
    const rows = this.rows.claim.filter((claim) => {
      if ((claim['recorded_at'] as number) > asOf) return false;
      const id = claim['id'] as string;
      const standing = last(this.mine('standing', id, asOf), 'version');
      const version = standing?.['verdict_version'];
      const verdict = this.of('verdict', id).find((row) => row['version'] === version);
      const held: Row = {
        ...{
          status: standing?.['status'],
          assessment: standing?.['label'],
          ratingId: verdict?.['rating_id'],
        },
        deskId: this.read('claim', claim, asOf, ['deskId'])['deskId'],
      };
      return Object.entries(wanted).every(([name, value]) => held[name] === value);
    });
    return rows
      .sort(
        (a, b) => (b['recorded_at'] as number) - (a['recorded_at'] as number) || compare(idOf(b), idOf(a)),
      )
      .map(idOf);
  }

  private of(table: (typeof tables)[number], claimId: string): Row[] {
    return this.rows[table].filter((row) => row['claim_id'] === claimId);
  }

  private mine(table: (typeof tables)[number], claimId: string, until: number): Row[] {
    return this.of(table, claimId).filter((row) => (row['recorded_at'] as number) <= until);
  }

  private codeOf(verdict: Row | null): unknown {
    return this.rows.rating.find((row) => row['id'] === verdict?.['rating_id'])?.['code'] ?? null;
  }

  private personFindings(claimId: string, then: number): string[] {
    const gone = this.mine('finding_retraction', claimId, then).map((row) => row['finding_id']);
    const held = this.mine('person_finding', claimId, then).filter((row) => !gone.includes(row['id']));
    return held.map(idOf).sort();
  }

  private things(claimId: string, then: number): Gist {
    const cited = this.mine('citation', claimId, then);
    const sourceIds = [...new Set(cited.map((row) => row['source_id']))];
    const sources = this.rows.source.filter((row) => sourceIds.includes(row['id']));
    return {
      citations: cited.map(idOf).sort(),
      assertions: this.of('assertion', claimId)
        .sort((a, b) => Number(a['position']) - Number(b['position']))
        .map((row) => this.read('assertion', row, then, ['kind', 'corrected'])),
      sources: sources
        .map((row): Row => ({
          ...this.read('source', row, then, ['title', 'tier']),
          snapshotId:
            this.rows.snapshot
              .filter((each) => each['source_id'] === row['id'] && (each['fetched_at'] as number) <= then)
              .sort((a, b) => Number(a['fetched_at']) - Number(b['fetched_at']) || compare(idOf(a), idOf(b)))
              .map(idOf)
              .at(-1) ?? null,
        }))
        .sort((a, b) => compare(a['id'] as string, b['id'] as string)),
    };
  }

  private series(claimId: string, asOf: number, knownAt: number): unknown[] {
    const day = new Date(asOf).toISOString().slice(0, 10);
    return this.of('assertion', claimId)
      .sort((a, b) => Number(a['position']) - Number(b['position']))
      .flatMap((assertion) => {
        const bound = this.rows.binding.filter(
          (row) =>
            row['assertion_id'] === assertion['id'] && Number(row['recorded_at']) <= Math.min(asOf, knownAt),
        );
        const seriesId = last(bound, 'version')?.['series_id'] ?? null;
        if (seriesId === null) return [];
        const out = this.rows.vintage.filter(
          (row) =>
            row['series_id'] === seriesId &&
            Number(row['recorded_at']) <= knownAt &&
            String(row['published_on']) <= day,
        );
        return [[assertion['id'], seriesId, last(out, 'number')?.['id'] ?? null]];
      });
  }

  /** Forwards through the revisions: what the last one by then left, else what the first one found, else what is there now. */
  private read(kind: string, now: Row, then: number, fields: readonly string[]): Row {
    const revisions = this.rows.revision
      .filter((row) => row['subject_kind'] === kind && row['subject_id'] === now['id'])
      .sort((a, b) => Number(a['version']) - Number(b['version']));
    const done = revisions.filter((row) => (row['recorded_at'] as number) <= then);
    const read = fields.map((field): [string, unknown] => {
      const touching = (rows: readonly Row[]): Row[] => rows.filter((row) => field in (row['after'] as Row));
      const left = touching(done).at(-1)?.['after'] as Row | undefined;
      const found = touching(revisions)[0]?.['before'] as Row | undefined;
      if (left !== undefined) return [field, left[field]];
      return [field, found === undefined ? now[snake(field)] : found[field]];
    });
    return { id: now['id'], version: 1 + done.length, ...Object.fromEntries(read) };
  }
}

/** The same of the product's answer. */
export function gistOf(held: HeldClaim): Gist {
  const { claim, verdict, check } = held;
  const { id, version, claimant, topics, priority, deskId, workflow, assigneeId, dueOn } = claim;
  return {
    ...{ id, version, claimant, topics, priority, deskId, workflow, assigneeId, dueOn },
    standing: [claim.standingVersion, claim.status, claim.label, claim.standingSince.getTime()],
    verdict: [verdict?.version ?? null, verdict?.kind ?? null, verdict?.ratingCode ?? null],
    check: [check?.id ?? null, check?.label ?? null, held.lastVerifiedAt?.getTime() ?? null],
    findings: held.findings.map((each) => each.id).sort(),
    personFindings: held.personFindings.map((each) => each.id).sort(),
    citations: held.citations.map((each) => each.id).sort(),
    assertions: held.assertions.map(({ id, version, kind, corrected }) => ({ id, version, kind, corrected })),
    sources: held.sources
      .map(({ id, version, title, tier, snapshotId }) => ({ id, version, title, tier, snapshotId }))
      .sort((a, b) => compare(a.id, b.id)),
    series: held.series.map(({ assertionId, seriesId, vintageId }) => [assertionId, seriesId, vintageId]),
  };
}

/** A moment of the history or one between, for both axes. */
export function momentOf(dice: Dice, moments: readonly number[]): number {
  const [low, high] = [Math.min(...moments.slice(0, 1000)), Math.max(...moments.slice(0, 1000))];
  return dice.below(3) === 0 ? low + dice.below(high - low + 1) : dice.one(moments);
}

function lastCheck(rows: readonly Row[], then: number): Row | null {
  const done = rows.filter((row) => row['state'] === 'completed' && Number(row['completed_at']) <= then);
  return (
    done
      .sort((a, b) => Number(a['completed_at']) - Number(b['completed_at']) || compare(idOf(a), idOf(b)))
      .at(-1) ?? null
  );
}

function last(rows: readonly Row[], by: string): Row | null {
  return rows.reduce<Row | null>(
    (max, row) => (max === null || Number(row[by]) > Number(max[by]) ? row : max),
    null,
  );
}

function idOf(row: Row): string {
  return row['id'] as string;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
