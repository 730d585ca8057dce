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
