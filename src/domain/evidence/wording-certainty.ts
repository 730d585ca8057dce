import { stemOf } from './stem.js';
import type { Change } from './wording-change.js';
import { certainties, superlatives } from './wording-tables.js';
import type { Token } from './wording-tokens.js';

/** How sure a passage is of what it says, by kind: possible, ahead, bidden, missed, exclusive, hearsay. One more or one less is another statement. */
export function certaintyChanges(quoted: readonly Token[], found: readonly Token[]): readonly Change[] {
  return certainties.flatMap((words) => {
    const has = (token: Token): boolean => token.date === null && words.has(token.stem);
    const [from, to] = [quoted.filter(has), found.filter(has)];
    return from.length === to.length ? [] : [{ kind: 'hedge' as const, from: textOf(from), to: textOf(to) }];
  });
}

/** "To 3%" where "by 3%" stood: which part a figure plays. Where one side leaves it open, nothing changed. */
export function roleChanges(quoted: readonly Token[], found: readonly Token[]): readonly Change[] {
  const now = rolesOf(found);
  return [...rolesOf(quoted)].flatMap(([figure, from]) => {
    const to = now.get(figure);
    return to === undefined || to === from ? [] : [{ kind: 'direction' as const, from, to }];
  });
}

/** "Nearly sunk" is not sunk. In front of a figure such a word is a hedge, and compared as one. */
export function nearnessChanges(quoted: readonly Token[], found: readonly Token[]): readonly Change[] {
  const near = (tokens: readonly Token[]): readonly Token[] =>
    tokens.filter(
      (token, index) => nearness.has(token.stem) && !hasFigure(tokens.slice(index + 1, index + 4)),
    );
  const [from, to] = [near(quoted), near(found)];
  return from.length === to.length ? [] : [{ kind: 'hedge', from: textOf(from), to: textOf(to) }];
}

const nearness: ReadonlySet<string> = new Set(['almost', 'nearly'].map(stemOf));

function hasFigure(tokens: readonly Token[]): boolean {
  return tokens.some((token) => token.figure !== null);
}

/** "40 tonnes less": a figure that is a difference now, or was one. */
export function differenceChanges(quoted: readonly Token[], found: readonly Token[]): readonly Change[] {
  const now = differencesOf(found);
  return [...differencesOf(quoted)].flatMap(([figure, from]) => {
    const to = now.get(figure);
    return to === undefined || to === from ? [] : [{ kind: 'direction' as const, from, to }];
  });
}

const comparatives: ReadonlySet<string> = new Set('less more fewer higher lower'.split(' '));

/** By figure the comparative behind it and its unit, where a comparison or the passage ends with it; '' for none. */
function differencesOf(tokens: readonly Token[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  tokens.forEach((token, index) => {
    if (token.figure === null) return;
    const at = tokens[index + 1]?.unit === null ? index + 1 : index + 2;
    const word = tokens[at]?.text.toLowerCase() ?? '';
    const isDone = tokens[at + 1] === undefined || tokens[at + 1]?.stem === 'than';
    found.set(token.figure, comparatives.has(word) && isDone ? word : '');
  });
  return found;
}

const roles: ReadonlySet<string> = new Set(['to', 'by', 'from']);

function rolesOf(tokens: readonly Token[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  tokens.forEach((token, index) => {
    const before = tokens.slice(Math.max(0, index - 2), index).findLast((one) => one.unit === null);
    const word = before?.text.toLowerCase() ?? '';
    if (token.figure !== null && roles.has(word)) found.set(token.figure, word);
  });
  return found;
}

/** "The second largest", "one of the largest": no longer the largest. */
export function rankChanges(quoted: readonly Token[], found: readonly Token[]): readonly Change[] {
  const now = ranksOf(found);
  return [...ranksOf(quoted)].flatMap(([top, from]) => {
    const to = now.get(top);
    return to === undefined || to === from
      ? []
      : [{ kind: 'hedge' as const, from: `${from} ${top}`.trim(), to: `${to} ${top}`.trim() }];
  });
}

function ranksOf(tokens: readonly Token[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  tokens.forEach((token, index) => {
    const top = token.text.toLowerCase();
    if (!superlatives.has(top)) return;
    const back = (steps: number): string => tokens[index - steps]?.text.toLowerCase() ?? '';
    const isAmong = back(2) === 'among' || (back(3) === 'one' && back(2) === 'of');
    const isOrdinal = tokens[index - 1]?.figure?.endsWith('th') ?? false;
    found.set(top, isOrdinal ? back(1) : isAmong ? 'among the' : '');
  });
  return found;
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join(' ');
}
