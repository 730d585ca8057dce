import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/actor.js';
import { expectedRuns } from '../../domain/schedule/expected-runs.js';
import type { HourPlan } from '../../domain/schedule/expected-runs.js';
import type { QuietHours } from '../../domain/schedule/quiet-hours.js';
import { checkQuietHours } from '../../domain/schedule/rule.js';
import { Db } from '../../persistence/db.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { Page, PageQuery } from '../../persistence/page.js';
import { recordPolicyChange, settingsSubject } from '../../persistence/policy-change.js';
import { quietHoursOf } from '../../persistence/policy.table.js';
import type { ScheduleSetting } from '../../persistence/policy.table.js';
import { differenceOf } from '../../persistence/revision.table.js';
import { Clock } from '../../platform/clock.js';
import { zones } from '../../platform/cron.js';
import { versionMismatch } from '../../platform/http.js';

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
  readonly perHour: HourPlan[];
}

/** What will run in the newsroom, and what holds it back. */
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
}

function shownSettings(row: ScheduleSetting): Settings {
  return { checksPerHour: row.checksPerHour, quietHours: quietHoursOf(row), version: row.version };
}
