import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { addressOf, closeServer, listen } from './loopback.js';

interface StandingView {
  readonly status: string;
  readonly assessment: string | null;
}

/** The parts of a `claim.standing_changed` payload that the story tells. */
export interface StandingChanged {
  readonly type: string;
  readonly timestamp: string;
  readonly data: {
    readonly claim: { readonly id: string; readonly text: string };
    readonly old: StandingView;
    readonly new: StandingView;
  };
}

/** One request that reached the editor. */
export interface Received {
  readonly webhookId: string;
  readonly isVerified: boolean;
  /** What the receiver answered. */
  readonly status: number;
  /** Null when the signature did not hold. */
  readonly payload: StandingChanged | null;
}

/** An editor's endpoint on loopback. */
export interface Receiver {
  readonly address: string;
  readonly url: string;
  readonly received: readonly Received[];
  /** The secret that POST /v1/webhooks gave; without it nothing is accepted. */
  trust(secret: string): void;
  close(): Promise<void>;
}

/** Opens the endpoint. It fails the first request on purpose (500), refuses wrong signatures (401) and accepts the rest (204). */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let webhook: Webhook | null = null;
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const payload = verified(webhook, body, request.headers);
      const status = payload === null ? 401 : received.length === 0 ? 500 : 204;
      const webhookId = String(request.headers['webhook-id'] ?? '');
      received.push({ webhookId, isVerified: payload !== null, status, payload });
      response.writeHead(status).end();
    });
  });
  await listen(server);
  const address = addressOf(server);
  return {
    address,
    url: `http://${address}/hooks/stet`,
    received,
    trust: (secret) => void (webhook = new Webhook(secret)),
    close: () => closeServer(server),
  };
}

function verified(
  webhook: Webhook | null,
  body: string,
  headers: IncomingHttpHeaders,
): StandingChanged | null {
  const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  try {
    return (webhook?.verify(body, plain) ?? null) as StandingChanged | null;
  } catch {
    return null;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
