import type { Assertion } from '../../claim/assertion.js';
import type { Label } from '../../finding.js';
import { frameOf } from '../frame.js';
import type { PassageJudgement } from '../passage-judgement.js';
import { onlyPeriod, type ReadDocument, type Sentence } from '../read-document.js';
import { isSoft } from '../saying/soft.js';
import { sayingOf } from '../saying/saying.js';
import { timeRelation } from '../saying/time-relation.js';
import { likeness } from '../saying/wording.js';
import { loserIn, orderIn, standingsIn, unmatchedIn, type Standing } from './standings.js';

/** Judges "A ranked second", "A won", "A came ahead of B" by a list that names who stands where. Null for other claims and where no list does. */
export function judgeRank(assertion: Assertion, document: ReadDocument): PassageJudgement | null {
  const { text, kind } = assertion;
  const isDenial = unmatchedIn(text) === null && frameOf(text).negations.length > 0;
  if (!ranked.has(kind) || isDenial) return null;
  const claim = claimOf(text);
  if (claim === null) return null;
  for (const sentence of document.sentences) {
    const found = claim.judge(sentence);
    if (found !== null && isOfSameList(assertion, sentence, claim.names))
      return judgement(found.label, found.message, sentence);
  }
  return null;
}

const ranked: ReadonlySet<string> = new Set(['rank', 'event', 'statement', 'level', 'ratio']);

interface Claim {
  readonly names: readonly string[];
  readonly judge: (sentence: Sentence) => Found | null;
}

function claimOf(text: string): Claim | null {
  const most = unmatchedIn(text);
  if (most !== null) return { names: [most.name], judge: (sentence) => judgePlace(most, sentence) };
  const order = orderIn(text);
  if (order !== null) return { names: order, judge: (sentence) => judgeOrder(order, sentence) };
  const loser = loserIn(text);
  if (loser !== null) return { names: [loser], judge: (sentence) => judgeLoser(loser, sentence) };
  const [stated] = standingsIn(text);
  return stated === undefined
    ? null
    : { names: [stated.name], judge: (sentence) => judgePlace(stated, sentence) };
}

interface Found {
  readonly label: Label;
  readonly message: string;
}

function judgePlace(stated: Standing, { text }: Sentence): Found | null {
  const seen = [...standingsIn(text), ...endsOf(text)].filter((each) => isSameMost(stated, each));
  const own = seen.find((each) => isSameName(stated.name, each.name));
  if (own !== undefined) {
    const message = `The evidence puts ${own.name} at place ${own.rank}; the claim says ${stated.rank}.`;
    return { label: own.rank === stated.rank ? 'supported' : 'refuted', message };
  }
  const other = seen.find((each) => each.rank === stated.rank);
  if (other === undefined || /\b(?:joint|jointly|tied|shared|equal|both|along with)\b/iu.test(text))
    return null;
  return {
    label: 'refuted',
    message: `The evidence gives place ${stated.rank} to ${other.name}, not to ${stated.name}.`,
  };
}

/** Who beats another wins what the two contest. */
function endsOf(text: string): Standing[] {
  const order = /\b(?:beat|beats|defeated|defeats|overcame|lost to|beaten by|defeated by)\b/u.test(text)
    ? orderIn(text)
    : null;
  return (order ?? []).map((name, index) => ({ name, rank: index + 1, superlative: null }));
}

/** Who is named beside the winner of a contest did not win it. */
function judgeLoser(loser: string, { text }: Sentence): Found | null {
  const winner = [...standingsIn(text), ...endsOf(text)].find(
    (each) => each.rank === 1 && each.superlative === null,
  );
  if (winner === undefined) return null;
  if (isSameName(loser, winner.name))
    return { label: 'refuted', message: `The evidence says that ${winner.name} won.` };
  return text.includes(loser)
    ? { label: 'supported', message: `The evidence says that ${winner.name} won, and not ${loser}.` }
    : null;
}

function judgeOrder([first, last]: readonly [string, string], { text }: Sentence): Found | null {
  const told = orderIn(text);
  if (told !== null && isSameName(first, told[0]) && isSameName(last, told[1]))
    return {
      label: 'supported',
      message: `The evidence puts ${told[0]} before ${told[1]}, as the claim does.`,
    };
  if (told !== null && isSameName(first, told[1]) && isSameName(last, told[0]))
    return {
      label: 'refuted',
      message: `The evidence puts ${told[0]} before ${told[1]}; the claim says the reverse.`,
    };
  const seen = standingsIn(text);
  if (seen.some((each) => each.rank === 1 && isSameName(last, each.name)))
    return { label: 'refuted', message: `The evidence puts ${last} first, and not behind ${first}.` };
  const [a, b] = [first, last].map((name) => seen.find((each) => isSameName(name, each.name)));
  if (!a || !b || a.rank === b.rank) return null;
  const message = `The evidence puts ${a.name} at place ${a.rank} and ${b.name} at place ${b.rank}.`;
  return { label: a.rank < b.rank ? 'supported' : 'refuted', message };
}

/** All that the claim says besides the names and the place stands in the sentence; time, "per what" and negations agree. */
function isOfSameList(assertion: Assertion, sentence: Sentence, names: readonly string[]): boolean {
  const [claim, passage] = [sayingOf(assertion.text), sentence.saying];
  const [own, seen] = [frameOf(assertion.text), sentence.frame];
  if (own.per !== seen.per || own.isForecast !== seen.isForecast || seen.negations.length > 0) return false;
  const relation = timeRelation(assertion.period, onlyPeriod(sentence));
  if (relation !== 'inside' && relation !== 'untimed') return false;
  const named = new Set(names.flatMap((name) => sayingOf(`the ${name}`).words.map((word) => word.root)));
  return claim.words
    .filter(({ root }) => !named.has(root) && !isSoft(root) && !ranking.test(root))
    .every(({ root }) => passage.words.some((word) => likeness(root, word.root) === 'same'));
}

const ranking =
  /^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|rank|plac|top|finish|win|won|lose|lost|beat|defeat|behind|gold|silver|bronz|medal|ahead|behind|list|tabl|\p{L}+est|most|least|total|number|amount|more|high|larg|great|europ|european|coun\p{L}*)$/u;

/** The words of one name all stand in the other, or its last one does. */
function isSameName(a: string, b: string): boolean {
  const [one, other] = [a, b].map((name) => sayingOf(`the ${name}`).words.map((word) => word.root));
  if (!one || !other || one.length === 0 || other.length === 0) return false;
  const [few, many] = one.length <= other.length ? [one, other] : [other, one];
  return (
    few.every((root) => many.includes(root)) ||
    (few.length > 1 &&
      few.at(-1) === many.at(-1) &&
      few.some((root, index) => index < few.length - 1 && many.includes(root)))
  );
}

const leading = /^(?:largest|biggest|highest|most|greatest|top)$/u;

/** "The largest" and "the biggest" are one; a list told without a superlative is taken to begin with the most. */
function isSameMost(a: Standing, b: Standing): boolean {
  const [one, other] = [a.superlative, b.superlative];
  if (one === other) return true;
  return leading.test(one ?? 'most') && leading.test(other ?? 'most');
}

function judgement(label: Label, message: string, sentence: Sentence): PassageJudgement {
  const code = label === 'supported' ? 'rank-agrees' : 'rank-differs';
  return {
    label,
    reasons: [{ code, message, passage: sentence.text }],
    start: sentence.start,
    end: sentence.end,
  };
}
