import type { Label } from './finding.js';

/** What can happen to a ledger, as other systems hear of it (docs/events.md). Types only grow. */
export type EventType =
  | 'claim.recorded'
  | 'claim.standing_changed'
  | 'check.completed'
  | 'verdict.published'
  | 'series.revised'
  | 'endpoint.disabled';

export const eventTypes: readonly EventType[] = [
  'claim.recorded',
  'claim.standing_changed',
  'check.completed',
  'verdict.published',
  'series.revised',
  'endpoint.disabled',
];

/** What an endpoint hears when it does not choose. */
export const defaultEventTypes: readonly EventType[] = ['claim.standing_changed'];

export type Status = 'withdrawn' | 'challenged' | 'stale' | 'settled' | 'assessed' | 'unverified';

export const statuses: readonly Status[] = [
  'withdrawn',
  'challenged',
  'stale',
  'settled',
  'assessed',
  'unverified',
];

/** Why a standing began. `id` names the check, verdict or schedule row. */
export interface Cause {
  readonly kind: 'recorded' | 'check' | 'verdict' | 'shelf-life';
  readonly id: string | null;
}

export interface ClaimBrief {
  readonly id: string;
  readonly text: string;
  readonly claimant: string;
  readonly statedOn: string | null;
  readonly deskId: string;
}

/** The three fields that every event and list row about a claim carries together (DESIGN §2). */
export interface StandingView {
  readonly version: number;
  readonly status: Status;
  readonly assessment: Label | null;
  readonly rating: { readonly code: string; readonly label: string } | null;
  readonly verdictVersion: number | null;
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
    standing: StandingView;
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
  'endpoint.disabled': { endpointId: string; url: string; reason: string };
}

/** The version of `data` in every payload; it only grows. */
export const schemaVersion = 1;
