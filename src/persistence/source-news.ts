import type { EventPayloads, EventType } from '../domain/events.js';
import { listedClaims } from '../domain/source/news.js';
import type { SourceNews } from '../domain/source/news.js';
import type { LeaningRow } from './passage.table.js';
import type { Source } from './source.table.js';
import type { Store } from './store.js';

export type SourceEventType = Extract<EventType, `source.${string}`>;

/** The part of an event about a source that its type adds to {@link SourceNews}. */
export type SourceEventData<T extends SourceEventType> = Omit<EventPayloads[T], keyof SourceNews>;

export interface SourceEvent<T extends SourceEventType> {
  readonly type: T;
  readonly source: Source;
  readonly fetchId: string;
  readonly data: SourceEventData<T>;
  /** Ledger time. */
  readonly now: Date;
}

/** Appends an event about a source with the claims that lean on it, and owes it to the endpoints that want it. */
export async function tellOfSource(
  store: Store,
  event: SourceEvent<Exclude<SourceEventType, 'source.passage_changed'>>,
): Promise<void> {
  await append(store, event, await store.passages.leaning(event.source.id, null, listedClaims));
}

/** As {@link tellOfSource}, of the claims alone whose passages changed; lists the passages of the claims it lists. */
export async function tellOfPassages(
  store: Store,
  event: SourceEvent<'source.passage_changed'>,
): Promise<void> {
  const { passages } = event.data;
  const ids = [...new Set(passages.map(({ claimId }) => claimId))];
  const claims = await store.passages.leaning(event.source.id, ids, listedClaims);
  const listed = new Set(claims.map(({ id }) => id));
  const data = { ...event.data, passages: passages.filter(({ claimId }) => listed.has(claimId)) };
  await append(store, { ...event, data }, claims);
}

async function append<T extends SourceEventType>(
  store: Store,
  { type, source, fetchId, data, now }: SourceEvent<T>,
  claims: readonly LeaningRow[],
): Promise<void> {
  const { id, kind, url, title, origin } = source;
  const news: SourceNews = {
    ...{ source: { id, kind, url, title, origin }, fetchId, claims: claims.map(toNews) },
    claimCount: claims[0]?.count ?? 0,
  };
  const eventId = await store.events.append(type, id, { ...news, ...data } as EventPayloads[T], now);
  await store.outbox.addFanOut(eventId, type);
}

function toNews(row: LeaningRow): SourceNews['claims'][number] {
  const { id, text, claimant, statedOn, deskId, status, verdictVersion, ratingCode, ratingLabel } = row;
  return {
    claim: { id, text, claimant, statedOn, deskId },
    standing: {
      ...{ version: row.standingVersion, status, assessment: row.label, verdictVersion },
      rating: ratingCode === null ? null : { code: ratingCode, label: ratingLabel ?? ratingCode },
    },
  };
}
