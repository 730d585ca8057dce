import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import { decide, workflow } from '../../domain/verdict/workflow.js';
import type { WorkflowAction, WorkflowState } from '../../domain/verdict/workflow.js';
import { changeClaim, standingOf } from '../../persistence/claim-change.js';
import type { ChangeableClaim, Claim } from '../../persistence/claim.table.js';
import { Db } from '../../persistence/db.js';
import type { Draft } from '../../persistence/draft.table.js';
import type { Once } from '../../persistence/once.js';
import type { Review } from '../../persistence/review.table.js';
import { briefOf, notBeforeLast } from '../../persistence/standing-change.js';
import type { Store } from '../../persistence/store.js';
import { lockClaim, publishVerdict } from '../../persistence/verdict-change.js';
import { Clock } from '../../platform/clock.js';
import { versionMismatch } from '../../platform/http.js';
import { assigneeFor, requireAssignee } from './assignee.js';
import { factsOf, situationOf, viewOf } from './situation.js';
import type { Situation, WorkflowShown } from './situation.js';

export interface ActionInput {
  readonly action: WorkflowAction;
  readonly reason?: string;
  readonly assigneeId?: string;
  /** Null takes it away. */
  readonly dueOn?: string | null;
  readonly note?: string;
  /** The draft that the caller read. */
  readonly draftId?: string;
  readonly draftVersion?: number;
}

/** Where the human work on a claim is, and who may move it. */
@Injectable()
export class WorkflowService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** The workflow of a claim as the caller may move it now. */
  view(actor: Actor, claimId: string): Promise<WorkflowShown> {
    return this.db.readTogether(async (store) => viewOf(actor, await situationOf(store, actor, claimId)));
  }

  /** All reviews of a claim, newest last. */
  reviews(claimId: string): Promise<Review[]> {
    return this.db.read(async (store) => {
      if ((await store.claims.find(claimId)) === null) throw new DomainError('claim/not-found');
      return store.reviews.ofClaim(claimId);
    });
  }

  /**
   * Takes one step of the workflow, under the lock of the claim's state, so that what is decided on is what is changed.
   * @throws DomainError as `decide` says; `request/version-mismatch` when the claim or the draft is not the one the caller read.
   */
  act(
    actor: Actor,
    claimId: string,
    ifVersion: number | null,
    input: ActionInput,
    request: Once | null,
  ): Promise<WorkflowShown> {
    return this.db.writeOnce(request, async (store) => {
      await lockClaim(store, claimId);
      const before = await situationOf(store, actor, claimId);
      const step = decide(factsOf(actor, before), input.action);
      if (!step.open) throw new DomainError(step.code, step.why);
      if (step.to === null) throw new Error(`${input.action} is open but leads nowhere`);
      requireFields(input);
      requireRead(before, ifVersion, input);
      await this.take(store, actor, before, step.to, input);
      return viewOf(actor, await situationOf(store, actor, claimId));
    });
  }

  private async take(
    store: Store,
    actor: Actor,
    before: Situation,
    to: WorkflowState,
    input: ActionInput,
  ): Promise<void> {
    const { claim, state, draft } = before;
    const now = await notBeforeLast(store, claim.id, this.clock.now());
    const { action, reason = null } = input;
    if (action === 'publish' && draft !== null) return publishDraft(store, actor, before, draft, reason, now);
    const set = { workflow: to, ...(await moved(store, actor, claim, to, input)) };
    await changeClaim(store, { actor, state, claim, set, action, reason, now });
    if (draft === null) return;
    if (action === 'submit') await announceDraft(store, actor, before, draft, now);
    if (action === 'approve' || action === 'return')
      await review(store, actor, before, draft, { action, note: input.note ?? reason ?? '', now });
  }
}

/** What a step changes of the claim beside its workflow. */
async function moved(
  store: Store,
  actor: Actor,
  claim: Claim,
  to: WorkflowState,
  input: ActionInput,
): Promise<Partial<ChangeableClaim>> {
  if (input.action === 'assign') {
    const assigneeId = await requireAssignee(store, claim, input.assigneeId ?? '');
    return { assigneeId, dueOn: input.dueOn === undefined ? claim.dueOn : input.dueOn };
  }
  if (input.action === 'release') return { assigneeId: null };
  if (input.action === 'reopen' && to === 'assigned')
    return { assigneeId: await assigneeFor(store, claim, actor) };
  return {};
}

async function publishDraft(
  store: Store,
  actor: Actor,
  { claim, state, approvedBy }: Situation,
  draft: Draft,
  reason: string | null,
  now: Date,
): Promise<void> {
  const [author, ...coAuthors] = draft.authorIds;
  if (author === undefined) throw new Error(`draft ${draft.id} has no author`);
  await publishVerdict(store, {
    ...{ actor, claim, state, text: draft, authorIds: [author, ...coAuthors] },
    ...{ reviewerIds: approvedBy, reason, now },
  });
  await store.drafts.remove(claim.id);
}

async function announceDraft(
  store: Store,
  actor: Actor,
  { claim, state, required }: Situation,
  draft: Draft,
  now: Date,
): Promise<void> {
  const data = {
    ...{ claim: briefOf(claim), draftId: draft.id, draftVersion: draft.version },
    ...{ authorIds: draft.authorIds, reviewersRequired: required, actorId: actor.personId },
    standing: await standingOf(store, state),
  };
  const eventId = await store.events.append('draft.submitted', claim.id, data, now);
  await store.outbox.addFanOut(eventId, 'draft.submitted');
}

async function review(
  store: Store,
  actor: Actor,
  { claim, state }: Situation,
  draft: Draft,
  said: { readonly action: 'approve' | 'return'; readonly note: string; readonly now: Date },
): Promise<void> {
  const decision: Review['decision'] = said.action === 'approve' ? 'approved' : 'returned';
  const row = {
    ...{ draftId: draft.id, draftVersion: draft.version, decision, note: said.note },
    reviewerId: actor.personId,
  };
  await store.reviews.append({ ...row, id: uuidv7(), claimId: claim.id, recordedAt: said.now });
  const data = { ...row, claim: briefOf(claim), standing: await standingOf(store, state) };
  const eventId = await store.events.append('draft.reviewed', claim.id, data, said.now);
  await store.outbox.addFanOut(eventId, 'draft.reviewed');
}

const onlyOf: Readonly<Partial<Record<keyof ActionInput, readonly WorkflowAction[]>>> = {
  assigneeId: ['assign'],
  dueOn: ['assign'],
  note: ['approve', 'return'],
};

/** A field that would be passed over is refused: whoever sends it thinks it does something. */
function requireFields(input: ActionInput): void {
  const { action } = input;
  const needed = [
    ...(workflow[action].needsReason ? (['reason'] as const) : []),
    ...(action === 'assign' ? (['assigneeId'] as const) : []),
    // An edit may come between the reading of a draft and the approval: that text was read by nobody.
    ...(action === 'approve' ? (['draftId', 'draftVersion'] as const) : []),
  ];
  const wrong = [
    ...needed
      .filter((name) => input[name] === undefined)
      .map((name) => ({ pointer: `/${name}`, detail: `is needed to ${action}` })),
    ...Object.entries(onlyOf)
      .filter(([name, of]) => input[name as keyof ActionInput] !== undefined && !of.includes(action))
      .map(([name, of]) => ({ pointer: `/${name}`, detail: `goes with ${of.join(' and ')} only` })),
  ];
  if (wrong.length > 0) throw new DomainError('request/invalid', 'See errors for what to change.', wrong);
}

function requireRead({ claim, draft }: Situation, ifVersion: number | null, input: ActionInput): void {
  const { draftId = draft?.id, draftVersion = draft?.version } = input;
  const isRead = draftId === draft?.id && draftVersion === draft?.version;
  if (!isRead || (ifVersion !== null && ifVersion !== claim.version)) throw versionMismatch();
}
