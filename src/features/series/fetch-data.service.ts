import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import type { SeriesFormat, SeriesMapping } from '../../domain/series/readers/data-table.js';
import { parseData } from '../../domain/series/readers/json.js';
import { neededFile, sniffFormat } from '../../domain/series/readers/read-data.js';
import { joinPages, worldBankPages } from '../../domain/series/readers/world-bank.js';
import { HostTurnError, HostTurns } from '../../persistence/host-turns.js';
import { CONTEXT, SAFE_FETCH } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';
import { FetchError } from '../../platform/fetch/fetch-error.js';
import type { SafeFetch } from '../../platform/safe-fetch.js';
import { decodeText } from '../../platform/text/decode-text.js';
import { refusing } from './read-values.js';
import type { GivenData } from './read-values.js';

/** For a file and for all pages of an answer together. */
const maxBytes = 10 * 1024 * 1024;
const maxPages = 20;
/** Somebody waits for the answer: a host that is busy for longer is told as such. */
const patienceMs = 20_000;

/** What data are served as. Pages for people are not among them: an error page must not be read as a series. */
const accepted = [
  'text/csv',
  'text/plain',
  'text/tab-separated-values',
  'application/json',
  'application/csv',
  'application/vnd.sdmx.data+json',
  'application/vnd.sdmx.data+csv',
  'application/vnd.ms-excel',
  'application/vnd.datapackage+json',
  'application/octet-stream',
];

/** Fetches data files through the one door, before any transaction begins. */
@Injectable()
export class FetchDataService {
  constructor(
    @Inject(CONTEXT) private readonly context: Context,
    @Inject(SAFE_FETCH) private readonly fetch: SafeFetch,
    private readonly turns: HostTurns,
  ) {}

  /**
   * The data at an address, with the file that a data package names and all pages of a World Bank answer.
   *
   * @throws DomainError `series/not-fetched` saying why there is no answer that can be used; `series/bad-data`.
   */
  async get(url: string, format: SeriesFormat | null, mapping: SeriesMapping): Promise<GivenData> {
    const first = await this.open(url, maxBytes);
    const known = format ?? refusing('/url', () => sniffFormat(first.text));
    const given = {
      ...{ text: first.text, format: known, mapping, files: new Map<string, string>() },
      ...{ bytes: [first.bytes], pointer: '/url' as const },
    };
    if (known === 'world-bank') return { ...given, ...(await this.allPages(first)) };
    const path = refusing('/url', () => neededFile(given));
    if (path === null) return given;
    // No redirect: the descriptor may name files of its own folder only.
    const file = await this.open(new URL(path, first.url).href, maxBytes - first.bytes.length, 0);
    return { ...given, files: new Map([[path, file.text]]), bytes: [first.bytes, file.bytes] };
  }

  private async allPages(first: Opened): Promise<Pick<GivenData, 'text' | 'bytes'>> {
    const documents = [refusing('/url', () => parseData(first.text))];
    const bytes = [first.bytes];
    const { page, pages } = worldBankPages(documents[0]) ?? { page: 1, pages: 1 };
    if (pages > 1 && (page !== 1 || pages > maxPages))
      throw notFetched(`the answer has ${pages} pages; ask for page 1 with a larger per_page`);
    for (let next = 2, left = maxBytes - first.bytes.length; next <= pages; next++) {
      const url = new URL(first.url);
      url.searchParams.set('page', String(next));
      const opened = await this.open(url.href, left);
      left -= opened.bytes.length;
      documents.push(refusing('/url', () => parseData(opened.text)));
      bytes.push(opened.bytes);
    }
    if (pages <= 1) return { text: first.text, bytes };
    return { text: JSON.stringify(refusing('/url', () => joinPages(documents))), bytes };
  }

  private async open(url: string, bytes: number, maxRedirects?: number): Promise<Opened> {
    try {
      const timeoutMs = this.context.env.STET_FETCH_TIMEOUT_MS;
      const answer = await this.fetch({
        ...{ url, maxBytes: Math.max(1, bytes), accept: accepted, timeoutMs },
        gate: this.turns.gate({ patienceMs, timeoutMs }),
        ...(maxRedirects !== undefined && { maxRedirects }),
      });
      if (answer.status !== 200) throw notFetched(`${new URL(url).hostname} answered ${answer.status}`);
      const text = decodeText(answer.body, answer.headers['content-type'] ?? null);
      return { text, bytes: answer.body, url: answer.url };
    } catch (error) {
      const isTold = error instanceof FetchError || error instanceof HostTurnError;
      throw isTold ? notFetched(error.message) : error;
    }
  }
}

interface Opened {
  readonly text: string;
  readonly bytes: Buffer;
  /** The address that answered. */
  readonly url: string;
}

function notFetched(detail: string): DomainError {
  return new DomainError('series/not-fetched', `${detail}.`, [{ pointer: '/url', detail }]);
}
