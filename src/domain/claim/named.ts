import type { Span } from './quantity-types.js';

/** Capitalised for another reason than being a name. */
const noName =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|The|A|An|In|On|At|By|For|From|Of|To|As|But|And|Or|If|It|Its|He|She|They|We|I|You|His|Her|Their|Our|This|That|These|Those|There|Since|After|Before|During|While|When|Where|Who|What|How|Why|More|Most|Less|Over|Under|About|Almost|Nearly|Around|Some|Every|Each|No|Not|Only|All|Both|Between|According|Mr|Mrs|Ms|Dr|GDP|GNP|GNI|CPI|PPI|PMI|VAT|FDI|GMT|UTC|AM|PM|USD|EUR|GBP|Q[1-4]|H[12]|FY)$/u;

/** A capitalised word, with its particles: "Islamic Republic of Iran", "Bank of England", "van der Bellen". */
const name =
  /\p{Lu}[\p{L}\p{M}\p{N}'’.&-]{0,40}(?:(?: (?:of|the|and|for|de|del|da|di|la|le|al|el|bin|ibn|van|von|der|den|du|do|dos|y)){0,2} \p{Lu}[\p{L}\p{M}\p{N}'’.&-]{0,40}){0,6}/gu;

/**
 * The places, bodies and persons that a stretch of text names, as written, each once. A single capitalised word at the start of
 * a sentence counts only where it is no ordinary word: it is capitalised anyway, so it must stand capitalised elsewhere too or
 * have further capitals.
 */
export function namesIn(text: string, taken: readonly Span[] = [], offset = 0): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(name)) {
    const [from, to] = [match.index + offset, match.index + offset + match[0].length];
    if (taken.some((span) => span.start < to && span.end > from)) continue;
    for (const each of parts(match[0])) {
      const isOpening =
        match[0].startsWith(each) && opens(text, match.index) && !/ |\p{Lu}.*\p{Lu}/u.test(each);
      if (isOpening && !isNameAnyway(text, each, match.index + match[0].length)) continue;
      if (!found.includes(each)) found.push(each);
    }
  }
  return found;
}

/** A run without the ordinary words at its ends: "In Kazakhstan" is Kazakhstan; "France and Germany" are two. */
function parts(run: string): string[] {
  return run
    .split(/ and (?=\p{Lu}[^ ]*$)|(?<=\p{Ll}\p{Ll}) and /u)
    .map((part) => {
      const words = part
        .replace(/['’]s?$/u, '')
        .replace(/\.$/u, '')
        .split(' ');
      while (words.length > 0 && (noName.test(words[0] ?? '') || /^\p{Ll}/u.test(words[0] ?? '')))
        words.shift();
      while (words.length > 0 && (noName.test(words.at(-1) ?? '') || /^\p{Ll}/u.test(words.at(-1) ?? '')))
        words.pop();
      return words.join(' ').replace(/['’]s?$/u, '');
    })
    .filter((part) => part.length > 1);
}

const opens = (text: string, at: number) =>
  /^[\s"'“‘«(–—-]*$|[.!?:]["'”’)]*\s+["'“‘(]*$/u.test(text.slice(Math.max(0, at - 60), at));

/** A country, a possessor ("Astana's"), or a word that stands capitalised within the text again. */
function isNameAnyway(text: string, word: string, after: number): boolean {
  if (countries.has(word) || /['’]s?$/u.test(text.slice(0, after)) || /^['’]s?\b/u.test(text.slice(after)))
    return true;
  let at = text.indexOf(` ${word}`, after);
  while (at >= 0 && !/[\p{Ll},]/u.test(text[at - 1] ?? '')) at = text.indexOf(` ${word}`, at + 1);
  return at >= 0;
}

/** The English names of the regions of ISO 3166-1, from the tables of the engine. */
const countries: ReadonlySet<string> = regionNames();

function regionNames(): Set<string> {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return new Set(letters.flatMap((a) => letters.flatMap((b) => names.of(a + b) ?? [])));
}
