import { getEncoding } from 'encoding-sniffer';

/**
 * Decodes a text document: byte order mark, then the transport's charset, then the look of UTF-16, then the document's own
 * meta element, then UTF-8 if the bytes are valid UTF-8, else windows-1252 as browsers do. Never throws: bad bytes become U+FFFD.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): string {
  const charset = /;\s*charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType ?? '')?.[1];
  const sniffed = getEncoding(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    defaultEncoding: undeclared,
    ...(charset !== undefined && isKnown(charset) ? { transportLayerEncodingLabel: charset } : {}),
  });
  const wide = charset === undefined ? utf16Label(bytes) : null;
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  if (sniffed !== undeclared) return decoderOf(sniffed).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decoderOf('windows-1252').decode(bytes);
  }
}

/**
 * Whether bytes without a mark look like UTF-16: every other byte is the upper half of a Latin, Greek or Cyrillic character,
 * which no other encoding of text has (they are control characters there). Null when they do not.
 */
export function utf16Label(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const pairs = Math.floor(Math.min(bytes.length, looksAt) / 2);
  if (pairs < 2) return null;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < pairs * 2; index += 2) {
    if ((bytes[index] ?? 0) <= highestUpper) even += 1;
    if ((bytes[index + 1] ?? 0) <= highestUpper) odd += 1;
  }
  if (odd >= pairs * 0.9 && even <= pairs * 0.1) return 'utf-16le';
  return even >= pairs * 0.9 && odd <= pairs * 0.1 ? 'utf-16be' : null;
}

const looksAt = 4_096;
/** U+0000 to U+06FF. */
const highestUpper = 0x06;

/** A label no document declares: only the sniffer's "nothing found" gives it back. */
const undeclared = 'x-user-defined';

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

function decoderOf(label: string) {
  return new TextDecoder(isKnown(label) ? label : 'utf-8');
}
