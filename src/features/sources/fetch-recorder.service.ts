import { Inject, Injectable } from '@nestjs/common';
import { fold } from '../../domain/evidence/fold-text.js';
import type { Drift } from '../../domain/source/drift.js';
import type { FetchBounds } from '../../domain/source/fetch-plan.js';
import { Db } from '../../persistence/db.js';
import type { FetchEnd, FetchRow } from '../../persistence/fetch.table.js';
import type { ReadSnapshot, Snapshot } from '../../persistence/snapshot.table.js';
import { outcomeOf, recordOutcome } from '../../persistence/source-change.js';
import type { Brought, SourceChange, SourceOutcome } from '../../persistence/source-change.js';
import type { SourceState } from '../../persistence/source-state.table.js';
import type { Source } from '../../persistence/source.table.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { CONTEXT } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';
import { ArchiveService } from './archive.service.js';
import type { KeptBlob } from './archive.service.js';
import { passageMatcher } from './passage-matcher.js';
import { isOtherEdition, lookUp, noDrift } from './passages.js';
import { notModifiedRow, snapshotRow, storableTexts } from './snapshot-row.js';
import { RereadService } from './reread.service.js';
import type { SnapshotPlace } from './snapshot-row.js';
import type { Reading } from './source-reader.service.js';

/** A fetch that was carried out. */
export interface Done {
  readonly source: Source;
  /** Its row: new for a fetch that a check needed, else as taken from the queue. */
  readonly fetch: FetchRow;
  readonly isNew: boolean;
  /** The job's, where a job carried it out. */
  readonly outboxId: number | null;
  /** The newest snapshot when it was read; what an answer 304 refers to. */
  readonly latest: ReadSnapshot | null;
  readonly reading: Reading;
  /** It is to be recorded although another text was, since it was read: it was read again for that before. */
  readonly isLastTry?: boolean;
}

export interface Recorded {
  /** Null when the fetch gave nothing to read. */
  readonly snapshot: ReadSnapshot | null;
}

/**
 * Records what a fetch brought, in one transaction: blob, snapshot, states of cited passages and of the source, events, checks
 * to come and the next fetch. Compared with the newest snapshot of that moment: two at once are recorded one after the other.
 */
@Injectable()
export class FetchRecorder {
  private readonly bounds: FetchBounds;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly archive: ArchiveService,
    private readonly reread: RereadService,
    @Inject(CONTEXT) { env }: Context,
  ) {
    this.bounds = {
      ...{ minHours: env.STET_SOURCE_MIN_HOURS, maxDays: env.STET_SOURCE_MAX_DAYS },
      strikeHours: env.STET_STRIKE_HOURS,
    };
  }

  /**
   * `overtaken`: another text was recorded since, and which of the two the page shows now is not known; it has to be read
   * again. So it does where it was not modified since a snapshot that is no longer the newest.
   */
  async record(done: Done): Promise<Recorded | 'overtaken'> {
    for (let { latest } = done; ;) {
      const edition = await this.editionOf(done, latest);
      try {
        return await this.db.write((store) => this.writeAll(store, done, latest, edition));
      } catch (error) {
        if (!(error instanceof Overtaken)) throw error;
      }
      const before = latest;
      latest = await this.db.read((store) => store.snapshots.latest(done.source.id));
      if (textOf(before) !== textOf(latest) && isOvertaken(done, latest)) return 'overtaken';
    }
  }

  /** @throws Overtaken when `latest` is not the newest snapshot any more. */
  private async writeAll(
    store: Store,
    done: Done,
    latest: ReadSnapshot | null,
    edition: Edition | null,
  ): Promise<Recorded> {
    if (done.outboxId !== null && !(await store.outbox.complete(done.outboxId))) return { snapshot: null };
    const now = this.clock.now();
    const before = await store.sourceStates.lock(done.source.id, now);
    const source = (await store.sources.find(done.source.id)) ?? done.source;
    if (edition !== null && source.latestSnapshotId !== (latest?.id ?? null)) throw new Overtaken();
    if (done.isNew) await store.fetches.add([done.fetch]);
    if (edition !== null) await addEdition(store, edition);
    const change = this.changeOf({ ...done, source }, edition, before, now);
    const outcome = outcomeOf(change);
    await endUnderToken(store, done.fetch, endOf(done.reading, change, outcome));
    await recordOutcome(store, change, outcome);
    return { snapshot: edition?.read ?? null };
  }

  private changeOf(
    { source, fetch, reading }: Done,
    edition: Edition | null,
    before: SourceState,
    now: Date,
  ): SourceChange {
    return {
      ...{ source, fetch, before, bounds: this.bounds, now },
      brought: edition === null ? null : { ...edition, snapshot: edition.row },
      failure: reading.state === 'failed' ? reading.failure : null,
    };
  }

  private async editionOf(done: Done, latest: ReadSnapshot | null): Promise<Edition | null> {
    const { source, fetch, reading } = done;
    if (reading.state === 'failed') return null;
    const now = this.clock.now();
    const place: SnapshotPlace = {
      ...{ sourceId: source.id, askedAt: reading.askedAt, fetchedAt: now, latest },
      ...{ keepAnyway: false, mementoId: source.readFrom },
    };
    if (reading.state === 'not-modified') {
      if (latest === null) throw new Error(`source ${source.id} was not modified, but has no snapshot`);
      const { drift } = await this.compare(source.id, { latest, texts: latest, now, fetchId: fetch.id });
      const row = notModifiedRow({ ...place, latest }, reading.answer);
      const read = { ...row, text: latest.text, otherText: latest.otherText };
      return { row, blob: null, drift, read, latest, isOtherText: false, isOtherPage: false };
    }
    const before = await this.reread.asReadNow(latest, { body: reading.answer.body, text: reading.text });
    const texts = storableTexts(reading.text);
    const isReread = before !== latest;
    const compared = await this.compare(source.id, {
      ...{ latest: before, texts, now, fetchId: fetch.id, isReread },
    });
    // What another extractor made of the same page is an edition, so that later ones point to what is compared with.
    const keepAnyway = compared.keepAnyway || (isReread && latest?.otherText !== texts.otherText);
    const row = snapshotRow({ ...place, keepAnyway }, reading.answer, reading.text);
    const blob = row.blobSha256 === null ? null : await this.archive.keep(reading.answer.body);
    const isOtherText = before !== null && readsOtherwise(before.text, texts.text);
    const isOtherPage = before === null || isOtherText || compared.keepAnyway;
    return {
      row,
      blob,
      drift: compared.drift,
      read: { ...row, ...texts },
      latest: before,
      isOtherText,
      isOtherPage,
    };
  }

  /** Looks up only the passages that may read otherwise than in the newest snapshot, or were never looked up. */
  private async compare(
    sourceId: string,
    { latest, texts, now, fetchId, isReread = false }: Comparison,
  ): Promise<{ drift: Drift; keepAnyway: boolean }> {
    const isSameText = latest !== null && latest.text === texts.text;
    const isSame = isSameText && latest.otherText === texts.otherText;
    const scope = isReread || !isSameText ? 'all' : isSame ? 'new' : 'beside';
    const cited = await this.db.read((store) => store.passages.cited(sourceId, scope));
    if (cited.length === 0) return { drift: noDrift, keepAnyway: false };
    const previous = latest === null ? null : passageMatcher(latest);
    const drift = await lookUp({ cited, previous, current: passageMatcher(texts), now, fetchId });
    const keepAnyway = isSameText && !isSame && previous !== null && isOtherEdition(drift, cited, previous);
    return { drift, keepAnyway };
  }
}

/** Another fetch of the source was recorded meanwhile. An error, so that the transaction rolls back. */
class Overtaken extends Error {}

interface Comparison {
  readonly latest: ReadSnapshot | null;
  readonly texts: Pick<ReadSnapshot, 'text' | 'otherText'>;
  /** Ledger time. */
  readonly now: Date;
  readonly fetchId: string;
  /** `latest` was read anew from its bytes: passages held were found in another text of it. */
  readonly isReread?: boolean;
}

interface Edition extends Pick<Brought, 'drift' | 'latest' | 'isOtherText' | 'isOtherPage'> {
  readonly row: Snapshot;
  /** Null when it keeps no bytes of its own. */
  readonly blob: KeptBlob | null;
  readonly read: ReadSnapshot;
}

function endOf(reading: Reading, { brought, now }: SourceChange, { effects }: SourceOutcome): FetchEnd {
  const end = { completedAt: now, snapshotId: brought?.snapshot.id ?? null, effects: [...effects] };
  if (reading.state === 'failed') {
    const { code, message, status } = reading.failure;
    return { ...end, outcome: 'failed', code, message, status };
  }
  const outcome = brought?.isOtherPage === true ? 'changed' : 'unchanged';
  return { ...end, outcome, code: null, message: null, status: reading.answer.status };
}

async function addEdition(store: Store, { row, blob }: Edition): Promise<void> {
  if (blob !== null) await store.blobs.add(blob);
  await store.snapshots.add(row);
}

function isOvertaken({ reading, isLastTry = false }: Done, latest: ReadSnapshot | null): boolean {
  if (reading.state === 'not-modified') return true;
  // A document that was handed in cannot be read again, nor does it have to: it is what was said last.
  if (reading.state === 'failed' || reading.answer.status === null || isLastTry) return false;
  return latest?.text !== storableTexts(reading.text).text;
}

/** A page set with other spaces, dashes and quotation marks says what it said. */
function readsOtherwise(one: string, other: string): boolean {
  return one !== other && fold(one).text.trim() !== fold(other).text.trim();
}

/** The snapshot that holds the text. */
function textOf(snapshot: ReadSnapshot | null): string | null {
  return snapshot === null ? null : (snapshot.sameTextAs ?? snapshot.id);
}

/** Thrown, not returned: the transaction must roll back when another worker holds the fetch now. */
async function endUnderToken(store: Store, fetch: FetchRow, end: FetchEnd): Promise<void> {
  if (await store.fetches.end(fetch.id, fetch.token, end)) return;
  throw new Error(`another worker took fetch ${fetch.id} over: this result is refused`);
}
