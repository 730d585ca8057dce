import { Inject, Injectable } from '@nestjs/common';
import type { FetchFailure } from '../../domain/source/liveness.js';
import type { FetchTrigger } from '../../persistence/fetch.table.js';
import type { ReadSnapshot } from '../../persistence/snapshot.table.js';
import type { Source } from '../../persistence/source.table.js';
import { Clock } from '../../platform/clock.js';
import { CONTEXT, SAFE_FETCH } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';
import { ExtractError, extractText } from '../../platform/extract-text.js';
import type { ExtractedText } from '../../platform/extract-text.js';
import { FetchError } from '../../platform/fetch/fetch-error.js';
import type { FetchResult, SafeFetch } from '../../platform/safe-fetch.js';

/** What a fetch is for. */
export interface Ask {
  readonly trigger: FetchTrigger;
  /** Scheduled fetches obey robots.txt; what a person asks for now does not have to (docs/sources.md). */
  readonly obeysRobots: boolean;
  readonly signal: AbortSignal;
}

/** A body with what came with it; a document that was handed in has neither address nor status. */
export type Fetched = Pick<FetchResult, 'body' | 'redirects' | 'headers'> & {
  readonly url: string | null;
  readonly address: string | null;
  readonly status: number | null;
  readonly tls?: FetchResult['tls'];
};

/** What one fetch of a source brought. `askedAt`: machine time at which it began. */
export type Reading = { readonly askedAt: Date } & (
  | { readonly state: 'read'; readonly answer: Fetched; readonly text: ExtractedText }
  | { readonly state: 'not-modified'; readonly answer: Fetched }
  | { readonly state: 'failed'; readonly failure: FetchFailure }
);

const maxBytes = 5 * 1024 * 1024;
const accepted = ['text/html', 'application/xhtml+xml', 'text/plain', 'text/csv', 'application/pdf'];

/** Fetches a source through the one door, politely, and reads the text out of it. Writes nothing to the ledger. */
@Injectable()
export class SourceReader {
  constructor(
    private readonly clock: Clock,
    @Inject(CONTEXT) private readonly context: Context,
    @Inject(SAFE_FETCH) private readonly fetch: SafeFetch,
  ) {}

  /**
   * @param url The source's address, or that of the capture it is read from.
   * @param _latest The snapshot that a conditional request may refer to.
   */
  async read(source: Source, url: string, _latest: ReadSnapshot | null, ask: Ask): Promise<Reading> {
    const askedAt = this.clock.wall();
    try {
      const answer = await this.fetch({
        url,
        timeoutMs: this.context.env.STET_FETCH_TIMEOUT_MS,
        maxBytes,
        accept: accepted,
        signal: ask.signal,
      });
      if (answer.status < 200 || answer.status > 299)
        return { askedAt, state: 'failed', failure: statusFailure(answer.status) };
      const text = await extractText({
        bytes: answer.body,
        contentType: answer.headers['content-type'] ?? null,
        url: answer.url,
      });
      if (text.state !== 'ok') return { askedAt, state: 'failed', failure: unreadable(text.state) };
      return { askedAt, state: 'read', answer, text };
    } catch (error) {
      if (ask.signal.aborted) throw error;
      return { askedAt, state: 'failed', failure: failureOf(error) };
    }
  }
}

/** Answers that a later try may not give: the server's trouble, not the page's absence. */
const transientStatus = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500;

function statusFailure(status: number): FetchFailure {
  const message = `the server answered ${status}`;
  return { code: `http-${status}`, message, transient: transientStatus(status), status };
}

const unreadableMessages = {
  'no-text-layer': 'the document has no text layer (a scan); what it says cannot be read',
  unsupported: 'the document is of a kind whose text cannot be read',
} as const;

/** Why a document that came gives no text: nothing can be said of what it holds. */
export function unreadable(state: keyof typeof unreadableMessages): FetchFailure {
  return { code: state, message: unreadableMessages[state], transient: false, status: null };
}

/** @throws whatever is no failure of the source. */
function failureOf(error: unknown): FetchFailure {
  if (error instanceof FetchError)
    return { code: error.code, message: error.message, transient: error.transient, status: null };
  // A document that cannot be read is the document's fault: trying again would only kill the next reader.
  if (error instanceof ExtractError && error.code !== 'stopped')
    return { code: `extract-${error.code}`, message: error.message, transient: false, status: null };
  throw error;
}
