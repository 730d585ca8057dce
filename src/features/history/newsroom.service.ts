import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import { statuses } from '../../domain/standing/view.js';
import type { Status } from '../../domain/standing/view.js';
import { runningCounts } from '../../domain/history/counts.js';
import { Db } from '../../persistence/db.js';
import type { TimeToVerdict } from '../../persistence/statistics.table.js';
import { Clock, durationMs } from '../../platform/clock.js';

const dayMs = 86_400_000;
/** How far back the time to a verdict is looked at: a quarter, so that one slow week does not decide it. */
const ratedWithinDays = 90;
/** More points than a chart has room for. */
const mostPoints = 400;

export interface NewsroomPoint {
  readonly at: Date;
  readonly total: number;
  readonly byStatus: Readonly<Record<Status, number>>;
  readonly overdue: number;
  /** Of `total`; null when that is 0. */
  readonly overdueShare: number | null;
}

export interface SeriesInput {
  readonly from: string;
  readonly to?: string | undefined;
  readonly step?: string | undefined;
}

/** Figures of all claims together, at any past moment. */
@Injectable()
export class NewsroomService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `request/invalid` for a moment to come. */
  async at(moment?: string): Promise<NewsroomPoint & { readonly timeToVerdict: TimeToVerdict }> {
    const at = this.past('at', moment);
    return this.db.readTogether(async (store) => {
      const rows = await store.statistics.byStatus(at);
      const counts = Object.fromEntries(rows.map(({ status, count }) => [status, count]));
      const byStatus = Object.fromEntries(statuses.map((status) => [status, counts[status] ?? 0]));
      const overdue = await store.statistics.overdue(at);
      const since = new Date(at.getTime() - ratedWithinDays * dayMs);
      const timeToVerdict = await store.statistics.timeToVerdict(since, at);
      return { ...pointOf(at, byStatus as Record<Status, number>, overdue), timeToVerdict };
    });
  }

  /** @throws DomainError `request/invalid` for moments to come or turned, and for more points than 400. */
  async series(input: SeriesInput): Promise<{ stepMs: number; points: NewsroomPoint[] }> {
    const { stepMs, moments } = this.pointsOf(input);
    return this.db.readTogether(async (store) => {
      const stood = runningCounts(statuses, moments.length, await store.statistics.standingSteps(moments));
      const late = runningCounts(['overdue'], moments.length, await store.statistics.overdueSteps(moments));
      const points = moments.flatMap((at, i) => {
        const byStatus = stood[i];
        return byStatus === undefined ? [] : [pointOf(at, byStatus, late[i]?.overdue ?? 0)];
      });
      return { stepMs, points };
    });
  }

  private pointsOf({ from, to, step = 'P1D' }: SeriesInput): { stepMs: number; moments: Date[] } {
    const [first, last] = [this.past('from', from).getTime(), this.past('to', to).getTime()];
    const stepMs = durationMs(step);
    if (stepMs === null || stepMs < 60_000) throw refused('step', 'must be a duration of a minute or more');
    if (last < first) throw refused('to', 'must not be before from');
    const count = Math.floor((last - first) / stepMs) + 1;
    if (count > mostPoints) throw refused('step', `gives ${count} points; ${mostPoints} are the most`);
    return { stepMs, moments: Array.from({ length: count }, (_, i) => new Date(first + i * stepMs)) };
  }

  private past(name: string, moment: string | undefined): Date {
    const now = this.clock.now();
    if (moment === undefined) return now;
    const asked = new Date(moment);
    if (asked > now) throw refused(name, 'lies in the future');
    return asked;
  }
}

function pointOf(at: Date, byStatus: Readonly<Record<Status, number>>, overdue: number): NewsroomPoint {
  const total = Object.values(byStatus).reduce((sum, count) => sum + count, 0);
  return { at, total, byStatus, overdue, overdueShare: total === 0 ? null : overdue / total };
}

function refused(name: string, detail: string): DomainError {
  return new DomainError('request/invalid', `${name} ${detail}.`, [{ pointer: `/${name}`, detail }]);
}
