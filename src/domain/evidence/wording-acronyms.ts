import type { Token } from './wording-tokens.js';

/** The names that stand on the other side as initials or written out ("UN", "United Nations"): they are not lost. */
export function spelledOtherwise(names: readonly Token[], other: readonly Token[]): ReadonlySet<Token> {
  const kept = new Set<Token>();
  names.forEach((token, index) => {
    if (isAcronym(token) && writtenOut(token.text, other)) kept.add(token);
    for (let length = 2; length <= longest; length += 1) {
      const run = names.slice(index, index + length);
      if (run.length < length || !isRun(run)) break;
      if (other.some((one) => isAcronym(one) && lettersOf(one.text) === initialsOf(run)))
        for (const one of run) kept.add(one);
    }
  });
  return kept;
}

const longest = 5;

function isAcronym({ text }: Token): boolean {
  return /^\p{Lu}{2,5}$|^(?:\p{Lu}\.){2,5}$/u.test(text);
}

function writtenOut(acronym: string, tokens: readonly Token[]): boolean {
  const letters = lettersOf(acronym);
  return tokens.some((_, index) => {
    const run = tokens.slice(index, index + letters.length);
    return run.length === letters.length && initialsOf(run) === letters && run.some(isCapital);
  });
}

function isCapital({ text }: Token): boolean {
  return /^\p{Lu}\p{Ll}/u.test(text);
}

function isRun(run: readonly Token[]): boolean {
  return run.every((token, index) => index === 0 || token.start - (run[index - 1]?.end ?? 0) <= 4);
}

function initialsOf(run: readonly Token[]): string {
  return run.map(({ text }) => (text[0] ?? '').toUpperCase()).join('');
}

function lettersOf(acronym: string): string {
  return acronym.replaceAll('.', '');
}
