import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** How an endpoint answers: always 200, 500 to the first try of each message, 410, not at all, or 302. */
export type ReceiverMode = 'ok' | 'fail-first' | 'gone' | 'hang' | 'redirect';

export interface Receipt {
  readonly id: string;
  /** Null when the signature does not verify: then nothing in it is to be believed. */
  readonly payload: {
    readonly type: string;
    readonly timestamp: string;
    readonly data: Record<string, unknown>;
  } | null;
  readonly answered: number | null;
}

/** An editor's endpoint on a loopback port: verifies each message with `standardwebhooks` and keeps a log. */
export interface Receiver {
  readonly url: string;
  readonly allow: string;
  readonly receipts: readonly Receipt[];
  mode: ReceiverMode;
  secret: string;
  /** Ids of messages answered 200. */
  accepted(): string[];
  close(): Promise<void>;
}

export async function startReceiver(mode: ReceiverMode = 'ok'): Promise<Receiver> {
  const receipts: Receipt[] = [];
  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hook`,
    allow: `127.0.0.1:${port}`,
    receipts,
    mode,
    secret: '',
    accepted: () => receipts.filter((each) => each.answered === 200).map((each) => each.id),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const id = String(request.headers['webhook-id']);
    const payload = verified(receiver.secret, Buffer.concat(chunks).toString('utf8'), request);
    const answered =
      payload === null
        ? 401
        : statusFor(
            receiver.mode,
            receipts.some((each) => each.id === id),
          );
    receipts.push({ id, payload, answered });
    if (answered === null) return;
    response.writeHead(answered, answered === 302 ? { location: '/elsewhere' } : {});
    response.end('noted');
  }
  return receiver;
}

function statusFor(mode: ReceiverMode, seen: boolean): number | null {
  const statuses = { ok: 200, 'fail-first': seen ? 200 : 500, gone: 410, hang: null, redirect: 302 } as const;
  return statuses[mode];
}

function verified(secret: string, body: string, { headers }: IncomingMessage): Receipt['payload'] {
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
  try {
    return new Webhook(secret).verify(
      body,
      Object.fromEntries(names.map((name) => [name, String(headers[name])])),
    ) as Receipt['payload'];
  } catch {
    return null;
  }
}
