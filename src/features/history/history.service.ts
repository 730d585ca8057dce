import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import type { EventType } from '../../domain/events.js';
import type { Assessment } from '../../persistence/check.table.js';
import { Db } from '../../persistence/db.js';
import type { EventRow } from '../../persistence/event.table.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { Page, PageQuery } from '../../persistence/page.js';
import type { StandingRow } from '../../persistence/standing.table.js';
import type { RatedVerdict } from '../../persistence/verdict.table.js';
import { Clock } from '../../platform/clock.js';

/** How a claim stood at a moment, and all that led there. */
export interface History {
  readonly asOf: Date;
  /** Null before the claim was recorded. */
  readonly standing: StandingRow | null;
  readonly verdict: RatedVerdict | null;
  readonly assessment: Assessment | null;
  readonly standings: readonly StandingRow[];
  readonly verdicts: readonly RatedVerdict[];
  readonly assessments: readonly Assessment[];
}

/** Reading what was held, and when. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** The history of a claim as it was known at `asOf` (now unless given); later rows are not in it. */
  of(claimId: string, asOf: Date | null): Promise<History> {
    const moment = asOf ?? this.clock.now();
    return this.db.readTogether(async (store) => {
      const claim = await store.claims.find(claimId);
      if (claim === null) throw new DomainError('claim/not-found');
      const standings = await store.standings.until(claimId, moment);
      const verdicts = await store.verdicts.versions(claimId, moment);
      const assessments = await store.checks.assessments(claimId, moment);
      return {
        asOf: moment,
        standing: standings.at(-1) ?? null,
        verdict: verdicts.at(-1) ?? null,
        assessment: assessments.at(-1) ?? null,
        ...{ standings, verdicts, assessments },
      };
    });
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
