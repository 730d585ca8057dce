import type { Assertion } from '../claim/assertion.js';
import type { PassageJudgement } from './passage-judgement.js';
import type { ReadDocument } from './read-document.js';

const words = 'one two three four five six seven eight nine ten eleven twelve';
const hyphened = new RegExp(`\\b(${words.replaceAll(' ', '|')}|\\d{1,4})-(\\p{L}+)`, 'giu');

/** "a two-room flat": a figure that only says which thing is meant is held by a passage that names the thing so. Null for other figures. */
export function judgeNamedFigure(assertion: Assertion, document: ReadDocument): PassageJudgement | null {
  if (assertion.kind !== 'level' || assertion.value === null) return null;
  const own = [...assertion.text.matchAll(hyphened)].find((match) => valueOf(match[1]) === assertion.value);
  if (own === undefined) return null;
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
