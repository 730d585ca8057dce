import { Injectable } from '@nestjs/common';
import type { CheckFacts, CheckedSource, SourceSnapshot, SpokenFinding } from '../../domain/check/facts.js';
import { layeredMatcher } from '../../domain/evidence/quote-layers.js';
import type { CheckRow } from '../../persistence/check.table.js';
import type { Citation } from '../../persistence/citation.table.js';
import { specOf } from '../../persistence/claim.table.js';
import type { AssertionRow, Claim } from '../../persistence/claim.table.js';
import { Db } from '../../persistence/db.js';
import type { SpokenFinding as SpokenRow } from '../../persistence/person-finding.table.js';
import type { ReadSnapshot } from '../../persistence/snapshot.table.js';
import type { Source } from '../../persistence/source.table.js';
import { approximate } from '../../platform/approximate.js';
import { Clock } from '../../platform/clock.js';
import { findDayDates } from '../../platform/day-dates.js';
import { BindingsService } from '../series/bindings.service.js';
import { CaptureService } from '../sources/capture.service.js';
import type { Capture } from '../sources/capture.service.js';

/** The claim as it is when its check begins. */
export interface Subject {
  readonly claim: Claim;
  readonly assertions: readonly AssertionRow[];
  readonly citations: readonly Citation[];
}

export interface Gathered {
  readonly subject: Subject;
  readonly facts: CheckFacts;
  /** Evidence that could not be read now but may be later: the check must not count as made. */
  readonly hindered: readonly {
    readonly sourceId: string;
    readonly code: string;
    readonly message: string;
  }[];
}

type Captured = { readonly source: Source; readonly capture: Capture };

/** Brings together all that the checkers may know of a claim: rows, and what its sources say now. */
@Injectable()
export class FactsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly captures: CaptureService,
    private readonly bindings: BindingsService,
  ) {}

  async gather(check: CheckRow, signal: AbortSignal): Promise<Gathered> {
    const subject = await this.subject(check.claimId);
    const captured = await this.captureAll(subject, check, signal);
    const bindings = await this.db.read((store) => this.bindings.of(store, check.claimId));
    const spoken = await this.db.read((store) => store.personFindings.standing(check.claimId));
    const evidence = new Set(
      subject.citations.filter((each) => each.role === 'evidence').map((each) => each.sourceId),
    );
    const { claim } = subject;
    return {
      subject,
      hindered: captured.flatMap(({ source, capture }) =>
        !capture.ok && capture.error.transient && evidence.has(source.id)
          ? [{ sourceId: source.id, ...capture.error }]
          : [],
      ),
      facts: {
        claim: { id: claim.id, text: claim.text, statedOn: claim.statedOn, language: claim.language },
        now: this.clock.now().toISOString(),
        today: this.clock.today(),
        assertions: subject.assertions.map((row) => ({ id: row.id, spec: specOf(row) })),
        citations: subject.citations.map(toCitation),
        sources: captured.map(toSource),
        bindings,
        personFindings: spoken.map(toSpoken),
        dayDates: findDayDates,
        matchQuote: quoteFinder(captured),
      },
    };
  }

  private subject(claimId: string): Promise<Subject> {
    return this.db.read(async (store) => {
      const [claim, assertions, citations] = await Promise.all([
        store.claims.find(claimId),
        store.claims.assertions(claimId),
        store.citations.ofClaim(claimId),
      ]);
      if (claim === null)
        throw new Error(`claim ${claimId} of a check is not there: was the database restored in part?`);
      return { claim, assertions, citations };
    });
  }

  private async captureAll(
    { citations }: Subject,
    check: CheckRow,
    signal: AbortSignal,
  ): Promise<Captured[]> {
    const ids = [...new Set(citations.map((each) => each.sourceId))];
    if (ids.length === 0) return [];
    const sources = await this.db.read((store) => store.sources.findAll(ids));
    const ask = {
      ...{ trigger: 'check' as const, checkId: check.id, askedAt: check.askedAt, signal },
      // What a person just asked for may look where robots do not go.
      obeysRobots: check.trigger !== 'manual' && check.trigger !== 'recorded',
    };
    const captured = await Promise.all(
      sources.map(async (source) => {
        const capture = isFetched(source)
          ? await this.captures.capture(source, ask)
          : await this.captures.kept(source.id);
        return capture === null ? [] : [{ source, capture }];
      }),
    );
    return captured.flat();
  }
}

/** The other kinds are documents that were handed in, and what people were told. */
function isFetched({ url, kind }: Source): boolean {
  return url !== null && (kind === 'web' || kind === 'dataset');
}

function toCitation({
  id,
  sourceId,
  role,
  exact,
  prefix,
  suffix,
}: Citation): CheckFacts['citations'][number] {
  return { id, sourceId, role, selector: exact === null ? null : { exact, prefix, suffix } };
}

function toSpoken(row: SpokenRow): SpokenFinding {
  const { id, assertionId, sourceId, sourceOrigin, label, passage, note, reason, personId, personName } = row;
  return { id, assertionId, sourceId, sourceOrigin, label, passage, note, reason, personId, personName };
}

function toSource({ source, capture }: Captured): CheckedSource {
  const { id, kind, tier, origin } = source;
  if (capture.ok) return { id, kind, tier, origin, capture: { ok: true, ...toSnapshot(capture.snapshot) } };
  const archived = capture.archived === null ? {} : { archived: toSnapshot(capture.archived) };
  return { id, kind, tier, origin, capture: { ok: false, error: capture.error, ...archived } };
}

function toSnapshot(row: ReadSnapshot): SourceSnapshot {
  return {
    snapshotId: row.id,
    text: row.text,
    publishedOn: row.publishedOn,
    fetchedAt: row.fetchedAt.toISOString(),
  };
}

/**
 * Looks for a quotation in the main text and, when it is not there word for word, in the rest of the page: captions and
 * tables are what extraction drops. Each page is prepared once for all quotations.
 */
function quoteFinder(captured: readonly Captured[]): CheckFacts['matchQuote'] {
  const pages = new Map<string, ReturnType<typeof layeredMatcher>>();
  for (const { capture } of captured) {
    const snapshot = capture.ok ? capture.snapshot : capture.archived;
    if (snapshot !== null) pages.set(snapshot.text, layeredMatcher(snapshot, approximate));
  }
  return (text, selector) => {
    const match = pages.get(text) ?? layeredMatcher({ text }, approximate);
    pages.set(text, match);
    return match(selector);
  };
}
