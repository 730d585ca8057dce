import { isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { parseUrl } from './fetch/parse-url.js';

/**
 * Whether an IP address belongs to the public internet, so that a fetch may connect to it.
 *
 * @param address IPv4 or IPv6 text as DNS and sockets give it. An IPv4 address inside IPv6 (::ffff:a.b.c.d) is judged as IPv4;
 *   what is no address at all is not public.
 */
export function isPublicAddress(address: string): boolean {
  const parsed = parseAddress(address);
  if (parsed === null) return false;
  if (parsed.kind() === 'ipv4') return !deniedV4.some((range) => parsed.match(range));
  return parsed.match(globalUnicast) && !deniedV6.some((range) => parsed.match(range)) && !isIsatap(parsed);
}

/** Reads an address, unwrapping IPv4-mapped IPv6. Null when it is none, or carries a zone. */
export function parseAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  // ipaddr.js also reads "127.1" and octal forms; those are URL spellings, never what DNS or a socket says.
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address);
  // The URL parser writes all sixteen bytes in hex: ipaddr.js by itself takes "::1.2.3.4" for the mapped ::ffff:1.2.3.4.
  const url = isIPv6(address) ? parseUrl(`http://[${address}]/`) : null;
  return url === null ? null : ipaddr.process(url.hostname.slice(1, -1));
}

/** IANA IPv4 special-purpose registry, multicast and class E; 168.63.129.16 is a cloud's host agent on a public address. */
const deniedV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '168.63.129.16/32',
].map((range) => ipaddr.parseCIDR(range));

/** Only 2000::/3 is handed out as global unicast: loopback, ULA, link-local, NAT64 and the rest fall outside it. */
const globalUnicast = ipaddr.parseCIDR('2000::/3');

/** Inside 2000::/3, but Teredo and protocol assignments, documentation, 6to4, AS112, the former 6bone: each can lead to another address. */
const deniedV6 = [
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '2620:4f:8000::/48',
  '3ffe::/16',
  '3fff::/20',
].map((range) => ipaddr.parseCIDR(range));

/** RFC 5214 §6.1: an interface id of 0:5efe or 200:5efe is a tunnel to the IPv4 address in the last 32 bits, under any prefix. */
function isIsatap(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (!('parts' in address)) return false;
  const [, , , , high = 0, low = 0] = address.parts;
  return (high & ~0x0200) === 0 && low === 0x5efe;
}
