import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import { isOver } from '../../domain/schedule/claim-plan.js';
import { expectedRuns } from '../../domain/schedule/expected-runs.js';
import type { HourPlan } from '../../domain/schedule/expected-runs.js';
import { afterQuiet, isQuiet } from '../../domain/schedule/quiet-hours.js';
import type { QuietHours } from '../../domain/schedule/quiet-hours.js';
import { checkQuietHours } from '../../domain/schedule/rule.js';
import { Db } from '../../persistence/db.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { Page, PageQuery } from '../../persistence/page.js';
import { recordPolicyChange, settingsSubject } from '../../persistence/policy-change.js';
import { quietHoursOf } from '../../persistence/policy.table.js';
import type { ScheduleSetting } from '../../persistence/policy.table.js';
import { differenceOf } from '../../persistence/revision.table.js';
import { planned } from '../../persistence/schedule-change.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { zones } from '../../platform/cron.js';
import { versionMismatch } from '../../platform/http.js';
import { shownHold } from './holds.service.js';
import type { ShownHold } from './holds.service.js';

const hourMs = 3_600_000;

export interface Settings {
  readonly checksPerHour: number | null;
  readonly quietHours: QuietHours | null;
  readonly version: number;
}

export interface PlannedCheck {
  readonly claimId: string;
  readonly text: string;
  readonly nextAt: string;
  readonly why: string;
  readonly rank: number;
  readonly policyId: string | null;
}

export interface PlannedHours extends Page<PlannedCheck> {
  readonly from: string;
  readonly to: string;
  readonly settings: Settings;
  readonly overdue: number;
  readonly perHour: readonly HourPlan[];
}

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

/** What will run, and why: for the newsroom and for one claim. */
@Injectable()
export class PlannedService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  async hours(hours: number, query: PageQuery): Promise<PlannedHours> {
    const page = pageRequest(query);
    const from = this.clock.now();
    const to = new Date(from.getTime() + hours * hourMs);
    return this.db.read(async (store) => {
      const settings = shownSettings(await store.policies.settings());
      const counts = new Map((await store.schedules.perHour(from, to)).map(({ hour, due }) => [hour, due]));
      const overdue = counts.get(-1) ?? 0;
      const due = Array.from({ length: hours }, (_, hour) => counts.get(hour) ?? 0);
      const rows = await store.schedules.planned(to, page.cursor, page.limit + 1, page.offset);
      const { items, next } = toPage(rows, page.limit, (row) => ({
        key: row.nextAt.toISOString(),
        id: row.subjectId,
      }));
      return {
        ...{ from: from.toISOString(), to: to.toISOString(), settings, overdue, next },
        perHour: expectedRuns({ from: from.toISOString(), overdue, due, ...settings }, zones),
        items: items.map(({ subjectId, text, nextAt, why, rank, policyId }) => ({
          ...{ claimId: subjectId, text, nextAt: nextAt.toISOString(), why, rank, policyId },
        })),
      };
    });
  }

  async settings(): Promise<Settings> {
    return shownSettings(await this.db.read((store) => store.policies.settings()));
  }

  /** Sets budget and quiet hours; changed quiet hours move what falls into them, in the background. */
  setSettings(actor: Actor, version: number, input: Omit<Settings, 'version'>): Promise<Settings> {
    if (input.quietHours !== null) checkQuietHours(input.quietHours, zones);
    return this.db.write(async (store) => {
      const row = await store.policies.lockSettings();
      if (row.version !== version) throw versionMismatch();
      const { checksPerHour, quietHours } = shownSettings(row);
      const difference = differenceOf({ checksPerHour, quietHours }, input);
      if (Object.keys(difference.after).length === 0) return shownSettings(row);
      const saved = {
        ...{ id: 1, checksPerHour: input.checksPerHour, version: version + 1 },
        ...{ quietFrom: input.quietHours?.from ?? null, quietTo: input.quietHours?.to ?? null },
        timeZone: input.quietHours?.timeZone ?? row.timeZone,
      };
      await store.policies.saveSettings(saved);
      await recordPolicyChange(store, {
        ...{ actor, action: 'settings', ...difference, now: this.clock.now() },
        policy: { ...settingsSubject, version: saved.version },
        applies: 'quietHours' in difference.after,
      });
      return shownSettings(saved);
    });
  }

  /** @throws DomainError `claim/not-found`. */
  async ofClaim(claimId: string): Promise<ClaimSchedule> {
    const now = this.clock.now();
    return this.db.readTogether(async (store) => {
      const [claim] = await planned(store, [claimId]);
      if (claim === undefined) throw new DomainError('claim/not-found');
      const place = await store.schedules.ofClaim(claimId);
      const policy = place?.policyId == null ? null : await store.policies.find(place.policyId);
      const hold = await store.schedules.hold(claimId);
      const isHeld = hold !== null && !(claim.facts.hold !== null && isOver(claim.facts.hold, claim.facts));
      const open = await store.checks.open(claimId);
      const unanswered = await store.checks.unansweredSlot(claimId);
      const isDue = place !== null && place.nextAt <= now;
      const since = [unanswered, isDue ? place.nextAt : null].flatMap((at) => at ?? []);
      const waits = isDue ? await this.waitsFor(store, now) : null;
      return {
        nextAt: place?.nextAt.toISOString() ?? null,
        why: [whyOf(place?.why ?? null, open !== null, isHeld ? hold.reason : null), waits?.words ?? []]
          .flat()
          .join(' '),
        trigger: place?.trigger ?? null,
        policy: policy === null ? null : { id: policy.id, name: policy.name },
        hold: isHeld ? shownHold(hold) : null,
        openCheck: open === null ? null : openCheckOf(open),
        lastVerifiedAt: claim.row.lastVerifiedAt?.toISOString() ?? null,
        staleAt: claim.staleAt?.toISOString() ?? null,
        failedChecks: claim.row.failedChecks,
        overdueSince: since.length === 0 ? null : earliest(since).toISOString(),
        waitsFor: waits?.what ?? null,
      };
    });
  }

  /** What keeps a due claim from being checked at the next tick. */
  private async waitsFor(
    store: Store,
    now: Date,
  ): Promise<{ what: 'quiet-hours' | 'budget'; words: string } | null> {
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
}

function openCheckOf(check: {
  id: string;
  trigger: string;
  state: string;
  requestedAt: Date;
  slotAt: Date | null;
}): ClaimSchedule['openCheck'] {
  const { id, trigger, state, requestedAt, slotAt } = check;
  return {
    ...{ id, trigger, state },
    ...{ requestedAt: requestedAt.toISOString(), slotAt: slotAt?.toISOString() ?? null },
  };
}

function whyOf(why: string | null, isOpen: boolean, pausedFor: string | null): string {
  if (why !== null) return why;
  if (pausedFor !== null) return `Put off until somebody resumes it: ${pausedFor}`;
  return isOpen ? 'A check of it is under way; its end says when the next is.' : 'It is not planned.';
}

function shownSettings(row: ScheduleSetting): Settings {
  return { checksPerHour: row.checksPerHour, quietHours: quietHoursOf(row), version: row.version };
}

function earliest(dates: readonly Date[]): Date {
  return new Date(Math.min(...dates.map((date) => date.getTime())));
}
