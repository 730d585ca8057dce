import type { Span } from './quantity-types.js';

/**
 * The sentences of a text with their places. Paragraphs and headlines end a sentence; a closing quotation mark stays with
 * its sentence, and so does what says who spoke (`"We won." he said`).
 */
export function splitSentences(text: string): Span[] {
  const spans: Span[] = [];
  for (const paragraph of paragraphs(text)) {
    const pieces = merged(paragraph.text);
    for (const piece of pieces) push(spans, text, paragraph.start + piece.start, paragraph.start + piece.end);
  }
  return spans;
}

function push(spans: Span[], text: string, from: number, to: number): void {
  const raw = text.slice(from, to);
  const start = from + raw.length - raw.trimStart().length;
  const trimmed = raw.trim();
  if (trimmed === '') return;
  spans.push({ text: trimmed, start, end: start + trimmed.length });
}

function* paragraphs(text: string): Generator<{ text: string; start: number }> {
  let start = 0;
  for (const match of text.matchAll(/[\r\n\u2028\u2029]+/gu)) {
    yield { text: text.slice(start, match.index), start };
    start = match.index + match[0].length;
  }
  yield { text: text.slice(start), start };
}

interface Piece {
  start: number;
  end: number;
}

/** Intl.Segmenter cuts after every abbreviation in front of a capital; those cuts are taken back. */
function merged(paragraph: string): Piece[] {
  if (isSingle(paragraph)) return [{ start: 0, end: paragraph.length }];
  const pieces: Piece[] = [];
  for (const { start, end } of segments(paragraph)) {
    const last = pieces.at(-1);
    if (last !== undefined && isOne(paragraph, last, paragraph.slice(start, end))) last.end = end;
    else pieces.push({ start, end });
  }
  return pieces;
}

/** What can end a sentence before the end of the text (UAX 29): a mark that ends one, unless it is the point of a number. */
const mayEnd = /\.(?!\d)|[\u2024\ufe52\uff0e\u0085]|(?!\.)\p{STerm}/u;
const closing = /[.!?"'”’)\]]/u;

/** Whether there is nothing to cut, as in most single sentences: Intl.Segmenter takes long to say so. */
function isSingle(paragraph: string): boolean {
  let end = paragraph.trimEnd().length;
  while (end > 0 && closing.test(paragraph.charAt(end - 1))) end -= 1;
  return !mayEnd.test(paragraph.slice(0, end));
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Intl.Segmenter takes longer for each segment the longer its text is (100,000 characters and more: a second), so it gets so many at a time. */
const usualWindow = 4096;

/** Whether a cut stands, whatever follows: the rules of Unicode (UAX 29, SB8) look no further than to the next letter or full stop. */
const settles = /[\p{Lu}\p{Ll}\p{Lo}\p{STerm}]/u;

/** The cuts of Intl.Segmenter, as if it had read the paragraph in one: each window begins at a cut that stands. */
export function* segments(paragraph: string, window = usualWindow): Generator<Piece> {
  let [from, size] = [0, window];
  while (from < paragraph.length) {
    const part = paragraph.slice(from, from + size);
    const cuts = Array.from(segmenter.segment(part), ({ index }) => index).concat(part.length);
    const isLast = from + size >= paragraph.length;
    let sure = cuts.length - 1;
    while (!isLast && sure > 0 && !settles.test(part.slice(cuts[sure]))) sure -= 1;
    for (let index = 0; index < sure; index += 1)
      yield { start: from + (cuts[index] ?? 0), end: from + (cuts[index + 1] ?? 0) };
    // a sentence longer than the window: twice as much, so that the whole stays linear
    size = sure === 0 ? size * 2 : window;
    from += cuts[sure] ?? 0;
  }
}

/** Titles and the like always go on; months and companies only before a figure or a small letter. */
const goesOn =
  /(?:^|[\s("'“‘[-])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Capt|Lt|Sgt|Sen|Rep|Gov|Rev|Hon|Pres|St|Mt|Ft|vs|v|No|Nos|Art|Fig|Sec|cf|approx|ca|e\.g|i\.e|al|Messrs|Mme|Mlle|Adm|Brig|Cpl|Supt|Amb|Atty|\p{Lu})\.\s*$/u;
const maybeGoesOn =
  /(?:^|[\s("'“‘[])(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Bros|Jr|Sr|etc|Rs|(?:\p{L}\.)+\p{L}|p|pp|vol|ch|dept|est|min|max)\.\s*$/iu;
const initials = /(?:^|\s)(?:\p{Lu}\.){2,}\s*$/u;
/** Words that open a sentence where a name could go on as well ("in the U.S. The …", "the U.S. Senate"). */
const opens =
  /^["“‘']?(?:The|This|That|These|Those|It|Its|He|She|They|We|I|You|His|Her|Their|Our|In|On|At|By|For|From|With|But|And|Or|So|A|An|Some|Many|Most|Few|Nobody|No|Not|There|Then|When|While|If|As|After|Before|Since|Although|Though|However|Meanwhile|Another|Other|Both|Each|Every|All|More|Under|According|Last|What|Who|How|Why|One|Two|Three)\b/u;
const closesQuote = /[.!?…]["”’')\]]+\s*$/u;
const speaks =
  /^(?:said|says|he|she|they|the)?\s*(?:said|says|told|added|asked|wrote|noted|stressed|explained)\b/u;

function isOne(paragraph: string, last: Piece, segment: string): boolean {
  const tail = paragraph.slice(Math.max(last.start, last.end - 30), last.end);
  if (/^\p{Ll}/u.test(segment)) return true;
  if (goesOn.test(tail))
    return (
      !/(?:^|\s)(?:I|[A-Z]\d?)\.\s*$/u.test(tail) ||
      !/(?:^|[\s])(?:I|point|plan|vitamin|class|group|grade)\s?\.?\s*I?\.\s*$/iu.test(tail)
    );
  if (maybeGoesOn.test(tail) && !initials.test(tail)) return /^(?:\d|\p{Ll}|[,;(])/u.test(segment);
  if (initials.test(tail)) return !opens.test(segment);
  if (/^["”’')\]]+\s*$/u.test(segment)) return true;
  return closesQuote.test(tail) && speaks.test(segment);
}
