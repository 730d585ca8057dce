import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { emptyText } from './extracted-text.js';
import { pdfExtractor } from './extractors.js';
import type { ExtractedText } from './extracted-text.js';

/** The text layer of a PDF: hyphens at line ends undone, lines of one paragraph joined, pages one after the other. */
export async function extractPdf(bytes: Uint8Array): Promise<ExtractedText> {
  // pdf.js takes the buffer over, so that it gets a copy.
  const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 }).catch(() => null);
  if (document === null) return emptyText(pdfExtractor, 'unsupported');
  const { text: pages } = await extractText(document, { mergePages: false });
  const info: Info | null = await getMeta(document).then(
    (meta) => meta.info,
    () => null,
  );
  const text = reflow(pages.join('\n'));
  const letters = text.replace(/[^\p{L}\p{N}]/gu, '').length;
  const state = letters < pages.length * scanLetters ? 'no-text-layer' : 'ok';
  return { ...emptyText(pdfExtractor, state, text), title: named(info?.Title), byline: named(info?.Author) };
}

interface Info {
  readonly Title?: unknown;
  readonly Author?: unknown;
}

/** Fewer letters on a page than this are a stamp or a page number on a scan. */
const scanLetters = 8;
const lineHyphen = /\p{L}[-\u2010\u00ad]$/u;
const sentenceEnd = /[.!?:;…]["'”’»)\]]*$/;

/** Joins lines into paragraphs: a paragraph ends at a blank line, or where a sentence ends before the line is full. */
export function reflow(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
  const lengths = lines.filter((line) => line !== '').map((line) => line.length);
  const full = lengths.sort((a, b) => a - b)[Math.floor(lengths.length * 0.8)] ?? 0;
  const paragraphs: string[] = [];
  let open = '';
  for (const line of lines) {
    open = line === '' ? open : join(open, line, text);
    const isShort = line.length < full * (sentenceEnd.test(line) ? 0.8 : 0.4);
    const isEnd = line === '' || (isShort && !lineHyphen.test(line));
    if (isEnd && open !== '') {
      paragraphs.push(open);
      open = '';
    }
  }
  return [...paragraphs, ...(open === '' ? [] : [open])].join('\n');
}

/** "co-" + "operation" is one word, unless the document elsewhere writes it with its hyphen inside a line. */
function join(open: string, line: string, text: string): string {
  if (open === '') return line;
  const tail = /(\p{L}+)[-\u2010\u00ad]$/u.exec(open);
  const head = /^\p{Ll}+/u.exec(line);
  if (tail === null || head === null) return `${open} ${line}`;
  const isCompound = text.includes(`${tail[1]}-${head[0]}`);
  return isCompound ? open + line : open.slice(0, -1) + line;
}

function named(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
