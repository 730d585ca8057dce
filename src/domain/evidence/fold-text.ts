/** A text in one spelling of typography, with the way back to the text it came from. */
export interface FoldedText {
  readonly text: string;
  /** Offsets in `text` of spaces that stand for a line end, ascending. */
  readonly lineEnds: readonly number[];
  /** The original offset at which the character at this folded offset begins; the original's length at the end. */
  readonly toOriginal: (offset: number) => number;
  /** The original offset just behind the last character before this folded offset. */
  readonly toOriginalEnd: (offset: number) => number;
}

/**
 * Folds what typesetting changes and a reader does not see: quotation marks of all kinds to ', dashes and minus to -,
 * white space of all kinds to one space, zero-width characters and soft hyphens to nothing, the rest by NFKC.
 * Letter case stays. Offsets are UTF-16 code units.
 */
export function fold(original: string): FoldedText {
  const writer: Writer = { parts: [], pieces: [], lineEnds: [], length: 0, last: '' };
  for (let at = 0; at < original.length;) {
    const end = plainEnd(original, at, writer.last);
    if (end > at) copy(writer, original, at, end);
    at = end;
    if (at >= original.length) break;
    cluster.lastIndex = at;
    const [text = ''] = cluster.exec(original) ?? [];
    writeCluster(writer, text, at);
    at += Math.max(1, text.length);
  }
  const { pieces, lineEnds, length } = writer;
  return {
    text: writer.parts.join(''),
    lineEnds,
    toOriginal: (offset) => (offset >= length ? original.length : originalOf(pieces, offset).start),
    toOriginalEnd: (offset) =>
      offset <= 0 ? 0 : offset > length ? original.length : originalOf(pieces, offset - 1).end,
  };
}

interface Writer {
  readonly parts: string[];
  readonly pieces: Piece[];
  readonly lineEnds: number[];
  length: number;
  /** The last unit written. */
  last: string;
}

/** A stretch of folded text: `span` null where it was copied unit by unit, else what it stands for as a whole. */
interface Piece {
  readonly folded: number;
  readonly original: number;
  readonly span: number | null;
}

function originalOf(pieces: readonly Piece[], offset: number): { start: number; end: number } {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.folded ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const { folded, original, span } = pieces[low] ?? { folded: 0, original: 0, span: null };
  if (span !== null) return { start: original, end: original + span };
  return { start: original + offset - folded, end: original + offset - folded + 1 };
}

/** White space as a run; jamo that compose to one syllable; else a character with its combining marks. */
const cluster = /[\s\u0085\u200b\u180e]+|[\u1100-\u11ff]+|[\s\S]\p{M}*/uy;
const space = /^[\s\u0085]/;
const lineEnd = /[\n\r\u0085\u2028\u2029\v\f]/;
const invisible = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const quotes =
  /["`\u00b4\u00ab\u00bb\u02bc\u2018-\u201f\u2032\u2033\u2039\u203a\u300c-\u300f\u301d-\u301f\uff02\uff07]/g;
const dashes = /[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]/g;
const mark = /^\p{M}/u;

const [other, plain, single] = [0, 1, 2] as const;

/** By code unit below 0x530: what folding leaves as it is (`plain`), and what it leaves alone unless doubled (`single`). */
const kinds = new Uint8Array(0x530);
for (const [from, to] of [
  [0x21, 0x7e],
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x131],
  [0x391, 0x3a1],
  [0x3a3, 0x3ce],
  [0x400, 0x481],
  [0x48a, 0x52f],
] as const)
  kinds.fill(plain, from, to + 1);
for (const unit of ['"', '`']) kinds[unit.charCodeAt(0)] = other;
for (const unit of [' ', '-']) kinds[unit.charCodeAt(0)] = single;

function kindOf(code: number): number {
  if (code < kinds.length) return kinds[code] ?? other;
  // Unified Han characters and kana fold to themselves.
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3041 && code <= 0x3096) ? plain : other;
}

/** Where the stretch from `at` ends that folding leaves as it is: nearly all of a text. */
function plainEnd(text: string, at: number, before: string): number {
  let last = before === '' ? 0 : before.charCodeAt(0);
  let end = at;
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    const kind = kindOf(code);
    // A space before a character of another kind may be the first of a run.
    if (kind === other || (kind === single && (code === last || kindOf(text.charCodeAt(end + 1)) === other)))
      break;
    last = code;
  }
  const isMarked = end > at && text.charCodeAt(end) >= 0x300 && mark.test(text.slice(end, end + 2));
  return isMarked ? end - 1 : end;
}

/** The clusters that most texts have, with what they fold to. */
const common: ReadonlyMap<string, string> = new Map([
  ...'"`\u2018\u2019\u201c\u201d\u00ab\u00bb'.split('').map((mark) => [mark, "'"] as const),
  ...' \n\u00a0'.split('').map((blank) => [blank, ' '] as const),
]);

function writeCluster(writer: Writer, text: string, at: number): void {
  const known = common.get(text);
  if (known !== undefined && known !== ' ') return write(writer, known, at, 1);
  if (known === ' ' || space.test(text.replace(invisible, ''))) {
    if (lineEnd.test(text)) writer.lineEnds.push(writer.length - (writer.last === ' ' ? 1 : 0));
    // A soft hyphen or zero-width mark between two spaces leaves two runs: they are one.
    if (writer.last !== ' ') write(writer, ' ', at, text.length);
    return;
  }
  const bare = text.replace(invisible, '').replace(quotes, "'").replace(dashes, '-');
  const folded = bare.normalize('NFKC').replace(dashes, '-').replace(quotes, "'");
  // "--" is how a typewriter makes a dash.
  if (folded !== '' && !(folded === '-' && writer.last === '-')) write(writer, folded, at, text.length);
}

function copy(writer: Writer, original: string, start: number, end: number): void {
  piece(writer, start, null);
  writer.parts.push(original.slice(start, end));
  writer.length += end - start;
  writer.last = original[end - 1] ?? '';
}

function write(writer: Writer, text: string, start: number, span: number): void {
  // One unit for one unit is as good as a copy.
  piece(writer, start, text.length === 1 && span === 1 ? null : span);
  writer.parts.push(text);
  writer.length += text.length;
  writer.last = text.at(-1) ?? '';
}

function piece({ pieces, length }: Writer, original: number, span: number | null): void {
  const last = pieces.at(-1);
  const goesOn = span === null && last?.span === null && original - last.original === length - last.folded;
  if (!goesOn) pieces.push({ folded: length, original, span });
}
