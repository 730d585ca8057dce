import type { Assertion } from '../claim/assertion.js';
import { isOnlyNamed } from './named-figure.js';

/** Two times that are not named: "between the two censuses", "from one count to the next". */
export const betweenTwoTimes = /\bbetween the (?:last )?two\b|\bfrom one \p{L}+ to the (?:next|other)\b/iu;

/** Readings of statements and events that figures can test after all: the first that applies. */
const readings: readonly ((assertion: Assertion) => Assertion | null)[] = [
  withDirection,
  asShare,
  asDifference,
  asLoss,
  asNamed,
  asDiscipline,
];

/** The assertion as its words can be tested; itself where its form says all. */
export function asTestable(assertion: Assertion): Assertion {
  for (const read of readings) {
    const found = read(assertion);
    if (found !== null) return found;
  }
  return assertion;
}

const directions: readonly (readonly [RegExp, 'up' | 'down'])[] = [
  [
    /\b(?:rose|grew|increased|climbed|jumped|surged|soared|went up|became (?:dearer|more expensive)|expanded)\b/iu,
    'up',
  ],
  [
    /\b(?:fell|shrank|declined|decreased|dropped|slumped|plunged|went down|became cheaper|contracted)\b/iu,
    'down',
  ],
];

/** "Trade shrank in 2018" is a dated event by its form; what it says is a change whose direction figures can test. */
function withDirection(assertion: Assertion): Assertion | null {
  if (assertion.kind !== 'event' && assertion.kind !== 'statement') return null;
  const isTimed = assertion.period !== null || betweenTwoTimes.test(assertion.text);
  if (!isTimed || assertion.value !== null) return null;
  const found = directions.filter(([pattern]) => pattern.test(assertion.text));
  const direction = found.length === 1 ? found[0]?.[1] : undefined;
  return direction ? { ...assertion, kind: 'change', direction } : null;
}

const share = { dimension: 'percent', precision: 0, lowInclusive: null, highInclusive: null } as const;

/** Quantifiers at the head of a statement: what share they claim. "None of" is taken off, so that it is no negation of the rest. */
const quantifiers: readonly (readonly [RegExp, Partial<Assertion>])[] = [
  [
    /^(?:in [^,]{1,60},? )?(?:most|(?:a|the) (?:large |clear |vast )?majority of|more than half(?: of)?) (?:of )?(?:the )?/iu,
    { ...share, value: 50, low: 50, high: null, lowInclusive: false, hedge: 'over' },
  ],
  [
    /^(?:in [^,]{1,60},? )?(?:a minority of|(?:fewer|less) than half(?: of)?|not even half(?: of)?) (?:the )?/iu,
    { ...share, value: 50, low: null, high: 50, highInclusive: false, hedge: 'under' },
  ],
  [
    /^(?:none|not one) of (?:the )?/iu,
    { ...share, value: 0, low: 0, high: 0, lowInclusive: true, highInclusive: true },
  ],
  [
    /^no (?=\p{L}+ (?:in|of|at|on)\b)/iu,
    { ...share, value: 0, low: 0, high: 0, lowInclusive: true, highInclusive: true },
  ],
  [
    /^(?:all|every one|each) (?:of )?(?:the )?(?:(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) )?/iu,
    { ...share, value: 100, low: 100, high: 100, lowInclusive: true, highInclusive: true },
  ],
];

/** "Most ministers are lawyers": more than half. */
function asShare(assertion: Assertion): Assertion | null {
  if (assertion.kind !== 'statement' && assertion.kind !== 'event') return null;
  for (const [pattern, figure] of quantifiers)
    if (pattern.test(assertion.text)) {
      const text = assertion.text.replace(pattern, '');
      const measure = assertion.measure.filter((stem) => !/^(?:none|majority|minority|half)$/u.test(stem));
      return { ...assertion, ...figure, kind: 'ratio', text, measure };
    }
  return null;
}

/** "was 90 dollars higher in 2014 than in 2009": a difference, not a level. Where it cannot be told from when, words must settle it. */
function asDifference(assertion: Assertion): Assertion | null {
  const match = comparative.exec(assertion.text);
  if (assertion.kind !== 'level' || match === null || assertion.value === null) return null;
  const year = match[2];
  if (year === undefined) return { ...assertion, kind: 'statement', value: null };
  const direction = /^(?:higher|more|greater|larger|above)$/iu.test(match[1] ?? '') ? 'up' : 'down';
  const baseline = { from: `${year}-01-01`, to: `${year}-12-31` };
  const positive: Assertion = { ...assertion, kind: 'change', baseline, direction: 'up' };
  if (direction === 'up') return positive;
  const { low, high, lowInclusive, highInclusive, value } = assertion;
  const bounds = {
    low: negative(high),
    high: negative(low),
    lowInclusive: highInclusive,
    highInclusive: lowInclusive,
  };
  return { ...positive, ...bounds, direction, value: -value };
}

const comparative =
  /\b(higher|lower|more|less|fewer|greater|larger|smaller|above|below)\b(?: (?!than)[\p{L}\d]+){0,3} than (?:in ((?:19|20)\d\d)\b|a year|the year|the previous)/iu;

const negative = (bound: number | null) => (bound === null ? null : -bound);

const spansYears = (period: Assertion['period']) =>
  period !== null && period.from?.slice(0, 4) !== period.to?.slice(0, 4);

/** "lost 12,000 jobs between 2001 and 2009": a change over years, where a level has one time. */
function asLoss(assertion: Assertion): Assertion | null {
  const { kind, dimension, value, period, text, hedge } = assertion;
  const verb = /\b(lost|shed|gained)\b (?:[\p{L}]+ ){0,3}[\d$€£]/iu.exec(text)?.[1]?.toLowerCase();
  const isLong = spansYears(period) && /\b(?:between|from)\b/iu.test(text);
  if (kind !== 'level' || dimension !== 'number' || value === null || verb === undefined || !isLong)
    return null;
  const up: Assertion = { ...assertion, kind: 'change', direction: 'up' };
  if (verb === 'gained') return up;
  const { low, high, lowInclusive, highInclusive } = assertion;
  const bounds = {
    low: negative(high),
    high: negative(low),
    lowInclusive: highInclusive,
    highInclusive: lowInclusive,
  };
  return { ...up, ...bounds, hedge, direction: 'down', value: -value };
}

/** "The two-room flat was sold": the figure counts nothing, what is said is the rest. */
function asNamed(assertion: Assertion): Assertion | null {
  if (!isOnlyNamed(assertion)) return null;
  const none = { value: null, low: null, high: null, lowInclusive: null, highInclusive: null };
  const isTimed = assertion.period !== null;
  return { ...assertion, ...none, dimension: null, kind: isTimed ? 'event' : 'statement' };
}

/** "won the men's 400 metres": the length is the name of the race. */
function asDiscipline(assertion: Assertion): Assertion | null {
  if (assertion.dimension !== 'measure' || assertion.kind !== 'level') return null;
  const isRace =
    /\b(?:the|(?:wo)?men['’]s) [\d,.]+[- ]?(?:m|km|met(?:re|er)s?|kilomet(?:re|er)s?|miles?|yards?)\b/iu;
  return isRace.test(assertion.text) &&
    /\b(?:won|win|wins|winning|ran|race|beat|champion|final|gold|title)\b/iu.test(assertion.text)
    ? { ...assertion, kind: 'statement', value: null }
    : null;
}
