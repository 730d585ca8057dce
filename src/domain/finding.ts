/** The words in which machine and people say what evidence shows (docs/standing.md). */

/** After AVeriTeC; its "Conflicting Evidence/Cherrypicking" is our `conflicting`. */
export type Label = 'supported' | 'refuted' | 'conflicting' | 'not-enough-evidence';

export const labels: readonly Label[] = ['supported', 'refuted', 'conflicting', 'not-enough-evidence'];

/** One step of the reasoning, fit to print: `code` for programs, `message` for readers, the rest are its figures. */
export interface Reason {
  readonly code: string;
  readonly message: string;
  readonly [detail: string]: unknown;
}

export type Tier = 'primary' | 'secondary' | 'tertiary';

/** What a finding is about and rests on. Ids are those of the ledger, or of the report under `stet check`. */
export interface FindingSubject {
  readonly assertionId: string | null;
  readonly citationId: string | null;
  readonly sourceId: string | null;
  readonly snapshotId: string | null;
  readonly vintageId: string | null;
}

/** What one checker says of one assertion or citation. An error carries its cause and is never a finding of fact. */
export type Finding = FindingSubject & {
  readonly checker: CheckerName;
  readonly reasons: readonly Reason[];
} & ({ readonly label: Label; readonly error: null } | { readonly label: null; readonly error: string });

export type CheckerName = 'availability' | 'quotation' | 'figures' | 'series' | 'due' | 'person';
