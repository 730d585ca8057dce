import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../domain/actor.js';
import type { SeriesBinding } from '../../domain/check/facts.js';
import type { Dimension } from '../../domain/claim/assertion.js';
import { addDays } from '../../domain/claim/days.js';
import { DomainError } from '../../domain/errors.js';
import type { Observation } from '../../domain/series/observation.js';
import { revisionsBetween } from '../../domain/series/vintage.js';
import type { Revision } from '../../domain/series/vintage.js';
import type { MeasureKind } from '../../domain/series/observation.js';
import { Db } from '../../persistence/db.js';
import type { Once } from '../../persistence/once.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { Page, PageQuery } from '../../persistence/page.js';
import type { Series, Vintage } from '../../persistence/series.table.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { requireDesk } from '../auth/auth.service.js';
import { requireMeasure } from './measure.js';
import { measureKindOf } from './measure-kind.js';
import { readObservations } from './read-observations.js';
import type { GivenValues } from './read-observations.js';
import { seriesBindings } from './series-bindings.js';
import { shownSeries, shownVintage, toObservation } from './shown.js';
import type { AddedVintage, ShownBinding, ShownSeries, ShownVintage } from './shown.js';

export interface NewSeries {
  readonly title: string;
  readonly publisher?: string;
  readonly url?: string;
  readonly dimension: Dimension;
  readonly unit?: string;
  readonly currency?: string;
  readonly scale?: number;
  readonly measureKind?: MeasureKind;
}

export interface NewVintage extends GivenValues {
  readonly publishedOn: string;
  readonly note?: string;
}

/** How many changes an event lists: the last in time, for those are what claims speak of. GET has them all. */
const listedChanges = 50;

/** Statistical series: their editions, and which assertion is tested against which. */
@Injectable()
export class SeriesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `request/invalid` when unit or currency do not go with the dimension. */
  async create(actor: Actor, input: NewSeries, once: Once | null): Promise<ShownSeries> {
    const { title, publisher = '', url = null, dimension, unit = null, currency = null, scale = 1 } = input;
    const measure = requireMeasure({ dimension, unit, currency });
    const measureKind = input.measureKind ?? measureKindOf({ title, dimension, unit });
    return this.db.writeOnce(once, async (store) => {
      const series = {
        ...{ id: uuidv7(), title, publisher, url, ...measure, measureKind, scale: String(scale) },
        ...{ createdBy: actor.personId, recordedAt: this.clock.now() },
      };
      await store.series.add(series);
      return shownSeries(series);
    });
  }

  async list(query: PageQuery): Promise<Page<ShownSeries>> {
    const page = pageRequest(query);
    const rows = await this.db.read((store) => store.series.list(page));
    const { items, next } = toPage(rows, page.limit, (row) => ({
      key: row.recordedAt.toISOString(),
      id: row.id,
    }));
    return { items: items.map(shownSeries), next };
  }

  /** The series and its vintages, the oldest first. @throws DomainError `series/not-found`. */
  find(id: string): Promise<ShownSeries & { vintages: ShownVintage[] }> {
    return this.db.read(async (store) => {
      const series = shownSeries(await known(store, id));
      return { ...series, vintages: (await store.series.vintages([id])).map(shownVintage) };
    });
  }

  /**
   * Adds an edition of the data. From the second on, `series.revised` goes out; bound claims see it at their next check.
   *
   * @throws DomainError `series/not-found`, `series/vintage-not-newer`, and those of {@link readObservations}.
   */
  async addVintage(
    actor: Actor,
    seriesId: string,
    input: NewVintage,
    once: Once | null,
  ): Promise<AddedVintage> {
    const observations = readObservations(input);
    this.refuseFuture(input.publishedOn);
    return this.db.writeOnce(once, async (store) => {
      if (!(await store.series.lock(seriesId))) throw new DomainError('series/not-found');
      const before = (await store.series.vintages([seriesId])).at(-1) ?? null;
      if (before !== null && input.publishedOn < before.publishedOn) throw notNewer(before);
      const vintage = {
        ...{ id: uuidv7(), seriesId, number: (before?.number ?? 0) + 1 },
        ...{ publishedOn: input.publishedOn, note: input.note ?? null },
        ...{ createdBy: actor.personId, recordedAt: this.clock.now() },
      };
      await store.series.addVintage(vintage, observations);
      const changes = before === null ? [] : await changesSince(store, before, observations);
      if (before !== null) await announce(store, vintage, changes);
      return { ...shownVintage(vintage), observations: observations.length, changes };
    });
  }

  /** @throws DomainError `vintage/not-found`. */
  observations(vintageId: string): Promise<ShownVintage & { items: Observation[] }> {
    return this.db.read(async (store) => {
      const vintage = await store.series.vintage(vintageId);
      if (vintage === null) throw new DomainError('vintage/not-found');
      const rows = await store.series.observations([vintageId]);
      return { ...shownVintage(vintage), items: rows.map(toObservation) };
    });
  }

  /**
   * Ties an assertion to a series, or with null to none; the next check follows it. Binding again to the same series
   * changes nothing.
   *
   * @throws DomainError `assertion/not-found`, `series/not-found`, `auth/other-desk`.
   */
  async bind(actor: Actor, assertionId: string, seriesId: string | null): Promise<void> {
    await this.db.write(async (store) => {
      const assertion = await store.claims.assertion(assertionId);
      const claim = assertion === null ? null : await store.claims.find(assertion.claimId);
      if (claim === null) throw new DomainError('assertion/not-found');
      await requireDesk(store, actor, claim.deskId);
      if (seriesId !== null) await known(store, seriesId);
      const current = (await store.series.binding(assertionId))?.seriesId ?? null;
      if (current === seriesId) return;
      const [boundBy, recordedAt] = [actor.personId, this.clock.now()];
      // The table numbers the version, under the assertion's lock.
      await store.series.bind({ assertionId, version: 0, seriesId, boundBy, recordedAt });
    });
  }

  /** The binding in force; all null but the assertion where there never was one. @throws DomainError `assertion/not-found`. */
  binding(assertionId: string): Promise<ShownBinding> {
    return this.db.read(async (store) => {
      if ((await store.claims.assertion(assertionId)) === null) throw new DomainError('assertion/not-found');
      const row = await store.series.binding(assertionId);
      return {
        assertionId,
        seriesId: row?.seriesId ?? null,
        boundBy: row?.boundBy ?? null,
        recordedAt: row?.recordedAt.toISOString() ?? null,
      };
    });
  }

  /** The bindings in force of a claim's assertions with all their data, as the checkers take them. */
  bindingsOf(store: Store, claimId: string): Promise<SeriesBinding[]> {
    return seriesBindings(store, claimId);
  }

  /** A mistyped year would shut out every later vintage for good. Tomorrow is today somewhere east of here. */
  private refuseFuture(publishedOn: string): void {
    if (publishedOn <= addDays(this.clock.today(), 1)) return;
    const detail = 'lies in the future';
    throw new DomainError('request/invalid', `publishedOn ${detail}.`, [{ pointer: '/publishedOn', detail }]);
  }
}

async function known(store: Store, id: string): Promise<Series> {
  const series = await store.series.find(id);
  if (series === null) throw new DomainError('series/not-found');
  return series;
}

function notNewer({ number, publishedOn }: Vintage): DomainError {
  return new DomainError(
    'series/vintage-not-newer',
    `Vintage ${number} was published on ${publishedOn}; add editions in the order they were published.`,
  );
}

async function changesSince(store: Store, before: Vintage, now: readonly Observation[]): Promise<Revision[]> {
  return revisionsBetween((await store.series.observations([before.id])).map(toObservation), now);
}

async function announce(store: Store, vintage: Vintage, changes: readonly Revision[]): Promise<void> {
  const { id, seriesId, number, publishedOn, createdBy, recordedAt } = vintage;
  const { title } = await known(store, seriesId);
  const eventId = await store.events.append(
    'series.revised',
    seriesId,
    {
      ...{ seriesId, title, vintageId: id, number, publishedOn },
      ...{ changes: changes.slice(-listedChanges), actorId: createdBy },
    },
    recordedAt,
  );
  await store.outbox.addFanOut(eventId, 'series.revised');
}
