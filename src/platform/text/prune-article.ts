import { isPointer, isRelatedLabel } from './noise-lines.js';
import type { DomElement, DomNode } from './html-blocks.js';

/**
 * Takes out of an article what is not of its text: captions, lists of links to other articles, boxes for sharing, subscribing
 * and commenting. An element that holds a large share of the text is never taken, whatever it is called.
 */
export function pruneArticle(article: DomElement): void {
  const whole = lengthOf(article);
  const limit = whole * largestShare;
  for (const element of [...article.querySelectorAll(noiseElements)]) removeUpTo(element, limit);
  for (const element of [...article.querySelectorAll('[class],[id]')])
    if (isNamedNoise(element)) removeUpTo(element, limit);
  // Labels first: a list that is gone no longer shows what its label is.
  for (const label of [...article.querySelectorAll('h1,h2,h3,h4,h5,h6,p,div,span,strong,b,dt,li')])
    pruneRelated(label, limit);
  for (const list of [...article.querySelectorAll('ul,ol,table,nav')])
    if (isLinkList(list)) removeUpTo(list, limit);
}

/**
 * Takes quoted posts of social networks out of their wrappers: called "social" and full of links these would pass for buttons,
 * and an article that quotes a post is about it.
 */
export function keepEmbeds(document: DomElement): void {
  for (const quote of [...document.querySelectorAll('blockquote[class]')]) {
    if (!embedName.test(quote.getAttribute('class') ?? '')) continue;
    quote.removeAttribute('class');
    const wrapper = quote.parentElement;
    if (wrapper !== null && embedName.test(wrapper.getAttribute('class') ?? '')) wrapper.replaceWith(quote);
  }
}

const embedName = /embed|tweet|twitter|instagram|social/i;
/** A quarter of the text: boxes are small beside their article. */
const largestShare = 0.25;
const longestLabel = 400;
const noiseElements =
  'figcaption,nav,aside,footer,form,[itemprop="caption"],[role="complementary"],[role="navigation"]';

/** Words in a class or id, apart at "-", "_" and capitals. */
const noiseName =
  /(^|-)(captions?|figcaption|credits?|newsletters?|signup|subscribe|subscription|related|recommend(ed|ations)?|read-?more|more-(from|stories|on)|share(bar|r|-?tools|-?buttons?|-?links)?|sharing|social(-?links|-?media|-?share)?|promo|tags?|tag-?list|breadcrumbs?|timestamp|pub-?date|dateline|byline|author-(bio|box|info|card|description)|about-author|bio|comments?|comment-form|respond|advert(isement)?|sponsor(ed)?|taboola|outbrain|trending|popular|most-read|copyright|disclaimer|tooltip|popup|rollover|hovercard|sr-only|visually-?hidden|screen-?reader(-text)?|pager|pagination)(-|$)/u;

function isNamedNoise(element: DomElement): boolean {
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
  return names.split(/\s+/).some((name) => noiseName.test(wordsOf(name)));
}

function wordsOf(name: string): string {
  return name
    .slice(0, 120)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/[_:]+|-{2,}/g, '-')
    .toLowerCase();
}

function lengthOf(element: DomElement): number {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim().length;
}

function removeUpTo(element: DomElement, limit: number): void {
  if (lengthOf(element) <= limit) element.remove();
}

/** Share of the text that stands in links. */
function linkShare(element: DomElement): number {
  const length = lengthOf(element);
  if (length === 0) return 0;
  if (element.nodeName.toUpperCase() === 'A') return 1;
  let linked = 0;
  for (const link of element.querySelectorAll('a')) linked += lengthOf(link);
  return linked / length;
}

function isLinkList(list: DomElement): boolean {
  return linkShare(list) >= 0.85 && [...list.querySelectorAll('a')].length >= 2;
}

function isListOfLinked(list: DomElement): boolean {
  const items = [...list.querySelectorAll('li')];
  return items.length >= 2 && items.every((item) => item.querySelector('a') !== null);
}

/** The text of a label; null for an element that holds more than one (read no further than needed: pages nest deep). */
function shortText(element: DomNode): string | null {
  let text = '';
  const add = (node: DomNode): boolean => {
    if (node.nodeType === 3) text += node.textContent ?? '';
    else for (const child of node.childNodes) if (!add(child)) return false;
    return text.length <= longestLabel;
  };
  return add(element) ? text.replace(/\s+/g, ' ').trim() : null;
}

function pruneRelated(label: DomElement, limit: number): void {
  const text = shortText(label);
  if (text === null) return;
  if (isPointer(text) && linkShare(label) >= 0.4) return removeUpTo(label, limit);
  if (!isRelatedLabel(text)) return;
  let taken = 0;
  for (let next = nextOf(label); next !== null && isOfLinks(next, limit); next = nextOf(label)) {
    taken += lengthOf(next);
    next.remove();
  }
  if (taken > 0 || linkShare(label) >= 0.85) label.remove();
}

function isOfLinks(element: DomElement, limit: number): boolean {
  const length = lengthOf(element);
  return length === 0 || (length <= limit && (linkShare(element) >= 0.6 || isListOfLinked(element)));
}

/** What follows a label; where it stands alone in a box, what follows the box. */
function nextOf(label: DomElement): DomElement | null {
  let from: DomElement = label;
  for (let level = 0; level < 2 && from.nextElementSibling === null; level += 1) {
    const box = from.parentElement;
    if (box === null || lengthOf(box) > lengthOf(label)) break;
    from = box;
  }
  return from.nextElementSibling;
}
