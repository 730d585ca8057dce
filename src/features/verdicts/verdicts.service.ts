import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import { reviewersRequired } from '../../domain/verdict/review.js';
import { Db } from '../../persistence/db.js';
import type { Once } from '../../persistence/once.js';
import type { Store } from '../../persistence/store.js';
import { lockClaim, publishVerdict, withdrawVerdict } from '../../persistence/verdict-change.js';
import type { LockedClaim } from '../../persistence/verdict-change.js';
import { textOf } from '../../persistence/verdict-text.js';
import type { VerdictInput, VerdictText } from '../../persistence/verdict-text.js';
import type { RatedVerdict } from '../../persistence/verdict.table.js';
import { Clock } from '../../platform/clock.js';
import { requireDesk, requirePerson } from '../auth/auth.service.js';

/** What a correction changes; the rest is as in the version in force. */
export type CorrectionInput = Partial<Omit<VerdictInput, 'correctionNote' | 'expiresOn'>> & {
  readonly correctionNote: string;
  /** Null: it has none. */
  readonly expiresOn?: string | null;
};

/** Verdicts that need nobody's review, and the end of one. Versions are appended, never changed. */
@Injectable()
export class VerdictsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Publishes a verdict; it supersedes the one before. @throws DomainError `verdict/review-required`. */
  publish(
    actor: Actor,
    claimId: string,
    input: VerdictInput,
    request: Once | null,
  ): Promise<{ version: number }> {
    return this.db.writeOnce(request, async (store) => {
      const locked = await lockedFor(store, actor, claimId);
      return this.publishNow(store, actor, locked, textOf(input, locked.state));
    });
  }

  /** Publishes a version that corrects the one in force, with a public note. @throws DomainError `verdict/none-in-force`. */
  correct(
    actor: Actor,
    claimId: string,
    input: CorrectionInput,
    request: Once | null,
  ): Promise<{ version: number }> {
    return this.db.writeOnce(request, async (store) => {
      const locked = await lockedFor(store, actor, claimId);
      const inForce = await store.verdicts.latest(claimId);
      if (inForce?.kind !== 'published')
        throw new DomainError('verdict/none-in-force', 'There is nothing to correct; publish a verdict.');
      return this.publishNow(store, actor, locked, corrected(inForce, input, locked));
    });
  }

  /** Withdraws the verdict in force, with a reason; the version says so for good. */
  withdraw(
    actor: Actor,
    claimId: string,
    reason: string,
    request: Once | null,
  ): Promise<{ version: number }> {
    return this.db.writeOnce(request, async (store) => {
      const locked = await lockedFor(store, actor, claimId);
      const { version } = await withdrawVerdict(store, { ...locked, actor, reason, now: this.clock.now() });
      return { version };
    });
  }

  /** All versions, oldest first. */
  async list(claimId: string): Promise<RatedVerdict[]> {
    return this.db.read(async (store) => {
      if ((await store.claims.find(claimId)) === null) throw new DomainError('claim/not-found');
      return store.verdicts.versions(claimId);
    });
  }

  private async publishNow(
    store: Store,
    actor: Actor,
    locked: LockedClaim,
    text: VerdictText,
  ): Promise<{ version: number }> {
    await requireNoReview(store, locked);
    const { version } = await publishVerdict(store, {
      ...{ ...locked, actor, text, authorIds: [actor.personId], reviewerIds: [] },
      ...{ reason: text.correctionNote, now: this.clock.now() },
    });
    return { version };
  }
}

async function lockedFor(store: Store, actor: Actor, claimId: string): Promise<LockedClaim> {
  requirePerson(actor);
  const locked = await lockClaim(store, claimId);
  await requireDesk(store, actor, locked.claim.deskId);
  return locked;
}

async function requireNoReview(store: Store, { claim }: LockedClaim): Promise<void> {
  if (claim.workflow === 'rejected') {
    throw new DomainError(
      'workflow/illegal-transition',
      'The claim is rejected: reopen it before publishing.',
    );
  }
  const draft = await store.drafts.of(claim.id);
  const required = reviewersRequired(await store.reviews.policies(), claim.reviewPriority, draft);
  if (required > 0) {
    throw new DomainError(
      'verdict/review-required',
      `Write it as a draft and submit it: ${required} who did not write it must approve.`,
    );
  }
}

/** Since when a correction holds is what its predecessor said: it says better what was so all along. */
function corrected(
  inForce: RatedVerdict,
  { expiresOn, validFrom, ...input }: CorrectionInput,
  { state }: LockedClaim,
): VerdictText {
  return {
    ratingId: input.ratingId ?? inForce.ratingId ?? '',
    rationale: input.rationale ?? inForce.rationale,
    citationIds: [...(input.citationIds ?? inForce.citationIds)],
    expiresOn: expiresOn === undefined ? inForce.expiresOn : expiresOn,
    validFrom: validFrom === undefined ? inForce.validFrom : new Date(validFrom),
    checkId: input.checkId ?? state.lastCheckId,
    correctionNote: input.correctionNote,
  };
}
