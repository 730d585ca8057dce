import { comparativeOf, orderWords, type Comparative, sidedVerbs, type SidedVerb } from './verb-table.js';
import { stopWords } from './stop-words.js';
import type { Side } from './side.js';
import type { Word } from './words.js';

/** Who stands on which side of a relation: "A beat B" and "B was beaten by A" are one, "B beat A" is the other. */
export interface Sides {
  /** Name of the relation: verbs with one name are compared. */
  readonly name: string;
  readonly kind: SidedVerb['kind'];
  /** The word that makes it. */
  readonly word: Word;
  readonly first: readonly string[];
  readonly second: readonly string[];
  /** A figure stands behind the verb: "won 12 medals" says how many, not which. */
  readonly isCounted: boolean;
}

/** No claim has more relations that are read; each is compared with all of the other claim. */
const mostRelations = 12;

/** All relations of a claim that have two sides. */
export function sidesOf(side: Side): Sides[] {
  const found: Sides[] = [];
  for (const [at, word] of side.words.entries()) {
    if (found.length >= mostRelations) break;
    const read = readComparative(side, at) ?? readOrder(side, at) ?? readVerb(side, at, word);
    if (read !== null && read.first.length > 0 && read.second.length > 0) found.push(read);
  }
  return found;
}

function readVerb(side: Side, at: number, word: Word): Sides | null {
  const verb = verbOf(word) ?? plainVerb(side, at);
  const stretches = verb === null || isNoun(side, at) ? null : sidesOfVerb(side, at, verb);
  if (verb === null || stretches === null) return null;
  const [agent, counter] = stretches;
  const [first, second] = verb.isTurned ? [counter, agent] : [agent, counter];
  const isCounted = side.figures.some(
    ({ start, dimension }) =>
      start >= word.end && start - word.end < 12 && /^(?:count|percent|money)/u.test(dimension),
  );
  return {
    name: verb.name,
    kind: verb.kind,
    word,
    first: keysIn(side, first),
    second: keysIn(side, second),
    isCounted,
  };
}

/** Who acts and the other side. */
function sidesOfVerb(side: Side, at: number, verb: SidedVerb): readonly [Stretch, Stretch] | null {
  const before = phraseBefore(side, at);
  const after = phraseAfter(side, at);
  const isPassive = passive(side, at);
  const agent = isPassive ? afterMarker(side, after, /^by$/u) : before;
  const other = verb.marker === null ? null : afterMarker(side, after, verb.marker);
  if (agent === null || (verb.needsMarker && other === null)) return null;
  return [agent, other ?? (isPassive ? before : after)];
}

function verbOf(word: Word): SidedVerb | null {
  for (const each of word.concepts) {
    const verb = sidedVerbs.get(each.replace(/^=/u, ''));
    if (verb !== undefined) return verb;
  }
  return null;
}

/** A verb that no table holds: a form in -ed that stands between two names, or "was …ed by". */
function plainVerb(side: Side, at: number): SidedVerb | null {
  const word = side.words[at];
  if (word === undefined || word.isCapital || !/ed$/u.test(word.lower)) return null;
  return { name: word.stem, kind: 'act', isTurned: false, marker: null, needsMarker: false };
}

/** "the visit", "its supplier": a noun has no sides of its own. */
function isNoun(side: Side, at: number): boolean {
  if (/(?:er|or|ers|ors|ion|ment|ory)$/u.test(side.words[at]?.lower ?? '')) return true;
  const before = side.words[at - 1]?.lower ?? '';
  return /^(?:the|a|an|its|their|his|her|this|of|in|on|for)$/u.test(before) || before.endsWith("'s");
}

function passive(side: Side, at: number): boolean {
  const near = side.words.slice(Math.max(0, at - 4), at).map(({ lower }) => lower);
  return (
    near.some((each) => /^(?:was|were|is|are|been|being|be)$/u.test(each)) &&
    /(?:ed|en|t|n|ght|d|ten)$/u.test(side.words[at]?.lower ?? '')
  );
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** From the last comma, "and" with a verb behind, or other relation, to the word. */
function phraseBefore(side: Side, at: number): Stretch {
  let from = at;
  while (from > 0 && !isBreak(side, from)) from -= 1;
  return { from, to: at };
}

function phraseAfter(side: Side, at: number): Stretch {
  let to = at + 1;
  while (to < side.words.length && !isBreak(side, to)) to += 1;
  return { from: at + 1, to };
}

/** Whether a new clause begins with this word. */
function isBreak({ text, words }: Side, at: number): boolean {
  const [before, word] = [words[at - 1], words[at]];
  if (before === undefined || word === undefined) return false;
  if (/[;:.]\s/u.test(text.slice(before.end, word.start))) return true;
  return (
    /^(?:which|who|while|whereas|but|because)$/u.test(word.lower) ||
    (/^and$/u.test(word.lower) && isVerbBehind(words, at))
  );
}

function isVerbBehind(words: readonly Word[], at: number): boolean {
  const next = words[at + 1];
  return next !== undefined && !next.isCapital && (verbOf(next) !== null || /ed$/u.test(next.lower));
}

/** What a preposition brings: up to the next preposition. Null when it is not there. */
function afterMarker({ words }: Side, stretch: Stretch, marker: RegExp): Stretch | null {
  for (let at = stretch.from; at < stretch.to; at += 1) {
    if (!marker.test(words[at]?.lower ?? '')) continue;
    let to = at + 1;
    while (
      to < stretch.to &&
      !/^(?:to|from|by|in|on|at|for|with|over|against|as|since|during|after|before|under)$/u.test(
        words[to]?.lower ?? '',
      )
    )
      to += 1;
    return { from: at + 1, to };
  }
  return null;
}

/** "A is higher than B", "A exports more than B". */
function readComparative(side: Side, at: number): Sides | null {
  const word = side.words[at];
  if (word?.lower !== 'than') return null;
  const next = side.words[at + 1];
  const isFigure = side.figures.some(
    ({ start }) => start >= word.end && (next === undefined || start < next.start),
  );
  const found = isFigure ? null : comparativeBefore(side.words, at);
  if (found === null) return null;
  const parts = [keysIn(side, phraseBefore(side, at)), keysIn(side, phraseAfter(side, at))] as const;
  const isTime = found.scale === 'time';
  const isTurned = found.isDown !== isTime;
  const [first, second] = isTurned ? [parts[1], parts[0]] : parts;
  const name = isTime ? 'before' : `greater:${found.scale}`;
  return { name, kind: 'contest', word: found.word, first, second, isCounted: false };
}

/** The last comparative before "than"; "more" with its adjective or adverb. */
function comparativeBefore(words: readonly Word[], than: number): (Comparative & { word: Word }) | null {
  for (let at = than - 1; at >= Math.max(0, than - 6); at -= 1) {
    const word = words[at];
    const degree = at + 2 === than ? (words[at + 1]?.lower ?? null) : null;
    const found = word === undefined ? null : comparativeOf(word.lower, degree);
    if (word !== undefined && found !== null) return { ...found, word };
  }
  return null;
}

function readOrder(side: Side, at: number): Sides | null {
  const word = side.words[at];
  const order = word === undefined ? undefined : orderWords.get(word.lower);
  const next = side.words[at + 1];
  if (word === undefined || order === undefined || next === undefined) return null;
  // "after 2012", "below 5 per cent": a date or figure is no side
  if (/\d/u.test(side.text.slice(word.end, next.start))) return null;
  const parts = [keysIn(side, phraseBefore(side, at)), keysIn(side, phraseAfter(side, at))] as const;
  const [first, second] = order.isTurned ? [parts[1], parts[0]] : parts;
  return { name: order.name, kind: 'contest', word, first, second, isCounted: false };
}

/** What stands in a stretch: names by their keys, other words by stem. */
function keysIn(side: Side, { from, to }: Stretch): string[] {
  const [first, last] = [side.words[from], side.words[to - 1]];
  if (first === undefined || last === undefined || to <= from) return [];
  const names = side.names.filter(({ start, end }) => start >= first.start && end <= last.end + 2);
  const named = names.flatMap(({ keys }) => keys.map((key) => `@${key}`));
  const items = side.items
    .filter(({ word, weight }) => weight >= 1 && word.start >= first.start && word.end <= last.end)
    .map(({ word }) => word.stem)
    .filter((stem) => !stopWords.has(stem));
  return [...named, ...items];
}
