import type { Change, Wording } from './wording-change.js';
import { spelledOtherwise } from './wording-acronyms.js';
import { commonWords, negations } from './wording-tables.js';
import type { Token } from './wording-tokens.js';

/** Names that were quoted and are not there any more; what was only gained is no difference. */
export function nameChanges(quoted: Wording, found: Wording): readonly Change[] {
  const words = (side: Wording): ReadonlySet<string> => new Set(side.tokens.map(nameOf));
  const [then, now] = [words(quoted), words(found)];
  const kept = spelledOtherwise(namesIn(quoted), found.tokens);
  const gone = namesIn(quoted).filter((token) => !now.has(nameOf(token)) && !kept.has(token));
  const gained = namesIn(found).filter((token) => !then.has(nameOf(token)));
  return gone.length === 0 ? [] : [{ kind: 'name', from: textOf(gone), to: textOf(gained) }];
}

/**
 * Who did what to whom: names or figures that changed places. In a moved clause each keeps a neighbour; two that lost both
 * neighbours were exchanged, unless a passive ("was beaten by") turned the sentence round.
 */
export function exchanges(quoted: Wording, found: Wording): readonly Change[] {
  const now = neighbourhoods(found);
  const then = neighbourhoods(quoted);
  const moved = [...then].filter(([name, [before, after]]) => {
    const place = now.get(name);
    return place !== undefined && place[0] !== before && place[1] !== after;
  });
  if (moved.length < 2 || isPassive(quoted) !== isPassive(found)) return [];
  const movedNames = new Set(moved.map(([name]) => name));
  const order = (side: ReadonlyMap<string, readonly [string, string]>): string =>
    [...side.keys()].filter((name) => movedNames.has(name)).join(' ');
  const [from, to] = [order(then), order(now)];
  return from === to ? [] : [{ kind: 'name', from, to }];
}

/** Whether a word names somebody or something: a capital where grammar asks for none, or one the page shows to be a name. */
function isName(token: Token, next: Token | undefined, names: Wording['names']): boolean {
  const lower = nameOf(token);
  if (!/^\p{Lu}/u.test(token.text) || token.figure !== null || token.date !== null || token.unit !== null)
    return false;
  if (isAcronym(token, next)) return true;
  if (commonWords.has(lower) || titles.has(lower)) return false;
  if (!token.isInitial || names.has(lower)) return true;
  return isRun(token, next);
}

/** Two words with a capital, of which the first is no plural noun at the start of a sentence. */
function isRun(token: Token, next: Token | undefined): boolean {
  const isPair = next !== undefined && /^\p{Lu}/u.test(next.text) && next.start - token.end === 1;
  return isPair && !token.text.endsWith('s');
}

/** Capitals alone, where not all is in capitals: "WHO" is no pronoun. */
function isAcronym({ text, stem }: Token, next: Token | undefined): boolean {
  return /^\p{Lu}{2,5}$/u.test(text) && !/^\p{Lu}{2}/u.test(next?.text ?? '') && !negations.has(stem);
}

const titles: ReadonlySet<string> = new Set(
  'mr mrs ms dr sir president minister governor judge professor chancellor senator mayor king queen prince'.split(
    ' ',
  ),
);

function nameOf(token: Token): string {
  return token.text.toLowerCase().replaceAll('.', '').replace(/'s?$/, '');
}

function namesIn({ tokens, names }: Wording): readonly Token[] {
  return tokens.filter((token, index) => isName(token, tokens[index + 1], names));
}

/** The words before and after each figure and each name; a name of several words counts as one. */
function neighbourhoods(side: Wording): ReadonlyMap<string, readonly [string, string]> {
  const places = new Map<string, readonly [string, string]>();
  const names = new Set(namesIn(side));
  const stemAt = (index: number, edge: string): string => side.tokens[index]?.stem ?? edge;
  for (let first = 0; first < side.tokens.length; first += 1) {
    const token = side.tokens[first];
    if (token === undefined || (!names.has(token) && token.figure === null)) continue;
    let last = first;
    if (token.figure === null) while (hasName(names, side.tokens[last + 1])) last += 1;
    places.set(token.stem, [stemAt(first - 1, '^'), stemAt(last + 1, '$')]);
    first = last;
  }
  return places;
}

function hasName(names: ReadonlySet<Token>, token: Token | undefined): boolean {
  return token !== undefined && names.has(token);
}

function isPassive({ tokens }: Wording): boolean {
  return tokens.some((token) => token.stem === 'be') && tokens.some((token) => token.stem === 'by');
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join(' ');
}
