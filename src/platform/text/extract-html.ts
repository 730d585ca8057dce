import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { correctionNotice } from '../../domain/source/correction-notice.js';
import { pageKind } from '../../domain/source/page-kind.js';
import { blockText, isTooDeep } from './html-blocks.js';
import type { DomElement } from './html-blocks.js';
import { readMeta } from './html-meta.js';
import { emptyText, textLimit } from './extracted-text.js';
import { htmlExtractor } from './extractors.js';
import { isFrameLine, isNoiseLine } from './noise-lines.js';
import { keepEmbeds, pruneArticle } from './prune-article.js';
import type { ExtractedText } from './extracted-text.js';

/**
 * The main text of a page, and apart from it what else a reader could see (captions, tables, asides, headline).
 * Readability finds the article; a page too short for it comes out whole, without its navigation.
 *
 * @param url where the page came from: relative addresses are resolved by it.
 */
export function extractHtml(html: string, url: string | null = null): ExtractedText {
  // Readability takes the document apart while it looks, so that it gets one of its own.
  const article = readArticle(parse(html));
  const document = parse(html);
  const { isFree, correction, ...meta } = readMeta(document, url);
  const body = document.querySelector('body') ?? document;
  const whole = blockText(body);
  const text = mainText(article, body);
  const otherText = linesBeside(whole, text).slice(0, textLimit);
  const title = article?.title || meta.title;
  return {
    ...emptyText(htmlExtractor, 'ok', text),
    ...meta,
    title,
    byline: meta.byline ?? article?.byline ?? null,
    otherText,
    correction: correctionNotice(`${text}\n${otherText}`, correction),
    kind: pageKind({ title: meta.title ?? title, text, otherText, isFree }),
  };
}

/** Readability's own threshold for an article it trusts (charThreshold). */
const articleLength = 500;
/** A page with less text than this is one notice, not an article among others. */
const shortPage = 3_000;
const chrome =
  'nav,aside,footer,header,form,[role="navigation"],[role="banner"],[role="contentinfo"],[hidden],[aria-hidden="true"]';

/** linkedom's types name a browser's globals, which do not exist here. */
const parseDocument: (html: string) => { readonly document: DomElement } = parseHTML;

interface Article {
  readonly text: string;
  readonly title: string;
  readonly byline: string | null;
}

function parse(html: string): DomElement {
  // Without <html> linkedom makes a document whose parts it does not find again.
  const whole = /<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`;
  return parseDocument(whole).document;
}

function readArticle(document: DomElement): Article | null {
  if (isTooDeep(document)) return null;
  try {
    keepEmbeds(document);
    const serializer = (node: unknown): DomElement => node as DomElement;
    const options = { serializer, maxElemsToParse: 200_000, keepClasses: true };
    const found = new Readability<DomElement>(document, options).parse();
    if (!found?.content) return null;
    pruneArticle(found.content);
    const title = found.title?.trim() ?? '';
    const byline = found.byline?.trim() || null;
    return { text: withoutNoise(blockText(found.content), title, byline), title, byline };
  } catch {
    // Not an article by its measure: the page's own text is used.
    return null;
  }
}

/** How many lines at the start and at the end may be title, author and date. */
const frameLines = 4;

function mainText(article: Article | null, body: DomElement): string {
  if (article !== null && article.text.length >= articleLength) return article.text;
  return shortText(body, article?.text ?? '');
}

function withoutNoise(text: string, title: string, byline: string | null): string {
  const lines = text.split('\n').filter((line) => !isNoiseLine(line));
  return lines
    .filter((line, index) => {
      const isEdge = index < frameLines || index >= lines.length - frameLines;
      return !isEdge || !isFrameLine(line, title, byline);
    })
    .join('\n');
}

function shortText(body: DomElement, article: string): string {
  for (const element of [...body.querySelectorAll(chrome)]) element.remove();
  const rest = blockText(body);
  return article === '' || rest.length <= shortPage ? rest : article;
}

function linesBeside(whole: string, text: string): string {
  const taken = new Set(text.split('\n'));
  return whole
    .split('\n')
    .filter((line) => !taken.has(line))
    .join('\n');
}
