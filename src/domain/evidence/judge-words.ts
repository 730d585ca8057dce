import type { Assertion, DayRange } from '../claim/assertion.js';
import { printPeriod } from '../claim/compare.js';
import type { Reason } from '../finding.js';
import { namesIn, type Topic } from './align.js';
import { withoutAttribution } from './attribution.js';
import { framesDiffer } from './frame.js';
import { isHarmless } from './harmless-words.js';
import { isHearsay } from './hearsay.js';
import { isOfAnother } from './left-open.js';
import { modalityOf } from './saying/modality.js';
import type { PassageJudgement } from './passage-judgement.js';
import { onlyPeriod, type ReadDocument, type Sentence } from './read-document.js';
import { foldedWords, significantWords } from './vocabulary.js';

/** From this share of its words on, found in the same order, a passage says the same sentence. */
const sameSentence = 0.9;

/** From this share on, a passage names the same event. */
const sameEvent = 0.85;

/** A statement is supported by a passage that says it nearly word for word; nothing else settles it by machine. */
export function judgeStatement(assertion: Assertion, topic: Topic, document: ReadDocument): PassageJudgement {
  const claimed = foldedWords(assertion.text);
  if (claimed.length < 3)
    return nothing('too-short', 'The statement is too short to be told from others by its words.');
  const same = document.sentences.find((each) => says(assertion, topic, claimed, each, sameSentence));
  const opposite = document.sentences.find((each) => negates(assertion, topic, claimed, each));
  if (same && opposite)
    return { ...at(same, 'conflicting', said(same)), reasons: [said(same), denied(opposite)] };
  if (same) return at(same, 'supported', said(same));
  if (opposite) return at(opposite, 'refuted', denied(opposite));
  return nothing('no-passage', 'No passage says this nearly word for word.');
}

function said({ text }: Sentence): Reason {
  const message = 'A passage says the same nearly word for word.';
  return { code: 'said-word-for-word', message, passage: text };
}

function denied({ text }: Sentence): Reason {
  const message = 'A passage says in the same words that it is not so.';
  return { code: 'denied-word-for-word', message, passage: text };
}

/** "did not", "was never": a negation of the verb itself, with the word it turns round. */
const verbNegation =
  /\b(?:did|does|do|was|were|is|are|has|have|had)(?: not|n['’]t| never) (?:been )?(\p{L}+)/giu;

/** Whether a passage is the statement's own plain negation: every word of it in order, and "not" before one of its verbs. */
function negates(
  assertion: Assertion,
  topic: Topic,
  claimed: readonly string[],
  sentence: Sentence,
): boolean {
  const turned = [...negatedVerbs(assertion.text), ...negatedVerbs(sentence.text)];
  if (turned.length !== 1 || !claimed.includes(turned[0] ?? '') || saysMore(assertion, sentence))
    return false;
  const own = topic.frame.negations;
  const negations = own.includes('not') ? own.filter((each) => each !== 'not') : ['not', ...own];
  return says(assertion, { ...topic, frame: { ...topic.frame, negations } }, claimed, sentence, 1);
}

/** "did not ban electric cars" leaves open whether other cars were banned. */
function saysMore(assertion: Assertion, sentence: Sentence): boolean {
  const claimed = new Set(significantWords(assertion.text));
  return significantWords(withoutAttribution(sentence.text)).some(
    (word) => !claimed.has(word) && !isHarmless(word),
  );
}

function negatedVerbs(text: string): string[] {
  return [...text.matchAll(verbNegation)].flatMap((match) => foldedWords(match[1] ?? ''));
}

/**
 * An event is supported by a passage that names it within the claimed time. It is refuted only by another date for what happens
 * once (a birth, an opening): marches and meetings happen again.
 */
export function judgeEvent(assertion: Assertion, topic: Topic, document: ReadDocument): PassageJudgement {
  const claimed = foldedWords(withoutDates(assertion.text));
  const naming = document.sentences.filter((each) => says(assertion, topic, claimed, each, sameEvent));
  const dated = naming.flatMap((sentence) => {
    const period = onlyPeriod(sentence);
    return period ? [{ sentence, period, relation: relate(assertion.period, period) }] : [];
  });
  const inside = dated.find((each) => each.relation === 'inside');
  const denial = document.sentences.find(
    (each) => negates(assertion, topic, claimed, each) && isWithin(assertion, each),
  );
  if (inside) {
    const message = `The passage dates it ${printPeriod(inside.period)}, as the claim does.`;
    const reason = dates('event-dated-so', message, assertion, inside);
    return denial
      ? { ...at(inside.sentence, 'conflicting', reason), reasons: [reason, denied(denial)] }
      : at(inside.sentence, 'supported', reason);
  }
  if (denial) return at(denial, 'refuted', denied(denial));
  const apart = dated.find((each) => each.relation === 'apart');
  if (!apart) return nothing('no-passage', 'No passage names this event with a date.');
  const message = `The passage dates it ${printPeriod(apart.period)}; the claim says ${printPeriod(assertion.period)}.`;
  const isOnce =
    onceOnly.test(assertion.text) &&
    topic.words.every((word) => apart.sentence.words.has(word)) &&
    !saysMore(assertion, apart.sentence) &&
    !isOfAnother(assertion.text, apart.sentence.text);
  return isOnce
    ? at(apart.sentence, 'refuted', dates('event-dated-otherwise', message, assertion, apart))
    : at(apart.sentence, 'not-enough-evidence', dates('event-may-recur', message, assertion, apart));
}

/** What happens to a thing once. */
const onceOnly =
  /\b(?:born|died|founded|established|inaugurated|abolished|dissolved|assassinated|first (?:opened|held|published|flown)|(?:was|were) (?:opened|completed|built|founded|killed|signed into law))\b/iu;

function says(
  assertion: Assertion,
  topic: Topic,
  claimed: readonly string[],
  sentence: Sentence,
  share: number,
): boolean {
  if (framesDiffer(topic.frame, sentence.frame) !== null || isHearsay(assertion.text, sentence.text))
    return false;
  if (modalityOf(assertion.text) !== modalityOf(sentence.text)) return false;
  const found = commonRun(claimed, foldedWords(sentence.text));
  if (claimed.length === 0 || found / claimed.length < share) return false;
  const names = namesIn(sentence.text);
  // The time of an event is compared as a period; "May 2019" need not stand in the passage.
  const claim = assertion.kind === 'event' ? withoutDates(assertion.text) : assertion.text;
  return (
    [...namesIn(claim)].every((name) => names.has(name) || sentence.words.has(name)) &&
    figuresOf(claim).every((figure) => figuresOf(sentence.text).includes(figure))
  );
}

const months =
  'January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday';
const dateParts = new RegExp(
  `\\b(?:\\d{1,2}(?:st|nd|rd|th)? )?(?:${months})\\b(?: \\d{1,2}\\b)?|\\b(?:1[5-9]|20)\\d\\d\\b`,
  'gu',
);

function withoutDates(text: string): string {
  return text.replace(dateParts, ' ');
}

/** Digits that are no part of a word; commas of thousands are left out. */
function figuresOf(text: string): string[] {
  return (text.match(/\d[\d,]*(?:\.\d+)?/gu) ?? []).map((each) => each.replaceAll(',', ''));
}

/** How many words stand in both in the same order: who did what to whom must not be turned round. */
function commonRun(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const above = row;
    row = [0];
    b.forEach((other, j) => {
      row.push(word === other ? (above[j] ?? 0) + 1 : Math.max(above[j + 1] ?? 0, row[j] ?? 0));
    });
  }
  return row[b.length] ?? 0;
}

function isWithin(assertion: Assertion, sentence: Sentence): boolean {
  const period = onlyPeriod(sentence);
  return period !== null && relate(assertion.period, period) === 'inside';
}

/** Whether the passage's time lies inside the claimed one, apart from it, or leaves it open. */
function relate(claimed: DayRange | null, seen: DayRange): 'inside' | 'apart' | 'open' {
  if (claimed === null || (claimed.from === null && claimed.to === null)) return 'open';
  const [from, to] = [claimed.from ?? '0000', claimed.to ?? '9999'];
  const [seenFrom, seenTo] = [seen.from ?? '0000', seen.to ?? '9999'];
  if (seenTo < from || seenFrom > to) return 'apart';
  return seenFrom >= from && seenTo <= to ? 'inside' : 'open';
}

function dates(
  code: string,
  message: string,
  assertion: Assertion,
  seen: { period: DayRange; sentence: Sentence },
): Reason {
  return {
    code,
    message,
    claimed: printPeriod(assertion.period),
    observed: printPeriod(seen.period),
    passage: seen.sentence.text,
  };
}

function at(sentence: Sentence, label: PassageJudgement['label'], reason: Reason): PassageJudgement {
  return { label, reasons: [reason], start: sentence.start, end: sentence.end };
}

function nothing(code: string, message: string): PassageJudgement {
  return { label: 'not-enough-evidence', reasons: [{ code, message }], start: null, end: null };
}
