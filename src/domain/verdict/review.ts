/** What counts in a review: persons, never keys, and only for the very text they read. */

export interface ReviewedDraft {
  readonly id: string;
  readonly version: number;
  /** Everybody who wrote any of it. */
  readonly authorIds: readonly string[];
}

export interface ReviewDecision {
  readonly draftId: string;
  readonly draftVersion: number;
  readonly decision: 'approved' | 'returned';
  readonly reviewerId: string;
}

/**
 * The persons who approve exactly this version of the draft, authors left out whatever they said. A version that somebody
 * returned has lost the approvals it had: an objection is answered by another text or by approving anew. `reviews` are in the
 * order they were made.
 */
export function approversOf(draft: ReviewedDraft, reviews: readonly ReviewDecision[]): string[] {
  const ofThis = reviews.filter((each) => each.draftId === draft.id && each.draftVersion === draft.version);
  const sinceReturned = ofThis.slice(ofThis.findLastIndex((each) => each.decision === 'returned') + 1);
  const approving = new Set(sinceReturned.map((each) => each.reviewerId));
  return [...approving].filter((reviewer) => !draft.authorIds.includes(reviewer));
}

export type ReviewPolicies = Readonly<Record<'low' | 'normal' | 'high', number>>;

/**
 * How many must approve: what the policy asks for the highest priority the claim ever had, and no fewer than it asked
 * while the draft was written.
 */
export function reviewersRequired(
  policies: ReviewPolicies,
  reviewPriority: keyof ReviewPolicies,
  draft: { readonly reviewersRequired: number } | null,
): number {
  return Math.max(policies[reviewPriority], draft?.reviewersRequired ?? 0);
}

/** Whether no priority asks for fewer reviewers than a lower one; else raising a priority would spare a reviewer. */
export function isRising({ low, normal, high }: ReviewPolicies): boolean {
  return low <= normal && normal <= high;
}
