import { createHash } from 'node:crypto';
import { closeSync, constants, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { errorCode } from './errors.js';

/** Held by at most one process per data directory; the kernel drops it when the process dies, however it dies. */
export interface Gate {
  release(): Promise<void>;
}

// <fcntl.h> of macOS: an exclusive flock() taken by open() itself. Node does not name these.
const O_EXLOCK = 0x20;
const O_NONBLOCK = 0x4;

/**
 * Takes the gate that serialises start, join and leave on `data` (a real path), or returns null when another holds it.
 * Not a pid file: those go stale.
 */
export function takeGate(data: string): Promise<Gate | null> {
  const name = `stet-pg-${createHash('sha256').update(data).digest('hex').slice(0, 40)}`;
  if (process.platform === 'linux') return listenOn(`\0${name}`);
  if (process.platform === 'win32') return listenOn(`\\\\.\\pipe\\${name}`);
  return Promise.resolve(lockFile(join(data, 'postgres.gate')));
}

function listenOn(path: string): Promise<Gate | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => (errorCode(error) === 'EADDRINUSE' ? resolve(null) : reject(error)));
    // exclusive: inside a node cluster the primary would listen, and outlive this process.
    server.listen({ path, exclusive: true }, () =>
      resolve({ release: () => new Promise((released) => server.close(() => released())) }),
    );
  });
}

function lockFile(path: string): Gate | null {
  try {
    const fd = openSync(path, constants.O_RDWR | constants.O_CREAT | O_EXLOCK | O_NONBLOCK, 0o600);
    return { release: () => Promise.resolve(closeSync(fd)) };
  } catch (error) {
    if (['EAGAIN', 'EWOULDBLOCK'].includes(errorCode(error))) return null;
    throw error;
  }
}
