import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import { isRising } from '../../domain/verdict/review.js';
import type { ReviewPolicies } from '../../domain/verdict/review.js';
import { Db } from '../../persistence/db.js';
import { differenceOf } from '../../persistence/revision.table.js';
import { Clock } from '../../platform/clock.js';
import { requirePerson } from '../auth/auth.service.js';

/** How many persons other than its authors must approve a verdict, by the priority of the claim. */
@Injectable()
export class ReviewPolicyService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  find(): Promise<ReviewPolicies> {
    return this.db.read((store) => store.reviews.policies());
  }

  /** Changes it; the event says who did. Drafts keep what was asked of them if that was more. */
  change(actor: Actor, after: ReviewPolicies): Promise<ReviewPolicies> {
    requirePerson(actor);
    if (!isRising(after))
      throw new DomainError('request/invalid', 'A higher priority asks for no fewer reviewers.', [
        { pointer: '/high', detail: 'low <= normal <= high' },
      ]);
    return this.db.write(async (store) => {
      const before = await store.reviews.lockPolicies();
      if (Object.keys(differenceOf(before, after).after).length === 0) return after;
      await store.reviews.setPolicies(after);
      const data = { before, after, actorId: actor.personId };
      // Of no subject: the policy is the ledger's, and there is one.
      const eventId = await store.events.append('review_policy.changed', null, data, this.clock.now());
      await store.outbox.addFanOut(eventId, 'review_policy.changed');
      return after;
    });
  }
}
