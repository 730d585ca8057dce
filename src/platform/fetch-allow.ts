import type ipaddr from 'ipaddr.js';
import { parseAddress } from './address-guard.js';

/** The exceptions of STET_FETCH_ALLOW: addresses and ports that may be connected to although they are not public, or not web ports. */
export interface FetchAllow {
  /** Whether this connected address and port were opened. */
  readonly opens: (address: string, port: number) => boolean;
  /** Whether any entry names this port: only then is a name on it worth resolving. */
  readonly opensPort: (port: number) => boolean;
}

/**
 * Reads STET_FETCH_ALLOW: `ADDRESS[/PREFIX]:PORT,…`, IPv6 in brackets (`[fd00::]/8:8080`), the port mandatory.
 *
 * An opened address is opened for every source anyone records. One that is the service itself, its database or its Redis lets a
 * recorded URL talk to them: open the one address and port of an intranet host, never a range that holds them.
 *
 * @param text Empty: no exceptions.
 * @throws Error naming the bad entry. A name is refused: whoever answers for it in DNS would decide where we connect.
 */
export function parseFetchAllow(text: string): FetchAllow {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(parseEntry);
  return {
    opens: (address, port) => entries.some((entry) => entry.port === port && contains(entry, address)),
    opensPort: (port) => entries.some((entry) => entry.port === port),
  };
}

interface Entry {
  readonly range: [ipaddr.IPv4 | ipaddr.IPv6, number];
  readonly port: number;
}

function parseEntry(entry: string): Entry {
  const match = /^(?:\[([^\]]*)\]|([^:[\]/]*))(?:\/(\d{1,3}))?(?::(\d{1,5}))?$/.exec(entry);
  const port = Number(match?.[4] ?? 0);
  if (match === null) throw refuse(entry, 'is not ADDRESS[/PREFIX]:PORT with IPv6 in brackets');
  if (port < 1 || port > 65_535) throw refuse(entry, 'needs a port from 1 to 65535');
  const text = match[1] ?? match[2] ?? '';
  const address = parseAddress(text);
  const isBracketed = match[1] !== undefined;
  if (address === null || isBracketed !== text.includes(':'))
    throw refuse(entry, 'needs an IP address: names are not accepted');
  return { range: [address, prefixOf(entry, address, isBracketed ? 128 : 32, match[3])], port };
}

function prefixOf(
  entry: string,
  address: Entry['range'][0],
  bits: number,
  written: string | undefined,
): number {
  const length = written === undefined ? bits : Number(written);
  if (length > bits) throw refuse(entry, `has a prefix longer than ${bits} bits`);
  // [::ffff:10.0.0.0]/104 is written in 128 bits, but connected addresses are compared as IPv4.
  return address.kind() === 'ipv4' && bits === 128 ? Math.max(0, length - 96) : length;
}

function contains(entry: Entry, address: string): boolean {
  const parsed = parseAddress(address);
  return parsed !== null && parsed.kind() === entry.range[0].kind() && parsed.match(entry.range);
}

function refuse(entry: string, why: string): Error {
  return new Error(`STET_FETCH_ALLOW: "${entry}" ${why}`);
}
