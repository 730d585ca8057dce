export interface Namable {
  readonly id: string;
  readonly name: string;
}

export interface Mentioned {
  /** Persons the text names beyond doubt, in the order of the text, each once; without those named by id. */
  readonly ids: readonly string[];
  /** Names in it that several persons bear: nobody is told, the writer is asked. */
  readonly ambiguous: readonly string[];
}

/** What may not follow a name: `@Ann` is not in `@Anna`, nor in `@Ann-Marie`. */
const goesOn = /^(?:[\p{L}\p{M}\p{N}_]|-[\p{L}\p{N}])/u;
/** `@` within a word is an address, not a call. */
const inWord = /[\p{L}\p{M}\p{N}_.+-]$/u;

/**
 * Whom `@Name` in a text calls: the longest name that fits, whatever its case. `named` are ids the writer gave beside it: they
 * settle a name that several bear.
 */
export function mentionsIn(
  text: string,
  people: readonly Namable[],
  named: readonly string[] = [],
): Mentioned {
  const bearers = bearersOf(people);
  const longestFirst = [...bearers.keys()].sort((a, b) => b.length - a.length);
  const folded = fold(text);
  const ids = new Set<string>();
  const ambiguous = new Set<string>();
  for (let at = folded.indexOf('@'); at >= 0; at = folded.indexOf('@', at + 1)) {
    if (inWord.test(folded.slice(0, at))) continue;
    const rest = folded.slice(at + 1);
    const name = longestFirst.find((each) => rest.startsWith(each) && !goesOn.test(rest.slice(each.length)));
    const called = name === undefined ? [] : (bearers.get(name) ?? []);
    if (called.some((each) => named.includes(each.id))) continue;
    const [first, ...others] = called;
    if (first !== undefined && others.length === 0) ids.add(first.id);
    else if (first !== undefined) ambiguous.add(first.name);
  }
  return { ids: [...ids], ambiguous: [...ambiguous] };
}

function bearersOf(people: readonly Namable[]): Map<string, Namable[]> {
  const bearers = new Map<string, Namable[]>();
  for (const person of people) {
    const name = fold(person.name).trim();
    if (name !== '') bearers.set(name, [...(bearers.get(name) ?? []), person]);
  }
  return bearers;
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ');
}
