import { hasSubject } from './subject.js';
import type { Period, Quantity, Span } from './quantity-types.js';
import { splitSentences } from './sentences.js';

/** A part of a sentence with one verb, and what was read in it. */
export interface Clause extends Span {
  readonly quantities: readonly Quantity[];
  readonly periods: readonly Period[];
  /** It has no subject of its own ("exceeding $3 billion"): what is measured is that of the clause before. */
  readonly isDependent: boolean;
  /** It stands by itself, with a subject and a verb: without a figure it is a statement of its own. */
  readonly isIndependent: boolean;
}

/** The clauses of each sentence of the text. */
export function clausesOf(
  text: string,
  quantities: readonly Quantity[],
  periods: readonly Period[],
): Clause[][] {
  let [q, p] = [0, 0];
  const take = <T extends Span>(list: readonly T[], index: number, end: number) => {
    let next = index;
    while (next < list.length && (list[next]?.start ?? 0) < end) next += 1;
    return next;
  };
  return splitSentences(text).map((sentence) =>
    clauseSpans(text, sentence, quantities, periods).map((span) => {
      const [nextQ, nextP] = [take(quantities, q, span.end), take(periods, p, span.end)];
      const clause: Clause = {
        ...span,
        quantities: quantities.slice(q, nextQ),
        periods: periods.slice(p, nextP),
        isDependent: dependent.test(span.text),
        isIndependent: isIndependent(span.text),
      };
      [q, p] = [nextQ, nextP];
      return clause;
    }),
  );
}

const dependent =
  /^(?:and |but |then |thus |thereby |or |which |that )?(?:exceed(?:ing|ed|s)?|reach(?:ing|ed)?|total(?:l)?ing|topp(?:ing|ed)|surpass(?:ing|ed)|hit(?:ting)?|amount(?:ing|ed)|representing|accounting|account(?:s|ed)|up|down|compared|against|from|rising|falling|rose|fell|grew|growing|climbing|dropping|dropped|climbed|jumped|is|was|were|are|has|have|had|to|more|less|nearly|almost|about|over|or)\b/iu;

/** Shorter ones ("and it worked", "he said") carry nothing that could be tested by itself. */
const fewestWords = 3;

const isIndependent = (text: string): boolean =>
  !dependent.test(text) && text.split(/\s+/u, fewestWords).length === fewestWords && hasSubject(text);

/** Where a clause ends: before these words behind a comma, and before some also without one. */
const boundary =
  /;\s{1,8}|,?\s{1,8}(?=(?:while|whereas)\s)|\s{1,8}[–—]\s{1,8}|,\s{1,8}(?=(?:and |but |thus |thereby )?(?:exceeding|reaching|totall?ing|topping|surpassing|hitting|amounting|bringing|taking|making|leaving|pushing|lifting|sending|representing|accounting|up|down|compared|against|rising|falling|growing|climbing|dropping|well|which|who|but|although|though|yet|so)\b)|,?\s{1,8}(?=and (?:rose|fell|grew|climbed|dropped|reached|jumped|exceeded|topped|declined|increased|decreased|doubled|tripled|halved|is|was|were|are|has|have|had|will|plans?|aims?|intends?)\b)|,?\s{1,8}but\s{1,8}(?=\p{L})|,\s{1,8}and\s{1,8}(?=\p{L})/giu;

function clauseSpans(
  text: string,
  sentence: Span,
  quantities: readonly Quantity[],
  periods: readonly Period[],
): Span[] {
  const cuts: number[] = [sentence.start];
  const opened = subordinate.exec(sentence.text)?.[0].length ?? 0;
  if (opened > 0) cuts.push(sentence.start + opened);
  for (const match of sentence.text.matchAll(boundary)) {
    if (match.index + match[0].length > opened) cuts.push(sentence.start + match.index + match[0].length);
  }
  cut(text, cuts, sentence.end);
  const spans: Span[] = [];
  for (let index = 0; index + 1 < cuts.length; index += 1) {
    const [from, to] = [cuts[index] ?? 0, cuts[index + 1] ?? 0];
    const span = trimmed(text, from, to);
    if (span !== null) spans.push(span);
  }
  return joined(text, spans, quantities, periods);
}

/** No clause is longer; what is, is no prose, and would be read once per figure in it. */
const longest = 2000;

/** Ends a clause there, and also on the way where that is far. */
function cut(text: string, cuts: number[], at: number): void {
  let last = cuts.at(-1) ?? 0;
  while (at - last > longest) {
    const space = text.lastIndexOf(' ', last + longest);
    last = space > last ? space + 1 : last + longest;
    cuts.push(last);
  }
  cuts.push(at);
}

/** Without white space and marks at its ends; a mark that belongs to a figure ("°", "%") stays. */
function trimmed(text: string, from: number, to: number): Span | null {
  let [start, end] = [from, to];
  while (start < end && /[\s,;:"“”'’‘([{–—]/u.test(text[start] ?? '')) start += 1;
  const isMark = (at: number) => /[\s,;:."“”'’‘)\]}!?…–—]/u.test(text[at] ?? '');
  while (end > start && isMark(end - 1)) end -= 1;
  // "…, and" belongs to what follows
  if (/\s(?:and|but)$/iu.test(text.slice(Math.max(start, end - 4), end))) {
    end -= 3;
    while (end > start && isMark(end - 1)) end -= 1;
  }
  return end > start ? { text: text.slice(start, end), start, end } : null;
}

/** A clause without a figure, or cut inside one, goes to the clause before: only figures need clauses of their own. */
function joined(
  text: string,
  spans: readonly Span[],
  quantities: readonly Quantity[],
  periods: readonly Period[],
): Span[] {
  const has = (span: Span) => (firstFrom(quantities, span.start)?.end ?? Infinity) <= span.end;
  const isCut = (at: number) =>
    (firstFrom<Span>(quantities, at, 'end')?.start ?? Infinity) < at ||
    (firstFrom<Span>(periods, at, 'end')?.start ?? Infinity) < at;
  const out: Span[] = [];
  for (const span of spans) {
    const last = out.at(-1);
    const standsAlone = (each: Span) => has(each) || isIndependent(each.text);
    const isList = last !== undefined && /^and\s/iu.test(text.slice(last.end).replace(/^,\s*/u, ''));
    if (
      last !== undefined &&
      (!standsAlone(span) || !standsAlone(last) || isCut(span.start) || (isList && !areBothWhole(last, span)))
    ) {
      out[out.length - 1] = { text: text.slice(last.start, span.end), start: last.start, end: span.end };
    } else out.push(span);
  }
  return out;
}

/** "While unemployment fell, …": ends at its first comma that is no mark of thousands. */
const subordinate = /^(?:while|whereas|although|though)\s[^,;]{1,200}(?:,(?=\d)[^,;]{1,200}){0,4},\s/iu;

/** ", and" joins the members of a list more often than clauses. */
const areBothWhole = (a: Span, b: Span) => isIndependent(a.text) && isIndependent(b.text);

/** The first of a sorted list that starts at or after the place, or ends after it. */
function firstFrom<T extends Span>(
  list: readonly T[],
  at: number,
  by: 'start' | 'end' = 'start',
): T | undefined {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = list[middle];
    if (found !== undefined && (by === 'start' ? found.start < at : found.end <= at)) low = middle + 1;
    else high = middle;
  }
  return list[low];
}
