import { may } from '../../domain/actor.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import { approversOf, reviewersRequired } from '../../domain/verdict/review.js';
import { openActions } from '../../domain/verdict/workflow.js';
import type { WorkflowAction, WorkflowFacts, WorkflowState } from '../../domain/verdict/workflow.js';
import type { Claim, ClaimState } from '../../persistence/claim.table.js';
import type { Draft } from '../../persistence/draft.table.js';
import type { Store } from '../../persistence/store.js';

/** All that the workflow of a claim is decided on, for one caller. */
export interface Situation {
  readonly claim: Claim;
  readonly state: ClaimState;
  readonly draft: Draft | null;
  readonly required: number;
  readonly approvedBy: readonly string[];
  readonly atDesk: boolean;
}

/** The workflow as answers show it: plain JSON. */
export interface WorkflowShown {
  readonly state: WorkflowState;
  readonly assigneeId: string | null;
  readonly dueOn: string | null;
  readonly version: number;
  readonly verdictVersion: number | null;
  readonly review: {
    readonly required: number;
    readonly approvedBy: string[];
    readonly draftId: string | null;
    readonly draftVersion: number | null;
    readonly authorIds: string[];
  };
  readonly actions: {
    readonly action: WorkflowAction;
    readonly to: WorkflowState | null;
    readonly open: boolean;
    readonly why: string | null;
  }[];
}

/** @throws DomainError `claim/not-found`. */
export async function situationOf(store: Store, actor: Actor, claimId: string): Promise<Situation> {
  // One after the other: a transaction has one connection, and pg will refuse queries at once on it.
  const claim = await store.claims.find(claimId);
  const state = await store.claims.state(claimId);
  if (claim === null || state === null) throw new DomainError('claim/not-found');
  const draft = await store.drafts.of(claimId);
  const reviews = draft === null ? [] : await store.reviews.ofClaim(claimId);
  return {
    ...{ claim, state, draft },
    required: reviewersRequired(await store.reviews.policies(), claim.reviewPriority, draft),
    approvedBy: draft === null ? [] : await whoMayReview(store, claim.deskId, approversOf(draft, reviews)),
    atDesk: may(actor.role, 'desks:manage') || (await store.people.worksAt(claim.deskId, actor.personId)),
  };
}

/** Those who may review at the desk where the claim is now: an approval counts as long as its giver could give it. */
async function whoMayReview(store: Store, deskId: string, ids: readonly string[]): Promise<string[]> {
  const able: string[] = [];
  for (const id of ids) {
    const person = await store.people.find(id);
    if (person?.kind !== 'person' || person.disabledAt !== null) continue;
    if (!may(person.role, 'verdicts:review')) continue;
    if (may(person.role, 'desks:manage') || (await store.people.worksAt(deskId, id))) able.push(id);
  }
  return able;
}

export function factsOf(actor: Actor, situation: Situation): WorkflowFacts {
  const { personId, role, kind } = actor;
  const { claim, draft, required, approvedBy, atDesk } = situation;
  return {
    state: claim.workflow,
    caller: { personId, role, kind, atDesk },
    ...{ draft, required, approvedBy },
  };
}

export function viewOf(actor: Actor, situation: Situation): WorkflowShown {
  const { claim, state, draft, required, approvedBy } = situation;
  return {
    state: claim.workflow,
    ...{ assigneeId: claim.assigneeId, dueOn: claim.dueOn, version: claim.version },
    verdictVersion: state.verdictVersion,
    review: {
      ...{ required, approvedBy: [...approvedBy] },
      ...{ draftId: draft?.id ?? null, draftVersion: draft?.version ?? null },
      authorIds: draft?.authorIds ?? [],
    },
    actions: openActions(factsOf(actor, situation)).map(({ action, to, open, why }) => ({
      ...{ action, to, open, why },
    })),
  };
}
