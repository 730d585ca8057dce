import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../domain/actor.js';
import type { Dimension } from '../../domain/claim/assertion.js';
import { DomainError } from '../../domain/errors.js';
import type { MeasureKind } from '../../domain/series/observation.js';
import { Db } from '../../persistence/db.js';
import type { Once } from '../../persistence/once.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { Page, PageQuery } from '../../persistence/page.js';
import type { Series } from '../../persistence/series.table.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { requireMeasure } from './measure.js';
import { measureKindOf } from './measure-kind.js';
import { shownSeries, shownVintage } from './shown.js';
import type { ShownSeries, ShownVintage } from './shown.js';

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

/** Statistical series as they are described; their values come with vintages. */
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
}

async function known(store: Store, id: string): Promise<Series> {
  const series = await store.series.find(id);
  if (series === null) throw new DomainError('series/not-found');
  return series;
}
