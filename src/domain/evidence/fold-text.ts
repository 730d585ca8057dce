/** A text in one spelling of typography, with the way back to the text it came from. */
export interface FoldedText {
  readonly text: string;
  /** Offsets in `text` of spaces that stand for a line end. */
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
  const writer: Writer = { parts: [], starts: [], ends: [], lineEnds: [] };
  for (const match of original.matchAll(cluster)) writeCluster(writer, match[0], match.index);
  const { starts, ends, lineEnds } = writer;
  return {
    text: writer.parts.join(''),
    lineEnds,
    toOriginal: (offset) => starts[offset] ?? original.length,
    toOriginalEnd: (offset) => (offset <= 0 ? 0 : (ends[offset - 1] ?? original.length)),
  };
}

interface Writer {
  readonly parts: string[];
  readonly starts: number[];
  readonly ends: number[];
  readonly lineEnds: number[];
}

/** Plain letters, figures and points as a run (most of a text); white space as a run; jamo that compose to one syllable; else a character with its combining marks. */
const cluster =
  /(?:[A-Za-z0-9.,:;()!?%$&/](?!\p{M}))+|[\s\u0085\u200b\u180e]+|[\u1100-\u11ff]+|[\s\S]\p{M}*/gu;
const plain = /^[A-Za-z0-9.,:;()!?%$&/]+$/;
const space = /^[\s\u0085]/;
const lineEnd = /[\n\r\u0085\u2028\u2029\v\f]/;
const invisible = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const quotes =
  /["`\u00b4\u00ab\u00bb\u02bc\u2018-\u201f\u2032\u2033\u2039\u203a\u300c-\u300f\u301d-\u301f\uff02\uff07]/g;
const dashes = /[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]/g;

function writeCluster(writer: Writer, text: string, at: number): void {
  if (plain.test(text)) return writePlain(writer, text, at);
  if (space.test(text.replace(invisible, ''))) {
    if (lineEnd.test(text)) writer.lineEnds.push(writer.starts.length - (lastIsSpace(writer) ? 1 : 0));
    // A soft hyphen or zero-width mark between two spaces leaves two runs: they are one.
    if (!lastIsSpace(writer)) write(writer, ' ', at, at + text.length);
    return;
  }
  const bare = text.replace(invisible, '').replace(quotes, "'").replace(dashes, '-');
  write(writer, bare.normalize('NFKC').replace(dashes, '-').replace(quotes, "'"), at, at + text.length);
}

function writePlain(writer: Writer, text: string, at: number): void {
  writer.parts.push(text);
  for (let unit = 0; unit < text.length; unit += 1) {
    writer.starts.push(at + unit);
    writer.ends.push(at + unit + 1);
  }
}

function write(writer: Writer, text: string, start: number, end: number): void {
  if (text === '') return;
  // "--" is how a typewriter makes a dash.
  if (text === '-' && writer.parts.at(-1) === '-') return;
  writer.parts.push(text);
  for (let unit = 0; unit < text.length; unit += 1) {
    writer.starts.push(start);
    writer.ends.push(end);
  }
}

function lastIsSpace(writer: Writer): boolean {
  return writer.parts.at(-1) === ' ';
}
