import type { Label } from './finding.js';
import type { PassageChange, SourceNews } from './source/news.js';
import type { ClaimBrief, StandingView } from './standing/view.js';

/** What can happen to a ledger, as other systems hear of it (docs/events.md). Types only grow. */
export type EventType =
  | 'claim.recorded'
  | 'claim.standing_changed'
  | 'claim.changed'
  | 'claim.commented'
  | 'check.completed'
  | 'check.failed'
  | 'finding.recorded'
  | 'finding.retracted'
  | 'draft.submitted'
  | 'draft.reviewed'
  | 'verdict.published'
  | 'verdict.withdrawn'
  | 'verdict.upheld'
  | 'correction.requested'
  | 'correction.answered'
  | 'policy.changed'
  | 'review_policy.changed'
  | 'scale.changed'
  | 'series.revised'
  | 'source.passage_changed'
  | 'source.gone'
  | 'source.returned'
  | 'source.corrected'
  | 'endpoint.disabled';

export const eventTypes: readonly EventType[] = [
  'claim.recorded',
  'claim.standing_changed',
  'claim.changed',
  'claim.commented',
  'check.completed',
  'check.failed',
  'finding.recorded',
  'finding.retracted',
  'draft.submitted',
  'draft.reviewed',
  'verdict.published',
  'verdict.withdrawn',
  'verdict.upheld',
  'correction.requested',
  'correction.answered',
  'policy.changed',
  'review_policy.changed',
  'scale.changed',
  'series.revised',
  'source.passage_changed',
  'source.gone',
  'source.returned',
  'source.corrected',
  'endpoint.disabled',
];

/** What an endpoint hears when it does not choose. */
export const defaultEventTypes: readonly EventType[] = ['claim.standing_changed'];

/** Why a standing began. `id` names the check, the version of the verdict, the number of what was upheld, or the policy. */
export interface Cause {
  readonly kind: 'recorded' | 'check' | 'verdict' | 'upheld' | 'policy' | 'shelf-life';
  readonly id: string | null;
}

export interface EventPayloads {
  'claim.recorded': { claim: ClaimBrief; standing: StandingView; actorId: string };
  'claim.standing_changed': {
    claim: ClaimBrief;
    old: StandingView;
    new: StandingView;
    cause: Cause;
    actorId: string | null;
    disagreement: readonly string[];
  };
  'claim.changed': {
    claim: ClaimBrief;
    /** `change`, or the name of a workflow action. */
    action: string;
    /** Only the fields that changed. */
    before: Readonly<Record<string, unknown>>;
    after: Readonly<Record<string, unknown>>;
    reason: string | null;
    actorId: string;
    standing: StandingView;
  };
  'claim.commented': {
    claim: ClaimBrief;
    commentId: string;
    authorId: string;
    /** The persons it names. */
    mentions: readonly string[];
    standing: StandingView;
  };
  'check.failed': {
    claim: ClaimBrief;
    checkId: string;
    trigger: string;
    failure: string;
    /** In a row since a check last completed. */
    failures: number;
    /** When it is tried again; null when it is not. */
    retryAt: string | null;
    standing: StandingView;
  };
  'finding.recorded': {
    claim: ClaimBrief;
    findingId: string;
    assertionId: string;
    label: Label;
    reason: string;
    personId: string;
    standing: StandingView;
  };
  'finding.retracted': {
    claim: ClaimBrief;
    findingId: string;
    reason: string;
    personId: string;
    standing: StandingView;
  };
  'draft.submitted': {
    claim: ClaimBrief;
    draftId: string;
    draftVersion: number;
    authorIds: readonly string[];
    reviewersRequired: number;
    actorId: string;
    standing: StandingView;
  };
  'draft.reviewed': {
    claim: ClaimBrief;
    draftId: string;
    draftVersion: number;
    decision: 'approved' | 'returned';
    note: string;
    reviewerId: string;
    standing: StandingView;
  };
  'check.completed': {
    claim: ClaimBrief;
    checkId: string;
    trigger: string;
    assessment: Label;
    parts: readonly { assertionId: string; label: Label }[];
    standing: StandingView;
  };
  'verdict.published': {
    claim: ClaimBrief;
    verdictVersion: number;
    rating: { code: string; label: string };
    rationale: string;
    authorId: string;
    coAuthorIds: readonly string[];
    reviewerIds: readonly string[];
    /** What was wrong in the version before; null for a first verdict or a new one. */
    correctionNote: string | null;
    validFrom: string;
    standing: StandingView;
  };
  'verdict.withdrawn': {
    claim: ClaimBrief;
    verdictVersion: number;
    reason: string;
    actorId: string;
    standing: StandingView;
  };
  'verdict.upheld': {
    claim: ClaimBrief;
    verdictVersion: number;
    disagreement: readonly string[];
    reason: string;
    personId: string;
    standing: StandingView;
  };
  'correction.requested': {
    claim: ClaimBrief;
    requestId: string;
    addressee: string;
    channel: string;
    askedOn: string;
    personId: string;
    standing: StandingView;
  };
  'correction.answered': {
    claim: ClaimBrief;
    requestId: string;
    outcome: string;
    onDay: string;
    personId: string;
    standing: StandingView;
  };
  'policy.changed': {
    policyId: string;
    name: string;
    before: Readonly<Record<string, unknown>>;
    after: Readonly<Record<string, unknown>>;
    actorId: string;
  };
  'review_policy.changed': {
    before: Readonly<Record<string, number>>;
    after: Readonly<Record<string, number>>;
    actorId: string;
  };
  'scale.changed': {
    scaleId: string;
    code: string;
    before: Readonly<Record<string, unknown>>;
    after: Readonly<Record<string, unknown>>;
    actorId: string;
  };
  'series.revised': {
    seriesId: string;
    title: string;
    vintageId: string;
    number: number;
    publishedOn: string;
    changes: readonly { from: string; to: string; before: string | null; after: string | null }[];
    actorId: string;
  };
  'source.passage_changed': SourceNews & {
    snapshotId: string;
    previousSnapshotId: string;
    /** Of the claims that are listed. */
    passages: readonly PassageChange[];
  };
  'source.gone': SourceNews & {
    /** Why the last of the fetches failed, days apart, that it takes to call a source gone. */
    code: string;
    message: string;
    /** Since when nothing could be read. */
    since: string;
    archivedSnapshotId: string | null;
  };
  'source.returned': SourceNews & { snapshotId: string; goneSince: string };
  'source.corrected': SourceNews & {
    snapshotId: string;
    /** What the page says of its correction; `on` is a day, null when it names none. */
    correction: { text: string; on: string | null };
  };
  'endpoint.disabled': { endpointId: string; url: string; reason: string };
}

/** The version of `data` in every payload; it only grows. */
export const schemaVersion = 1;
