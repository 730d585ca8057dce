import { Inject, Injectable } from '@nestjs/common';
import type { FetchFailure } from '../../domain/source/liveness.js';
import { kindAfterRedirect } from '../../domain/source/page-kind.js';
import type { FetchTrigger } from '../../persistence/fetch.table.js';
import { HostTurns } from '../../persistence/host-turns.js';
import type { ReadSnapshot } from '../../persistence/snapshot.table.js';
import type { Source } from '../../persistence/source.table.js';
import { Clock } from '../../platform/clock.js';
import { CONTEXT, SAFE_FETCH } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';
import { extractText } from '../../platform/extract-text.js';
import type { ExtractedText } from '../../platform/extract-text.js';
import type { FetchResult, SafeFetch } from '../../platform/safe-fetch.js';
import { failureOf, insteadOfPage, statusFailure, unreadable } from './fetch-failure.js';
import { RobotsService } from './robots.service.js';
import { freshened, validators } from './validators.js';

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

/** A check waits for its source; a job that waits would keep other hosts' jobs from running, and can come back later. */
const checkPatienceMs = 120_000;
const jobPatienceMs = 3_000;

/** Fetches a source through the one door, politely, and reads the text out of it. Writes nothing to the ledger. */
@Injectable()
export class SourceReader {
  constructor(
    private readonly clock: Clock,
    private readonly turns: HostTurns,
    private readonly robots: RobotsService,
    @Inject(CONTEXT) private readonly context: Context,
    @Inject(SAFE_FETCH) private readonly fetch: SafeFetch,
  ) {}

  /**
   * @param url The source's address, or that of the capture it is read from.
   * @param latest The source's newest snapshot: where nothing has changed since, it need not be sent again.
   * @throws HostTurnError where a queued fetch (trigger scheduled or manual) found its host not free: it is to come back.
   */
  async read(_source: Source, url: string, latest: ReadSnapshot | null, ask: Ask): Promise<Reading> {
    const askedAt = this.clock.wall();
    try {
      const answer = await this.getIfChanged(url, latest, ask);
      if (answer.status === 304 && answer.url === latest?.finalUrl && asksIfChanged(latest, url))
        return { askedAt, state: 'not-modified', answer: freshened(answer, latest.headers) };
      return { askedAt, ...(await readingOf(answer)) };
    } catch (error) {
      if (ask.signal.aborted) throw error;
      return { askedAt, ...failed(failureOf(error, ask.trigger)) };
    }
  }

  /** The answer; 304 where nothing has changed since the snapshot. */
  private async getIfChanged(url: string, latest: ReadSnapshot | null, ask: Ask): Promise<FetchResult> {
    if (latest === null || !asksIfChanged(latest, url)) return this.get(url, {}, ask);
    const answer = await this.get(url, validators(latest, url), ask);
    // Redirected elsewhere than last time: what is unchanged there was never seen.
    return answer.status === 304 && answer.url !== latest.finalUrl ? this.get(url, {}, ask) : answer;
  }

  private get(url: string, headers: Readonly<Record<string, string>>, ask: Ask): Promise<FetchResult> {
    const isJob = ask.trigger !== 'check';
    const timeoutMs = this.context.env.STET_FETCH_TIMEOUT_MS;
    const waiting = { patienceMs: isJob ? jobPatienceMs : checkPatienceMs, yields: isJob };
    const before = (hop: URL, signal: AbortSignal): Promise<number> =>
      ask.obeysRobots ? this.robots.require(hop, waiting, signal) : this.robots.knownDelay(hop);
    return this.fetch({
      ...{ url, headers, timeoutMs, maxBytes, accept: accepted, signal: ask.signal },
      gate: this.turns.gate({ ...waiting, timeoutMs, before }),
    });
  }
}

const asksIfChanged = (latest: ReadSnapshot, url: string): boolean =>
  Object.keys(validators(latest, url)).length > 0;

type Read = Extract<Reading, { readonly state: 'read' }>;
type Failed = Extract<Reading, { readonly state: 'failed' }>;

const failed = (failure: FetchFailure): Omit<Failed, 'askedAt'> => ({ state: 'failed', failure });

/** What an answer brought: its text, where it is the page that was asked for. */
async function readingOf(answer: FetchResult): Promise<Omit<Read, 'askedAt'> | Omit<Failed, 'askedAt'>> {
  const { status, body, headers, url, redirects } = answer;
  if (status < 200 || status > 299) return failed(statusFailure(status));
  const text = await extractText({ bytes: body, contentType: headers['content-type'] ?? null, url });
  if (text.state !== 'ok') return failed({ ...unreadable(text.state), status });
  const kind = kindAfterRedirect(text.kind, redirects[0] ?? url, url);
  return kind === 'page' ? { state: 'read', answer, text } : failed(insteadOfPage(kind, status));
}
