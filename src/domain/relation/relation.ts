import type { Reason } from '../finding.js';

/** How two claims stand to each other (docs/claims.md). The first that holds of same, contradicts, variant, related, unrelated. */
export type Relation = 'same' | 'contradicts' | 'variant' | 'related' | 'unrelated';

export interface Related {
  readonly relation: Relation;
  /** Never empty. Those of a comparison carry the two values as `a` and `b`. */
  readonly reasons: readonly Reason[];
}
