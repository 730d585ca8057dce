import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import { Db } from '../../persistence/db.js';
import type { Once } from '../../persistence/once.js';
import { differenceOf } from '../../persistence/revision.table.js';
import { planNext } from '../../persistence/schedule-change.js';
import type { ScheduleHold } from '../../persistence/schedule.table.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { requireDesk } from '../auth/auth.service.js';

/** A hold as revisions and answers show one. */
export interface ShownHold {
  readonly until: string | null;
  readonly reason: string;
  readonly personId: string;
}

/** A snooze longer than this is a pause. */
const longestYears = 10;

/** Putting the scheduled checks of one claim off, and taking them up again. Checks asked for by hand run all the same. */
@Injectable()
export class HoldsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Until somebody resumes them. */
  pause(actor: Actor, claimId: string, reason: string, once: Once | null): Promise<ShownHold> {
    return this.hold(actor, claimId, { until: null, reason }, once);
  }

  /** Until a moment to come; then the claim is due. @throws DomainError `request/invalid` for one that has passed. */
  snooze(
    actor: Actor,
    claimId: string,
    input: { readonly until: Date; readonly reason: string },
    once: Once | null,
  ): Promise<ShownHold> {
    const now = this.clock.now();
    const latest = new Date(now);
    latest.setUTCFullYear(now.getUTCFullYear() + longestYears);
    if (input.until <= now || input.until > latest) {
      const detail = `must be in the future, at most ${longestYears} years`;
      throw new DomainError('request/invalid', `until ${detail}.`, [{ pointer: '/until', detail }]);
    }
    return this.hold(actor, claimId, input, once);
  }

  /** Plans the claim as its policies ask. @throws DomainError `schedule/not-held`. */
  resume(actor: Actor, claimId: string, once: Once | null): Promise<{ nextAt: string | null }> {
    return this.db.writeOnce(once, async (store) => {
      await claimToChange(store, actor, claimId);
      const before = await store.schedules.hold(claimId);
      const now = this.clock.now();
      if (before === null) throw new DomainError('schedule/not-held');
      await store.schedules.removeHolds([claimId]);
      const nextAt = await planRevised(store, actor, claimId, { action: 'resume', before, after: null, now });
      return { nextAt };
    });
  }

  private hold(
    actor: Actor,
    claimId: string,
    { until, reason }: { readonly until: Date | null; readonly reason: string },
    once: Once | null,
  ): Promise<ShownHold> {
    return this.db.writeOnce(once, async (store) => {
      await claimToChange(store, actor, claimId);
      const before = await store.schedules.hold(claimId);
      const now = this.clock.now();
      const after = { claimId, until, reason, personId: actor.personId, recordedAt: now };
      await store.schedules.setHold(after);
      const action = until === null ? 'pause' : 'snooze';
      await planRevised(store, actor, claimId, { action, before, after, now });
      return shownHold(after);
    });
  }
}

/** The hold in plain JSON. */
export function shownHold({ until, reason, personId }: ScheduleHold): ShownHold {
  return { until: until?.toISOString() ?? null, reason, personId };
}

async function claimToChange(store: Store, actor: Actor, claimId: string): Promise<void> {
  await store.claims.lockState(claimId);
  const claim = await store.claims.find(claimId);
  if (claim === null) throw new DomainError('claim/not-found');
  await requireDesk(store, actor, claim.deskId);
}

interface HoldChange {
  readonly action: 'pause' | 'snooze' | 'resume';
  readonly before: ScheduleHold | null;
  readonly after: ScheduleHold | null;
  readonly now: Date;
}

/**
 * Plans the claim anew and records the hold with the due time before and after: the place itself keeps only the latest, and
 * what was overdue before a hold stays so in the figures of the past. Returns the due time, ISO 8601.
 */
async function planRevised(
  store: Store,
  actor: Actor,
  claimId: string,
  { action, before, after, now }: HoldChange,
): Promise<string | null> {
  const [place] = await store.schedules.lock([claimId]);
  const nextAt = (await planNext(store, claimId))?.nextAt.toISOString() ?? null;
  const was = { ...asState(before), nextAt: place?.nextAt.toISOString() ?? null };
  await store.revisions.append({
    ...{ subjectKind: 'hold', subjectId: claimId, claimId, action },
    version: (await store.revisions.lastVersion('hold', claimId)) + 1,
    ...differenceOf(was, { ...asState(after), nextAt }),
    ...{ reason: after?.reason ?? null, actorId: actor.personId, recordedAt: now },
  });
  return nextAt;
}

/** What a hold is to history: whether there is one, until when, and why. */
function asState(hold: ScheduleHold | null): Record<string, unknown> {
  if (hold === null) return { held: false, until: null, reason: null, personId: null };
  return { held: true, ...shownHold(hold) };
}
