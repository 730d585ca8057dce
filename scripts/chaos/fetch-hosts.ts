import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { attacks } from './fetch-attacks.js';
import type { Attack } from './fetch-attacks.js';
import { selfSigned } from './fetch-certificate.js';
import { randomBy } from './random.js';

/** An open host: the attack it makes, or `healthy`. */
export interface OpenHost {
  readonly name: string;
  readonly port: number;
}

/** A press page: half of it noise, so that it packs like text and not like a bomb. */
function healthyAnswer(seed: number): Buffer {
  const random = randomBy(seed);
  const words = Array.from({ length: 6_000 }, () => Math.floor(random() * 1e9).toString(36));
  const body = gzipSync(`<html><body><article><p>${words.join(' ')}</p></article></body></html>`);
  const head = `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-encoding: gzip\r\ncontent-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

async function listen(host: Attack): Promise<number> {
  const take = (socket: Socket): void => {
    // What the door ends, ends with an error here: that is the point of it.
    socket.on('error', () => undefined);
    socket.on('data', () => host.answer(socket));
  };
  const server = host.isTls ? createTlsServer(selfSigned('press.org', 30), take) : createServer(take);
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
}

/** `fetch-hosts.js healthy|hostile COUNT SEED SECONDS`: opens that many hosts, prints `hosts [{name, port}]`, ends by itself. */
async function main([kind, count, seed, seconds]: readonly string[]): Promise<void> {
  setTimeout(() => process.exit(0), Number(seconds) * 1000);
  const page = healthyAnswer(Number(seed));
  const healthy: Attack = { codes: /^$/, answer: (socket) => void socket.write(page) };
  const table: (readonly [string, Attack])[] =
    kind === 'healthy' ? [['healthy', healthy]] : Object.entries(attacks);
  const hosts: OpenHost[] = [];
  for (let at = 0; at < Number(count); at += 1) {
    const [name, host] = table[at % table.length] ?? ['healthy', healthy];
    hosts.push({ name, port: await listen(host) });
  }
  process.stdout.write(`hosts ${JSON.stringify(hosts)}\n`);
}

await main(process.argv.slice(2));
