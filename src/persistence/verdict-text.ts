import { DomainError } from '../domain/errors.js';
import type { ClaimState } from './claim.table.js';
import type { Rating } from './scale.table.js';
import type { Store } from './store.js';

/** What a person writes of a verdict, in a draft or at once. */
export interface VerdictText {
  readonly ratingId: string;
  readonly rationale: string;
  readonly citationIds: readonly string[];
  readonly expiresOn: string | null;
  /** Null: since it is published. */
  readonly validFrom: Date | null;
  /** The completed check its author had before them; null when none had completed. */
  readonly checkId: string | null;
  /** Public; says what was wrong in the version before. */
  readonly correctionNote: string | null;
}

/** As it comes over HTTP; what is left out takes its default. */
export interface VerdictInput {
  readonly ratingId: string;
  readonly rationale: string;
  readonly citationIds: readonly string[];
  readonly expiresOn?: string;
  /** An instant, ISO 8601. */
  readonly validFrom?: string;
  readonly checkId?: string;
  readonly correctionNote?: string;
}

/** The text with its defaults; without a check named it is the last one completed. */
export function textOf(input: VerdictInput, state: ClaimState): VerdictText {
  return {
    ...{ ratingId: input.ratingId, rationale: input.rationale, citationIds: [...input.citationIds] },
    expiresOn: input.expiresOn ?? null,
    validFrom: input.validFrom === undefined ? null : new Date(input.validFrom),
    checkId: input.checkId ?? state.lastCheckId,
    correctionNote: input.correctionNote ?? null,
  };
}

/**
 * The rating of a text that could be published now.
 * @throws DomainError `rating/not-found`, `rating/retired`, `citation/not-found`, `check/not-found`,
 * `verdict/valid-from-in-future`, `verdict/none-in-force` for a correction of nothing.
 */
export async function requireSound(
  store: Store,
  claimId: string,
  text: VerdictText,
  now: Date,
): Promise<Rating> {
  const rating = await store.scales.rating(text.ratingId);
  if (rating === null) throw new DomainError('rating/not-found');
  const before = await store.verdicts.latest(claimId);
  // A typo can be mended under the rating that the claim has, in use or not.
  if (rating.retiredAt !== null && before?.ratingId !== rating.id)
    throw new DomainError('rating/retired', 'Choose a rating that is in use; old verdicts keep this one.');
  await requireCitations(store, claimId, text.citationIds);
  await requireCheck(store, claimId, text.checkId);
  if (text.validFrom !== null && text.validFrom > now)
    throw new DomainError(
      'verdict/valid-from-in-future',
      'Leave validFrom out, or name a moment that is past.',
    );
  if (text.correctionNote !== null && before === null)
    throw new DomainError('verdict/none-in-force', 'There is no version before that a note could correct.');
  return rating;
}

async function requireCitations(store: Store, claimId: string, ids: readonly string[]): Promise<void> {
  const known = new Set((await store.citations.ofClaim(claimId)).map((each) => each.id));
  const missing = ids.findIndex((id) => !known.has(id));
  if (missing >= 0) {
    throw new DomainError('citation/not-found', 'A verdict rests on citations of its own claim.', [
      { pointer: `/citationIds/${missing}`, detail: 'is no citation of this claim' },
    ]);
  }
}

async function requireCheck(store: Store, claimId: string, checkId: string | null): Promise<void> {
  if (checkId === null) return;
  const check = await store.checks.find(checkId);
  if (check?.claimId !== claimId || check.state !== 'completed') {
    throw new DomainError('check/not-found', 'A verdict rests on a completed check of its own claim.', [
      { pointer: '/checkId', detail: 'is no completed check of this claim' },
    ]);
  }
}
