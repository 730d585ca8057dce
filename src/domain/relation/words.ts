import { stemOf } from '../evidence/stem.js';
import { conceptRows } from './concept-table.js';

/** A word of a text, or several that make one phrase ("take part"). Offsets are UTF-16. */
export interface Word {
  readonly text: string;
  readonly lower: string;
  readonly stem: string;
  /** What it may stand for: its own stem first, then the concepts that hold it. */
  readonly concepts: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly isCapital: boolean;
  /** It begins a sentence: its capital says nothing. */
  readonly isInitial: boolean;
}

const wordPattern = /\p{L}[\p{L}\p{M}]*(?:'\p{L}+)*/gu;

/** No phrase of the tables has more words. */
const longestPhrase = 5;

/** The words of a text in order; figures are left out. Phrases that the tables know are one word. */
export function wordsOf(text: string): Word[] {
  const single = [...text.matchAll(wordPattern)].map((match) => wordAt(text, match[0], match.index));
  const words: Word[] = [];
  for (let at = 0; at < single.length;) {
    const length = phraseAt(text, single, at);
    const [first, last] = [single[at], single[at + length - 1]];
    if (first !== undefined && last !== undefined)
      words.push(length === 1 ? first : joined(text, first, last));
    at += length;
  }
  return words;
}

/** Whether two words may stand for each other. */
export function isAlike(a: Word, b: Word): boolean {
  return a.concepts.some((each) => b.concepts.includes(each));
}

/** The root that forms of one word share: no plural, tense or noun ending. */
export function rootOf(word: string): string {
  // "succeed" is no past tense
  const succeed = /^(\p{L}+(?<!gr|fr|cr|nt)eed)(?:s|ed|ing)?$/u.exec(word)?.[1];
  if (succeed !== undefined) return succeed;
  const stem = stemOf(word);
  const known = irregular.get(stem);
  if (known !== undefined) return known;
  const bare = stem.length > 7 ? stem.replace(/(?:at)?ion$|(?<=[^e])ment$|ly$/u, '') : stem;
  const short = bare.length > 3 ? bare.replace(/e$/u, '') : bare;
  return short.length > 4 ? short.replace(/ll$/u, 'l') : short;
}

/** Forms that neither stemmer brings together. */
const irregular: ReadonlyMap<string, string> = new Map(
  'won:win met:meet built:build brought:bring broke:break broken:break chose:choose chosen:choose came:come became:become drew:draw drawn:draw drove:drive driven:drive flew:fly flown:fly found:find went:go gone:go got:get hid:hide hit:hit kept:keep knew:know known:know lay:lie lent:lend lost:lose ran:run said:say saw:see seen:see sent:send shot:shoot sang:sing sank:sink sunk:sink slept:sleep spoke:speak spoken:speak spent:spend stood:stand stole:steal stolen:steal struck:strike swam:swim taught:teach thought:think threw:throw thrown:throw wrote:write written:write bore:bear borne:bear beat:beat beaten:beat overtook:overtake overtaken:overtak ate:eat fought:fight caught:catch felt:feel forgot:forget froze:freeze frozen:freeze heard:hear hung:hang shrunk:shrink sworn:swear swore:swear tore:tear wore:wear dying:die died:die tying:tie tied:tie lied:lie dead:die death:die lives:live life:life shook:shake shaken:shake sought:seek rode:ride ridden:ride rang:ring withdrew:withdraw withdrawn:withdraw used:use using:use forbidden:forbid forbade:forbid hidden:hide arisen:arise arose:arise sworn:swear proven:prove undertaken:undertake undertook:undertake overthrown:overthrow overthrew:overthrow foreseen:foresee fled:flee dealt:deal meant:mean dug:dig spun:spin lit:light bound:bind woken:wake woke:wake shown:show drunk:drink drank:drink fed:feed bred:breed bled:bleed slain:slay laid:lay overcame:overcome underwent:undergo undergone:undergo upheld:uphold withheld:withhold rebuilt:rebuild resold:resell mown:mow sewn:sew sown:sow'
    .split(' ')
    .map((pair) => {
      const [form = '', root = ''] = pair.split(':');
      return [stemOf(form), stemOf(root)] as const;
    }),
);

function wordAt(text: string, found: string, start: number): Word {
  const lower = found.toLowerCase();
  const stem = rootOf(lower);
  return {
    text: found,
    lower,
    stem,
    concepts: conceptsOf(stem),
    start,
    end: start + found.length,
    isCapital: /^\p{Lu}/u.test(found),
    isInitial: /(?:^|[.!?:;]["')\]]*)\s*["'([]*$/u.test(text.slice(Math.max(0, start - 6), start)),
  };
}

function joined(text: string, first: Word, last: Word): Word {
  const stem = phraseKey(text.slice(first.start, last.end));
  return {
    ...first,
    text: text.slice(first.start, last.end),
    lower: text.slice(first.start, last.end).toLowerCase(),
    stem,
    concepts: conceptsOf(stem),
    end: last.end,
  };
}

function phraseAt(text: string, words: readonly Word[], at: number): number {
  const first = words[at];
  const longest = first === undefined ? 1 : Math.min(longestPhrase, phraseStarts.get(first.stem) ?? 1);
  for (let length = longest; length > 1; length -= 1) {
    const last = words[at + length - 1];
    if (first === undefined || last === undefined) continue;
    const between = text.slice(first.start, last.end);
    if (/^[\p{L}\p{M}' -]+$/u.test(between) && concepts.has(phraseKey(between))) return length;
  }
  return 1;
}

const phraseKey = (phrase: string): string =>
  phrase
    .split(/[ _-]+/u)
    .map((word) => rootOf(word.toLowerCase()))
    .join('_');

function conceptsOf(stem: string): readonly string[] {
  return concepts.get(stem) ?? [stem];
}

/** Stem or phrase key → its own stem and the names of the rows that hold it. */
const concepts: ReadonlyMap<string, readonly string[]> = readRows();
const phraseStarts: ReadonlyMap<string, number> = readStarts();

function readRows(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const row of conceptRows) {
    const words = row.split(' ');
    const name = `=${words[0] ?? ''}`;
    for (const key of words.map(phraseKey)) {
      const known = found.get(key) ?? [key];
      if (!known.includes(name)) known.push(name);
      found.set(key, known);
    }
  }
  return found;
}

function readStarts(): ReadonlyMap<string, number> {
  const starts = new Map<string, number>();
  for (const key of concepts.keys()) {
    const parts = key.split('_');
    if (parts.length > 1) starts.set(parts[0] ?? '', Math.max(parts.length, starts.get(parts[0] ?? '') ?? 1));
  }
  return starts;
}

/** Whether a word is one of a table's, by stem or concept. */
export function standsFor(word: Word, entry: string): boolean {
  const key = entryKeys.get(entry) ?? keepKey(entry);
  return word.stem === key.stem || word.concepts.includes(key.concept);
}

/** The first of each word and concept of a text, for many look-ups. */
export function indexOf(words: readonly Word[]): ReadonlyMap<string, Word> {
  const index = new Map<string, Word>();
  for (const word of words) {
    for (const key of word.concepts) if (!index.has(key)) index.set(key, word);
  }
  return index;
}

/** The first word that is one of a table's, by stem or concept. */
export function wordFor(index: ReadonlyMap<string, Word>, entry: string): Word | undefined {
  const key = entryKeys.get(entry) ?? keepKey(entry);
  return index.get(key.stem) ?? index.get(key.concept);
}

interface EntryKey {
  readonly stem: string;
  readonly concept: string;
}

/** Entries of the tables in this folder, as words are compared with them; there are some hundred. */
const entryKeys = new Map<string, EntryKey>();

function keepKey(entry: string): EntryKey {
  const key = { stem: phraseKey(entry), concept: `=${entry}` };
  entryKeys.set(entry, key);
  return key;
}
