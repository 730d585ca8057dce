import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { failureClassOf } from '../../domain/source/liveness.js';
import type { FailureClass, FetchFailure } from '../../domain/source/liveness.js';
import { putBackMs } from '../../domain/source/politeness.js';
import { Db } from '../../persistence/db.js';
import type { FetchRow, FetchTrigger } from '../../persistence/fetch.table.js';
import { HostTurnError, HostTurns } from '../../persistence/host-turns.js';
import type { ReadSnapshot } from '../../persistence/snapshot.table.js';
import type { Source } from '../../persistence/source.table.js';
import { Clock } from '../../platform/clock.js';
import { extractText } from '../../platform/extract-text.js';
import type { ExtractedText } from '../../platform/extract-text.js';
import { FetchRecorder } from './fetch-recorder.service.js';
import type { Done, Recorded } from './fetch-recorder.service.js';
import { unreadable } from './fetch-failure.js';
import { SourceReader } from './source-reader.service.js';
import type { Ask, Reading } from './source-reader.service.js';

export type Capture =
  | { readonly ok: true; readonly snapshot: ReadSnapshot }
  | {
      readonly ok: false;
      readonly error: FetchFailure;
      /** The last snapshot that succeeded. */
      readonly archived: ReadSnapshot | null;
    };

/** A fetch that a check needs. */
export interface CheckAsk extends Ask {
  /** Machine time: a fetch begun since then is fresh enough. */
  readonly askedAt: Date;
  readonly checkId: string;
}

/** A page that says something else at each visit is not read for ever. */
const maxTries = 3;

/** Failures that the next try would meet too. */
const lasting: readonly FailureClass[] = ['absent', 'unreadable'];

/** What sources say now: fetched when nothing fresh enough is there, archived, and shared between checks. */
@Injectable()
export class CaptureService {
  private readonly underWay = new Map<string, Promise<Capture>>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly turns: HostTurns,
    private readonly reader: SourceReader,
    private readonly recorder: FetchRecorder,
  ) {}

  /**
   * What the source says now: a snapshot whose fetch began at or after `askedAt` (machine time), shared with other checks, or
   * a new one. A failure carries the last snapshot that succeeded.
   */
  async capture(source: Source, ask: CheckAsk): Promise<Capture> {
    const shared = await this.db.read((store) => store.snapshots.latestAskedSince(source.id, ask.askedAt));
    if (shared !== null) return { ok: true, snapshot: shared };
    const failed = await this.failedSince(source.id, ask.askedAt);
    if (failed !== null) return failed;
    // Who may look where robots do not go does not share what robots.txt refused.
    const key = `${source.id} ${ask.obeysRobots}`;
    const waiting = this.underWay.get(key);
    if (waiting !== undefined) return this.shared(waiting, source, ask);
    const begun = this.fetchForCheck(source, ask).finally(() => this.underWay.delete(key));
    this.underWay.set(key, begun);
    return begun;
  }

  /** What another check's fetch brings, or a fetch of one's own where that began too early or was broken off with its check. */
  private async shared(waiting: Promise<Capture>, source: Source, ask: CheckAsk): Promise<Capture> {
    const capture = await waiting.catch(() => null);
    ask.signal.throwIfAborted();
    const isFresh = capture !== null && (!capture.ok || capture.snapshot.askedAt >= ask.askedAt);
    return isFresh ? capture : this.capture(source, ask);
  }

  /** Carries out a fetch that was asked for; nothing when it is done. */
  async fetchAsked(outboxId: number, fetchId: string, signal: AbortSignal): Promise<void> {
    const fetch = await this.db.write((store) => store.fetches.take(fetchId));
    const source = fetch === null ? null : await this.db.read((store) => store.sources.find(fetch.sourceId));
    if (fetch === null || source === null) {
      await this.db.write((store) => store.outbox.complete(outboxId));
      return;
    }
    const obeysRobots = fetch.trigger === 'scheduled';
    const ask = { trigger: fetch.trigger, obeysRobots, signal };
    try {
      await this.carryOut({ source, fetch, isNew: false, outboxId }, ask);
    } catch (error) {
      if (!(error instanceof HostTurnError)) throw error;
      await this.putBack(outboxId, fetch, error.knownMs);
    }
  }

  /** Its host was not free: the job ends, so that others run, and another one follows when the host may be free. */
  private async putBack(outboxId: number, { id, token }: FetchRow, knownMs: number): Promise<void> {
    const ms = putBackMs(token, this.turns.gapMs, knownMs, Math.random());
    await this.db.write(async (store) => {
      if (!(await store.outbox.complete(outboxId))) return;
      if (!(await store.fetches.putBack(id, token)))
        throw new Error(`another worker took fetch ${id} over: it is not put back`);
      await store.outbox.addLater('source.fetch', id, ms);
    });
  }

  /**
   * Archives a document that was handed in, as its source's newest snapshot.
   * @param read What was read of it, where its caller did. @throws Error when it holds no readable text.
   */
  async keep(
    source: Source,
    bytes: Buffer,
    contentType: string,
    read?: ExtractedText,
  ): Promise<ReadSnapshot> {
    const text = read ?? (await extractText({ bytes, contentType, url: null }));
    if (text.state !== 'ok') throw new Error(unreadable(text.state).message);
    const reading: Reading = {
      ...{ askedAt: this.clock.wall(), state: 'read', text },
      answer: {
        ...{ body: bytes, url: null, redirects: [], address: null, status: null },
        headers: { 'content-type': contentType },
      },
    };
    const fetch = this.newFetch(source.id, 'manual', null);
    const latest = await this.db.read((store) => store.snapshots.latest(source.id));
    const recorded = await this.recorder.record({
      ...{ source, fetch, isNew: true, outboxId: null, latest, reading },
    });
    if (recorded === 'overtaken' || recorded.snapshot === null)
      throw new Error('a document that was read has no snapshot');
    return recorded.snapshot;
  }

  /** The last snapshot of a source that is not fetched; null when nothing of it was archived. */
  async kept(sourceId: string): Promise<Capture | null> {
    const snapshot = await this.db.read((store) => store.snapshots.latest(sourceId));
    return snapshot === null ? null : { ok: true, snapshot };
  }

  private async fetchForCheck(source: Source, ask: CheckAsk): Promise<Capture> {
    const fetch = this.newFetch(source.id, 'check', ask.checkId);
    const { reading, snapshot } = await this.carryOut({ source, fetch, isNew: true, outboxId: null }, ask);
    if (snapshot !== null) return { ok: true, snapshot };
    if (reading.state !== 'failed') throw new Error(`fetch ${fetch.id} was read, but has no snapshot`);
    return this.failedCapture(source.id, reading.failure);
  }

  /** Fetches and records; once more where others recorded meanwhile what this fetch was compared with. */
  private async carryOut(
    task: Omit<Done, 'latest' | 'reading'>,
    ask: Ask,
  ): Promise<Recorded & { readonly reading: Reading }> {
    for (let tries = 1; ; tries += 1) {
      const latest = await this.db.read((store) => store.snapshots.latest(task.source.id));
      const reading = await this.read(task.source, latest, ask);
      ask.signal.throwIfAborted();
      const isLastTry = tries === maxTries;
      const recorded = await this.recorder.record({ ...task, latest, reading, isLastTry });
      if (recorded !== 'overtaken') return { ...recorded, reading };
    }
  }

  /**
   * A page that was looked for since and is not there, or cannot be read, is not looked for again at once; nor is a source that
   * this very fetch found gone, which thousands of claims may be checked for.
   */
  private async failedSince(sourceId: string, askedAt: Date): Promise<Capture | null> {
    const fetch = await this.db.read((store) => store.fetches.failedSince(sourceId, askedAt));
    if (fetch?.code == null) return null;
    if (!lasting.includes(failureClassOf(fetch.code)) && !fetch.effects.includes('gone')) return null;
    const { code, status } = fetch;
    return this.failedCapture(sourceId, { code, message: fetch.message ?? code, transient: false, status });
  }

  private async failedCapture(sourceId: string, error: FetchFailure): Promise<Capture> {
    const archived = await this.db.read((store) => store.snapshots.latest(sourceId));
    return { ok: false, error, archived };
  }

  private async read(source: Source, latest: ReadSnapshot | null, ask: Ask): Promise<Reading> {
    const memento =
      source.readFrom === null
        ? null
        : await this.db.read((store) => store.mementos.find(source.readFrom ?? ''));
    return this.reader.read(source, memento?.url ?? source.url ?? '', latest, ask);
  }

  private newFetch(sourceId: string, trigger: FetchTrigger, checkId: string | null): FetchRow {
    return {
      ...{ id: uuidv7(), sourceId, trigger, checkId, requestedBy: null, requestedAt: this.clock.now() },
      ...{ askedAt: this.clock.wall(), slotAt: null, state: 'running', token: 0, completedAt: null },
      ...{ outcome: null, code: null, message: null, status: null, snapshotId: null, effects: [] },
    };
  }
}
