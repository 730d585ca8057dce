import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import type { SeriesFormat, SeriesMapping } from '../../domain/series/readers/data-table.js';
import { parseData } from '../../domain/series/readers/json.js';
import { neededFile, sniffFormat } from '../../domain/series/readers/read-data.js';
import { joinPages, worldBankPages } from '../../domain/series/readers/world-bank.js';
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
  ) {}

  /**
   * The data at an address, with the file that a data package names and all pages of a World Bank answer.
   *
   * @throws DomainError `series/not-fetched` saying why there is no answer that can be used; `series/bad-data`.
   */
  async get(url: string, format: SeriesFormat | null, mapping: SeriesMapping): Promise<GivenData> {
    const { text, url: from } = await this.text(url, maxBytes);
    const known = format ?? refusing('/url', () => sniffFormat(text));
    const given = {
      text,
      format: known,
      mapping,
      files: new Map<string, string>(),
      pointer: '/url' as const,
    };
    if (known === 'world-bank') return { ...given, text: await this.allPages(text, from) };
    const path = refusing('/url', () => neededFile(given));
    if (path === null) return given;
    // No redirect: the descriptor may name files of its own folder only.
    const file = await this.text(new URL(path, from).href, maxBytes - text.length, 0);
    return { ...given, files: new Map([[path, file.text]]) };
  }

  private async allPages(first: string, url: string): Promise<string> {
    const document = refusing('/url', () => parseData(first));
    const found = worldBankPages(document);
    if (found === null || found.pages <= 1) return first;
    if (found.page !== 1 || found.pages > maxPages)
      throw notFetched(`the answer has ${found.pages} pages; ask for page 1 with a larger per_page`);
    const documents = [document];
    let left = maxBytes - first.length;
    for (let page = 2; page <= found.pages; page++) {
      const next = new URL(url);
      next.searchParams.set('page', String(page));
      const { text } = await this.text(next.href, left);
      left -= text.length;
      documents.push(refusing('/url', () => parseData(text)));
    }
    return JSON.stringify(joinPages(documents));
  }

  private async text(
    url: string,
    bytes: number,
    maxRedirects?: number,
  ): Promise<{ text: string; url: string }> {
    try {
      const answer = await this.fetch({
        ...{
          url,
          maxBytes: Math.max(1, bytes),
          accept: accepted,
          timeoutMs: this.context.env.STET_FETCH_TIMEOUT_MS,
        },
        ...(maxRedirects !== undefined && { maxRedirects }),
      });
      if (answer.status !== 200) throw notFetched(`${new URL(url).hostname} answered ${answer.status}`);
      return { text: decodeText(answer.body, answer.headers['content-type'] ?? null), url: answer.url };
    } catch (error) {
      throw error instanceof FetchError ? notFetched(error.message) : error;
    }
  }
}

function notFetched(detail: string): DomainError {
  return new DomainError('series/not-fetched', `${detail}.`, [{ pointer: '/url', detail }]);
}
