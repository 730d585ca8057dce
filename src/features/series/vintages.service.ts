import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../domain/actor.js';
import { addDays } from '../../domain/claim/days.js';
import { DomainError } from '../../domain/errors.js';
import { inSeriesMeasure, inSeriesScale } from '../../domain/series/in-series-measure.js';
import type { Observation } from '../../domain/series/observation.js';
import type { SeriesFormat, SeriesMapping } from '../../domain/series/readers/data-table.js';
import { revisionsBetween } from '../../domain/series/vintage.js';
import type { Revision } from '../../domain/series/vintage.js';
import { Db } from '../../persistence/db.js';
import type { Once } from '../../persistence/once.js';
import type { Series, Vintage } from '../../persistence/series.table.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { FetchDataService } from './fetch-data.service.js';
import { readData, readListed } from './read-values.js';
import type { GivenObservation, ReadValues } from './read-values.js';
import { shownVintage, toObservation } from './shown.js';
import type { AddedVintage, ShownVintage } from './shown.js';

/** A new edition: exactly one of `csv`, `data`, `url` and `observations`. */
export interface NewVintage {
  /** Left out, the day that the data say; of fetched data that say none, today. */
  readonly publishedOn?: string;
  readonly note?: string;
  readonly csv?: string;
  /** A file of any format. */
  readonly data?: string;
  readonly url?: string;
  /** Where the caller has just fetched `data`; no request can say so. */
  readonly fetchedFrom?: string;
  readonly observations?: readonly GivenObservation[];
  readonly format?: SeriesFormat;
  readonly mapping?: SeriesMapping;
  /** Files that a data package names. */
  readonly files?: readonly { readonly path: string; readonly text: string }[];
}

/** How many changes an event lists: the last in time, for those are what claims speak of. GET has them all. */
const listedChanges = 50;

type Values = ReadValues & { readonly url: string | null; readonly fetchedAt: Date | null };

/** Editions of the data of series. */
@Injectable()
export class VintagesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly fetcher: FetchDataService,
  ) {}

  /**
   * Adds an edition of the data. From the second on, `series.revised` goes out; bound claims are checked (trigger
   * `series-revised`).
   *
   * @throws DomainError `series/not-found`, `series/vintage-not-newer`, `series/other-measure`, and those of reading and fetching.
   */
  async add(actor: Actor, seriesId: string, input: NewVintage, once: Once | null): Promise<AddedVintage> {
    const values = (await this.isAnswered(once)) ? null : await this.valuesOf(input);
    return this.db.writeOnce(once, async (store) => {
      if (values === null) throw new DomainError('idempotency/in-progress');
      if (!(await store.series.lock(seriesId))) throw new DomainError('series/not-found');
      const series = await known(store, seriesId);
      const before = (await store.series.vintages([seriesId])).at(-1) ?? null;
      const vintage = this.vintageOf(actor, seriesId, { ...input, values, before });
      const observations = requireMeasure(values.observations, series);
      await store.series.addVintage(vintage, observations);
      const changes = before === null ? [] : await changesSince(store, before, observations, series.scale);
      if (before !== null) await announce(store, vintage, series.title, changes);
      await store.outbox.add('series.revised', vintage.id);
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

  /** A request that was answered before is answered alike, whatever its address gives by now. */
  private async isAnswered(once: Once | null): Promise<boolean> {
    if (once === null) return false;
    const earlier = await this.db.read((store) => store.idempotency.find(once.personId, once.key));
    return earlier !== null && earlier.response !== null;
  }

  /** No transaction is open while something is fetched. */
  private async valuesOf(input: NewVintage): Promise<Values> {
    const given = [input.csv, input.data, input.url, input.observations].filter((each) => each !== undefined);
    if (given.length !== 1) {
      const detail = 'give exactly one of csv, data, url and observations';
      throw new DomainError('request/invalid', `The values: ${detail}.`, [{ pointer: '/data', detail }]);
    }
    const { format = null, mapping = {} } = input;
    if (input.observations !== undefined)
      return { ...readListed(input.observations), url: null, fetchedAt: null };
    if (input.url !== undefined) {
      const data = await this.fetcher.get(input.url, format, mapping);
      return { ...readData(data), url: input.url, fetchedAt: this.clock.wall() };
    }
    const files = new Map((input.files ?? []).map(({ path, text }) => [path, text]));
    const data =
      input.csv === undefined
        ? { text: input.data ?? '', format, mapping, files, pointer: '/data' as const }
        : { text: input.csv, format: format ?? ('csv' as const), mapping, files, pointer: '/csv' as const };
    const { fetchedFrom = null } = input;
    return {
      ...readData(data),
      url: fetchedFrom,
      fetchedAt: fetchedFrom === null ? null : this.clock.wall(),
    };
  }

  private vintageOf(
    actor: Actor,
    seriesId: string,
    input: NewVintage & { readonly values: Values; readonly before: Vintage | null },
  ): Vintage {
    const { values, before, note = null } = input;
    const publishedOn = this.publishedOn(input.publishedOn, values);
    if (before !== null && publishedOn < before.publishedOn) throw notNewer(before);
    const { format, mapping, sha256, url, fetchedAt } = values;
    return {
      ...{ id: uuidv7(), seriesId, number: (before?.number ?? 0) + 1, publishedOn, note },
      ...{ format, mapping, sha256, url, fetchedAt, createdBy: actor.personId, recordedAt: this.clock.now() },
    };
  }

  /** A mistyped year would shut out every later vintage for good. Tomorrow is today somewhere east of here. */
  private publishedOn(given: string | undefined, values: Values): string {
    const day = given ?? values.publishedOn ?? (values.url === null ? null : this.clock.today());
    const detail = day === null ? 'is needed: the data do not say when they came out' : 'lies in the future';
    if (day !== null && day <= addDays(this.clock.today(), 1)) return day;
    throw new DomainError('request/invalid', `publishedOn ${detail}.`, [{ pointer: '/publishedOn', detail }]);
  }
}

async function known(store: Store, id: string): Promise<Series> {
  const series = await store.series.find(id);
  if (series === null) throw new DomainError('series/not-found');
  return series;
}

function requireMeasure(observations: readonly Observation[], series: Series): readonly Observation[] {
  const found = inSeriesMeasure(observations, series);
  if (found.ok) return found.observations;
  throw new DomainError('series/other-measure', `${found.message}.`, [
    { pointer: '/mapping/select', detail: found.message },
  ]);
}

function notNewer({ number, publishedOn }: Vintage): DomainError {
  return new DomainError(
    'series/vintage-not-newer',
    `Vintage ${number} was published on ${publishedOn}; add editions in the order they were published.`,
  );
}

async function changesSince(
  store: Store,
  before: Vintage,
  now: readonly Observation[],
  scale: string,
): Promise<Revision[]> {
  const earlier = (await store.series.observations([before.id])).map(toObservation);
  const inScale = (all: readonly Observation[]): Observation[] =>
    all.map((each) => inSeriesScale(each, scale));
  return revisionsBetween(inScale(earlier), inScale(now));
}

async function announce(
  store: Store,
  vintage: Vintage,
  title: string,
  changes: readonly Revision[],
): Promise<void> {
  const { id, seriesId, number, publishedOn, createdBy, recordedAt } = vintage;
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
