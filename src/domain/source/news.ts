import type { ClaimBrief, StandingView } from '../standing/view.js';

/** What every event about a source says: which, by which fetch, and which claims lean on what changed. */
export interface SourceNews {
  readonly source: {
    readonly id: string;
    readonly kind: string;
    readonly url: string | null;
    readonly title: string;
    readonly origin: string;
  };
  readonly fetchId: string;
  /** At most {@link listedClaims}, in the order in which they were recorded. */
  readonly claims: readonly { readonly claim: ClaimBrief; readonly standing: StandingView }[];
  /** All of them. */
  readonly claimCount: number;
}

/** How many claims an event about a source lists; `claimCount` says how many there are. */
export const listedClaims = 100;

/** What a fetch found of one cited passage against the fetch before. */
export interface PassageChange {
  readonly citationId: string;
  readonly claimId: string;
  readonly cited: string;
  readonly old: { readonly state: string; readonly passage: string | null };
  readonly new: { readonly state: string; readonly passage: string | null };
  /** Figures that read otherwise now. */
  readonly figures: readonly { readonly from: string | null; readonly to: string | null }[];
}
