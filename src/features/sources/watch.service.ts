import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import type { Citation } from '../../persistence/citation.table.js';
import type { ClaimRow } from '../../persistence/claim-list.table.js';
import { Db } from '../../persistence/db.js';
import type { FetchRow } from '../../persistence/fetch.table.js';
import type { Once } from '../../persistence/once.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { Page, PageQuery } from '../../persistence/page.js';
import type { PassageRow } from '../../persistence/passage.table.js';
import type { ScheduleRow } from '../../persistence/schedule.table.js';
import type { SourceState } from '../../persistence/source-state.table.js';
import type { Source } from '../../persistence/source.table.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';

/** How a source is watched: its state, and when it is fetched next. */
export interface Watch {
  readonly source: Source;
  /** Null before the first fetch. */
  readonly state: SourceState | null;
  /** Null for what is not fetched by schedule. */
  readonly next: ScheduleRow | null;
  /** The fetch that is asked for or under way. */
  readonly open: FetchRow | null;
}

/** A claim that leans on a source, with each passage it cites of it. */
export interface LeaningClaim {
  readonly claim: ClaimRow;
  readonly citations: readonly { readonly citation: Citation; readonly passage: PassageRow | null }[];
}

/** Sources as they are watched: fetches, cited passages, the claims that lean on them. */
@Injectable()
export class WatchService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  watch(id: string): Promise<Watch> {
    return this.db.read(async (store) => {
      const source = await required(store, id);
      const [state, next, open] = await Promise.all([
        store.sourceStates.find(id),
        store.schedules.ofSource(id),
        store.fetches.open(id),
      ]);
      return { source, state, next, open };
    });
  }

  fetches(id: string, query: PageQuery): Promise<Page<FetchRow>> {
    const page = pageRequest(query);
    return this.db.read(async (store) => {
      await required(store, id);
      const rows = await store.fetches.list(id, page);
      return toPage(rows, page.limit, (row) => ({ key: row.requestedAt.toISOString(), id: row.id }));
    });
  }

  async fetch(id: string): Promise<FetchRow> {
    const fetch = await this.db.read((store) => store.fetches.find(id));
    if (fetch === null) throw new DomainError('fetch/not-found');
    return fetch;
  }

  /**
   * Asks for a fetch now; one that a person asked for and that waits to begin is the answer to whoever asks meanwhile. A
   * scheduled one is not: it obeys robots.txt. Returns its id.
   */
  refetch(actor: Actor, id: string, request: Once | null): Promise<{ id: string }> {
    return this.db.writeOnce(request, async (store) => {
      const source = await required(store, id);
      if (source.url === null || (source.kind !== 'web' && source.kind !== 'dataset'))
        throw new DomainError('source/not-fetched', 'Hand its document in again, or note what was said.');
      const open = await store.fetches.open(id);
      if (open?.state === 'queued' && open.trigger === 'manual') return { id: open.id };
      const fetchId = uuidv7();
      await store.fetches.add([
        {
          ...{ id: fetchId, sourceId: id, trigger: 'manual', checkId: null, requestedBy: actor.personId },
          ...{ requestedAt: this.clock.now(), askedAt: this.clock.wall(), slotAt: null, state: 'queued' },
        },
      ]);
      await store.outbox.add('source.fetch', fetchId);
      return { id: fetchId };
    });
  }

  /** The claims that cite a source, newest first, each with its citations of it and how they read in the newest snapshot. */
  claims(id: string, query: PageQuery): Promise<Page<LeaningClaim>> {
    const request = pageRequest(query);
    return this.db.read(async (store) => {
      await required(store, id);
      const rows = await store.claimLists.page({ sourceId: id }, request, this.clock.now());
      const page = toPage(rows, request.limit, (row) => ({ key: row.recordedAt.toISOString(), id: row.id }));
      const cited = await store.citations.ofSource(
        id,
        page.items.map((claim) => claim.id),
      );
      const passages = await store.passages.of(cited.map((citation) => citation.id));
      const passageOf = new Map(passages.map((passage) => [passage.citationId, passage]));
      return {
        ...page,
        items: page.items.map((claim) => ({
          claim,
          citations: cited
            .filter((citation) => citation.claimId === claim.id)
            .map((citation) => ({ citation, passage: passageOf.get(citation.id) ?? null })),
        })),
      };
    });
  }
}

async function required(store: Store, id: string): Promise<Source> {
  const source = await store.sources.find(id);
  if (source === null) throw new DomainError('source/not-found');
  return source;
}
