import type { Reason } from '../../finding.js';
import type { Contrast } from './contrast.js';
import type { Cover, Derived } from './cover.js';
import type { Denial } from './denial.js';
import type { Bound } from './figures.js';
import { negations, type Word } from './read-words.js';

/** "The passage has 1987 where the claim has 1996." Codes: `differs-in-years`, `-month`, `-day`, `-percent`, `-ordinal`, `-number`, `-bound`, `-place`, `-name`, `-opposite`, `-act`, `-kind`. */
export function reasonOfContrast({ respect, claimed, seen, passage }: Contrast): Reason {
  const [own, other] = [print(claimed), print(seen)];
  const message = `The passage has ${other} where the claim has ${own}.`;
  return { code: `differs-in-${respect}`, message, claimed: own, observed: other, passage: passage.text };
}

/** The claim says "not" of what the passage says, or the other way round. */
export function reasonOfDenial({ by, denied, passage }: Denial): Reason {
  const message =
    by === 'claim'
      ? `The claim denies what the passage says with “${denied.text}”.`
      : `The passage denies what the claim says with “${denied.text}”.`;
  return { code: `denied-by-${by}`, message, passage: passage.text };
}

/** How much of the claim the passages have, the sums it takes, and what they do not have. */
export function reasonsOfCover(cover: Cover): Reason[] {
  const notFound = openWords(cover).map(print);
  const without = notFound.length === 0 ? '' : `; not ${listed(notFound)}`;
  const message = `The passages have ${percent(cover.share)} of what the claim says, all its figures among it${without}.`;
  return [{ code: 'passages-cover-claim', message, notFound }, ...cover.derived.map(reasonOfSum)];
}

function reasonOfSum({ claimed, derivation, passage }: Derived): Reason {
  const message = `${print(claimed)} follows from the passage: ${derivation.shown}.`;
  return { code: 'follows-from-figures', message, calculation: derivation.shown, passage: passage.text };
}

/** What a complete selection of passages leaves out. */
export function reasonOfSilence(cover: Cover): Reason {
  const notFound = openWords(cover).map(print);
  const message = `The passages are about the same, but have only ${percent(cover.share)} of what the claim says: not ${listed(notFound)}.`;
  return { code: 'not-borne-out', message, notFound };
}

function openWords({ claim, covered }: Cover): Word[] {
  return claim.filter((word, at) => covered[at] !== true && !negations.has(word.folded));
}

const bounds: Readonly<Record<Bound, string>> = { over: 'more than', under: 'less than', about: 'about' };

function print({ text, figure }: Word): string {
  return figure?.bound === undefined ? text : `${bounds[figure.bound]} ${text}`;
}

/** So many are named in a message; all stand in its details. */
const named = 5;

function listed(words: readonly string[]): string {
  const more = words.length > named ? ' and more' : '';
  return `${words.slice(0, named).join(', ')}${more}`;
}

const percent = (share: number) => `${Math.floor(share * 100)} %`;
