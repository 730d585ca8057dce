import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface DataAnswer {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A statistical office on a loopback port. */
export interface DataSite {
  /** What STET_FETCH_ALLOW needs. */
  readonly allow: string;
  url(path: string): string;
  /** Answers so on this path (without query); returns its address. */
  serve(path: string, answer: DataAnswer | ((request: IncomingMessage) => DataAnswer)): string;
  /** The addresses asked for so far, with queries. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export async function startDataSite(): Promise<DataSite> {
  const answers = new Map<string, DataAnswer | ((request: IncomingMessage) => DataAnswer)>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    const found = answers.get(path.split('?')[0] ?? '') ?? {
      status: 404,
      type: 'text/html',
      body: 'not here',
    };
    const {
      status = 200,
      type = 'text/csv',
      headers = {},
      body = '',
    } = typeof found === 'function' ? found(request) : found;
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const url = (path: string): string => `http://127.0.0.1:${port}${path}`;
  return {
    ...{ allow: `127.0.0.1:${port}`, url, asked },
    serve: (path, answer) => {
      answers.set(path, answer);
      return url(path);
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
