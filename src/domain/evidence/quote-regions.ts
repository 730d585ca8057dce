import type { Place } from './quote-place.js';

/**
 * Stretches of a text, a little longer than the quotation, that hold most of its words; the likeliest first, at most
 * `most`. One pass over the text, words known by their first letters: this only says where to look closely. Rare words
 * count more. Among equals the one nearest to `start` comes first.
 */
export function likelyRegions(
  text: string,
  quoted: string,
  start: number | null,
  most: number,
): readonly Place[] {
  const needs = needsOf(quoted);
  const hits = hitsOf(text, needs);
  const span = Math.ceil(quoted.length * 1.3) + 40;
  const best = bestPerStretch(hits, span);
  const bonus = (at: number): number =>
    start === null
      ? 0
      : (nearness * hits.sum * Math.max(0, text.length - Math.abs(at - start))) / text.length;
  const ranked = best
    .map((one) => ({ ...one, rank: one.score + bonus(one.start) }))
    .sort((a, b) => b.rank - a.rank);
  const share = quoted.length < shortQuotation ? 0.5 : 0.7;
  const least = Math.max((ranked[0]?.score ?? 0) * share, hits.sum * leastShare);
  return ranked.filter((one) => one.score >= least).slice(0, most);
}

/** Only regions with at least this share of what all words of the quotation weigh are looked at, ... */
const leastShare = 0.2;
/** ... and with at least 0.7 of the best region's; 0.5 for a quotation so short that one word more or less makes the best. */
const shortQuotation = 80;
/** What standing where it stood weighs against all words of the quotation. */
const nearness = 0.05;
const firstLetters = 4;

/** The words of a quotation by key, as a table with open addressing: a page asks it once for every word. */
interface Needs {
  readonly keys: Int32Array;
  /** By slot: index of the word, -1 where the slot is free. */
  readonly words: Int32Array;
  /** By word: how often the quotation has it. */
  readonly wanted: Int32Array;
}

function needsOf(quoted: string): Needs {
  const { keys } = scan(quoted);
  const counts = new Map<number, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const size = 2 ** Math.ceil(Math.log2(counts.size * 4 + 4));
  const needs = {
    keys: new Int32Array(size),
    words: new Int32Array(size).fill(-1),
    wanted: Int32Array.from(counts.values()),
  };
  let word = 0;
  for (const key of counts.keys()) {
    const slot = slotOf(needs, key);
    needs.keys[slot] = key;
    needs.words[slot] = word;
    word += 1;
  }
  return needs;
}

/** The slot that holds the key, or the free one where it would go. */
function slotOf({ keys, words }: Needs, key: number): number {
  let slot = (key ^ (key >>> 15)) & (keys.length - 1);
  while (words[slot] !== -1 && keys[slot] !== key) slot = (slot + 1) & (keys.length - 1);
  return slot;
}

interface Hits {
  readonly at: Int32Array;
  /** Which word of the quotation, as an index. */
  readonly word: Int32Array;
  readonly wanted: Int32Array;
  /** By word: how much it says about the place. */
  readonly weights: Float64Array;
  /** What all words of the quotation weigh together. */
  readonly sum: number;
}

function hitsOf(text: string, needs: Needs): Hits {
  const { keys, starts } = scan(text);
  const { wanted } = needs;
  const counts = new Int32Array(wanted.length);
  const [at, word] = [new Int32Array(keys.length), new Int32Array(keys.length)];
  let found = 0;
  for (let index = 0; index < keys.length; index += 1) {
    const position = needs.words[slotOf(needs, keys[index] ?? 0)] ?? -1;
    if (position === -1) continue;
    counts[position] = (counts[position] ?? 0) + 1;
    at[found] = starts[index] ?? 0;
    word[found] = position;
    found += 1;
  }
  const weights = Float64Array.from(counts, (count) => Math.log(1 + keys.length / Math.max(1, count)));
  const sum = weights.reduce((total, weight, position) => total + weight * (wanted[position] ?? 0), 0);
  return { at: at.subarray(0, found), word: word.subarray(0, found), wanted, weights, sum };
}

interface Stretch extends Place {
  readonly score: number;
}

/** Slides a window of `span` units over the hits; of each stretch of the text as long as it, the best window is kept. */
function bestPerStretch(hits: Hits, span: number): readonly Stretch[] {
  const { at } = hits;
  const window = windowOver(hits);
  const best: Stretch[] = [];
  let [left, bucketEnd, top] = [0, 0, 0];
  for (let right = 0; right < at.length; right += 1) {
    const end = at[right] as number;
    window.enter(right);
    while ((at[left] as number) < end - span) window.leave(left++);
    const start = at[left] as number;
    const score = window.score();
    if (start >= bucketEnd) {
      best.push({ start, end, score });
      bucketEnd = (Math.floor(start / span) + 1) * span;
    } else if (score > top + 1e-9) best[best.length - 1] = { start, end, score };
    else continue;
    top = score;
  }
  return best;
}

/** What the hits in a window weigh together, each word no more often than the quotation has it. Indices are of the hits. */
function windowOver({ word, weights, wanted }: Hits) {
  const held = new Int32Array(wanted.length);
  let score = 0;
  const change = (index: number, by: 1 | -1): void => {
    const entry = word[index] as number;
    const more = Math.max(held[entry] as number, (held[entry] as number) + by);
    if (more <= (wanted[entry] as number)) score += by * (weights[entry] as number);
    held[entry] = (held[entry] as number) + by;
  };
  return {
    enter: (index: number): void => change(index, 1),
    leave: (index: number): void => change(index, -1),
    score: (): number => score,
  };
}

/** Lower-case letter or digit by code unit below 0x530; 0 for what is neither. */
const letters = Uint16Array.from({ length: 0x530 }, (_, code) => {
  const unit = String.fromCharCode(code);
  return /[\p{L}\p{N}\p{M}]/u.test(unit) ? unit.toLowerCase().charCodeAt(0) : 0;
});

/** Beyond the table all is letters but punctuation, spaces and half-width signs. */
function letterOf(code: number): number {
  if (code < letters.length) return letters[code] ?? 0;
  return (code >= 0x2000 && code <= 0x206f) || (code >= 0x3000 && code <= 0x3020) || code >= 0xff00
    ? 0
    : code;
}

const spaceless = /[\u2e80-\ud7ff]/;

interface Words {
  /** By word: a number made of its first letters. */
  readonly keys: Int32Array;
  /** By word: the offset where it begins. */
  readonly starts: Int32Array;
}

/** The words of a text. A character of a script without spaces is a word. */
function scan(text: string): Words {
  // A word and what stands behind it are two units at least, but for scripts without spaces.
  const most = spaceless.test(text) ? text.length : (text.length >> 1) + 1;
  const [keys, starts] = [new Int32Array(most), new Int32Array(most)];
  let [key, length, count] = [0, 0, 0];
  for (let at = 0; at <= text.length; at += 1) {
    const letter = at === text.length ? 0 : letterOf(text.charCodeAt(at));
    const isWordAlone = letter >= 0x2e80 && letter < 0xd800;
    if (letter === 0 || isWordAlone) {
      if (length > 0) keys[count++] = key;
      [key, length] = [0, 0];
      if (isWordAlone) {
        starts[count] = at;
        keys[count++] = letter;
      }
      continue;
    }
    if (length === 0) starts[count] = at;
    if (length < firstLetters) key = (Math.imul(key, 1_000_003) ^ letter) | 0;
    length += 1;
  }
  return { keys: keys.subarray(0, count), starts: starts.subarray(0, count) };
}
