/** No more places than this are told apart: behind it, a text repeats itself without end. */
const most = 20_000;
/** Longer words are looked for by an algorithm that never goes back. */
const longest = 64;

/** Offsets at which `words` stand in `text` from `from` on, overlapping ones too, ascending; the first 20,000. */
export function occurrences(text: string, words: string, from = 0): readonly number[] {
  if (words === '' || words.length > text.length) return [];
  if (words.length > longest) return inOnePass(text, words, from);
  const found: number[] = [];
  for (let at = text.indexOf(words, from); at !== -1 && found.length < most; at = text.indexOf(words, at + 1))
    found.push(at);
  return found;
}

/**
 * Knuth, Morris and Pratt: linear whatever both hold, where the search of the engine takes the product of both lengths
 * for a text that repeats itself. An ordinary text is left to the engine as long as the beginning is not found.
 */
function inOnePass(text: string, words: string, from: number): readonly number[] {
  const head = words.slice(0, longest);
  const found: number[] = [];
  let first = text.indexOf(head, from);
  if (first === -1) return found;
  const borders = bordersOf(words);
  let matched = 0;
  for (let at = first; at < text.length && found.length < most; at += 1) {
    if (matched === 0) {
      first = text.indexOf(head, at);
      if (first === -1) break;
      [at, matched] = [first + longest - 1, longest];
    } else matched = advance(borders, words, matched, text.charCodeAt(at));
    if (matched !== words.length) continue;
    found.push(at - words.length + 1);
    matched = borders[matched] ?? 0;
  }
  return found;
}

/** By length of a beginning of `words`: the longest shorter beginning that it ends with. */
function bordersOf(words: string): Int32Array {
  const borders = new Int32Array(words.length + 1);
  for (let length = 2, border = 0; length <= words.length; length += 1) {
    border = advance(borders, words, border, words.charCodeAt(length - 1));
    borders[length] = border;
  }
  return borders;
}

function advance(borders: Int32Array, words: string, matched: number, code: number): number {
  let length = matched;
  while (length > 0 && words.charCodeAt(length) !== code) length = borders[length] ?? 0;
  return words.charCodeAt(length) === code ? length + 1 : 0;
}
