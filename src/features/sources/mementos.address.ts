import { parseUrl } from '../../platform/fetch/parse-url.js';

/** What the address of a capture says of it, as Wayback machines write it: `…/web/20190415120000id_/https://example.org/`. */
export interface CaptureAddress {
  readonly original: string;
  /** As far as the address says: a missing month is January. */
  readonly capturedAt: Date;
}

const wayback = /\/(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:[a-z]{2}_)?\/(https?:\/{1,2}.+)$/i;

/** Null where the address is not of that form: then only the archive's answer tells. */
export function captureAddress(url: string): CaptureAddress | null {
  const found = wayback.exec(url);
  if (found === null) return null;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', original = ''] = found;
  const capturedAt = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(capturedAt.getTime())) return null;
  // Proxies and copying merge the two slashes.
  return { original: original.replace(/^(https?:)\/+/i, '$1//'), capturedAt };
}

/** The original address that an archive names in its Link header (RFC 7089); null without one that is whole. */
export function linkedOriginal(link: string | undefined): string | null {
  for (const [, target = '', parameters = ''] of (link ?? '')
    .slice(0, 16_384)
    .matchAll(/<([^>]*)>([^<]*)/g)) {
    if (/;\s*rel\s*=\s*("[^"]*\boriginal\b[^"]*"|original\b)/i.test(parameters))
      return parseUrl(target) === null ? null : target;
  }
  return null;
}

/** Whether two addresses are of one page as archives count: scheme, `www.`, the last slash and fragments do not matter. */
export function isSamePage(a: string, b: string): boolean {
  const [left, right] = [pageKey(a), pageKey(b)];
  return left !== null && left === right;
}

function pageKey(text: string): string | null {
  const url = parseUrl(text);
  if (url === null) return null;
  const { hostname, port, pathname, search } = url;
  const ownPort = port === '' || port === '80' || port === '443' ? '' : `:${port}`;
  return `${hostname.replace(/^www\./, '')}${ownPort}${pathname.replace(/\/+$/, '')}${search}`;
}

/** Whether a capture says it was made in the future, however a clock that is off a little or in another zone is read. */
export function isToCome(capturedAt: Date, now: Date): boolean {
  return capturedAt.getTime() > now.getTime() + 86_400_000;
}
