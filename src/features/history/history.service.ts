import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import type { EventType } from '../../domain/events.js';
import { Db } from '../../persistence/db.js';
import type { EventRow } from '../../persistence/event.table.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { Page, PageQuery } from '../../persistence/page.js';
import type { StandingRow } from '../../persistence/standing.table.js';
import type { TimelineRow } from '../../persistence/timeline.table.js';
import { Clock } from '../../platform/clock.js';

/** How many steps a history shows beside the standing; its own pages have them all. */
const shownSteps = 1_000;

/** A standing with the rating of its verdict. */
export type RatedStanding = StandingRow & {
  readonly ratingCode: string | null;
  readonly ratingLabel: string | null;
};

/** How a claim stood at a moment, and what led there. */
export interface History {
  readonly asOf: Date;
  /** Null before the claim was recorded. */
  readonly standing: RatedStanding | null;
  /** The newest steps, oldest first. */
  readonly timeline: readonly TimelineRow[];
}

/** Reading what was held, and when. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /**
   * The history of a claim as it was known at `asOf` (now unless given); later rows are not in it.
   *
   * @throws DomainError `claim/not-found`; `request/invalid` for a moment to come.
   */
  async of(claimId: string, asOf: Date | null): Promise<History> {
    const now = this.clock.now();
    const until = asOf ?? now;
    if (until > now) {
      const detail = `lies in the future: it is ${now.toISOString()}`;
      throw new DomainError('request/invalid', `asOf ${detail}.`, [{ pointer: '/asOf', detail }]);
    }
    return this.db.readTogether(async (store) => {
      if ((await store.claims.find(claimId)) === null) throw new DomainError('claim/not-found');
      const standing = await store.standings.ratedAt(claimId, until);
      const page = { order: 'desc', limit: shownSteps, after: null, until } as const;
      const newest = await store.timelines.page(claimId, page);
      return { asOf: until, standing, timeline: newest.reverse() };
    });
  }

  /** One page of all that happened to a claim. */
  async timeline(claimId: string, order: 'asc' | 'desc', query: PageQuery): Promise<Page<TimelineRow>> {
    const { limit, cursor } = pageRequest(query);
    const rows = await this.db.read(async (store) => {
      if ((await store.claims.find(claimId)) === null) throw new DomainError('claim/not-found');
      return store.timelines.page(claimId, {
        ...{ order, limit: limit + 1, until: endOfTime },
        after: cursor === null ? null : { at: cursor.key, tie: cursor.id },
      });
    });
    return toPage(rows, limit, (row) => ({ key: row.at.toISOString(), id: row.tie }));
  }

  /** Events in the order they happened. */
  async events(filter: { claimId?: string; type?: EventType }, query: PageQuery): Promise<Page<EventRow>> {
    const page = pageRequest(query);
    const rows = await this.db.read((store) =>
      store.events.list({ subjectId: filter.claimId ?? null, type: filter.type ?? null }, page),
    );
    return toPage(rows, page.limit, (row) => ({ key: row.recordedAt.toISOString(), id: row.id }));
  }
}

/** Nothing is recorded after now; the clocks of two processes may differ all the same. */
const endOfTime = new Date('9999-12-31T23:59:59.999Z');
