import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Socket } from 'node:net';
import { buildConnector } from 'undici';
import { isPublicAddress } from '../address-guard.js';
import type { FetchAllow } from '../fetch-allow.js';
import { notPublic, notWeb, portOf, webPorts } from './classify-url.js';
import { FetchError, toFetchError } from './fetch-error.js';

/** All addresses of a name. */
export type Resolver = (hostname: string) => Promise<readonly string[]>;
export type Connect = buildConnector.connector;

export interface ConnectionGuard {
  readonly allow: FetchAllow;
  readonly resolve: Resolver;
  /** Opens the socket, to an address and never to a name. */
  readonly connect: Connect;
}

/** Who waits for the socket. */
export interface Watcher {
  readonly onConnected: (socket: Socket) => void;
  /** Whether nobody waits any more: names cannot be asked back, but no socket is opened after that. */
  readonly isGivenUp: () => boolean;
}

/**
 * A connector for undici that judges the address it really connects to: a name is resolved once, *every* address of the
 * answer must be good (one bad address among good ones is how rebinding looks), and the socket goes to that very address.
 */
export function guardedConnector(guard: ConnectionGuard, lease: Watcher): Connect {
  return (options, callback) => {
    openSocket(guard, options, lease).then(
      (socket) => {
        lease.onConnected(socket);
        callback(null, socket);
      },
      (error: unknown) => callback(toFetchError(error, options.hostname), null),
    );
  };
}

/** The resolver of the operating system: all addresses, in its order. */
export const systemResolver: Resolver = async (hostname) => {
  const answers = await lookup(hostname, { all: true });
  return answers.map((answer) => answer.address);
};

/**
 * Opens sockets straight to where they go. What is fixed here cannot be loosened by the environment (NODE_TLS_REJECT_UNAUTHORIZED,
 * --tls-min-v1.0), and no TLS session is taken up again: every connection proves its certificate anew.
 *
 * @param ca Certificates to trust instead of the usual ones, PEM.
 */
export function directConnect(ca?: string): Connect {
  return buildConnector({
    timeout: 10_000,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    maxCachedSessions: 0,
    ...(ca === undefined ? {} : { ca }),
  });
}

/** More addresses than this are not tried: the deadline of the fetch is shared by all of them. */
const maxTries = 3;

async function openSocket(
  guard: ConnectionGuard,
  options: buildConnector.Options,
  lease: Watcher,
): Promise<Socket> {
  const addresses =
    isIP(options.hostname) === 0 ? await resolve(guard, options.hostname) : [options.hostname];
  for (const address of addresses) judge(guard.allow, address, options);
  let failure: unknown;
  for (const address of byFamily(addresses).slice(0, maxTries)) {
    if (lease.isGivenUp()) throw new FetchError('aborted', 'the fetch was called off');
    try {
      return await connectTo(guard, address, options);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

async function resolve(guard: ConnectionGuard, hostname: string): Promise<readonly string[]> {
  let addresses: readonly string[];
  try {
    addresses = await guard.resolve(hostname);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'no answer';
    throw new FetchError(
      'dns-failed',
      `${hostname} does not resolve (${code}): check its spelling, or the name server`,
      code !== 'ENOTFOUND',
    );
  }
  if (addresses.length === 0)
    throw new FetchError('dns-failed', `${hostname} has no address: check its spelling`);
  return addresses;
}

async function connectTo(
  guard: ConnectionGuard,
  address: string,
  options: buildConnector.Options,
): Promise<Socket> {
  // TLS still proves the name of the URL, not the address; a final dot is no part of a name there (RFC 6066 §3).
  const servername = isIP(options.hostname) === 0 ? options.hostname.replace(/\.$/, '') : undefined;
  const socket = await new Promise<Socket>((done, failed) => {
    const target = { ...options, hostname: address, servername };
    guard.connect(target, (error, opened) => (error === null ? done(opened) : failed(error)));
  });
  try {
    judge(guard.allow, socket.remoteAddress ?? '', options);
  } catch (error) {
    socket.destroy();
    throw error;
  }
  return socket;
}

/** @throws FetchError unless this address and port may be connected to. */
function judge(allow: FetchAllow, address: string, target: buildConnector.Options): void {
  const port = portOf(target);
  if (allow.opens(address, port)) return;
  const host = target.hostname === address ? address : `${target.hostname} (${address})`;
  if (!isPublicAddress(address)) throw new FetchError('refused-address', notPublic(host));
  if (!webPorts.includes(port)) throw new FetchError('refused-port', `${host}: ${notWeb(port)}`);
}

/** IPv4 first: a machine without IPv6 says so only after a time-out on some networks. */
function byFamily(addresses: readonly string[]): readonly string[] {
  return [...addresses].sort((a, b) => isIP(a) - isIP(b));
}
