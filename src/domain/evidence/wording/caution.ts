import type { Contrast } from './contrast.js';
import type { Cover, TitledPassage } from './cover.js';
import { agree } from './likeness.js';
import { turnsIn, qualifiersIn, unitBehind } from './turns.js';
import { negations, type Word } from './read-words.js';

/** A place in the claim, and a text that has been read there and left it open for a reason. */
export interface Withheld {
  /** Index of the evidence text. */
  readonly evidence: number;
  /** Offsets of the assertion in the claim; `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** The text has the claim's figure of another unit, period or standing: it does not bear the claim out either. */
  readonly isOfOther: boolean;
}

const figureRespects = /^(?:years|number|month|day|percent|ordinal|bound)$/;

/** Whether claim and passage may both be true though they differ in the contrast, because they differ in something else too. */
export function mayBothHold(
  contrast: Contrast,
  { claim }: Cover,
  text: string,
  withheld: readonly Withheld[],
): boolean {
  const { respect, claimed, passage } = contrast;
  const isLeftOpen = withheld.some(
    ({ evidence, start, end }) =>
      evidence === passage.evidence && start <= claimed.start && claimed.start < end,
  );
  if (isLeftOpen) return true;
  if (respect === 'name') return isOtherPerson(contrast, claim);
  if (!figureRespects.test(respect)) return false;
  return differsInTurn(text, claim, passage) || figureMayHold(contrast, claim, text);
}

/** Whether the passage, and not the claim, foretells, denies, excepts or only passes on what it says. */
export function hasOwnTurn(text: string, claim: readonly Word[], passage: TitledPassage): boolean {
  const own = turnsIn(text);
  if (turnsIn(passage.text).some((kind) => !own.includes(kind))) return true;
  return hasNegation(passage.words) && !hasNegation(claim);
}

function differsInTurn(text: string, claim: readonly Word[], passage: TitledPassage): boolean {
  const [own, other] = [turnsIn(text), turnsIn(passage.text)];
  return own.join() !== other.join() || hasNegation(claim) !== hasNegation(passage.words);
}

const hasNegation = (words: readonly Word[]) => words.some(({ folded }) => negations.has(folded));

function figureMayHold({ respect, claimed, seen, passage }: Contrast, claim: readonly Word[], text: string) {
  if (respect === 'ordinal' && /^(?:quarter|half)$/.test(next(claim, claimed)?.folded ?? '')) return true;
  if (respect !== 'bound' && leavesOpen(claimed, seen)) return true;
  if (qualifiersIn(text) !== qualifiersIn(passage.text)) return true;
  if (!/^(?:number|percent)$/.test(respect)) return false;
  return isOtherTime(claim, passage.words) || isOtherUnit(claimed, seen, text, passage.text);
}

const next = (words: readonly Word[], word: Word) => words[words.indexOf(word) + 1];

/** "At least two" leaves three open. */
function leavesOpen({ figure: claimed }: Word, { figure: seen }: Word): boolean {
  if (!claimed || !seen) return false;
  if (seen.bound === 'over') return claimed.low >= seen.low;
  if (seen.bound === 'under') return claimed.low <= seen.low;
  return seen.bound === 'about' && agree({ ...seen, kind: claimed.kind }, claimed);
}

/** Both name years, or both months, and none in common. */
function isOtherTime(claim: readonly Word[], words: readonly Word[]): boolean {
  return (['years', 'month'] as const).some((kind) => {
    const [own, other] = [claim, words].map((side) =>
      side.flatMap(({ figure, life }) => (figure?.kind === kind && life === null ? [figure] : [])),
    );
    if (!own?.length || !other?.length) return false;
    return !own.some((a) => other.some((b) => agree(a, b)));
  });
}

function isOtherUnit(claimed: Word, seen: Word, text: string, passage: string): boolean {
  const own = unitBehind(text, claimed.start + claimed.text.length);
  const at = passage.indexOf(seen.text, passage.indexOf(':') + 1);
  const other = unitBehind(passage, at + seen.text.length);
  return own !== other && own !== null && other !== null;
}

/** Another first name before the same surname is another person. */
function isOtherPerson({ claimed, seen, passage }: Contrast, claim: readonly Word[]): boolean {
  const [own, other] = [next(claim, claimed), next(passage.words, seen)];
  return own?.form === 'name' && other?.form === 'name' && own.root === other.root;
}
