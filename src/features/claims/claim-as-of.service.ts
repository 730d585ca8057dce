import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import type { Held, Moments } from '../../persistence/as-of.table.js';
import type { ClaimFilterThen } from '../../persistence/claim-list-as-of.table.js';
import type { ClaimFilter, ClaimRow } from '../../persistence/claim-list.table.js';
import { exactTotal } from '../../persistence/claim-list.table.js';
import { Db } from '../../persistence/db.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { Page, PageQuery } from '../../persistence/page.js';
import { Clock } from '../../platform/clock.js';

/** Moments as they were asked for: ISO 8601 with offset. */
export interface AskedMoments {
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
}

/** A claim as it held at one moment and was known at another. */
export type HeldClaim = Held & Moments & { readonly lastVerifiedAt: Date | null };

/** Filters that only the present can answer. */
const presentOnly = ['workflow', 'sourceId', 'overdue'] as const;

/** Reading claims as they were held. */
@Injectable()
export class ClaimAsOfService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /**
   * The claim at `asOf` as known at `knownAt`; each is the other unless given.
   *
   * @throws DomainError `claim/not-found`; `claim/not-yet-recorded` when it was recorded later than the earlier of the two;
   * `request/invalid` for a moment to come.
   */
  find(id: string, asked: AskedMoments): Promise<HeldClaim> {
    const moments = this.moments(asked);
    return this.db.readTogether(async (store) => {
      const held = await store.asOf.held(id, moments);
      if (held !== null) return { ...held, ...moments, lastVerifiedAt: held.check?.completedAt ?? null };
      const claim = await store.claims.find(id);
      if (claim === null) throw new DomainError('claim/not-found');
      const detail = `It was recorded on ${claim.recordedAt.toISOString()}: ask for that moment or a later one.`;
      throw new DomainError('claim/not-yet-recorded', detail);
    });
  }

  /** @throws DomainError `request/invalid` for a moment to come, and for a filter that a past moment cannot answer. */
  async list(
    filter: ClaimFilter,
    asked: string,
    query: PageQuery,
  ): Promise<Page<ClaimRow> & { total: number; totalIsExact: boolean }> {
    const { asOf } = this.moments({ asOf: asked });
    const page = pageRequest(query);
    const then = filterThen(filter);
    return this.db.readTogether(async (store) => {
      const total = await store.claimListsAsOf.total(then, asOf);
      const rows = await store.claimListsAsOf.page(then, page, asOf, total);
      const shown = toPage(rows, page.limit, (row) => ({ key: row.recordedAt.toISOString(), id: row.id }));
      return { ...shown, total: Math.min(total, exactTotal), totalIsExact: total <= exactTotal };
    });
  }

  private moments({ asOf, knownAt }: AskedMoments): Moments {
    const now = this.clock.now();
    const read = (name: keyof Moments, text: string | undefined): Date | null => {
      if (text === undefined) return null;
      const moment = new Date(text);
      if (moment > now) throw refused(name, `lies in the future: it is ${now.toISOString()}`);
      return moment;
    };
    const [held, known] = [read('asOf', asOf), read('knownAt', knownAt)];
    return { asOf: held ?? known ?? now, knownAt: known ?? held ?? now };
  }
}

function filterThen(filter: ClaimFilter): ClaimFilterThen {
  const wrong = presentOnly.find((name) => filter[name] !== undefined);
  if (wrong !== undefined)
    throw refused(
      wrong,
      'is not kept over time: with asOf, filter by status, assessment, ratingId or deskId',
    );
  const { status, assessment, ratingId, deskId } = filter;
  return {
    ...(status === undefined ? {} : { status }),
    ...(assessment === undefined ? {} : { assessment }),
    ...(ratingId === undefined ? {} : { ratingId }),
    ...(deskId === undefined ? {} : { deskId }),
  };
}

function refused(name: string, detail: string): DomainError {
  return new DomainError('request/invalid', `${name} ${detail}.`, [{ pointer: `/${name}`, detail }]);
}
