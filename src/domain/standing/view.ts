import type { Label } from '../finding.js';

export type Status = 'withdrawn' | 'challenged' | 'stale' | 'settled' | 'assessed' | 'unverified';

export const statuses: readonly Status[] = [
  'withdrawn',
  'challenged',
  'stale',
  'settled',
  'assessed',
  'unverified',
];

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
