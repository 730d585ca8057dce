import { parseUrl } from '../fetch/parse-url.js';
import { isoDateOf } from './iso-date.js';
import type { DomElement } from './html-blocks.js';
import { isFree, linkedArticle, namesOf, textOf } from './linked-data.js';
import type { Linked } from './linked-data.js';

/** What a page says of itself. */
export interface PageMeta {
  readonly title: string | null;
  readonly byline: string | null;
  /** YYYY-MM-DD as written on the page, in its own time zone. */
  readonly publishedOn: string | null;
  readonly language: string | null;
  readonly siteName: string | null;
  readonly modifiedOn: string | null;
  readonly canonical: string | null;
  readonly publisher: string | null;
  /** schema.org `isAccessibleForFree`. */
  readonly isFree: boolean | null;
  /** schema.org `correction`, as it stands. */
  readonly correction: unknown;
}

/**
 * Reads JSON-LD, meta elements and <time>, in this order of trust. Null for what the page does not say.
 *
 * @param url where the document came from: relative addresses are resolved by it.
 */
export function readMeta(document: DomElement, url: string | null): PageMeta {
  const linked = linkedArticle(document);
  const meta = (names: readonly string[]): string | null =>
    firstText(names.map((name) => metaContent(document, name)));
  const htmlTitle = document.querySelector('title')?.textContent ?? null;
  const siteName = meta(['og:site_name', 'application-name']);
  return {
    title: firstText([meta(['og:title', 'twitter:title']), textOf(linked?.headline), htmlTitle]),
    byline: firstText([
      namesOf(linked?.author),
      meta(['author', 'article:author', 'dc.creator', 'parsely-author']),
    ]),
    publishedOn: firstDay(writtenDays(document, linked, publishedPlaces)),
    modifiedOn: firstDay(writtenDays(document, linked, modifiedPlaces)),
    language: languageOf(document, meta(['og:locale', 'content-language', 'dc.language'])),
    canonical: canonicalOf(document, url),
    publisher: firstText([
      namesOf(linked?.publisher),
      meta(['citation_publisher', 'dc.publisher']),
      siteName,
    ]),
    siteName: firstText([siteName, namesOf(linked?.publisher)]),
    isFree: isFree(linked),
    correction: linked?.correction ?? null,
  };
}

interface DayPlaces {
  readonly property: string;
  readonly names: readonly string[];
  readonly elements: string;
}

const publishedPlaces: DayPlaces = {
  property: 'datePublished',
  names: [
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
  ],
  elements: '[itemprop="datePublished"],time[pubdate],article time[datetime],time[datetime]',
};
const modifiedPlaces: DayPlaces = {
  property: 'dateModified',
  names: [
    'article:modified_time',
    'og:article:modified_time',
    'og:updated_time',
    'datemodified',
    'dcterms.modified',
    'dc.date.modified',
    'last-modified',
    'lastmod',
  ],
  elements: '[itemprop="dateModified"]',
};

function writtenDays(document: DomElement, linked: Linked | null, places: DayPlaces): (string | null)[] {
  const elements = [...document.querySelectorAll(places.elements)].slice(0, 50);
  return [
    textOf(linked?.[places.property]),
    ...places.names.map((name) => metaContent(document, name)),
    ...elements.map((one) => one.getAttribute('content') ?? one.getAttribute('datetime') ?? one.textContent),
  ];
}

function firstDay(written: readonly (string | null)[]): string | null {
  const days = written.map((text) => (text === null ? null : isoDateOf(text)));
  return days.find((day) => day !== null) ?? null;
}

/** An address of another scheme is no place to find a page; a fragment does not belong to it. */
function canonicalOf(document: DomElement, url: string | null): string | null {
  const base = resolved(addressIn(document, 'base[href]'), url)?.href ?? url;
  for (const selector of ['link[rel~="canonical" i]', 'meta[property="og:url" i]']) {
    const found = resolved(addressIn(document, selector), base);
    if (found === null || !/^https?:$/.test(found.protocol)) continue;
    found.hash = '';
    return found.href;
  }
  return null;
}

function addressIn(document: DomElement, selector: string): string {
  const element = document.querySelector(selector);
  return (element?.getAttribute('href') ?? element?.getAttribute('content') ?? '').trim();
}

/** Null for none, and for one too long to be an address. */
function resolved(address: string, from: string | null): URL | null {
  if (address === '' || address.length > 2_000) return null;
  return parseUrl(address, from ?? undefined);
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

function firstText(values: readonly (string | null)[]): string | null {
  const found = values.find((value) => value !== null && value.trim() !== '');
  return found ? found.replace(/\s+/g, ' ').trim() : null;
}
