import type { Assertion } from '../claim/assertion.js';
import type { FindDayDates } from '../claim/day-date-finder.js';
import { yearBefore } from '../series/observation.js';
import { topicOf, type Topic } from './align.js';
import { judgeFigures } from './judge-figures.js';
import { judgeByForm, judgeFurther } from './judge-further.js';
import { judgeEvent, judgeStatement } from './judge-words.js';
import type { PassageJudgement } from './passage-judgement.js';
import { settledPart } from './left-open.js';
import { asTestable } from './readings.js';
import { readDocument, type Document, type ReadDocument } from './read-document.js';

export interface JudgingOptions {
  /** The document's language, BCP 47; English when not given. */
  readonly language?: string;
  /** The ledger's day: whether a target is due. The day of publication stands in for it. */
  readonly today?: string;
}

/** Judges an assertion by the passages of a document. Refutes only where a passage plainly speaks of the same thing. Never throws. */
export function judgePassages(
  assertion: Assertion,
  document: Document,
  dayDates: FindDayDates,
  options: JudgingOptions = {},
): PassageJudgement {
  const { language, today } = options;
  const read = readDocument(document, dayDates, language === undefined ? {} : { language });
  return judgeRead(assertion, read, today ?? document.publishedOn);
}

/** The same for a document that was read before. `today` may be null: then no target is due. */
export function judgeRead(assertion: Assertion, whole: ReadDocument, today: string | null): PassageJudgement {
  const document = settledPart(assertion.text, whole);
  const byForm = judgeByForm(assertion, document);
  if (byForm !== null) return byForm;
  const judged = asTestable(assertion);
  const first = judges[judged.kind](judged, topicOf(judged), document, today);
  // words nearly the same may still say the contrary ("on schedule", "behind schedule")
  const isOpen =
    first.label === 'not-enough-evidence' || judged.kind === 'statement' || judged.kind === 'event';
  const further = isOpen ? judgeFurther(assertion, document) : null;
  // another currency or unit is no other wording
  const isOther = first.reasons.some(({ code }) => /^incomparable-(?:unit|currency|dimension)/u.test(code));
  return further === null || (isOther && isOnlyWords(further)) ? first : further;
}

const isOnlyWords = ({ label, reasons }: PassageJudgement) =>
  label === 'supported' && reasons.some(({ code }) => code === 'said-in-other-words');

type Judge = (
  assertion: Assertion,
  topic: Topic,
  document: ReadDocument,
  today: string | null,
) => PassageJudgement;

const byFigures: Judge = (assertion, topic, document) => judgeFigures(assertion, topic, document);

const judges: Readonly<Record<Assertion['kind'], Judge>> = {
  level: byFigures,
  change: byFigures,
  ratio: byFigures,
  rank: byFigures,
  target: judgeTarget,
  event: (assertion, topic, document) => judgeEvent(assertion, topic, document),
  statement: (assertion, topic, document) => judgeStatement(assertion, topic, document),
};

/** Once due, what came of it decides; before, and failing that, passages about the plan say whether it was set. */
function judgeTarget(
  assertion: Assertion,
  topic: Topic,
  document: ReadDocument,
  today: string | null,
): PassageJudgement {
  const { dueOn } = assertion;
  if (dueOn !== null && today !== null && today > dueOn && !isFromNowhere(assertion)) {
    const period = { from: `${dueOn.slice(0, 4)}-01-01`, to: `${dueOn.slice(0, 4)}-12-31` };
    const kind = assertion.baseline === null ? 'level' : 'change';
    const outcome = { ...topic, frame: { ...topic.frame, isForecast: false } };
    const judged = judgeFigures({ ...asReached(assertion), kind, period }, outcome, document);
    if (judged.label !== 'not-enough-evidence') return judged;
  }
  return judgeFigures(assertion, topic, document);
}

/** "to fall by 40 % by 2020" does not say from when: the year before is only the usual start of a change that was. */
function isFromNowhere({ baseline, period }: Assertion): boolean {
  const usual = period ? yearBefore(period) : null;
  return baseline !== null && baseline.from === usual?.from && baseline.to === usual.to;
}

/** "will reach $5 billion": more than that is reached as well. */
function asReached(assertion: Assertion): Assertion {
  const isRise =
    assertion.hedge === 'exact' &&
    /\b(?:reach|raise|exceed|increase|rise|grow)(?:es|s)?\b/iu.test(assertion.text);
  if (!isRise || assertion.value === null || assertion.value <= 0 || assertion.low === null) return assertion;
  return { ...assertion, hedge: 'at-least', high: null, highInclusive: null };
}
