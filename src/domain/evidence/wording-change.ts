import type { Token } from './wording-tokens.js';

/** What a difference touches. Only `word` leaves the facts alone. */
export type ChangeKind = 'figure' | 'negation' | 'name' | 'direction' | 'hedge' | 'date' | 'thing' | 'word';
export interface Change {
  readonly kind: ChangeKind;
  /** As quoted; '' when it was added. */
  readonly from: string;
  /** As it stands now; '' when it is gone. */
  readonly to: string;
}

/** One side of a comparison. `names` are the lower-case words that the page writes with a capital inside sentences. */
export interface Wording {
  readonly tokens: readonly Token[];
  readonly names: Pick<ReadonlySet<string>, 'has'>;
}
