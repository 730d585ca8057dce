import { getDocumentProxy, getMeta } from 'unpdf';
import { emptyText, textLimit } from './extracted-text.js';
import { pdfExtractor } from './extractors.js';
import type { ExtractedText } from './extracted-text.js';
import { reflowPages } from './reflow-pages.js';
import { splitRunningLines } from './running-lines.js';

/**
 * The text layer of a PDF: hyphens at line ends undone, lines of one paragraph joined, pages one after the other with the
 * places where they begin; running heads and page numbers are `otherText`. At most 5,000 pages and `textLimit` characters are
 * read (`isTruncated`). A file that is damaged or locked by a password is `unsupported`, a scan `no-text-layer`.
 */
export async function extractPdf(bytes: Uint8Array): Promise<ExtractedText> {
  // pdf.js takes the buffer over, so that it gets a copy.
  const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 }).catch(() => null);
  if (document === null) return emptyText(pdfExtractor, 'unsupported');
  try {
    const { lines, isTruncated } = await readPages(document);
    const info = await readInfo(document);
    const { pages, running } = splitRunningLines(lines);
    const paged = reflowPages(pages);
    const letters = paged.text.replace(/[^\p{L}\p{N}]/gu, '').length;
    if (letters < lines.length * scanLetters)
      return { ...emptyText(pdfExtractor, 'no-text-layer', paged.text), ...info };
    return {
      ...emptyText(pdfExtractor, 'ok', paged.text),
      ...info,
      otherText: running.join('\n').slice(0, textLimit),
      pages: paged.pages.map((start) => Math.min(start, textLimit)),
      isTruncated,
    };
  } finally {
    await document.destroy();
  }
}

/** Fewer letters on a page than this are a stamp or a page number on a scan. */
const scanLetters = 8;
const mostPages = 5_000;

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

async function readPages(document: PdfDocument): Promise<{ lines: string[][]; isTruncated: boolean }> {
  const lines: string[][] = [];
  let length = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    if (number > mostPages || length >= textLimit) return { lines, isTruncated: true };
    const text = (await readPage(document, number)).slice(0, textLimit - length);
    length += text.length;
    lines.push(text.split('\n'));
  }
  return { lines, isTruncated: false };
}

/** A page that cannot be read is empty: the others still say what they say. */
async function readPage(document: PdfDocument, number: number): Promise<string> {
  try {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
  } catch {
    return '';
  }
}

async function readInfo(
  document: PdfDocument,
): Promise<Pick<ExtractedText, 'title' | 'byline' | 'language'>> {
  const info: Readonly<Record<string, unknown>> = await getMeta(document).then(
    (meta) => meta.info,
    () => ({}),
  );
  return { title: named(info.Title), byline: named(info.Author), language: named(info.Language) };
}

function named(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 1_000) : null;
}
