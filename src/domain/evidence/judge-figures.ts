import type { Assertion, AssertionKind } from '../claim/assertion.js';
import { compare, printPeriod, type Comparison, type Outcome } from '../claim/compare.js';
import type { Label, Reason } from '../finding.js';
import { yearBefore } from '../series/observation.js';
import type { Topic } from './align.js';
import { derive, type Derived } from './derive.js';
import { observe, type Observation } from './observe.js';
import { labelOf, type PassageJudgement } from './passage-judgement.js';
import type { ReadDocument, Sentence } from './read-document.js';

/** Which stated figures answer which kind of claim directly. */
const answers: Readonly<Partial<Record<AssertionKind, readonly AssertionKind[]>>> = {
  level: ['level', 'ratio'],
  ratio: ['ratio', 'level'],
  change: ['change'],
  rank: ['rank'],
  target: ['target'],
};

/** Judges a claim with a figure by the figures of a document: those stated first, those calculated after. */
export function judgeFigures(assertion: Assertion, topic: Topic, document: ReadDocument): PassageJudgement {
  const all = observe(topic, document);
  const seen = all.filter((each) => each.alignment.strength !== 'none');
  const direct = seen
    .filter((each) => answers[assertion.kind]?.includes(each.kind) || isForeseen(assertion, topic, each))
    .map((each) => judgeOne(assertion, each));
  const calculated = derive(assertion, seen).map((each) => judgeDerived(assertion, each));
  return settle(assertion, [...direct, ...calculated]) ?? nothing(assertion, all);
}

/** "Predicts growth of 4 %": what is foreseen is answered by a forecast. */
function isForeseen(assertion: Assertion, { frame }: Topic, seen: Observation): boolean {
  if (!frame.isForecast || seen.kind !== 'target' || seen.observed.dimension !== assertion.dimension)
    return false;
  const isChange = seen.baseline !== null;
  return isChange ? assertion.kind === 'change' : assertion.kind === 'level' || assertion.kind === 'ratio';
}

interface Judged {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  readonly sentences: readonly Sentence[];
  /** Higher is better evidence: stated over calculated, the same sentence over the one before. */
  readonly rank: number;
  readonly period: string;
}

function judgeOne(assertion: Assertion, seen: Observation): Judged {
  const plain = seen.alignment.strength === 'strong' && seen.periodFrom !== 'sentence-before';
  const comparison =
    otherBaseline(assertion, seen) ?? ambiguous(assertion, seen) ?? compare(assertion, seen.observed);
  return {
    ...(isFirm(seen) ? comparison : cautious(comparison, seen)),
    sentences: [seen.sentence],
    rank: plain ? 4 : 3,
    period: printPeriod(seen.observed.period),
    ...refusal(assertion, seen, comparison),
  };
}

function judgeDerived(assertion: Assertion, { observed, from }: Derived): Judged {
  const weak = from.find((each) => each.alignment.strength !== 'strong');
  const comparison = compare(assertion, observed);
  return {
    ...(weak ? cautious(comparison, weak) : comparison),
    sentences: from.map((each) => each.sentence),
    rank: weak ? 1 : 2,
    period: printPeriod(observed.period),
  };
}

function isFirm(seen: Observation): boolean {
  return seen.alignment.strength === 'strong' && seen.reservation === null;
}

/** "1.500" beside "1,500": one of them may be written with the other's thousands mark. */
function ambiguous(assertion: Assertion, seen: Observation): Comparison | null {
  const [a, b] = [Math.abs(assertion.value ?? 0), Math.abs(seen.observed.value ?? 0)];
  const isThousandfold = a > 0 && b > 0 && (a === b * 1000 || b === a * 1000);
  const grouped = /(?<![\d.,])\d{1,3}[.,]\d{3}(?!\d)/u;
  if (!isThousandfold || !(grouped.test(assertion.text) || grouped.test(seen.sentence.text))) return null;
  const message = 'The figures differ a thousandfold and may be one, written with different marks.';
  return refused('ambiguous-thousands', message, seen);
}

/** What is told only nearby may support, not refute: a wrong "refuted" is the worst error there is. */
function cautious(comparison: Comparison, seen: Observation): Comparison {
  if (comparison.outcome !== 'mismatch') return comparison;
  const words = seen.alignment.words.join(', ') || (seen.alignment.why ?? seen.reservation ?? '');
  const message = `A differing figure stands there, but not in so many words about the same thing (${words}).`;
  return {
    outcome: 'incomparable',
    reasons: [{ code: 'alignment-weak', message, passage: seen.sentence.text }, ...comparison.reasons],
  };
}

/** A claim without a period is not refuted by a figure that has one: it may be about another time. */
function refusal(assertion: Assertion, seen: Observation, comparison: Comparison): Partial<Judged> {
  const hasNone =
    assertion.period === null || (assertion.period.from === null && assertion.period.to === null);
  if (comparison.outcome !== 'mismatch' || !hasNone || seen.periodFrom === 'none') return {};
  const message = `The passage is about ${printPeriod(seen.observed.period)}; the claim names no period.`;
  return {
    outcome: 'incomparable',
    reasons: [{ code: 'incomparable-period', message, passage: seen.sentence.text }],
  };
}

function otherBaseline(assertion: Assertion, seen: Observation): Comparison | null {
  // A change without a stated start is counted from the year before, so a passage that counts from elsewhere says another thing.
  const usual = assertion.kind === 'change' && assertion.period ? yearBefore(assertion.period) : null;
  const [a, b] = [assertion.baseline ?? usual, seen.baseline];
  const differs = a !== null && b !== null && (a.from !== b.from || a.to !== b.to);
  if (differs) {
    const message = `The claim counts from ${printPeriod(a)}, the passage from ${printPeriod(b)}.`;
    return refused('incomparable-baseline', message, seen);
  }
  if (assertion.kind === 'target' && assertion.dueOn !== seen.dueOn) {
    const message = `The claim's date is ${assertion.dueOn ?? 'open'}, the passage's ${seen.dueOn ?? 'open'}.`;
    return refused('incomparable-due-date', message, seen);
  }
  return null;
}

function refused(code: string, message: string, seen: Observation): Comparison {
  return { outcome: 'incomparable', reasons: [{ code, message, passage: seen.sentence.text }] };
}

/** The best evidence decides; below it only what was left open there. Null where no figure was compared. */
function settle(assertion: Assertion, judged: readonly Judged[]): PassageJudgement | null {
  for (const rank of [4, 3, 2, 1]) {
    const peers = judged.filter((each) => each.rank === rank);
    const decisive = peers.filter((each) => each.outcome === 'match' || each.outcome === 'mismatch');
    if (decisive.length > 0) return decide(decisive);
    const near = peers.find((each) => each.outcome === 'near');
    if (near) return judgement('not-enough-evidence', [near]);
  }
  const open = judged.find((each) => each.reasons[0]?.code === 'evidence-open') ?? judged[0];
  return open ? judgement('not-enough-evidence', [open]) : null;
}

function decide(decisive: readonly Judged[]): PassageJudgement {
  const [first] = decisive;
  const agree = decisive.every((each) => each.outcome === first?.outcome);
  if (first && agree) return judgement(labelOf(first.outcome), [first]);
  const periods = new Set(decisive.map((each) => each.period));
  if (periods.size > 1) {
    const message = `The document gives figures for ${[...periods].join(' and ')}, which differ; the claim does not say which.`;
    const both = judgement('not-enough-evidence', decisive);
    return { ...both, reasons: [{ code: 'period-unclear', message }, ...both.reasons] };
  }
  return judgement('conflicting', decisive);
}

function judgement(label: Label, judged: readonly Judged[]): PassageJudgement {
  const sentences = judged.flatMap((each) => each.sentences);
  return {
    label,
    reasons: judged.flatMap((each) => each.reasons),
    start: Math.min(...sentences.map((each) => each.start)),
    end: Math.max(...sentences.map((each) => each.end)),
  };
}

/** What a figure that fits but for one thing is of, by why it was not used. */
const obstacles: Readonly<Record<string, readonly [code: string, message: string]>> = {
  'other-basis': [
    'incomparable-basis',
    'The passage counts the change on another basis (month, quarter or year)',
  ],
  'other-per': [
    'incomparable-basis',
    'The passage gives a figure per something, or in all, and the claim not so',
  ],
  'narrower-measure': ['incomparable-population', 'The passage is about a part of what the claim is about'],
  'other-name': ['incomparable-population', 'The passage is about somebody or something else by name'],
  'says-more': ['incomparable-population', 'The passage says more of what the figure is of'],
};

const noPassage: Reason = {
  code: 'no-passage',
  message: 'No passage gives a figure for what the claim is about.',
};

/** Says what came closest, so that a reader sees why a tempting figure was not used. */
function nothing(assertion: Assertion, all: readonly Observation[]): PassageJudgement {
  const tempting = all.find(
    (each) => each.observed.value !== null && each.observed.value === assertion.value,
  );
  const near = tempting ?? all.find((each) => obstacles[each.alignment.why ?? ''] !== undefined);
  const reasons = [...closest(near, near === tempting), ...obstacleOf(near)];
  const said = reasons.length > 0 ? reasons : [noPassage];
  return { label: 'not-enough-evidence', reasons: said, start: null, end: null };
}

function closest(near: Observation | undefined, isEqual: boolean): Reason[] {
  if (near === undefined || !isEqual) return [];
  return [
    {
      code: `not-aligned-${near.alignment.why ?? 'other-kind'}`,
      message: `The same figure stands there, but about something else (${near.alignment.words.join(', ') || near.kind}).`,
      passage: near.sentence.text,
    },
  ];
}

function obstacleOf(near: Observation | undefined): Reason[] {
  const found = obstacles[near?.alignment.why ?? ''];
  if (near === undefined || found === undefined) return [];
  const [code, say] = found;
  const words = near.alignment.words.length > 0 ? ` (${near.alignment.words.join(', ')})` : '';
  return [{ code, message: `${say}${words}.`, passage: near.sentence.text }];
}
