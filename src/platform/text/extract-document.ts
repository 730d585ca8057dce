import { decodeText, utf16Label } from './decode-text.js';
import { extractHtml } from './extract-html.js';
import { extractPdf } from './extract-pdf.js';
import { emptyText } from './extracted-text.js';
import { plainExtractor } from './extractors.js';
import type { ExtractedText } from './extracted-text.js';

/** A document as it came: bytes, and what the transport said of them. */
export interface RawDocument {
  readonly bytes: Uint8Array;
  /** The `content-type` header with its parameters; null when there was none. */
  readonly contentType: string | null;
  readonly url: string | null;
}

/** Reads a document of any kind in this thread. Hostile ones belong into the worker: use `extractText`. */
export async function extractDocument(document: RawDocument): Promise<ExtractedText> {
  const kind = kindOf(document);
  if (kind === 'pdf') return extractPdf(document.bytes);
  if (kind === 'unsupported') return emptyText(plainExtractor, 'unsupported');
  const text = decodeText(document.bytes, document.contentType);
  return kind === 'html'
    ? extractHtml(text, document.url)
    : emptyText(plainExtractor, 'ok', text.replace(/\r\n?/g, '\n').trim());
}

type Kind = 'html' | 'pdf' | 'text' | 'unsupported';

const kinds: readonly { readonly type: RegExp; readonly kind: Kind | 'look' }[] = [
  { type: /^(text\/html|application\/xhtml\+xml)$/, kind: 'html' },
  { type: /^application\/(x-)?pdf$/, kind: 'pdf' },
  { type: /^text\/(xml|rtf)$/, kind: 'unsupported' },
  { type: /^text\/|^application\/(json|csv|x-ndjson)$/, kind: 'text' },
  { type: /^$|^(application|binary)\/(octet-stream|x-download|force-download)$/, kind: 'look' },
];

function kindOf({ bytes, contentType }: RawDocument): Kind {
  const head = Buffer.from(bytes.subarray(0, 4_096)).toString('latin1');
  // Servers name PDFs anything; nothing else starts like this.
  if (head.startsWith('%PDF-')) return 'pdf';
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const kind = kinds.find((one) => one.type.test(type))?.kind ?? 'unsupported';
  return kind === 'look' ? look(bytes, head) : kind;
}

function look(bytes: Uint8Array, head: string): Kind {
  if (head.includes('%PDF-')) return 'pdf';
  const isWide = /^(\xff\xfe|\xfe\xff)/.test(head) || utf16Label(bytes) !== null;
  const letters = isWide ? head.replaceAll('\0', '') : head;
  if (/<(!doctype html|html|head|body|article|div|p|h1)[\s>]/i.test(letters)) return 'html';
  return letters.includes('\0') ? 'unsupported' : 'text';
}
