import { isoDateOf } from './iso-date.js';
import type { DomElement } from './html-blocks.js';

/** What a page says of itself. */
export interface PageMeta {
  readonly title: string | null;
  readonly byline: string | null;
  /** YYYY-MM-DD as written on the page, in its own time zone. */
  readonly publishedOn: string | null;
  readonly language: string | null;
  readonly siteName: string | null;
}

/** Reads JSON-LD, meta elements and <time>, in this order of trust. Null for what the page does not say. */
export function readMeta(document: DomElement): PageMeta {
  const linked = articleOf(document);
  const meta = (names: readonly string[]): string | null =>
    firstText(names.map((name) => metaContent(document, name)));
  const htmlTitle = document.querySelector('title')?.textContent ?? null;
  return {
    title: firstText([meta(['og:title', 'twitter:title']), textOf(linked?.headline), htmlTitle]),
    byline: firstText([
      namesOf(linked?.author),
      meta(['author', 'article:author', 'dc.creator', 'parsely-author']),
    ]),
    publishedOn: publishedOn(document, linked),
    language: languageOf(document, meta(['og:locale', 'content-language', 'dc.language'])),
    siteName: firstText([meta(['og:site_name', 'application-name']), namesOf(linked?.publisher)]),
  };
}

type Json = Readonly<Record<string, unknown>>;

const dateNames = [
  'article:published_time',
  'og:article:published_time',
  'datepublished',
  'date',
  'dc.date',
  'dc.date.issued',
  'dcterms.created',
  'dcterms.issued',
  'publish-date',
  'publish_date',
  'pubdate',
  'publication_date',
  'parsely-pub-date',
  'sailthru.date',
  'citation_publication_date',
];
const articleTypes = /(Article|BlogPosting|Report|LiveBlogPosting|WebPage|ClaimReview)$/;

function publishedOn(document: DomElement, linked: Json | null): string | null {
  const times = [
    ...document.querySelectorAll(
      '[itemprop="datePublished"],time[pubdate],article time[datetime],time[datetime]',
    ),
  ];
  const written = [
    textOf(linked?.datePublished),
    ...dateNames.map((name) => metaContent(document, name)),
    ...times.map((time) => time.getAttribute('content') ?? time.getAttribute('datetime') ?? time.textContent),
  ];
  return (
    written.map((text) => (text === null ? null : isoDateOf(text))).find((date) => date !== null) ?? null
  );
}

function metaContent(document: DomElement, name: string): string | null {
  for (const key of ['property', 'name', 'http-equiv', 'itemprop']) {
    const content = document.querySelector(`meta[${key}="${name}" i]`)?.getAttribute('content') ?? '';
    // article:author is often the address of a profile.
    if (content.trim() !== '' && !/^https?:/.test(content)) return content;
  }
  return null;
}

function languageOf(document: DomElement, meta: string | null): string | null {
  const written = document.querySelector('html')?.getAttribute('lang') || meta;
  const tag = /^\s*([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?\b/i.exec(written ?? '');
  if (tag === null) return null;
  return [tag[1]?.toLowerCase(), tag[2], tag[3]?.toUpperCase()].filter(Boolean).join('-');
}

/** The first object of an article type in any JSON-LD block. */
function articleOf(document: DomElement): Json | null {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const found = findArticle(parseJson(script.textContent ?? ''), 0);
    if (found !== null) return found;
  }
  return null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, ''));
  } catch {
    return null;
  }
}

function findArticle(value: unknown, depth: number): Json | null {
  if (depth > 4 || typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return firstFound(value, depth);
  const item = value as Json;
  const types = [item['@type']].flat();
  if (item.datePublished !== undefined && types.some((type) => articleTypes.test(String(type)))) return item;
  return firstFound([item['@graph'], item.mainEntity], depth);
}

function firstFound(values: readonly unknown[], depth: number): Json | null {
  for (const value of values) {
    const found = findArticle(value, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

function namesOf(value: unknown): string | null {
  const names = [value].flat().map((one) => textOf(one) ?? textOf((one as Json | null | undefined)?.name));
  const known = names.filter((name) => name !== null && !name.startsWith('http'));
  return known.length === 0 ? null : known.join(', ');
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function firstText(values: readonly (string | null)[]): string | null {
  const found = values.find((value) => value !== null && value.trim() !== '');
  return found ? found.replace(/\s+/g, ' ').trim() : null;
}
