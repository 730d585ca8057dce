import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { basename } from 'node:path';
import { addressOf, closeServer, listen } from './loopback.js';
import type { Samples } from './samples.js';

/** A news site on loopback that serves the sample pages. */
export interface PressSite {
  /** `127.0.0.1:port`, as STET_FETCH_ALLOW takes it. */
  readonly address: string;
  url(page: string): string;
  /** From now on the next edition of a page is served. */
  correct(page: string): void;
  /** Lets every request wait until `release`, as a busy site would. */
  hold(): void;
  release(): void;
  close(): Promise<void>;
}

/** Opens the press site on a free port. */
export async function openPressSite(samples: Samples): Promise<PressSite> {
  const editions = new Map<string, number>();
  const waiting: (() => void)[] = [];
  let isHeld = false;
  const answer = (page: string, response: ServerResponse): void => {
    const body = bodyOf(samples, page, editions.get(page) ?? 1);
    const type = page.endsWith('.txt') ? 'text/plain' : 'text/html';
    response.writeHead(body === null ? 404 : 200, { 'content-type': `${type}; charset=utf-8` });
    response.end(body ?? 'no such page');
  };
  const server = createServer((request, response) => {
    const page = basename(new URL(request.url ?? '/', 'http://press').pathname);
    if (isHeld) waiting.push(() => answer(page, response));
    else answer(page, response);
  });
  await listen(server);
  const address = addressOf(server);
  return {
    address,
    url: (page) => `http://${address}/${page}`,
    correct: (page) => void editions.set(page, (editions.get(page) ?? 1) + 1),
    hold: () => void (isHeld = true),
    release: () => {
      isHeld = false;
      for (const go of waiting.splice(0)) go();
    },
    close: () => closeServer(server),
  };
}

function bodyOf(samples: Samples, page: string, edition: number): string | null {
  if (page === 'dispatch.txt') return samples.dispatch;
  if (!(page in samples.pages)) return null;
  return edition === 1 ? samples.read('pages', page) : samples.read('editions', String(edition), page);
}
