import {
  certaintyChanges,
  differenceChanges,
  nearnessChanges,
  rankChanges,
  roleChanges,
} from './wording-certainty.js';
import { slotChanges } from './wording-slots.js';
import { stemOf } from './stem.js';
import { axes, commonWords, hedges, negations } from './wording-tables.js';
import type { Change, ChangeKind, Wording } from './wording-change.js';
import { exchanges, nameChanges } from './wording-names.js';
import { orderChanges } from './wording-roles.js';
import type { Token } from './wording-tokens.js';

export type { Change } from './wording-change.js';

/**
 * The differences between a quoted passage and what stands there now, by code and not by likeness: figures, negations,
 * opposites, hedges, dates and names first, then the words that are left. What was only gained (a figure, a name, a date)
 * is no difference in fact: the passage still says what was quoted.
 */
export function compareWording(quoted: Wording, found: Wording): readonly Change[] {
  const facts = [
    ...figureChanges(quoted.tokens, found.tokens),
    ...countChange('negation', isNegation, bare(quoted.tokens), bare(found.tokens)),
    ...prefixChanges(quoted.tokens, found.tokens),
    ...axisChanges(quoted.tokens, found.tokens),
    ...hedgeChanges(quoted.tokens, found.tokens),
    ...certaintyChanges(quoted.tokens, found.tokens),
    ...nearnessChanges(quoted.tokens, found.tokens),
    ...differenceChanges(quoted.tokens, found.tokens),
    ...roleChanges(quoted.tokens, found.tokens),
    ...rankChanges(quoted.tokens, found.tokens),
    ...slotChanges(quoted.tokens, found.tokens),
    ...lost('date', (token) => token.date, quoted.tokens, found.tokens),
    ...nameChanges(quoted, found),
  ];
  const isSame = facts.length === 0;
  const turned = isSame ? exchanges(quoted, found) : [];
  const order = isSame && turned.length === 0 ? orderChanges(quoted, found) : turned;
  return [...facts, ...order, ...wordChanges(quoted.tokens, found.tokens)];
}

/** 0..1: the share of words two passages have in common; common words count a quarter, figures a half. */
export function likeness(one: readonly Token[], other: readonly Token[]): number {
  return likenessMeter(one)(other);
}

/** `likeness` of one passage to another that grows: each call adds words to the other and answers for all so far. */
export function likenessMeter(one: readonly Token[]): (more: readonly Token[]) => number {
  const left = new Map<string, number>();
  for (const token of one) left.set(token.stem, (left.get(token.stem) ?? 0) + 1);
  let [shared, total] = [0, sumOf(one)];
  return (more) => {
    for (const token of more) {
      const count = left.get(token.stem) ?? 0;
      total += weightOf(token);
      if (count === 0) continue;
      left.set(token.stem, count - 1);
      shared += weightOf(token);
    }
    return total === 0 ? 0 : (2 * shared) / total;
  };
}

function sumOf(tokens: readonly Token[]): number {
  return tokens.reduce((sum, token) => sum + weightOf(token), 0);
}

function weightOf(token: Token): number {
  if (token.figure !== null) return 0.5;
  return commonWords.has(token.text.toLowerCase()) ? 0.25 : 1;
}

type Key = (token: Token) => string | null;

/** What one side holds more often than the other, by key. */
function surplus(key: Key, one: readonly Token[], other: readonly Token[]): readonly Token[] {
  const counts = new Map<string, number>();
  for (const token of other) counts.set(key(token) ?? '', (counts.get(key(token) ?? '') ?? 0) + 1);
  return one.filter((token) => {
    const name = key(token);
    if (name === null) return false;
    const count = counts.get(name) ?? 0;
    counts.set(name, count - 1);
    return count <= 0;
  });
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join(' ');
}

function lost(
  kind: ChangeKind,
  key: Key,
  quoted: readonly Token[],
  found: readonly Token[],
): readonly Change[] {
  const gone = surplus(key, quoted, found);
  return gone.length === 0 ? [] : [{ kind, from: textOf(gone), to: textOf(surplus(key, found, quoted)) }];
}

function figureChanges(quoted: readonly Token[], found: readonly Token[]): readonly Change[] {
  const [lostOnes, gained] = [surplus(figureOf, quoted, found), surplus(figureOf, found, quoted)];
  const isPercent = found.some((token) => token.unit === 'percent');
  const gone = lostOnes.filter(
    (token) =>
      !gained.some(
        (one) => (isPercent && one.figure === percentOf[token.figure ?? '']) || isSameGrouped(token, one),
      ),
  );
  // "one" is mostly a pronoun: it is a figure where another figure took its place.
  const isPronoun = gained.length === 0 && gone.every((token) => token.text.toLowerCase() === 'one');
  if (gone.length > 0 && !isPronoun) return [{ kind: 'figure', from: textOf(gone), to: textOf(gained) }];
  const unitsGone = surplus(unitOf, quoted, found);
  const unitsGained = surplus(unitOf, found, quoted);
  const isPercentLost = unitsGone.some((token) => token.unit === 'percent');
  if (unitsGone.length === 0 || (unitsGained.length === 0 && !isPercentLost)) return [];
  return [{ kind: 'figure', from: textOf(unitsGone), to: textOf(unitsGained) }];
}

const figureOf: Key = (token) => token.figure;

/** "1.000" and "1 000": a point that may set off thousands does where the other side writes it without a comma. */
function isSameGrouped(one: Token, other: Token): boolean {
  const [pointed, plain] = [one, other].sort((a) => (grouped.test(a.text) ? -1 : 1));
  return (
    pointed !== undefined &&
    plain !== undefined &&
    grouped.test(pointed.text) &&
    /^\d[\d ]*$/.test(plain.text) &&
    pointed.text.replaceAll('.', '') === plain.text.replaceAll(' ', '')
  );
}

const grouped = /^[1-9]\d{0,2}\.\d{3}$/;
/** Fractions that are whole percentages. */
const percentOf: Readonly<Record<string, string>> = {
  '1/2': '50',
  '1/4': '25',
  '3/4': '75',
  '1/5': '20',
  '2/5': '40',
  '3/5': '60',
  '4/5': '80',
};

function unitOf(token: Token): string | null {
  return token.figure === null ? token.unit : null;
}

/** Without "no" and "not" before a comparison ("no fewer than"): there they belong to a hedge. */
function bare(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter(
    (_, index) =>
      tokens[index + 2]?.stem !== 'than' || !compared.has(tokens[index + 1]?.text.toLowerCase() ?? ''),
  );
}

const compared: ReadonlySet<string> = new Set('fewer less more later earlier higher lower'.split(' '));

function isNegation(token: Token): boolean {
  return negations.has(token.stem) || negations.has(token.text.toLowerCase());
}

function countChange(
  kind: ChangeKind,
  has: (token: Token) => boolean,
  quoted: readonly Token[],
  found: readonly Token[],
): readonly Change[] {
  const [from, to] = [quoted.filter(has), found.filter(has)];
  return from.length === to.length ? [] : [{ kind, from: textOf(from), to: textOf(to) }];
}

/** "safe" where "unsafe" stood, or the other way round. */
function prefixChanges(quoted: readonly Token[], found: readonly Token[]): readonly Change[] {
  const [gone, gained] = [
    surplus((token) => token.stem, quoted, found),
    surplus((token) => token.stem, found, quoted),
  ];
  // In passages with so much else between them, two such words are not one that turned.
  if (gone.length * gained.length > mostPairs) return [];
  return gone.flatMap((from) =>
    gained
      .filter((to) => isNegated(from.stem, to.stem) || isNegated(to.stem, from.stem))
      .map((to) => ({ kind: 'negation' as const, from: from.text, to: to.text })),
  );
}

const mostPairs = 10_000;

function isNegated(bare: string, longer: string): boolean {
  if (longer.endsWith('less') && bare.endsWith('ful') && longer.slice(0, -4) === bare.slice(0, -3))
    return true;
  // A stem of five letters has lost its last e ("unsaf"), one of four has not.
  const core = bare.replace(/e$/, '');
  const end = longer.replace(/e$/, '');
  const prefix = end.endsWith(core) ? end.slice(0, end.length - core.length) : '';
  return negativePrefixes.has(prefix);
}

const negativePrefixes: ReadonlySet<string> = new Set('un in im il ir dis non mis'.split(' '));

/** By stem: the opposites it is a pole of, as the place in `axes` and the side. */
const polesByStem = new Map<string, (readonly [axis: number, side: 0 | 1])[]>();
axes.forEach((axis, index) => {
  for (const side of [0, 1] as const)
    for (const stem of axis[side]) polesByStem.set(stem, [...(polesByStem.get(stem) ?? []), [index, side]]);
});

type Poles = readonly [Token[], Token[]];

function polesIn(tokens: readonly Token[]): ReadonlyMap<number, Poles> {
  const found = new Map<number, Poles>();
  for (const token of tokens)
    for (const [axis, side] of polesByStem.get(poleOf(token)) ?? []) {
      const poles = found.get(axis) ?? [[], []];
      poles[side].push(token);
      found.set(axis, poles);
    }
  return found;
}

/** A unit or figure ("second", "last") is asked by its word. */
function poleOf(token: Token): string {
  return token.figure === null && token.unit === null ? token.stem : stemOf(token.text);
}

function axisChanges(quoted: readonly Token[], found: readonly Token[]): readonly Change[] {
  const [then, now] = [polesIn(quoted), polesIn(found)];
  return [...then.keys()]
    .sort((a, b) => a - b)
    .flatMap((axis) => {
      const [fromOne, fromOther] = then.get(axis) ?? [[], []];
      const [toOne, toOther] = now.get(axis) ?? [[], []];
      if (toOne.length < fromOne.length && toOther.length > fromOther.length)
        return [{ kind: 'direction' as const, from: textOf(fromOne), to: textOf(toOther) }];
      if (toOne.length > fromOne.length && toOther.length < fromOther.length)
        return [{ kind: 'direction' as const, from: textOf(fromOther), to: textOf(toOne) }];
      return [];
    });
}

function hedgeChanges(quoted: readonly Token[], found: readonly Token[]): readonly Change[] {
  const now = hedgesByFigure(found);
  return [...hedgesByFigure(quoted)].flatMap(([figure, from]) => {
    const to = now.get(figure);
    return to === undefined || to === from
      ? []
      : [{ kind: 'hedge' as const, from: from || figure, to: to || figure }];
  });
}

/** The hedge in front of each figure, '' for none ("exactly" says no more than none does). */
function hedgesByFigure(tokens: readonly Token[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  tokens.forEach((token, index) => {
    if (token.figure === null) return;
    const before = tokens
      .slice(Math.max(0, index - 5), index)
      .filter((one) => one.unit === null && one.text !== 'a');
    const text = ` ${before.map((one) => one.text.toLowerCase()).join(' ')}`;
    const hedge = hedges.find(([phrase]) => text.endsWith(` ${phrase}`))?.[1] ?? '';
    found.set(token.figure, hedge === 'exact' ? '' : hedge);
  });
  return found;
}

function wordChanges(quoted: readonly Token[], found: readonly Token[]): readonly Change[] {
  const key: Key = (token) =>
    token.figure === null && !commonWords.has(token.text.toLowerCase()) ? token.stem : null;
  const [gone, gained] = [surplus(key, quoted, found), surplus(key, found, quoted)];
  return gone.length + gained.length === 0 ? [] : [{ kind: 'word', from: textOf(gone), to: textOf(gained) }];
}
