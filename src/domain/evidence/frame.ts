/** What in a sentence turns its meaning without being part of what is measured: negation, forecast, and "per what". */
export interface Frame {
  /** The kinds of negation in it. */
  readonly negations: readonly string[];
  /** A plan or forecast: no proof of an outcome. */
  readonly isForecast: boolean;
  /** `head`, `day` … for figures given per something; null for plain ones. */
  readonly per: string | null;
  /** The basis of a change: `month`, `quarter`, `year`; null when not said. */
  readonly basis: string | null;
  /** A cause or motive is named. */
  readonly isCausal: boolean;
}

/** Words that turn a sentence round, each kind by itself: "did not reject" is neither "rejected" nor "did not". */
const negations: readonly (readonly [RegExp, string])[] = [
  [/\b(?:not|no|never|none|neither|nor|without|cannot)\b|n['’]t\b|\bha(?:s|ve|d) yet to\b/iu, 'not'],
  [/\b(?:denie[sd]|deny|denying)\b/iu, 'deny'],
  [/\brefus(?:e|es|ed|ing)\b/iu, 'refuse'],
  [/\breject(?:s|ed|ing)?\b/iu, 'reject'],
  [/\bfail(?:s|ed|ing)?\b/iu, 'fail'],
];

/** "…, not by 12 % as reported" corrects a figure and denies nothing else. */
const retraction = /,? (?:and |but )?not (?:by |at |the )?[$€£]?\d[^,;]*/giu;

/** "no more than 40" bounds a figure. */
const bounding =
  /\b(?:no|not) (?:more|fewer|less|later|earlier|higher|lower|longer|shorter) than\b|\bnot only\b|\bno doubt\b/giu;

/** What is planned, foreseen or owed has not happened for that. */
const forecast =
  /\b(?:forecasts?|predict(?:s|ed|ion)?|project(?:s|ed|ions?)|expect(?:s|ed)?|anticipate[sd]?|plan(?:s|ned)? (?:to|for|that|on|an?|\d+)\b|intend(?:s|ed)?|aim(?:s|ed)?|hope[sd]?|target(?:s|ed)?|pledge[sd]?|promise[sd]?|will|would|shall|could|may|might|must|should|ought|(?:is|are|was|were) (?:set|due|expected|likely|to be)|is to|are to)\b/iu;

const cause =
  /\b(?:because|due to|owing to|thanks to|as a result|caused|causing|led to|on purpose|in order to|in response to)\b/iu;

/** "may" is also a month. */
const monthOfMay = /\bMay\b/gu;

const perWhat: readonly (readonly [RegExp, string])[] = [
  [/\bper (?:head|capita|person|inhabitant)\b|\ba head\b/iu, 'head'],
  [periodic('day', 'daily'), 'day'],
  [periodic('week', 'weekly'), 'week'],
  [periodic('month', 'monthly'), 'month'],
  [/\bper hectare\b|\ba hectare\b/iu, 'hectare'],
  [/\bper household\b/iu, 'household'],
  [/\bper (?:100,000|million|thousand|1,000)\b/iu, 'ratio'],
];

/** "a month", "monthly": not "a month ago", the monthly rate of a change, or a weekly that is read. */
function periodic(noun: string, adverb: string): RegExp {
  return new RegExp(
    `\\b(?:per|a|each|every) ${noun}\\b(?! (?:ago|earlier|before|later|after))|\\b${adverb}\\b(?! (?:rate|growth|rise|fall|inflation|report|bulletin|newspaper|paper|magazine|survey|update|briefing|review))`,
    'iu',
  );
}

const bases: readonly (readonly [RegExp, string])[] = [
  [
    /\bmonth[- ](?:on|over)[- ]month\b|\bmonthly (?:rate|growth|rise|fall)\b|\b(?:than|from) (?:the|a) (?:previous )?month\b/iu,
    'month',
  ],
  [/\bquarter[- ](?:on|over)[- ]quarter\b|\bfrom the previous quarter\b/iu, 'quarter'],
  [/\byear[- ](?:on|over)[- ]year\b|\ba year (?:earlier|ago|before)\b|\bannual (?:rate|growth)\b/iu, 'year'],
];

/** Reads the frame of a sentence or claim. */
export function frameOf(text: string): Frame {
  return {
    negations: negations
      .filter(([pattern]) => pattern.test(text.replace(retraction, '').replace(bounding, '')))
      .map(([, kind]) => kind),
    isForecast: forecast.test(text.replace(monthOfMay, '')),
    per: firstOf(perWhat, text),
    basis: firstOf(bases, text),
    isCausal: cause.test(text),
  };
}

const isOtherBasis = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;

const areByTime = (a: Frame, b: Frame) =>
  [a.per, b.per].every((per) => per === null || /^(?:month|week|day)$/u.test(per)) &&
  (a.per === null || b.per === null);

/** Why two frames keep their sentences from speaking of the same thing, or null. `isRegular`: with and without "monthly" it is the same. */
export function framesDiffer(claim: Frame, passage: Frame, isRegular = false): string | null {
  if (claim.negations.join() !== passage.negations.join()) return 'negation';
  if (claim.isForecast !== passage.isForecast) return passage.isForecast ? 'forecast' : 'outcome';
  if (claim.per !== passage.per && !(isRegular && areByTime(claim, passage))) return 'per';
  // That it happened does not show why; a passage that also says why proves that it happened.
  if (claim.isCausal && !passage.isCausal) return 'cause';
  return isOtherBasis(claim.basis, passage.basis) ? 'basis' : null;
}

function firstOf(table: readonly (readonly [RegExp, string])[], text: string): string | null {
  return table.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
