import { Client } from 'undici';
import { FetchError } from './fetch-error.js';
import { guardedConnector } from './guarded-connector.js';
import type { ConnectionGuard } from './guarded-connector.js';

/** One connection for one request at a time, so that the address that answered is known for certain. */
export interface Lease {
  readonly origin: string;
  readonly client: Client;
  /** The connection was used before: the other side may have closed it meanwhile. */
  readonly isReused: boolean;
  /** The address connected to, '' before there is a connection. */
  readonly address: () => string;
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

/** Kept connections go to an address that was judged; they live shortly, because DNS may change its mind. */
export function createClientPool(guard: ConnectionGuard): ClientPool {
  const idle: Lease[] = [];
  const open = new Set<Client>();
  let isClosed = false;
  const drop = (lease: Lease): void => {
    open.delete(lease.client);
    void lease.client.destroy().catch(() => undefined);
  };
  return {
    lease(origin, fresh) {
      if (isClosed) throw new FetchError('aborted', 'the service is stopping');
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
  let address = '';
  const client = new Client(origin, {
    connect: guardedConnector(guard, (connected) => (address = connected)),
    pipelining: 1,
    maxHeaderSize: 16 * 1024,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 10_000,
  });
  return { origin, client, isReused: false, address: () => address };
}
