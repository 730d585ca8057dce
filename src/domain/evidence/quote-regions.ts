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
  const needs = new Map<number, number>();
  scan(quoted, (key) => needs.set(key, (needs.get(key) ?? 0) + 1));
  const hits = hitsOf(text, needs);
  if (hits.at.length === 0) return [];
  const span = Math.ceil(quoted.length * 1.3) + 40;
  const best = bestPerStretch(hits, needs, span);
  const bonus = (at: number): number =>
    start === null
      ? 0
      : (nearness * hits.sum * Math.max(0, text.length - Math.abs(at - start))) / text.length;
  const ranked = best
    .map((one) => ({ ...one, rank: one.score + bonus(one.start) }))
    .sort((a, b) => b.rank - a.rank);
  const least = (ranked[0]?.score ?? 0) * worthALook;
  return ranked.filter((one) => one.score >= least).slice(0, most);
}

/** A region with less than this share of the best one's score is not looked at. */
const worthALook = 0.5;
/** What standing where it stood weighs against all words of the quotation. */
const nearness = 0.05;
const firstLetters = 4;

interface Hits {
  readonly at: readonly number[];
  /** Which word of the quotation, as an index. */
  readonly word: readonly number[];
  /** By word: how much it says about the place. */
  readonly weights: Float64Array;
  /** By word: how often the quotation has it. */
  readonly wanted: Int32Array;
  /** What all words of the quotation weigh together. */
  readonly sum: number;
}

function hitsOf(text: string, needs: ReadonlyMap<number, number>): Hits {
  const index = new Map([...needs.keys()].map((key, position) => [key, position]));
  const counts = new Int32Array(index.size);
  const [at, word]: [number[], number[]] = [[], []];
  let words = 0;
  scan(text, (key, start) => {
    words += 1;
    const position = index.get(key);
    if (position === undefined) return;
    counts[position] = (counts[position] ?? 0) + 1;
    at.push(start);
    word.push(position);
  });
  const wanted = Int32Array.from(needs.values());
  const weights = Float64Array.from(counts, (count) => Math.log(1 + words / Math.max(1, count)));
  const sum = weights.reduce((total, weight, position) => total + weight * (wanted[position] ?? 0), 0);
  return { at, word, weights, wanted, sum };
}

interface Stretch extends Place {
  readonly score: number;
}

/** Slides a window of `span` units over the hits; of each stretch of the text as long as it, the best window is kept. */
function bestPerStretch(hits: Hits, needs: ReadonlyMap<number, number>, span: number): readonly Stretch[] {
  const { at, word, weights, wanted } = hits;
  const held = new Int32Array(needs.size);
  const best = new Map<number, Stretch>();
  let [left, score] = [0, 0];
  for (let right = 0; right < at.length; right += 1) {
    const entering = word[right] ?? 0;
    held[entering] = (held[entering] ?? 0) + 1;
    if ((held[entering] ?? 0) <= (wanted[entering] ?? 0)) score += weights[entering] ?? 0;
    const end = at[right] ?? 0;
    for (; (at[left] ?? 0) < end - span; left += 1) {
      const leaving = word[left] ?? 0;
      if ((held[leaving] ?? 0) <= (wanted[leaving] ?? 0)) score -= weights[leaving] ?? 0;
      held[leaving] = (held[leaving] ?? 0) - 1;
    }
    const start = at[left] ?? 0;
    const bucket = Math.floor(start / span);
    if (score > (best.get(bucket)?.score ?? 0) + 1e-9) best.set(bucket, { start, end, score });
  }
  return [...best.values()];
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

/** Calls with the key of each word and the offset where it begins. A character of a script without spaces is a word. */
function scan(text: string, call: (key: number, start: number) => void): void {
  let [key, length, start] = [0, 0, 0];
  for (let at = 0; at <= text.length; at += 1) {
    const letter = at === text.length ? 0 : letterOf(text.charCodeAt(at));
    const isWordAlone = letter >= 0x2e80 && letter < 0xd800;
    if (letter === 0 || isWordAlone) {
      if (length > 0) call(key, start);
      [key, length] = [0, 0];
      if (isWordAlone) call(letter, at);
      continue;
    }
    if (length === 0) start = at;
    if (length < firstLetters) key = (Math.imul(key, 1_000_003) ^ letter) | 0;
    length += 1;
  }
}
