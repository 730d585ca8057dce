import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Child } from './child.js';

/** A redis-server of our own on a loopback port, with nothing kept on disk. */
export interface RedisServer {
  readonly url: string;
  flush(): Promise<void>;
  /** Ends it without a farewell; the port stays ours to start again on. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Stops it and removes its folder. */
  stop(): Promise<void>;
}

/** Where the tests put the program's path; Debian's place without it. */
export const redisBinary = (): string => process.env['STET_REDIS_SERVER'] ?? '/usr/bin/redis-server';

/** A server on a free port; not yet started when `start` is false, for what must boot without it. */
export async function openRedis({ start = true } = {}): Promise<RedisServer> {
  const dir = mkdtempSync(join(tmpdir(), 'stet-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server: Child | null = null;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    server?.kill(signal);
    await server?.ended;
    server = null;
  };
  const begin = async (): Promise<void> => {
    const settings = {
      port,
      bind: '127.0.0.1',
      dir,
      save: '',
      appendonly: 'no',
      'maxmemory-policy': 'noeviction',
    };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    server = new Child({ command: redisBinary(), args, env: process.env });
    await server.says(/Ready to accept connections/);
  };
  if (start) await begin();
  return {
    url,
    flush: () => withClient(url, (client) => client.flushall()),
    kill: () => end('SIGKILL'),
    start: begin,
    stop: async () => {
      await end('SIGTERM');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function withClient(url: string, work: (client: Redis) => Promise<unknown>): Promise<void> {
  const client = new Redis(url);
  try {
    await work(client);
  } finally {
    client.disconnect();
  }
}

/** A port nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
