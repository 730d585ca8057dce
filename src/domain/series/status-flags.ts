/** Flags of observations, as SDMX and Eurostat write them. */
export type StatusFlag = 'b' | 'p' | 'e' | 'f' | 'u' | 'd';

/** Single letters, and what else offices call the same. */
const letters: Readonly<Record<string, StatusFlag>> = {
  b: 'b',
  p: 'p',
  e: 'e',
  i: 'e',
  f: 'f',
  u: 'u',
  d: 'd',
};

const words: readonly (readonly [RegExp, StatusFlag])[] = [
  [/\bprov|\bprelim|\bprv\b/i, 'p'],
  [/\bestim|\bimput|\best\b/i, 'e'],
  [/\bbreak/i, 'b'],
  [/\bforecast|\bproject/i, 'f'],
  [/\bunreliab|\blow reliab/i, 'u'],
  [/\bdefinition/i, 'd'],
];

/** Eurostat's own estimate; the S of SDMX is a strike. */
const eurostat = 's';

/** Final, revised, definitive: words that are no letters of flags. */
const noFlags = /^(?:fin|fnl|def|rev)$/i;

/** What a status says: "bp" and "b, p" are two flags, "Provisional" is one; what is not known is none. */
export function flagsOf(status: string | undefined): ReadonlySet<StatusFlag> {
  if (status === undefined) return new Set();
  const text = status.trim();
  const named = words.flatMap(([pattern, flag]) => (pattern.test(text) ? [flag] : []));
  if (named.length > 0) return new Set(named);
  const parts = text.split(/[\s,;|/]+/).filter((part) => !noFlags.test(part));
  if (!parts.every((part) => part.length <= 3)) return new Set();
  return new Set(
    [...parts.join('')].flatMap((letter) =>
      letter === eurostat ? 'e' : (letters[letter.toLowerCase()] ?? []),
    ),
  );
}
