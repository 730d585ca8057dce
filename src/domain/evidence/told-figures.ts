import { Decimal } from 'decimal.js';
import type { Assertion } from '../claim/assertion.js';
import { blank } from '../claim/statement.js';
import type { Quantity } from '../claim/quantity-types.js';

/** What of a sentence is needed to find figures that it tells without writing them. */
interface Told {
  readonly text: string;
  readonly quantities: readonly Quantity[];
}

/** Figures told in words or to be divided: "unchanged", "most of them", "none", "eleven of the fifteen ministers", "120 members; 48 of them". */
export function toldFigures(sentence: Told): Assertion[] {
  const { text } = sentence;
  const shares = partsOfWholes(sentence).map(({ part, whole }) =>
    told('ratio', percentOf(part, whole), text, 0),
  );
  return [...unchanged(text), ...shares, ...quantified(sentence)];
}

const percentOf = (part: number, whole: number) => new Decimal(part).div(whole).times(100).toNumber();

const steady = /\b(?:unchanged|stagnated|remained (?:flat|stable|steady)|was flat|did not change)\b/iu;

function unchanged(text: string): Assertion[] {
  const match = steady.exec(text);
  return match ? [told('change', 0, match[0], match.index)] : [];
}

/** A count and the count it is a part of. */
export interface PartOfWhole {
  readonly part: number;
  readonly whole: number;
}

/** Between the part and a whole behind it, and between the whole and a part behind it. */
const ofTheWhole = /^(?: \p{L}+){0,2}?,? (?:out )?of (?:(?:the|its|their|all|a total of|some) )*$/iu;
const ofThem = /^(?: \p{L}+){0,2}?,? (?:out )?of (?:them|these|those|whom|which)\b/iu;
const including =
  /^(?: [\p{L}’'-]+){1,6},? (?:\(|and )?(?:including|among (?:them|these|whom|which)(?: are| were)?|of (?:them|these|whom|which)(?: only)?) $/iu;
const ofTheWholeFirst = /(?:^|[,;:] |\b(?:and|but|that) )of (?:the |its |their |all )*$/iu;
const thenPart = /^(?: [\p{L}’'-]+){0,6},? (?:only |just |at least )?$/iu;

/** Parts and wholes are counts of single things: a share of rounded figures would need their margins. */
export function partsOfWholes({ text, quantities }: Told): PartOfWhole[] {
  const counts = quantities.filter(
    (each) => each.kind === 'number' && each.hedge === 'exact' && each.value !== null,
  );
  return counts.flatMap((each, index) => {
    const next = counts[index + 1];
    const pair = next === undefined ? null : pairOf(text, each, next);
    return pair ?? [];
  });
}

function pairOf(text: string, first: Quantity, second: Quantity): PartOfWhole | null {
  const between = text.slice(first.end, second.start);
  const isPartFirst = ofTheWhole.test(between);
  const isWholeFirst =
    ofThem.test(text.slice(second.end)) ||
    including.test(between) ||
    (ofTheWholeFirst.test(text.slice(0, first.start)) && thenPart.test(between));
  const [part, whole] = isPartFirst ? [first.value, second.value] : [second.value, first.value];
  if (!(isPartFirst || isWholeFirst) || part === null || whole === null || whole <= 0 || part > whole)
    return null;
  return { part, whole };
}

/** Shares and counts in words. */
const quantifiers: readonly (readonly [RegExp, Partial<Assertion>])[] = [
  [
    /\b(?:most of|(?:a|the) (?:large |clear |vast )?majority of|more than half of|more than half the)\b/iu,
    { hedge: 'over', low: 50, lowInclusive: false },
  ],
  [
    /\b(?:a minority of|(?:fewer|less) than half of|(?:fewer|less) than half the)\b/iu,
    { hedge: 'under', high: 50, highInclusive: false },
  ],
  [/\b(?:none|not one|not a single one) of\b/iu, { value: 0 }],
  [/\b(?:all of (?:the|its|their)|every one of|each of) \b/iu, { value: 100 }],
];

function quantified({ text, quantities }: Told): Assertion[] {
  const shares = quantifiers.flatMap(([pattern, figure]) => {
    const match = pattern.exec(text);
    return match === null ? [] : [{ ...told('ratio', 50, match[0], match.index), value: null, ...figure }];
  });
  return [...shares, ...allCounted(text, quantities)];
}

const allBefore = /\b(?:all|all of the|all the)\s$/iu;

/** "All six accused were acquitted": six, and all of them. */
function allCounted(text: string, quantities: readonly Quantity[]): Assertion[] {
  const found = quantities.find(
    ({ kind, start, value }) => kind === 'number' && value !== null && allBefore.test(text.slice(0, start)),
  );
  if (found?.value === undefined || found.value === null) return [];
  const { value, start, end } = found;
  return [
    { ...told('ratio', 100, text, 0) },
    { ...told('level', value, text.slice(start, end), start), dimension: 'number', low: value, high: value },
  ];
}

function told(kind: 'change' | 'ratio' | 'level', value: number, text: string, start: number): Assertion {
  return {
    ...blank,
    precision: 0,
    kind,
    value,
    text,
    start,
    end: start + text.length,
    dimension: 'percent',
  };
}
