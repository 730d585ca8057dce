import type { Assertion, DayRange } from '../../claim/assertion.js';
import { printPeriod } from '../../claim/compare.js';
import type { Reason } from '../../finding.js';
import { frameOf } from '../frame.js';
import { isOfAnother } from '../left-open.js';
import type { PassageJudgement } from '../passage-judgement.js';
import { onlyPeriod, type ReadDocument, type Sentence } from '../read-document.js';
import { fitsOf, type Fit } from './match-saying.js';
import { modalityOf } from './modality.js';
import { onceOnly } from './once.js';
import { polarityOf, type Polarity } from './polarity.js';
import { sidesOf } from './roles.js';
import { sayingOf, type Saying } from './saying.js';
import { hedging, isSoft } from './soft.js';
import { timeRelation, type TimeRelation } from './time-relation.js';
import { rootOfJoined } from './wording.js';

/** Judges an assertion by sentences that say it, or its contrary, in other words. Null where none does. Never throws. */
export function judgeSaying(assertion: Assertion, document: ReadDocument): PassageJudgement | null {
  const claim = sayingOf(assertion.text.replace(reversal, ''));
  if (claim.words.length < fewWords) return null;
  const verdicts = document.sentences.flatMap((each) => verdictOf(assertion, claim, each, document) ?? []);
  const supported = verdicts.find((each) => each.label === 'supported');
  // A claim with a figure is refuted by figures; words support it if they have the very figure.
  const isUncounted = assertion.value === null || assertion.kind === 'rank';
  const refuted = isUncounted ? verdicts.find((each) => each.label === 'refuted') : undefined;
  if (supported && refuted)
    return { ...supported, label: 'conflicting', reasons: [...supported.reasons, ...refuted.reasons] };
  return refuted ?? supported ?? null;
}

/** "… and not the other way round": the claim is also that the sides are so. */
const reversal =
  /,? (?:and )?(?:not|never) (?:the (?:reverse|opposite|other way (?:a?round|about))|vice versa)\b/iu;
const cleft = /\bit (?:was|is) [^,]{2,60}? (?:that|who|which)\b/iu;

/** A claim of fewer telling words may be said of many things. */
const fewWords = 2;

function verdictOf(
  assertion: Assertion,
  claim: Saying,
  sentence: Sentence,
  document: ReadDocument,
): PassageJudgement | null {
  if (/\?["'”’)]*\s*$/u.test(sentence.text)) return null;
  for (const fit of fitsOf(claim, sentence.saying)) {
    const found = verdictOfFit({ assertion, claim, sentence, document }, fit);
    if (found !== null) return found;
  }
  return null;
}

interface Hearing {
  readonly assertion: Assertion;
  readonly claim: Saying;
  readonly sentence: Sentence;
  readonly document: ReadDocument;
}

function verdictOfFit(hearing: Hearing, fit: Fit): PassageJudgement | null {
  const { assertion, claim, sentence, document } = hearing;
  const passage = sentence.saying;
  const missing = missingOf(fit, sentence, document);
  if (missing === 'unsaid' || !isWhole(fit) || !numbersFit(fit, claim, passage)) return null;
  if (isOtherwiseMeant(assertion, claim, passage, fit)) return null;
  const polarity = polarityOf(fit, claim, passage);
  const found = polarity && judgeSides(hearing, fit, polarity);
  if (found?.label !== 'refuted') return found;
  return missing === 'none' && !isNarrowed(fit, passage) && !isRepeated(fit) ? found : null;
}

function judgeSides(hearing: Hearing, fit: Fit, polarity: Polarity): PassageJudgement | null {
  const { assertion, claim, sentence, document } = hearing;
  const sides = sidesOf(fit.pairs, claim, sentence.saying);
  // "lent" and "borrowed" are one act only where it is known who stands on which side
  if (sides === 'unknown' && fit.pairs.some(({ likeness }) => likeness === 'converse')) return null;
  return sides === 'turned'
    ? turnedJudgement(assertion, sentence, document, polarity)
    : settle(assertion, sentence, document, { polarity, fit });
}

/** A word before what answers the claim sets off a part of it, or another thing: "electric cars", "the deputy mayor". */
function isNarrowed({ pairs, clause }: Fit, passage: Saying): boolean {
  const answers = new Set(pairs.map(({ seen }) => seen));
  return passage.words.some((word, index) => {
    const next = passage.words[index + 1];
    if (next === undefined || word.clause !== clause || answers.has(word) || !answers.has(next)) return false;
    const isApart =
      word.isVerb ||
      word.isName ||
      next.isVerb ||
      next.isName ||
      isSoft(word.root) ||
      /^\d|ly$/u.test(word.root);
    return !isApart && /^[\p{L}’'-]+[ -]$/u.test(passage.text.slice(word.at, next.at));
  });
}

/** "Reopened" is another event than "opened". */
const isRepeated = ({ pairs }: Fit) =>
  pairs.some(({ claimed, seen }) => claimed.root === `re${seen.root}` || seen.root === `re${claimed.root}`);

/** The sides turned round refute a claim about the sides, and leave others open: both may be so. */
function turnedJudgement(
  assertion: Assertion,
  sentence: Sentence,
  document: ReadDocument,
  polarity: Polarity,
): PassageJudgement | null {
  const isRefuted = polarity === 'same' && isOfSides(assertion, sentence, document);
  return isRefuted ? judged('refuted', 'sides-turned', turnedMessage, sentence, assertion, null) : null;
}

/** Whether what a clause leaves out of the claim was said just before or at the head of the document. */
function missingOf(fit: Fit, sentence: Sentence, document: ReadDocument): 'none' | 'nearby' | 'unsaid' {
  if (fit.missing.length === 0) return 'none';
  if (fit.missing.length >= fit.pairs.length) return 'unsaid';
  const refersBack = /^\W*(?:he|she|it|they|his|her|its|their|this|that|these|those|the)\b/iu.test(
    sentence.text,
  );
  if (!fit.missing.every(({ isName }) => isName || (refersBack && fit.missing.length <= mostNearby)))
    return 'unsaid';
  const around = document.sentences.filter(({ index }) => index < 2 || index === sentence.index - 1);
  const roots = new Set(around.flatMap((each) => [...each.words].map(rootOfJoined)));
  return sentence.index > 0 && fit.missing.every(({ root }) => roots.has(root)) ? 'nearby' : 'unsaid';
}

/** So many words that are no names may be left to the sentence before. */
const mostNearby = 2;

/** Half of what answers the claim stands in the clause itself, and all that turns on opposites does. */
function isWhole({ clause, pairs }: Fit): boolean {
  const own = pairs.filter(({ seen }) => seen.clause === clause);
  const turning = pairs.filter(({ likeness }) => likeness !== 'same');
  return own.length * 2 >= pairs.length && turning.every(({ seen }) => seen.clause === clause);
}

/** A number counts the same thing on both sides: what follows it there answers what follows it here. */
function numbersFit({ pairs }: Fit, claim: Saying, passage: Saying): boolean {
  return pairs
    .filter(({ claimed }) => /^\d/u.test(claimed.root))
    .every(({ claimed, seen }) => {
      const next = claim.words.find((word) => word.at > claimed.at);
      const behind = passage.words.filter((word) => word.at > seen.at).slice(0, numberReach);
      const answer = pairs.find((pair) => pair.claimed === next);
      return answer === undefined || behind.includes(answer.seen);
    });
}

/** So many telling words behind a number, the thing counted is still among them. */
const numberReach = 3;

function isOtherwiseMeant(assertion: Assertion, claim: Saying, passage: Saying, fit: Fit): boolean {
  const clause = passage.clauses[fit.clause];
  if (clause === undefined || modalityOf(assertion.text) !== clause.modality) return true;
  const [own, seen] = [frameOf(claim.text), frameOf(passage.text)];
  if (own.per !== seen.per || (own.isCausal && !seen.isCausal)) return true;
  const claimed = new Set(assertion.text.toLowerCase().match(hedging) ?? []);
  const hedged = clause.text.toLowerCase().match(hedging) ?? [];
  return hedged.some((word) => !claimed.has(word));
}

/** Whether the claim says that the sides are as it has them, and the time is the same. */
function isOfSides({ text, period }: Assertion, sentence: Sentence, document: ReadDocument): boolean {
  const relation = timeRelation(period, periodOf(sentence, document));
  return (reversal.test(text) || cleft.test(text)) && (relation === 'inside' || relation === 'untimed');
}

function settle(
  assertion: Assertion,
  sentence: Sentence,
  document: ReadDocument,
  { polarity, fit }: { readonly polarity: Polarity; readonly fit: Fit },
): PassageJudgement | null {
  const period = periodOf(sentence, document);
  const relation = timeRelation(assertion.period, period);
  const isMeant = relation === 'inside' || relation === 'untimed';
  if (polarity === 'same') {
    if (isMeant) return judged('supported', 'said-in-other-words', sameMessage, sentence, assertion, period);
    const isOne = onceOnly.test(assertion.text) && !isOfAnother(assertion.text, sentence.text);
    const isOnce = isOne && (relation === 'before' || relation === 'after');
    return isOnce ? otherDate(assertion, sentence, period) : null;
  }
  // "Rejected" and "approved" may both have happened, one after the other: without a date the contrary act does not refute.
  if (relation === 'untimed' && fit.pairs.some(({ likeness }) => likeness === 'contrary')) return null;
  return isMeant || isLasting(assertion, relation)
    ? judged('refuted', 'contrary-said', contraryMessage, sentence, assertion, period)
    : null;
}

const sameMessage = 'A passage says the same in other words.';
const turnedMessage = 'A passage has the same with the sides turned.';
const contraryMessage = 'A passage says the contrary.';

/** What "still" is, or "has not" happened, is over once a passage says that it ended before. */
function isLasting({ text }: Assertion, relation: TimeRelation): boolean {
  return relation === 'before' && /\b(?:still|remain(?:s|ed)?|has not|had not|not yet)\b/iu.test(text);
}

/** The one period of what is said, an aside between commas left out; else that of the sentence before one without any. */
function periodOf(sentence: Sentence, document: ReadDocument): DayRange | null {
  const own = onlyPeriod(sentence);
  if (own !== null) return own;
  if (sentence.periods.length > 0) return onlyPeriod({ periods: outsideAsides(sentence) });
  const before = document.sentences[sentence.index - 1];
  return before ? onlyPeriod(before) : null;
}

/** ", shut since March 2020," says nothing of the time of what the sentence says. */
function outsideAsides({ text, periods }: Sentence): Sentence['periods'] {
  const asides = [
    ...text.matchAll(
      /, (?:who|which|where|once|then|now|first|previously|formerly|\p{L}+ed|shut|built|born|known|made|begun|sold|held) [^,;]{1,80},/gu,
    ),
  ];
  return periods.filter(
    ({ start }) => !asides.some((match) => start >= match.index && start < match.index + match[0].length),
  );
}

function otherDate(assertion: Assertion, sentence: Sentence, period: DayRange | null): PassageJudgement {
  const message = `The passage dates it ${printPeriod(period)}; the claim says ${printPeriod(assertion.period)}.`;
  return judged('refuted', 'event-dated-otherwise', message, sentence, assertion, period);
}

function judged(
  label: PassageJudgement['label'],
  code: string,
  message: string,
  sentence: Sentence,
  assertion: Assertion,
  period: DayRange | null,
): PassageJudgement {
  const dates = assertion.period
    ? { claimed: printPeriod(assertion.period), observed: printPeriod(period) }
    : {};
  const reason: Reason = { code, message, ...dates, passage: sentence.text };
  return { label, reasons: [reason], start: sentence.start, end: sentence.end };
}
