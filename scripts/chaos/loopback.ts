import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Listener {
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  close(): Promise<void>;
}

/** A press site: each page answers late by up to `slowMs`, so that kills meet checks in the middle of a fetch. */
export function openSite(random: () => number, slowMs: number): Promise<Listener> {
  return listen((request, response) => {
    const figure = /(\d+)$/.exec(request.url ?? '')?.[1] ?? '0';
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(
        `<html><body><article><p>Exports reached $${figure} million in 2018, the ministry said.</p></article></body></html>`,
      );
    }, random() * slowMs);
  });
}

/** An endpoint that counts how often each message came. */
export async function openCounter(): Promise<Listener & { readonly seen: ReadonlyMap<string, number> }> {
  const seen = new Map<string, number>();
  const listener = await listen((request, response) => {
    const id = String(request.headers['webhook-id']);
    seen.set(id, (seen.get(id) ?? 0) + 1);
    request.resume().once('end', () => response.writeHead(204).end());
  });
  return { ...listener, seen };
}

async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Listener> {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
