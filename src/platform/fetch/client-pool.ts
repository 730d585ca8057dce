import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { Client } from 'undici';
import { FetchError } from './fetch-error.js';
import { guardedConnector } from './guarded-connector.js';
import type { ConnectionGuard } from './guarded-connector.js';
import { refuseCrumbs } from './refuse-crumbs.js';

/** Who proved to be at the other end. */
export interface TlsEvidence {
  /** `TLSv1.2` or `TLSv1.3`. */
  readonly protocol: string;
  /** SHA-256 of the leaf certificate, upper-case hex with colons. */
  readonly fingerprint256: string;
  /** Distinguished name of the leaf certificate, its parts joined with ", ". */
  readonly subject: string;
}

export interface Peer {
  /** The address connected to, '' before there is a connection. */
  readonly address: string;
  /** Null over http. */
  readonly tls: TlsEvidence | null;
}

/** One connection for one request at a time, so that the address that answered is known for certain. */
export interface Lease {
  readonly origin: string;
  readonly client: Client;
  /** The connection was used before: the other side may have closed it meanwhile. */
  readonly isReused: boolean;
  readonly peer: () => Peer;
  /** Everything that came over the connection so far. */
  readonly bytesRead: () => number;
  /** On the clock of `performance.now()`. */
  readonly openedAt: number;
}

export interface ClientPool {
  lease(origin: string, fresh: boolean): Lease;
  /** Gives back a connection whose answer was read to its end. */
  keep(lease: Lease): void;
  /** Ends a connection. */
  drop(lease: Lease): void;
  /** Ends every connection; later leases are refused. */
  close(): Promise<void>;
}

/**
 * Kept connections go to an address that was judged; they live shortly, because DNS may change its mind.
 *
 * @param maxAgeMs A connection older than this is not used again, however busy it is.
 */
export function createClientPool(guard: ConnectionGuard, maxAgeMs = 10_000): ClientPool {
  const idle: Lease[] = [];
  const open = new Set<Client>();
  let isClosed = false;
  const drop = (lease: Lease): void => {
    open.delete(lease.client);
    void lease.client.destroy().catch(() => undefined);
  };
  const dropAged = (): void => {
    const isAged = (one: Lease): boolean => performance.now() - one.openedAt > maxAgeMs;
    for (const aged of idle.filter(isAged)) idle.splice(idle.indexOf(aged), 1).forEach(drop);
  };
  return {
    lease(origin, fresh) {
      if (isClosed) throw new FetchError('aborted', 'the service is stopping');
      dropAged();
      const at = fresh ? -1 : idle.findLastIndex((one) => one.origin === origin);
      const kept = at === -1 ? undefined : idle.splice(at, 1)[0];
      if (kept !== undefined) return { ...kept, isReused: true };
      const lease = createLease(guard, origin);
      open.add(lease.client);
      return lease;
    },
    keep(lease) {
      if (isClosed) return drop(lease);
      idle.push(lease);
      const oldest = idle.length > maxIdle ? idle.shift() : undefined;
      if (oldest !== undefined) drop(oldest);
    },
    drop,
    async close() {
      isClosed = true;
      idle.length = 0;
      await Promise.allSettled([...open].map((client) => client.destroy()));
      open.clear();
    },
  };
}

const maxIdle = 64;

function createLease(guard: ConnectionGuard, origin: string): Lease {
  let peer: Peer = { address: '', tls: null };
  let connected: Socket | null = null;
  const client: Client = new Client(origin, {
    connect: guardedConnector(guard, {
      onConnected: (socket) => {
        connected = socket;
        readInSlices(socket);
        peer = { address: socket.remoteAddress ?? '', tls: evidenceOf(socket) };
      },
      isGivenUp: () => client.destroyed,
    }),
    pipelining: 1,
    maxHeaderSize: 16 * 1024,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 10_000,
  });
  refuseCrumbs(client);
  const bytesRead = (): number => connected?.bytesRead ?? 0;
  return { origin, client, isReused: false, peer: () => peer, bytesRead, openedAt: performance.now() };
}

/**
 * undici parses to the end of what it has read although it ended the connection in the middle, with an error for each further
 * header: 64 KiB of them keep the processor busy for half a second. So it reads less at a time, and nothing after the end.
 */
function readInSlices(socket: Socket): void {
  const read = socket.read.bind(socket);
  socket.read = (size?: number): unknown => {
    if (socket.destroyed) return null;
    return read(socket.readableLength > slice ? slice : size);
  };
}

const slice = 4 * 1024;

/** Taken while the socket is open: afterwards it no longer knows its certificate. */
function evidenceOf(socket: Socket): TlsEvidence | null {
  if (!(socket instanceof TLSSocket)) return null;
  const leaf = socket.getPeerX509Certificate();
  return {
    protocol: socket.getProtocol() ?? '',
    fingerprint256: leaf?.fingerprint256 ?? '',
    subject: (leaf?.subject ?? '').replace(/\n/g, ', '),
  };
}
