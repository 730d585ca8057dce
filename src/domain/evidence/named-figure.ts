import type { Assertion } from '../claim/assertion.js';
import type { PassageJudgement } from './passage-judgement.js';
import type { ReadDocument } from './read-document.js';
import { withoutDates } from './saying/saying.js';

const words = 'one two three four five six seven eight nine ten eleven twelve';
const hyphened = new RegExp(`\\b(${words.replaceAll(' ', '|')}|\\d{1,4})-(\\p{L}+)`, 'giu');

const others = new RegExp(
  `\\d|\\b(?:${words.replaceAll(' ', '|')}|twenty|thirty|forty|fifty|hundred|thousand|million|doubled?|tripled?|halved|twice|half|third|quarter)\\b`,
  'iu',
);

/** Whether a text has a figure besides those in hyphened words and dates: only then is the claim about that other one. */
function hasOtherFigure(text: string): boolean {
  return others.test(withoutDates(text.replace(hyphened, ' ')));
}

/** Whether all that a level counts is in the name of a thing: the claim is a statement then. */
export function isOnlyNamed({ kind, value, text }: Assertion): boolean {
  const isNamed = [...text.matchAll(hyphened)].some((match) => valueOf(match[1]) === value);
  return kind === 'level' && value !== null && isNamed && !hasOtherFigure(text);
}

/** "a two-room flat": a figure that only says which thing is meant is held by a passage that names the thing so. Null for other figures. */
export function judgeNamedFigure(assertion: Assertion, document: ReadDocument): PassageJudgement | null {
  if (assertion.kind !== 'level' || assertion.value === null) return null;
  const own = [...assertion.text.matchAll(hyphened)].find((match) => valueOf(match[1]) === assertion.value);
  if (own === undefined || !hasOtherFigure(assertion.text)) return null;
  const sentence = document.sentences.find(({ text }) => text.toLowerCase().includes(own[0].toLowerCase()));
  if (sentence === undefined) return null;
  const message = `"${own[0]}" names the thing that is meant; the passage names it so too.`;
  const { text: passage, start, end } = sentence;
  return { label: 'supported', reasons: [{ code: 'named-so', message, passage }], start, end };
}

function valueOf(written = ''): number {
  const index = words.split(' ').indexOf(written.toLowerCase());
  return index < 0 ? Number(written) : index + 1;
}
