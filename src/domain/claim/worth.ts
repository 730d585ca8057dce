import type { Reason } from '../finding.js';
import type { ParsedClaim } from './parse.js';

/** From here on a sentence is offered for checking. */
export const checkworthy = 0.5;

export interface Worth {
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** What the features look at; the quotation marks around a whole sentence are off. */
interface Looked {
  readonly text: string;
  readonly parsed: ParsedClaim;
  readonly words: number;
}

interface Feature {
  readonly code: string;
  readonly weight: number;
  readonly message: string;
  readonly holds: (looked: Looked) => boolean;
}

/** How worth checking a sentence is, with the features that made it so. The weights are log-odds; none of them alone decides. */
export function worth(sentence: string, parsed: ParsedClaim): Worth {
  const text = unquoted(sentence);
  const looked: Looked = { text, parsed, words: text.split(/\s+/u).length };
  const held = features.filter((feature) => feature.holds(looked));
  const sum = held.reduce((total, feature) => total + feature.weight, bias);
  return {
    score: 1 / (1 + Math.exp(-sum)),
    reasons: held.map(({ code, message, weight }) => ({ code, message, weight })),
  };
}

/** Marks and blanks at the ends, taken off one by one: a pattern would try each place of a long run of them. */
function unquoted(sentence: string): string {
  let [start, end] = [0, sentence.length];
  while (start < end && /["“”'‘’\s]/u.test(sentence[start] ?? '')) start += 1;
  while (end > start && /["“”'‘’\s]/u.test(sentence[end - 1] ?? '')) end -= 1;
  return sentence.slice(start, end);
}

const bias = -1.4;

const kinds = (parsed: ParsedClaim) => new Set(parsed.assertions.map((assertion) => assertion.kind));
const has = (pattern: RegExp) => (looked: Looked) => pattern.test(looked.text);
const isCountOnly = ({ parsed }: Looked) =>
  parsed.quantities.every(
    (q) => q.kind === 'ordinal' || (q.kind === 'number' && q.hedge === 'exact' && (q.value ?? 99) < 3),
  );
const figures = (looked: Looked) => looked.parsed.quantities.length > 0 && !isCountOnly(looked);

const features: readonly Feature[] = [
  { code: 'figure', weight: 1.9, message: 'States a figure.', holds: figures },
  {
    code: 'change',
    weight: 0.7,
    message: 'States a change, a share or a ratio.',
    holds: ({ parsed }) => ['change', 'ratio'].some((kind) => kinds(parsed).has(kind as 'change')),
  },
  {
    code: 'strong-figure',
    weight: 0.6,
    message: 'States a percentage or a sum of money.',
    holds: ({ parsed }) =>
      parsed.quantities.some((q) => /^(?:percent|percentage-point|money|multiplier)$/u.test(q.kind)),
  },
  {
    code: 'rank',
    weight: 1.5,
    message: 'States an order or a record.',
    // a superlative is a rank too, and has a feature of its own
    holds: ({ text, parsed }) =>
      (kinds(parsed).has('rank') && parsed.quantities.some((q) => q.kind === 'ordinal')) || record.test(text),
  },
  {
    code: 'superlative',
    weight: 1.2,
    message: 'Compares with all others.',
    holds: has(
      /\b(?:largest|biggest|highest|lowest|smallest|longest|oldest|youngest|fastest|worst|deadliest|richest|poorest|busiest|most \p{L}+ (?:in|of|since|ever)|the only|no other)\b/iu,
    ),
  },
  {
    code: 'dated',
    weight: 1.4,
    message: 'Names a time that can be looked up.',
    holds: ({ parsed }) =>
      parsed.periods.some(
        ({ text, granularity }) =>
          granularity !== 'decade' && !/\s(?:days|weeks|months|years|decades|decade)$/iu.test(text),
      ),
  },
  {
    code: 'promise',
    weight: 1.1,
    message: 'Promises something by a day.',
    holds: ({ parsed }) => kinds(parsed).has('target'),
  },
  {
    code: 'comparison',
    weight: 0.9,
    message: 'Compares.',
    holds: has(
      /\b(?:more|less|fewer|higher|lower|larger|smaller|longer|shorter|better|worse) (?:\p{L}+ ){0,3}than\b|\b(?:twice|half|three times) as\b|\bas (?:many|much) as\b/iu,
    ),
  },
  {
    code: 'past-fact',
    weight: 0.8,
    message: 'Says that something was done.',
    holds: has(
      /\b(?:was|were|has|have|had|been)\s+(?:\p{L}+ly\s+)?\p{L}{2,}(?:ed|en|ne|wn|lt|nt|ut)\b|\b(?:won|lost|signed|banned|passed|approved|rejected|opened|closed|killed|died|voted|cut|raised|launched|built|resigned|dismissed|arrested|dropped|doubled|fell|rose|grew|created|added|spent|cost|elected|introduced|abolished|imposed|lifted|vetoed|supported|opposed|cast|sold|bought|paid|moved|ended|began|started|founded)\b/iu,
    ),
  },
  {
    code: 'finding',
    weight: 0.9,
    message: 'Reports what an office, study or court found.',
    holds: has(
      /\b(?:(?:study|studies|report|data|figures|statistics|survey|census|audit|auditors?|court|commission|ministry|bureau|office|agency|researchers?|scientists?|according to)\b[^.]{0,60}\b(?:found|shows?|showed|ruled|said|says|attributes?|blames?|estimates?|estimated|recorded|counted|confirmed|concluded)|according to (?!him\b|her\b|them\b))/iu,
    ),
  },
  {
    code: 'cause',
    weight: 0.6,
    message: 'Claims a cause.',
    holds: has(
      /\b(?:because of|due to|caused by|led to|as a result of|thanks to|attributed? .{0,40} to)\b/iu,
    ),
  },
  {
    code: 'existence',
    weight: 0.6,
    message: 'Says that something exists, or that it does not.',
    holds: has(
      /\b(?:there (?:is|are|was|were) (?:no|not|only|nearly|about)|no (?:one|country|law|evidence)|never (?:been|had)|none of|without any)\b/iu,
    ),
  },
  {
    code: 'name',
    weight: 0.5,
    message: 'Names somebody or something.',
    holds: ({ text }) => /\s(?!I\b|I['’])\p{Lu}[\p{L}.]+/u.test(text),
  },
  {
    code: 'public-matter',
    weight: 0.6,
    message: 'Speaks of public matters.',
    holds: has(
      /\b(?:tax(?:es)?|jobs?|unemployment|inflation|deficit|debt|budget|economy|gdp|trade|exports?|imports?|wages?|incomes?|prices?|crime|murders?|immigra\p{L}*|refugees?|health|hospitals?|schools?|pensions?|security|war|troops|nuclear|oil|gas|energy|emissions|climate|election|voters?|votes?|parliament|congress|senate|law|bill|treaty|court|budget|spending|welfare|medicare|military|police|poverty|insurance)\b/iu,
    ),
  },
  { code: 'question', weight: -3.4, message: 'Asks.', holds: has(/\?["”'’)]*$/u) },
  { code: 'opinion', weight: -2, message: 'Says what somebody thinks or feels.', holds: has(opinionWords()) },
  {
    code: 'first-person',
    weight: -0.7,
    message: 'Speaks of the speaker.',
    holds: has(/\b(?:I|I'm|I’m|I've|I’ve|me|my|mine|myself)\b/u),
  },
  {
    code: 'we',
    weight: -0.25,
    message: 'Speaks for a group.',
    holds: has(/\b(?:we|we're|we’re|our|us|let's|let’s)\b/iu),
  },
  {
    code: 'address',
    weight: -0.7,
    message: 'Speaks to somebody.',
    holds: has(/\b(?:you|your|thank|please|welcome|ladies and gentlemen|good evening|dear)\b/iu),
  },
  {
    code: 'should',
    weight: -1.4,
    message: 'Says what ought to be.',
    holds: has(
      /\b(?:should|must|ought to|needs? to|have to|has to|got to|let us|let's|would be (?:fair|better|good|wrong|great))\b/iu,
    ),
  },
  {
    code: 'speculation',
    weight: -1.1,
    message: 'Says what may be.',
    holds: has(
      /\b(?:may|might|could|would|perhaps|maybe|possibly|probably|likely|if|hopefully|seems?|appears?)\b/iu,
    ),
  },
  {
    code: 'future',
    weight: -0.5,
    message: 'Speaks of what is to come, without a day.',
    holds: ({ text, parsed }) =>
      /\b(?:will|shall|going to|'ll|’ll)\b/iu.test(text) && parsed.periods.length === 0,
  },
  {
    code: 'boilerplate',
    weight: -3,
    message: 'Belongs to the page, not to the story.',
    holds: ({ text, words }) =>
      boilerplate.test(text) || (words < 5 && text.length < 80 && !/(?:ed|s)\b.*[.!]$|\d/u.test(text)),
  },
  {
    code: 'no-verb',
    weight: -1.2,
    message: 'Is no sentence.',
    holds: ({ text, words }) => words < 12 && !/[.!?;:]["”’')\]]*$/u.test(text) && !/\d/u.test(text),
  },
  { code: 'short', weight: -0.8, message: 'Is very short.', holds: ({ words }) => words < 6 },
  {
    code: 'image',
    weight: -0.8,
    message: 'Paints a picture.',
    holds: has(
      /\b(?:like an?|as if|looked|looks|smile[sd]?|smiling|dream\p{L}*|beautiful|spirit|heart|soul)\b/iu,
    ),
  },
  {
    code: 'vague',
    weight: -0.9,
    message: 'Praises or blames without a measure.',
    holds: has(
      /\b(?:successful|effective|important|serious|powerful|strong|great|good|bad|wonderful|terrible|significant|constructive|progressively|priority|commitment|cooperation|vision|merit|strengthen(?:s|ed|ing)?|deepen(?:s|ed|ing)?|completely|big|brotherly|fraternal|dynamics|incentive|clear|fundamental|values|leadership)\b/iu,
    ),
  },
];

function opinionWords(): RegExp {
  return /\b(?:I|we|he|she|they|you) (?:\p{L}+ly )?(?:think|thinks|thought|believe|believes|feel|feels|felt|hope|hopes|hoped|guess|suppose|wish|want|wants|love|like|appreciate|admire|fear|know|am (?:convinced|sure|glad|happy|proud|pleased|sorry)|are (?:pleased|proud|convinced|glad|sure)|consider|regard)\b|\b(?:in my (?:opinion|view|judgment)|to my mind|it is (?:a )?(?:shame|pity|wonderful|fair|right|wrong|time)|better late|the best|convinced|pleased with|let me|frankly|honestly|of course)\b/iu;
}

const record =
  /\b(?:a record|record (?:high|low|number|year)|for the first time|first ever|first-ever|unprecedented|in a row|all-time)\b/iu;
const boilerplate =
  /^(?:read more|follow us|subscribe|sign up|click|advertisement|all rights reserved|see also|this article|tickets for|editing by|reporting by|©|copyright)\b|^(?:on|via|by|photo|image|picture|source|share|related|tags?|comments?|updated?|published|watch|listen|more on)\b(?:\s+\S+){0,4}$/iu;
