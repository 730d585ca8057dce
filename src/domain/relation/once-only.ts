import type { Side } from './side.js';
import { standsFor, type Word } from './words.js';

/** What happens to one thing once: another date, or another doer, denies it. Concepts or stems. */
const onceWords =
  'sign open create build destroy die born kill sentence convict acquit abolish introduce approve reject appoint resign elect discover invent issue publish complete found dissolve assassinate marry ratify launch independence sink crash collapse retire cede annex join extinguish unveil premiere bury crown'.split(
    ' ',
  );

/** What only one can be or do at a time: the holder of a rank or an office, the maker of a thing. */
const heldByOne =
  'largest smallest highest lowest longest oldest tallest fastest richest strongest busiest first capital lead become elect appoint invent discover write design compose direct paint found sentence acquit convict crown'.split(
    ' ',
  );

/** Papers that one person signs. */
const signedByOne = /\b(?:order|decree|law|bill|executive order|pardon|edict)\b/iu;

/** What happens to one thing once a year at most. */
const onceAYear = 'begin end elect hold celebrate crown award take_place referendum'.split(' ');

const again = /\b(?:again|once more|second time|another|re-?elected|repeatedly|every|each)\b/iu;

/** Whether both claims tell of something that happens once. */
export function isOnce(a: Side, b: Side): boolean {
  if (again.test(a.text) || again.test(b.text) || [a, b].some(countsMany)) return false;
  if (!isPoint(a.time) || !isPoint(b.time)) return false;
  if (sharesWordOf(a, b, ['become']) && [a, b].every(({ text }) => office.test(text))) return true;
  return sharesWordOf(a, b, onceWords) || (isOneYear(a, b) && sharesWordOf(a, b, onceAYear));
}

/** "closed 40 shops": what is counted may happen again to others. */
const countsMany = ({ figures }: Side) =>
  figures.some(({ dimension, value }) => dimension === 'count' && (value === null || value > 1));

const isOneYear = ({ time: one }: Side, { time: other }: Side) =>
  one?.from?.slice(0, 4) !== undefined && one.from.slice(0, 4) === other?.from?.slice(0, 4);

/** An office that one takes up. */
const office =
  /\b(?:president|chancellor|premier|minister|mayor|governor|director|chair(?:man|woman)?|head|king|queen|pope|bishop|judge|champion|member|capital|independent|republic)\b/iu;

/** A day, a month or a year, and no stretch of several. */
function isPoint(time: Side['time']): boolean {
  if (time?.from == null || time.to === null) return time === null;
  const isMonth = time.from.slice(0, 7) === time.to.slice(0, 7);
  return isMonth || (time.from.endsWith('-01-01') && time.to === `${time.from.slice(0, 4)}-12-31`);
}

/** Whether both claims name who holds what one alone can hold. */
export function isHeldByOne(a: Side, b: Side): boolean {
  const isSigned = sharesWordOf(a, b, ['sign']) && signedByOne.test(a.text) && signedByOne.test(b.text);
  return isSigned || sharesWordOf(a, b, heldByOne) || bothRank(a, b);
}

/** "ranked first": two cannot share one rank. */
function bothRank(a: Side, b: Side): boolean {
  const ranks = (side: Side) => side.figures.filter(({ dimension }) => dimension === 'rank');
  return ranks(a).some(({ value }) => ranks(b).some((other) => other.value === value));
}

function sharesWordOf(a: Side, b: Side, list: readonly string[]): boolean {
  const [ours, theirs] = [wordsOutsideTitles(a), wordsOutsideTitles(b)];
  return list.some(
    (entry) => ours.some((word) => standsFor(word, entry)) && theirs.some((word) => standsFor(word, entry)),
  );
}

/** "President Ann Lee": the title is no office that the claim is about. */
function wordsOutsideTitles({ words, names }: Side): Word[] {
  return words.filter((word) => !names.some(({ start, end }) => word.start >= start && word.end <= end));
}
