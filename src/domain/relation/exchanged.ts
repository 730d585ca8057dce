import type { Item, Side } from './side.js';
import type { Word } from './words.js';

/** The first word of one claim that stands between the same neighbours as a word of the other, both left over. */
export function exchangedIn(
  a: Side,
  b: Side,
  untoldA: readonly Item[],
  untoldB: readonly Item[],
): readonly [Word, Word] | null {
  const places = new Map<string, Word>();
  for (const { word, weight } of untoldB) if (weight >= 1) places.set(placeOf(b, word), word);
  for (const { word, weight } of untoldA) {
    const other = weight >= 1 ? places.get(placeOf(a, word)) : undefined;
    if (other !== undefined) return [word, other];
  }
  return null;
}

/** The neighbours of a word on both sides; a figure is a neighbour like another, whatever it is. */
function placeOf({ text, words }: Side, word: Word): string {
  const at = words.indexOf(word);
  const neighbour = (other: Word | undefined, between: string) =>
    /\d/u.test(between) ? '#' : (other?.stem ?? '');
  const [before, after] = [words[at - 1], words[at + 1]];
  const left = neighbour(before, text.slice(before?.end ?? 0, word.start));
  const right = neighbour(after, text.slice(word.end, after?.start ?? text.length));
  return `${left}|${right}`;
}
