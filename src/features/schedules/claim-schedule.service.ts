import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import { isOver } from '../../domain/schedule/claim-plan.js';
import { afterQuiet, isQuiet } from '../../domain/schedule/quiet-hours.js';
import type { CheckRow } from '../../persistence/check.table.js';
import { Db } from '../../persistence/db.js';
import { quietHoursOf } from '../../persistence/policy.table.js';
import { planned } from '../../persistence/schedule-change.js';
import type { PlannedClaim } from '../../persistence/schedule-change.js';
import type { ScheduleHold, ScheduleRow } from '../../persistence/schedule.table.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { zones } from '../../platform/cron.js';
import { shownHold } from './holds.service.js';
import type { ShownHold } from './holds.service.js';

const hourMs = 3_600_000;

export interface ClaimSchedule {
  readonly nextAt: string | null;
  /** In words. */
  readonly why: string;
  readonly trigger: string | null;
  readonly policy: { readonly id: string; readonly name: string } | null;
  readonly hold: ShownHold | null;
  readonly openCheck: {
    readonly id: string;
    readonly trigger: string;
    readonly state: string;
    readonly requestedAt: string;
    readonly slotAt: string | null;
  } | null;
  readonly lastVerifiedAt: string | null;
  readonly staleAt: string | null;
  readonly failedChecks: number;
  readonly overdueSince: string | null;
  readonly waitsFor: 'quiet-hours' | 'budget' | null;
}

type Wait = { readonly what: 'quiet-hours' | 'budget'; readonly words: string };

/** When and why one claim is checked next. */
@Injectable()
export class ClaimScheduleService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `claim/not-found`. */
  async find(claimId: string): Promise<ClaimSchedule> {
    const now = this.clock.now();
    return this.db.readTogether(async (store) => {
      const [claim] = await planned(store, [claimId]);
      if (claim === undefined) throw new DomainError('claim/not-found');
      const place = await store.schedules.ofClaim(claimId);
      const hold = holdInForce(claim, await store.schedules.hold(claimId));
      const open = await store.checks.open(claimId);
      const isDue = place !== null && place.nextAt <= now;
      const waits = isDue ? await waitOf(store, now) : null;
      const since = [await store.checks.unansweredSlot(claimId), isDue ? place.nextAt : null];
      return {
        ...placed(place),
        why: [whyOf(place, open, hold), ...(waits === null ? [] : [waits.words])].join(' '),
        policy: await policyOf(store, place),
        hold: hold === null ? null : shownHold(hold),
        openCheck: open === null ? null : shownCheck(open),
        lastVerifiedAt: iso(claim.row.lastVerifiedAt),
        staleAt: iso(claim.staleAt),
        failedChecks: claim.row.failedChecks,
        overdueSince: iso(earliest(since)),
        waitsFor: waits === null ? null : waits.what,
      };
    });
  }
}

/** What keeps a due claim from being checked at the next tick. */
async function waitOf(store: Store, now: Date): Promise<Wait | null> {
  const settings = await store.policies.settings();
  const quiet = quietHoursOf(settings);
  const instant = now.toISOString();
  if (isQuiet(instant, quiet, zones)) {
    const words = `These are quiet hours: it waits until ${afterQuiet(instant, quiet, zones)}.`;
    return { what: 'quiet-hours', words };
  }
  const { checksPerHour } = settings;
  if (checksPerHour === null) return null;
  const spent = await store.checks.slotsSince(new Date(now.getTime() - hourMs));
  if (spent < checksPerHour) return null;
  const words = `The budget of ${checksPerHour} scheduled checks an hour is spent: it waits for its turn.`;
  return { what: 'budget', words };
}

/** A snooze that a check has answered is none, though its row is there until that check ends. */
function holdInForce({ facts }: PlannedClaim, hold: ScheduleHold | null): ScheduleHold | null {
  return facts.hold !== null && isOver(facts.hold, facts) ? null : hold;
}

async function policyOf(store: Store, place: ScheduleRow | null): Promise<ClaimSchedule['policy']> {
  const policy = place === null || place.policyId === null ? null : await store.policies.find(place.policyId);
  return policy === null ? null : { id: policy.id, name: policy.name };
}

function placed(place: ScheduleRow | null): Pick<ClaimSchedule, 'nextAt' | 'trigger'> {
  if (place === null) return { nextAt: null, trigger: null };
  return { nextAt: place.nextAt.toISOString(), trigger: place.trigger };
}

/** In the same words as the list of claims. */
function whyOf(place: ScheduleRow | null, open: CheckRow | null, hold: ScheduleHold | null): string {
  if (place !== null) return place.why;
  const isPaused = hold !== null && hold.until === null;
  if (open !== null)
    return `A check of it is under way; ${isPaused ? `after it, put off until somebody resumes it: ${hold.reason}` : 'its end says when the next is.'}`;
  if (hold === null) return 'It is not planned.';
  return `Put off until ${iso(hold.until) ?? 'somebody resumes it'}: ${hold.reason}`;
}

function shownCheck({ id, trigger, state, requestedAt, slotAt }: CheckRow): ClaimSchedule['openCheck'] {
  return { id, trigger, state, requestedAt: requestedAt.toISOString(), slotAt: iso(slotAt) };
}

function earliest(dates: readonly (Date | null)[]): Date | null {
  const times = dates.flatMap((date) => date?.getTime() ?? []);
  return times.length === 0 ? null : new Date(Math.min(...times));
}

function iso(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
