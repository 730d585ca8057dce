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
 * The persons who approve exactly this version of the draft: each by their latest decision on it, authors left out whatever
 * they said. `reviews` are in the order they were made.
 */
export function approversOf(draft: ReviewedDraft, reviews: readonly ReviewDecision[]): string[] {
  const latest = new Map<string, ReviewDecision['decision']>();
  for (const each of reviews) {
    if (each.draftId === draft.id && each.draftVersion === draft.version)
      latest.set(each.reviewerId, each.decision);
  }
  return [...latest]
    .filter(([reviewer, decision]) => decision === 'approved' && !draft.authorIds.includes(reviewer))
    .map(([reviewer]) => reviewer);
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
