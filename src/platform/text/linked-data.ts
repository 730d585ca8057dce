import type { DomElement } from './html-blocks.js';

/** An object of a page's linked data (JSON-LD). */
export type Linked = Readonly<Record<string, unknown>>;

/** The first object of an article type in any JSON-LD block; one that has a date goes before one that has none. */
export function linkedArticle(document: DomElement): Linked | null {
  const found: Linked[] = [];
  for (const script of document.querySelectorAll('script[type*="ld+json" i]')) {
    const text = script.textContent ?? '';
    if (text.length <= longestBlock) collect(parseJson(text), 0, found);
    if (found.length >= enough) break;
  }
  return found.find((item) => item.datePublished !== undefined) ?? found[0] ?? null;
}

/** Names of persons or organisations, joined with commas; null for none (an address is no name). */
export function namesOf(value: unknown): string | null {
  const names = [value].flat().map((one) => textOf(one) ?? textOf((one as Linked | null | undefined)?.name));
  const known = [...new Set(names.filter((name) => name !== null && !/^https?:/i.test(name)))];
  return known.length === 0 ? null : known.join(', ');
}

/** A text that says something, else null; of a list its first. */
export function textOf(value: unknown): string | null {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' && one.trim() !== '' ? withoutEntities(one) : null;
}

/** JSON needs no character references, and pages write them all the same ("Head &amp; foot"). */
function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|(amp|quot|apos|lt|gt|nbsp));/gi, (all, ...parts) => {
    const [decimal, hex, name] = parts as (string | undefined)[];
    if (name !== undefined) return entities[name.toLowerCase()] ?? all;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0x1f && code <= 0xffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCharCode(code)
      : all;
  });
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
};

/** schema.org `isAccessibleForFree`, which pages write as a boolean or as "False"; null when it is not said. */
export function isFree(article: Linked | null): boolean | null {
  const value = article?.isAccessibleForFree;
  if (typeof value === 'boolean') return value;
  const said = (textOf(value) ?? '').trim().toLowerCase();
  if (/^(false|no)$|schema\.org\/false$/.test(said)) return false;
  return /^(true|yes)$|schema\.org\/true$/.test(said) ? true : null;
}

/** Characters; whole articles stand in these blocks, but nothing longer is worth its parsing. */
const longestBlock = 2_000_000;
const deepest = 6;
const enough = 20;
const articleTypes =
  /(^|[/:])(\w*Article|BlogPosting|SocialMediaPosting|Report|LiveBlogPosting|WebPage|ClaimReview|Dataset)$/;

function collect(value: unknown, depth: number, found: Linked[]): void {
  if (depth > deepest || found.length >= enough || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value.slice(0, 200)) collect(one, depth + 1, found);
    return;
  }
  const item = value as Linked;
  const types = [item['@type']].flat();
  if (types.some((type) => typeof type === 'string' && articleTypes.test(type))) found.push(item);
  for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'hasPart', 'itemListElement'])
    collect(item[key], depth + 1, found);
}

/** JSON as pages write it: in CDATA or a comment, with raw line breaks inside strings, a comma too many, or semicolon at the end. */
function parseJson(text: string): unknown {
  const bare = text.replace(
    /^\s*(<!--|\/\*|\/\/)?\s*(<!\[CDATA\[)?(\s*\*\/)?|((\/\*|\/\/)?\s*\]\]>\s*(\*\/)?|-->|;)?\s*$/g,
    '',
  );
  for (const tried of [bare, bare.replace(controls, ' ').replace(/,(\s*[}\]])/g, '$1')]) {
    try {
      return JSON.parse(tried);
    } catch {
      // the next, more patient reading
    }
  }
  return null;
}

const controls = /\p{Cc}+/gu;
