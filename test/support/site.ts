import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A press site on a loopback port whose pages tests edit. */
export interface Site {
  /** What STET_FETCH_ALLOW needs. */
  readonly allow: string;
  url(path: string): string;
  /** Publishes a page, or a new edition of it; `text` becomes its paragraphs. */
  publish(path: string, ...text: string[]): string;
  /** Publishes a whole document as it is; `headers` beside the content type of HTML. */
  serve(path: string, html: string, headers?: Readonly<Record<string, string>>): string;
  /** Answers with this status from now on. */
  fail(path: string, status: number): string;
  /** Requests for a path so far. */
  hits(path: string): number;
  /** Answers nothing on this path until the returned function is called. */
  hold(path: string): () => void;
  close(): Promise<void>;
}

const html = { 'content-type': 'text/html; charset=utf-8' };

export async function startSite(): Promise<Site> {
  const pages = new Map<string, Page>();
  const hits = new Map<string, number>();
  const held = new Map<string, Promise<void>>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    hits.set(path, (hits.get(path) ?? 0) + 1);
    const page = pages.get(path) ?? { status: 404, headers: html, body: '<p>Not here.</p>' };
    void (held.get(path) ?? Promise.resolve()).then(() => {
      response.writeHead(page.status, page.headers);
      response.end(page.body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const url = (path: string): string => `http://127.0.0.1:${port}${path}`;
  return {
    allow: `127.0.0.1:${port}`,
    url,
    publish: (path, ...text) => {
      pages.set(path, { status: 200, headers: html, body: article(text) });
      return url(path);
    },
    serve: (path, body, headers = {}) => {
      pages.set(path, { status: 200, headers: { ...html, ...headers }, body });
      return url(path);
    },
    fail: (path, status) => {
      pages.set(path, { status, headers: html, body: `<p>Error ${status}</p>` });
      return url(path);
    },
    hits: (path) => hits.get(path) ?? 0,
    hold: (path) => {
      let release: () => void = () => undefined;
      held.set(path, new Promise((free) => (release = free)));
      return () => {
        held.delete(path);
        release();
      };
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function article(text: readonly string[]): string {
  const paragraphs = text.map((each) => `<p>${each}</p>`).join('\n');
  return `<!doctype html><html lang="en"><head><title>News</title></head><body><main><article><h1>News</h1>\n${paragraphs}\n</article></main></body></html>`;
}
