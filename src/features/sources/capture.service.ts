import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Db } from '../../persistence/db.js';
import type { ReadSnapshot } from '../../persistence/snapshot.table.js';
import type { Source } from '../../persistence/source.table.js';
import { Clock } from '../../platform/clock.js';
import { CONTEXT, SAFE_FETCH } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';
import { ExtractError, extractText } from '../../platform/extract-text.js';
import type { ExtractedText } from '../../platform/extract-text.js';
import { FetchError } from '../../platform/fetch/fetch-error.js';
import type { FetchResult, SafeFetch } from '../../platform/safe-fetch.js';

export type Capture =
  | { readonly ok: true; readonly snapshot: ReadSnapshot }
  | {
      readonly ok: false;
      readonly error: { readonly code: string; readonly message: string; readonly transient: boolean };
      /** The last snapshot that succeeded. */
      readonly archived: ReadSnapshot | null;
    };

type Fetched = Pick<FetchResult, 'body' | 'redirects' | 'headers'> & {
  readonly url: string | null;
  readonly address: string | null;
  readonly status: number | null;
};

const maxBytes = 5 * 1024 * 1024;
const accepted = ['text/html', 'application/xhtml+xml', 'text/plain', 'text/csv', 'application/pdf'];

/** Answers that a later try may not give: the receiver's trouble, not the page's absence. */
const transientStatus = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500;

/** Headers worth keeping as evidence. */
const keptHeaders = [
  'content-type',
  'last-modified',
  'etag',
  'date',
  'content-language',
  'content-length',
  'server',
];

/** Fetches sources and archives what they say; one fetch at a time per host in this process. */
@Injectable()
export class CaptureService {
  private readonly underWay = new Map<string, Promise<Capture>>();
  private readonly hosts = new Map<string, Promise<unknown>>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    @Inject(CONTEXT) private readonly context: Context,
    @Inject(SAFE_FETCH) private readonly fetch: SafeFetch,
  ) {}

  /**
   * What the source says now: a snapshot whose fetch began at or after `askedAt` (machine time), shared with other checks, or
   * a new one. A failure carries the last snapshot that succeeded.
   */
  async capture(source: Source, askedAt: Date, signal: AbortSignal): Promise<Capture> {
    const shared = await this.db.read((store) => store.snapshots.latestAskedSince(source.id, askedAt));
    if (shared !== null) return { ok: true, snapshot: shared };
    const waiting = this.underWay.get(source.id);
    if (waiting !== undefined) {
      const capture = await waiting;
      return capture.ok && capture.snapshot.askedAt < askedAt
        ? this.capture(source, askedAt, signal)
        : capture;
    }
    const begun = this.politely(source, askedAt, signal).finally(() => this.underWay.delete(source.id));
    this.underWay.set(source.id, begun);
    return begun;
  }

  /** Archives a document that was handed in, as its source's newest snapshot. @throws Error when it holds no readable text. */
  async keep(sourceId: string, bytes: Buffer, contentType: string): Promise<ReadSnapshot> {
    const text = await extractText({ bytes, contentType, url: null });
    if (text.state !== 'ok') throw new Error(unreadable[text.state]);
    return this.archive(
      sourceId,
      this.clock.wall(),
      { body: bytes, url: null, redirects: [], address: null, status: null, headers: {} },
      text,
    );
  }

  /** The last snapshot of a source that is not fetched; null when nothing of it was archived. */
  async kept(sourceId: string): Promise<Capture | null> {
    const snapshot = await this.db.read((store) => store.snapshots.latest(sourceId));
    return snapshot === null ? null : { ok: true, snapshot };
  }

  /** Waits for the host's turn, then for its gap. */
  private async politely(source: Source, askedAt: Date, signal: AbortSignal): Promise<Capture> {
    const host = new URL(source.url ?? 'http://none').host;
    const before = this.hosts.get(host) ?? Promise.resolve();
    const mine = before.then(async () => {
      // Another process may have fetched it while this one waited.
      const shared = await this.db.read((store) => store.snapshots.latestAskedSince(source.id, askedAt));
      if (shared !== null) return { ok: true as const, snapshot: shared };
      return this.fetchAndArchive(source, signal);
    });
    const turn = mine.then(
      () => sleep(this.context.env.STET_HOST_GAP_MS, undefined, { ref: false }),
      () => undefined,
    );
    this.hosts.set(host, turn);
    void turn.then(() => {
      if (this.hosts.get(host) === turn) this.hosts.delete(host);
    });
    return mine;
  }

  private async fetchAndArchive(source: Source, signal: AbortSignal): Promise<Capture> {
    const askedAt = this.clock.wall();
    try {
      const answer = await this.fetch({
        url: source.url ?? '',
        timeoutMs: this.context.env.STET_FETCH_TIMEOUT_MS,
        maxBytes,
        accept: accepted,
        signal,
      });
      if (answer.status < 200 || answer.status > 299)
        return await this.failed(source, statusError(answer.status));
      const text = await extractText({
        bytes: answer.body,
        contentType: answer.headers['content-type'] ?? null,
        url: answer.url,
      });
      if (text.state !== 'ok')
        return await this.failed(source, {
          code: text.state,
          message: unreadable[text.state],
          transient: false,
        });
      return { ok: true, snapshot: await this.archive(source.id, askedAt, answer, text) };
    } catch (error) {
      if (signal.aborted) throw error;
      if (error instanceof ExtractError && error.code !== 'stopped') {
        // A document that cannot be read is the document's fault: trying again would only kill the next reader.
        return this.failed(source, {
          code: `extract-${error.code}`,
          message: error.message,
          transient: false,
        });
      }
      if (!(error instanceof FetchError)) throw error;
      return this.failed(source, { code: error.code, message: error.message, transient: error.transient });
    }
  }

  private async failed(
    source: Source,
    error: { code: string; message: string; transient: boolean },
  ): Promise<Capture> {
    return { ok: false, error, archived: await this.db.read((store) => store.snapshots.latest(source.id)) };
  }

  /** Keeps raw bytes when the text differs from the latest snapshot's; else a row that points to it (DESIGN §2). */
  private archive(
    sourceId: string,
    askedAt: Date,
    answer: Fetched,
    extracted: ExtractedText,
  ): Promise<ReadSnapshot> {
    const text = storable(extracted.text);
    const otherText = storable(extracted.otherText.trim()) || null;
    const textSha256 = sha256(`${text}\0${otherText ?? ''}`);
    const rawSha256 = sha256(answer.body);
    return this.db.write(async (store) => {
      const latest = await store.snapshots.latest(sourceId);
      const same =
        latest !== null && latest.textSha256.equals(textSha256) ? (latest.sameTextAs ?? latest.id) : null;
      const row = {
        id: uuidv7(),
        sourceId,
        askedAt,
        fetchedAt: this.clock.now(),
        finalUrl: answer.url,
        redirects: [...answer.redirects],
        address: answer.address,
        status: answer.status,
        headers: Object.fromEntries(
          keptHeaders.flatMap((name) =>
            answer.headers[name] === undefined ? [] : [[name, answer.headers[name]]],
          ),
        ),
        rawSha256,
        blobSha256: same === null ? rawSha256 : null,
        textSha256,
        text: same === null ? text : null,
        otherText: same === null ? otherText : null,
        sameTextAs: same,
        title: extracted.title,
        publishedOn: extracted.publishedOn,
        language: extracted.language,
        extractor: extracted.extractor,
      };
      await store.snapshots.add(row, same === null ? answer.body : null);
      return { ...row, text, otherText };
    });
  }
}

const unreadable: Readonly<Record<'no-text-layer' | 'unsupported', string>> = {
  'no-text-layer': 'the document has no text layer (a scan); what it says cannot be read',
  unsupported: 'the document is of a kind whose text cannot be read',
};

function statusError(status: number): { code: string; message: string; transient: boolean } {
  return {
    code: `http-${status}`,
    message: `the server answered ${status}`,
    transient: transientStatus(status),
  };
}

/** PostgreSQL's text takes no NUL, and half a surrogate pair is no Unicode. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed();
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}
