import { stemOf } from './stem.js';
import type { Change, Wording } from './wording-change.js';
import { commonWords, negations } from './wording-tables.js';
import type { Token } from './wording-tokens.js';

/**
 * Who did what to whom, for any words and not for names alone: "the teacher hit the pupil" and "the pupil hit the teacher" have the
 * same words. A passive turns the sentence round and says the same; one that leaves both in their places does not.
 */
export function orderChanges({ tokens: quoted }: Wording, { tokens: found }: Wording): readonly Change[] {
  const [then, now] = [passiveOf(quoted), passiveOf(found)];
  if (then === null && now === null) return exchanged(quoted, found) ? [changeOf(quoted, found)] : [];
  if (then !== null && now !== null) {
    const isTurned = places(then.agent, now.patient) && places(then.patient, now.agent);
    return isTurned ? [changeOf(quoted, found)] : [];
  }
  const [passive, active] = now === null ? [then, found] : [now, quoted];
  return passive !== null && isKept(passive, active) ? [changeOf(quoted, found)] : [];
}

interface Passive {
  /** Content words before the verb, the verb, and the first content words behind "by". */
  readonly patient: readonly string[];
  readonly verb: string;
  readonly agent: readonly string[];
}

/** "X was seen by Y"; null for a sentence without. "By" before a figure or a date says how much or when. */
function passiveOf(tokens: readonly Token[]): Passive | null {
  const by = tokens.findIndex((token, index) => token.stem === 'by' && isAgent(tokens, index + 1));
  const be = tokens.findIndex(
    (token, index) => token.stem === 'be' && index < by && by - index <= longestVerb,
  );
  if (by === -1 || be === -1) return null;
  const verb = tokens.slice(be + 1, by).find(isContent)?.stem;
  const patient = tokens.slice(0, be).filter(isContent).map(stem);
  const agent = tokens
    .slice(by + 1)
    .filter(isContent)
    .slice(0, 1)
    .map(stem);
  return verb === undefined || patient.length === 0 ? null : { patient, verb, agent };
}

/** Tokens from the auxiliary to "by". */
const longestVerb = 6;

function isAgent(tokens: readonly Token[], index: number): boolean {
  const next = tokens.slice(index, index + 2).find((token) => !commonWords.has(token.text.toLowerCase()));
  return next !== undefined && next.figure === null && next.date === null && !/ing$/.test(next.text);
}

/** An active sentence in which the agent of the passive one stands behind the verb, and its patient before. */
function isKept({ patient, verb, agent }: Passive, active: readonly Token[]): boolean {
  const at = active.findIndex((token) => token.stem === verb);
  if (at === -1 || active.some((token) => token.stem === 'by')) return false;
  const [before, after] = [active.slice(0, at).map(stem), active.slice(at + 1).map(stem)];
  return (
    agent.some((word) => after.includes(word) && !before.includes(word)) &&
    patient.some((word) => before.includes(word) && !after.includes(word))
  );
}

function places(one: readonly string[], other: readonly string[]): boolean {
  return one.length > 0 && one.some((word) => other.includes(word));
}

/** Two groups of words that changed places round a third, all else being the same: X M Y became Y M X. */
function exchanged(quoted: readonly Token[], found: readonly Token[]): boolean {
  const [one, other] = [quoted.filter(isContent), found.filter(isContent)];
  if (one.length !== other.length || one.length > mostWords) return false;
  // "Wheat is grown there": one more auxiliary is a passive without its agent.
  if (auxiliaries(quoted) !== auxiliaries(found)) return false;
  const [first, last] = edges(one.map(stem), other.map(stem));
  const [left, right] = [one.slice(first, last), other.slice(first, last)];
  for (let x = 1; x <= left.length - 2; x += 1)
    for (let y = 1; x + y < left.length; y += 1) {
      const turned = [...left.slice(left.length - y), ...left.slice(x, left.length - y), ...left.slice(0, x)];
      if (turned.every((token, index) => token.stem === right[index]?.stem))
        return (
          isTightly(quoted, left, [x, left.length - y]) && isTightly(found, right, [y, right.length - x])
        );
    }
  return false;
}

function auxiliaries(tokens: readonly Token[]): number {
  return tokens.filter((token) => token.stem === 'be').length;
}

const mostWords = 60;

/** Where two lists begin and end to differ. */
function edges(one: readonly string[], other: readonly string[]): readonly [number, number] {
  let first = 0;
  while (first < one.length && one[first] === other[first]) first += 1;
  let last = one.length;
  while (last > first && one[last - 1] === other[last - 1]) last -= 1;
  return [first, last];
}

/** Whether the three groups are of one clause: no list and no clause that may stand anywhere, so nothing joins or opens them. */
function isTightly(all: readonly Token[], words: readonly Token[], cuts: readonly number[]): boolean {
  const [from, to] = [words[0], words.at(-1)];
  if (from === undefined || to === undefined) return false;
  const index = all.indexOf(from);
  const opened = all.slice(Math.max(0, index - 2), index + 1).some((token) => openers.has(token.stem));
  return !opened && cuts.every((cut) => isJoined(all, words[cut - 1], words[cut]));
}

function isJoined(all: readonly Token[], left: Token | undefined, right: Token | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  const between = all.slice(all.indexOf(left) + 1, all.indexOf(right));
  return between.every((token) => !joining.has(token.stem)) && gapOf(left, between, right) <= widestGap;
}

/** Units that are neither words nor the spaces between them: a comma, a line end. */
function gapOf(left: Token, between: readonly Token[], right: Token): number {
  let [end, gap] = [left.end, 0];
  for (const token of [...between, right]) {
    gap = Math.max(gap, token.start - end);
    end = token.end;
  }
  return gap;
}

const widestGap = 1;
const joining: ReadonlySet<string> = new Set('and or nor but as while when because'.split(' '));
const openers: ReadonlySet<string> = new Set(
  (
    'in on at near from to of with by for under over after before during behind through across ' +
    'am im an auf bei mit von vor nach seit zu zur zum aus gegen en au aux dans sur par pour depuis con por para desde hasta в на с к по из за'
  )
    .split(' ')
    .map(stemOf),
);

function isContent(token: Token): boolean {
  // "Said" is common, and tells who spoke.
  return (token.stem === 'say' || !commonWords.has(token.text.toLowerCase())) && !negations.has(token.stem);
}

function stem(token: Token): string {
  return token.stem;
}

function changeOf(quoted: readonly Token[], found: readonly Token[]): Change {
  return { kind: 'name', from: orderOf(quoted), to: orderOf(found) };
}

function orderOf(tokens: readonly Token[]): string {
  return tokens
    .filter(isContent)
    .map((token) => token.text)
    .join(' ');
}
