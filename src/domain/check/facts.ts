import type { Assertion } from '../claim/assertion.js';
import type { FindDayDates } from '../claim/day-date-finder.js';
import type { QuoteMatch, QuoteSelector } from '../evidence/quote-match.js';
import type { Finding, FindingSubject, Label, Reason, Tier } from '../finding.js';
import type { ExchangeRate } from '../series/expression-measure.js';
import type { MeasureKind } from '../series/observation.js';
import type { Vintage } from '../series/vintage.js';

/** All that the checkers may know of a claim. Gathered by the checks service; plain data and two pure functions. */
export interface CheckFacts {
  readonly claim: {
    readonly id: string;
    readonly text: string;
    readonly statedOn: string | null;
    readonly language: string;
  };
  /** Ledger time, an instant. */
  readonly now: string;
  /** Its UTC day. */
  readonly today: string;
  readonly assertions: readonly CheckedAssertion[];
  readonly citations: readonly CheckedCitation[];
  readonly sources: readonly CheckedSource[];
  readonly bindings: readonly SeriesBinding[];
  /** What persons found and have not retracted, oldest first. */
  readonly personFindings: readonly SpokenFinding[];
  readonly dayDates: FindDayDates;
  readonly matchQuote: (text: string, selector: QuoteSelector) => QuoteMatch;
}

export interface CheckedAssertion {
  readonly id: string;
  readonly spec: Assertion;
}

export interface CheckedCitation {
  readonly id: string;
  readonly sourceId: string;
  readonly role: 'appearance' | 'evidence';
  readonly selector: QuoteSelector | null;
}

/** What a source said at one fetch. */
export interface SourceSnapshot {
  readonly snapshotId: string;
  readonly text: string;
  readonly publishedOn: string | null;
  readonly fetchedAt: string;
}

export interface CheckedSource {
  readonly id: string;
  readonly kind: string;
  readonly tier: Tier;
  /** Who first published it; copies of one story share it. */
  readonly origin: string;
  readonly capture:
    | ({ readonly ok: true } & SourceSnapshot)
    | {
        readonly ok: false;
        readonly error: { readonly code: string; readonly message: string };
        /** The last snapshot that succeeded, where there is one. */
        readonly archived?: SourceSnapshot;
      };
}

/** A series with all its editions, as the checkers take it. */
export interface BoundSeries {
  readonly seriesId: string;
  readonly seriesTitle: string;
  readonly unit: string | null;
  readonly currency: string | null;
  /** What one unit of the values stands for: 1000000 for a series in millions. */
  readonly scale: number;
  readonly measureKind: MeasureKind;
  /** Of a series of exchange rates: the price of one `per` in `currency`. */
  readonly rate?: ExchangeRate | null;
  readonly vintages: readonly Vintage[];
}

/** An assertion tied to a series. */
export interface PlainBinding extends BoundSeries {
  readonly assertionId: string;
}

/** An assertion tied to an expression over series. */
export interface ExpressionBinding {
  readonly assertionId: string;
  readonly expression: string;
  /** The series by the names that the expression gives them. */
  readonly terms: Readonly<Record<string, BoundSeries>>;
}

export type SeriesBinding = PlainBinding | ExpressionBinding;

/** What a person found of one assertion, in words of their own or of a source. */
export interface SpokenFinding {
  readonly id: string;
  readonly assertionId: string;
  /** Any kind, an interview too; it need not be cited. */
  readonly sourceId: string | null;
  /** Of that source; null without one. */
  readonly sourceOrigin: string | null;
  readonly label: Label;
  /** Word for word. */
  readonly passage: string | null;
  /** What was said or seen. */
  readonly note: string | null;
  /** Why it bears on the assertion. */
  readonly reason: string;
  readonly personId: string;
  readonly personName: string;
}

/** What a source can be judged by: what it says now or, when it cannot be reached, what was archived of it. */
export function readable(source: CheckedSource): { snapshot: SourceSnapshot; isArchived: boolean } | null {
  const { capture } = source;
  if (capture.ok) return { snapshot: capture, isArchived: false };
  return capture.archived ? { snapshot: capture.archived, isArchived: true } : null;
}

/** A finding of fact on what `subject` names; everything not named is null. */
export function finding(
  checker: Finding['checker'],
  label: NonNullable<Finding['label']>,
  reasons: readonly Reason[],
  subject: Partial<FindingSubject>,
): Finding {
  return { ...nothing, ...subject, checker, label, error: null, reasons };
}

/** A check that could not be made, with its cause. */
export function failure(
  checker: Finding['checker'],
  error: string,
  reasons: readonly Reason[],
  subject: Partial<FindingSubject>,
): Finding {
  return { ...nothing, ...subject, checker, label: null, error, reasons };
}

const nothing: FindingSubject = {
  assertionId: null,
  citationId: null,
  sourceId: null,
  snapshotId: null,
  vintageId: null,
};
