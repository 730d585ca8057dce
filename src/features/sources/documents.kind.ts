import { DomainError } from '../../domain/errors.js';

/** What a document is by its bytes; what its sender calls it decides nothing but text against CSV. */
export type DocumentKind = 'text/html' | 'text/plain' | 'text/csv' | 'application/pdf';

/** Kinds that are refused by name, so that the sender learns what they sent. */
const refusedKinds: readonly { readonly starts: readonly string[]; readonly name: string }[] = [
  { starts: ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'], name: 'a ZIP archive (as office documents are)' },
  { starts: ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'], name: 'an office document of the old kind' },
  { starts: ['{\\rtf'], name: 'an RTF document' },
  {
    starts: ['MZ', '\x7fELF', '#!', '\xca\xfe\xba\xbe', '\xfe\xed\xfa', '\xcf\xfa\xed\xfe'],
    name: 'a program',
  },
  { starts: ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'RIFF', 'II*\0', 'MM\0*'], name: 'an image or recording' },
  { starts: ['\x1f\x8b', 'BZh', '\xfd7zXZ', '7z\xbc\xaf', 'Rar!'], name: 'a compressed file' },
  { starts: ['%!PS'], name: 'a PostScript program' },
];

const htmlStart = /<(!doctype\s+html|html|head|body|article|main|div|p|h[1-6]|table)[\s>]/i;
/** A byte order mark of UTF-16: then NULs are half of the letters. */
const utf16 = /^(\xff\xfe|\xfe\xff)/;
const looked = 4_096;

/**
 * The content type of a document, by its first bytes, with the charset that its sender named.
 * @throws DomainError `document/unreadable` for what is none of the kinds that are read.
 */
export function documentType(bytes: Buffer, claimed: string | null): string {
  const head = bytes.subarray(0, looked).toString('latin1');
  if (head.slice(0, 1_024).includes('%PDF-')) return 'application/pdf';
  const refused = refusedKinds.find(({ starts }) => starts.some((start) => head.startsWith(start)));
  if (refused !== undefined) throw unreadable(`It is ${refused.name}.`);
  if (!isText(bytes, head)) throw unreadable('It is binary data of a kind that is not known.');
  const kind = textKind(head, claimed);
  const charset = /;\s*charset\s*=\s*"?([\w.:-]{1,40})"?/i.exec(claimed ?? '')?.[1];
  return charset === undefined ? kind : `${kind}; charset=${charset}`;
}

/** As {@link documentType}, for bytes that are kept already. */
export function storedType(bytes: Buffer): string {
  try {
    return documentType(bytes, null);
  } catch {
    return 'application/octet-stream';
  }
}

function textKind(head: string, claimed: string | null): DocumentKind {
  const wide = utf16.test(head) ? head.replaceAll('\0', '') : head;
  if (htmlStart.test(wide)) return 'text/html';
  if (/^\s*(\xef\xbb\xbf)?<\?xml\s/.test(wide) || /^\s*<svg[\s>]/i.test(wide)) throw unreadable('It is XML.');
  return /^text\/csv\b/i.test(claimed ?? '') ? 'text/csv' : 'text/plain';
}

/** Text has no control characters but those of lines, columns, pages and (ISO 2022) charsets. */
function isText(bytes: Buffer, head: string): boolean {
  if (utf16.test(head)) return true;
  return (
    !bytes.includes(0) && bytes.subarray(0, looked).every((byte) => byte >= 0x20 || textControls.has(byte))
  );
}

const textControls = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x1b]);

export function unreadable(why: string): DomainError {
  return new DomainError('document/unreadable', `${why} Send HTML, plain text, CSV or a PDF with text.`);
}
