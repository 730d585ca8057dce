import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import { reviewersRequired } from '../../domain/verdict/review.js';
import type { WorkflowState } from '../../domain/verdict/workflow.js';
import { Db } from '../../persistence/db.js';
import type { Draft } from '../../persistence/draft.table.js';
import { notBeforeLast } from '../../persistence/standing-change.js';
import type { Store } from '../../persistence/store.js';
import { lockClaim } from '../../persistence/verdict-change.js';
import type { LockedClaim } from '../../persistence/verdict-change.js';
import { requireSound, textOf } from '../../persistence/verdict-text.js';
import type { VerdictInput } from '../../persistence/verdict-text.js';
import { Clock } from '../../platform/clock.js';
import { versionMismatch } from '../../platform/http.js';
import { requireDesk, requirePerson } from '../auth/auth.service.js';

/** Where a draft may be written; elsewhere the claim is to be reopened first. */
const writable: readonly WorkflowState[] = ['inbox', 'assigned', 'in-review'];
/** What is under review is returned before it is thrown away. */
const removable: readonly WorkflowState[] = ['inbox', 'assigned'];

/** The verdict in the making. Every edit is a new version, which nobody has approved yet. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `draft/not-found`. */
  find(claimId: string): Promise<Draft> {
    return this.db.read(async (store) => {
      if ((await store.claims.find(claimId)) === null) throw new DomainError('claim/not-found');
      return required(await store.drafts.of(claimId));
    });
  }

  /**
   * Writes the draft or its next version. The writer is an author from then on, and cannot review it.
   * @throws DomainError `request/if-match-required` and `request/version-mismatch` where there is a draft already.
   */
  write(actor: Actor, claimId: string, ifVersion: number | null, input: VerdictInput): Promise<Draft> {
    requirePerson(actor);
    return this.db.write(async (store) => {
      const locked = await lockedIn(store, actor, claimId, writable);
      const before = await store.drafts.of(claimId);
      requireVersion(before, ifVersion);
      const now = await notBeforeLast(store, claimId, this.clock.now());
      const text = textOf(input, locked.state);
      await requireSound(store, claimId, text, now);
      const authors = before?.authorIds ?? [];
      const draft: Draft = {
        ...{ ...text, citationIds: [...text.citationIds], claimId, id: before?.id ?? uuidv7() },
        authorIds: authors.includes(actor.personId) ? authors : [...authors, actor.personId],
        reviewersRequired: reviewersRequired(
          await store.reviews.policies(),
          locked.claim.reviewPriority,
          before,
        ),
        ...{ version: (before?.version ?? 0) + 1, createdAt: before?.createdAt ?? now, updatedAt: now },
      };
      await store.drafts.put(draft);
      return draft;
    });
  }

  /** Throws the draft away; another one needs reviews of its own. */
  async remove(actor: Actor, claimId: string, ifVersion: number | null): Promise<void> {
    requirePerson(actor);
    await this.db.write(async (store) => {
      await lockedIn(store, actor, claimId, removable);
      requireVersion(required(await store.drafts.of(claimId)), ifVersion);
      await store.drafts.remove(claimId);
    });
  }
}

async function lockedIn(
  store: Store,
  actor: Actor,
  claimId: string,
  states: readonly WorkflowState[],
): Promise<LockedClaim> {
  const locked = await lockClaim(store, claimId);
  await requireDesk(store, actor, locked.claim.deskId);
  const { workflow } = locked.claim;
  if (!states.includes(workflow)) {
    const remedy = workflow === 'in-review' ? 'return it first' : 'reopen it first';
    throw new DomainError('workflow/illegal-transition', `The claim is ${workflow}: ${remedy}.`);
  }
  return locked;
}

function required(draft: Draft | null): Draft {
  if (draft === null) throw new DomainError('draft/not-found');
  return draft;
}

function requireVersion(draft: Draft | null, ifVersion: number | null): void {
  if (draft !== null && ifVersion === null)
    throw new DomainError('request/if-match-required', 'Send If-Match with the ETag that GET gave.');
  if (ifVersion !== null && ifVersion !== draft?.version) throw versionMismatch();
}
