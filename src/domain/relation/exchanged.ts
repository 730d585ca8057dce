import type { Item, Side } from './side.js';
import type { Word } from './words.js';

/** Words in a row that the other claim has not got, with what stands on both sides of them. */
interface Run {
  readonly words: readonly Word[];
  /** With the article before it, if there is one, and without. */
  readonly places: readonly string[];
}

/** The first words of one claim that stand between the same neighbours as words of the other, both left over. */
export function exchangedIn(
  a: Side,
  b: Side,
  untoldA: readonly Item[],
  untoldB: readonly Item[],
): readonly [string, string] | null {
  const places = new Map(
    runsOf(b, untoldB).flatMap((run) => run.places.map((place) => [place, run] as const)),
  );
  for (const run of runsOf(a, untoldA)) {
    const found = run.places.find((place) => places.has(place));
    const other = found === undefined ? undefined : places.get(found);
    if (other !== undefined) return [textOf(run), textOf(other)];
  }
  return null;
}

const textOf = ({ words }: Run) => words.map(({ text }) => text).join(' ');

function runsOf(side: Side, untold: readonly Item[]): Run[] {
  const left = new Set(untold.map(({ word }) => word));
  const matters = new Set(untold.filter(({ weight }) => weight >= 1).map(({ word }) => word));
  const runs: Run[] = [];
  for (let at = 0; at < side.words.length;) {
    let to = at;
    while (to < side.words.length && left.has(side.words[to] as Word) && (to === at || isNext(side, to)))
      to += 1;
    const words = side.words.slice(at, to);
    if (words.some((word) => matters.has(word))) runs.push({ words, places: placesOf(side, at, to) });
    at = Math.max(to, at + 1);
  }
  return runs;
}

/** Whether only a space is between a word and the one before it. */
const isNext = ({ text, words }: Side, at: number) =>
  /^[ -]$/u.test(text.slice(words[at - 1]?.end ?? 0, words[at]?.start ?? 0));

const prepositions = new Set('in on at of by for from to with near under over into'.split(' '));

/** An article says nothing of what stands before it. */
const article = /^(?:the|an?|its|their|his|her)$/u;

function placesOf({ text, words }: Side, from: number, to: number): string[] {
  const hasArticle = article.test(words[from - 1]?.lower ?? '');
  const after = words[to];
  const right = neighbour(after, text.slice(words[to - 1]?.end ?? 0, after?.start ?? text.length));
  const befores = hasArticle ? [words[from - 1], words[from - 2]] : [words[from - 1]];
  return befores.map((before) => {
    const left = neighbour(before, text.slice(before?.end ?? 0, words[from]?.start ?? 0));
    return `${left}|${right}`;
  });
}

/** What stands beside a run; any figure is one neighbour, and so are any preposition and any article. */
function neighbour(word: Word | undefined, between: string): string {
  if (/\d/u.test(between)) return '#';
  if (word === undefined) return '';
  if (article.test(word.lower)) return 'the';
  return prepositions.has(word.lower) ? '~' : word.stem;
}
