import { getEncoding } from 'encoding-sniffer';

/**
 * Decodes a text document: byte order mark, then the transport's charset, then the document's own meta element,
 * then UTF-8 if the bytes are valid UTF-8, else windows-1252 as browsers do. Never throws: bad bytes become U+FFFD.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): string {
  const charset = /;\s*charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType ?? '')?.[1];
  const sniffed = getEncoding(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    defaultEncoding: undeclared,
    ...(charset !== undefined && isKnown(charset) ? { transportLayerEncodingLabel: charset } : {}),
  });
  if (sniffed !== undeclared) return decoderOf(sniffed).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decoderOf('windows-1252').decode(bytes);
  }
}

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
