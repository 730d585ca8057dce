import type { Assertion } from '../claim/assertion.js';
import type { Quantity } from '../claim/quantity-types.js';
import { figureOf } from './clause.js';
import type { Sentence } from './read-document.js';

/** What the words right before and after a figure make of it; `isLevel` rows hold for levels and shares only. */
interface Context {
  readonly code: string;
  readonly before?: RegExp;
  readonly after?: RegExp;
  readonly isLevel: boolean;
  /** A claim with these words asks for just such a figure. */
  readonly unless?: RegExp;
}

/** A figure in one of these contexts is no figure of the measure itself: it neither supports nor refutes. */
const bars: readonly Context[] = [
  // "Jana Roth, 34, …": an age.
  {
    code: 'age',
    before: /\p{Lu}[\p{L}’'-]*, $/u,
    after: /^[,.)]/u,
    isLevel: true,
    unless:
      /\b(?:aged?|old|(?:is|was|at|turned) (?:\d|\p{L}+teen\b|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))/iu,
  },
  // "$1 billion more than in 2017", "14 more seats": a difference.
  {
    code: 'difference',
    after:
      /^(?: (?!(?:in|by|to|from|of|at|was|were|is|and|or|but)\b)\p{L}+){0,2} (?:more|fewer|less|higher|lower|larger|smaller|above|below|short|shy|ahead|behind)\b(?! (?:or less|than half))/iu,
    isLevel: true,
  },
  {
    code: 'threshold',
    before: /\b(?:short|shy|missed|missing) (?:of )?(?:(?:the|its|a|an) )?$/iu,
    isLevel: true,
  },
  {
    code: 'threshold',
    before: /\b(?:target|goal|ceiling|limit|threshold|quota|forecast) (?:of|was|is) $/iu,
    isLevel: true,
  },
  // "25 euros each", "60 dollars a barrel": a price, no sum.
  {
    code: 'per-unit',
    after:
      /^,? (?:each\b|apiece\b|per (?!cent)\p{L}|(?:an?|every) (?:barrel|tonne|ton|kilo\p{L}*|litre|liter|gallon|head|person|hour|unit|piece|ticket|share|hectare|acre|household|night|square|pound|ounce)\b)/iu,
    isLevel: true,
    unless:
      /\b(?:each|apiece|per|price[sd]?|costs?|cheaper|dearer|expensive|(?:an?|every) (?:barrel|tonne|ton|kilo\p{L}*|litre|liter|gallon|head|person|hour|unit|piece|ticket|share|hectare|acre|household|night|pound|ounce))\b/iu,
  },
  // "three officers and two other people": the rest of a sum.
  { code: 'rest', after: /^ (?:other|others|further|additional|extra|more)\b/iu, isLevel: true },
  { code: 'rest', before: /\b(?:another|other|further|additional) $/iu, isLevel: true },
  {
    code: 'earlier-move',
    before:
      /\b(?:after|following|despite) (?:an? |the )?(?:\p{L}+ )?(?:falling|rising|gaining|losing|dropping|growing|jumping|sliding|increasing|declining|rise|fall|gain|loss|drop|growth|jump|slide|increase|decline)(?: of| by)? $/iu,
    isLevel: false,
  },
  { code: 'not-quite', before: /\b(?:nearly|almost|all but) \p{L}+(?:ed|t) $/iu, isLevel: true },
];

/** In these contexts a figure may be meant for another time: it may support, but not refute. */
const reserves: readonly Context[] = [
  {
    code: 'yardstick',
    before: /\b(?:from|against|versus|than|compared (?:with|to)(?: [\p{L}'’]+){0,4}) (?:an? |the )?$/iu,
    isLevel: true,
  },
  {
    code: 'earlier-state',
    before: /\bhad (?:already |previously |earlier )?\p{L}+(?: by| to)? $/iu,
    isLevel: false,
  },
  { code: 'extreme', before: /\b(?:low|high|peak|trough|minimum|maximum) of $/iu, isLevel: true },
  { code: 'part', after: /^ (?:of (?:it|them|these|those|which|whom)\b)/iu, isLevel: true },
];

/** Words anywhere in a sentence that make its figures another kind of figure, unless the claim has them too. */
const kinds: readonly (readonly [string, RegExp])[] = [
  ['average', /\b(?:on average|averag(?:e[sd]?|ing))\b/iu],
  ['running', /\b(?:so far|already|to date|as yet|has now)\b/iu],
  // up to an hour or a day, in one part of what went on, or of one sort of those counted
  [
    'partial',
    /\b(?:by|at|until|as of) (?:\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b|o['’]clock)|noon|midday|midnight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|\bas of\b|\bto go\b|\bby half-?(?:way|time)\b|\bovernight\b/iu,
  ],
  [
    'partial',
    /\b(?:first|second|third|last|opening|initial) (?:week|weekend|day|night|hours?|attack|wave|round|phase|stage|leg|game|match|blast)\b/iu,
  ],
  [
    'partial',
    /\b(?:full|part)[- ]time\b|\b(?:aged )?(?:over|under|above|below) \d\d$|\d people (?:aged )?(?:over|under) \d\d\b/iu,
  ],
  [
    'partial',
    /(?<!\b(?:said|says|told|announced|reported|showed|shows|published|released|confirmed)\b[^,;]{0,40})\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b(?!,? (?:\d|the \d|\p{Lu}\p{L}+ \d))/iu,
  ],
  // a toll that rises is not the last one
  [
    'running',
    /\b(?:toll|number of (?:dead|deaths|victims|injured)|cases)\b[^;]{0,60}\b(?:has |have |had )?(?:rose|risen|climbed|reached|grew|grown|stands|stood)\b/iu,
  ],
  ['running', /\bhad (?:risen|climbed|grown|reached|increased) to\b/iu],
  [
    'stretch',
    /\b(?:one|a single|the same|each|every) (?:day|night|week|weekend|month|district|town|case)\b/iu,
  ],
];

/** Why a figure says nothing of the measure itself, or null. */
export function barredBy(claim: string, sentence: Sentence, part: Assertion): string | null {
  return contextOf(
    bars.filter(({ unless }) => !unless?.test(claim)),
    sentence,
    part,
  );
}

/** Why a figure may not refute although its words fit, or null. */
export function reservedBy(claim: string, sentence: Sentence, part: Assertion): string | null {
  const kind = kinds.find(([, pattern]) => pattern.test(sentence.text) && !pattern.test(claim));
  if (kind !== undefined) return kind[0];
  if (/\baverage\b/iu.test(claim) && !isSimilar(sentence.text)) return 'total';
  const figure = figureOf(sentence, part);
  const isDated = figure !== undefined && isDatedAfter(sentence, figure);
  return isDated ? null : contextOf(reserves, sentence, part);
}

/** What a passage gives by the head or the month is a mean as well. */
const isSimilar = (text: string) =>
  /\b(?:average[ds]?|mean|typical(?:ly)?|median|monthly|weekly|daily|annual|per|rate|rent|price|wage|salary|temperature|(?:an?|each|every) (?:head|month|day|week|hour|person))\b/iu.test(
    text,
  );

function contextOf(table: readonly Context[], sentence: Sentence, part: Assertion): string | null {
  const figure = figureOf(sentence, part);
  if (figure === undefined) return null;
  const before = sentence.text.slice(Math.max(0, figure.start - 60), figure.start);
  const after = sentence.text.slice(figure.end, figure.end + 60);
  const isLevel = part.kind === 'level' || part.kind === 'ratio';
  const found = table.find(
    (row) =>
      (isLevel || !row.isLevel) && (row.before?.test(before) ?? true) && (row.after?.test(after) ?? true),
  );
  return found?.code ?? null;
}

/** "… from 3.4 % in 2017 to …": a figure with a date of its own right behind it. */
function isDatedAfter({ text, periods }: Sentence, figure: Quantity): boolean {
  return (
    periods.some(({ start }) => start >= figure.end && !/[;,]|\bto\b/u.test(text.slice(figure.end, start))) &&
    !/\b(?:up|down) (?:from|on) $/iu.test(text.slice(0, figure.start))
  );
}

/** "until January 2019" is the time before it: whether a figure's own period is only its end. */
export function isUntil(claim: string, sentence: Sentence, part: Assertion): boolean {
  const until =
    /\b(?:until|till|before|up to|prior to|ahead of) (?:the )?(?:end of |start of |beginning of )?$/iu;
  return sentence.periods.some(
    (each) =>
      each.to !== null &&
      each.to === part.period?.to &&
      until.test(sentence.text.slice(0, each.start)) &&
      !/\b(?:until|till|before|up to|prior to|ahead of)\b/iu.test(claim),
  );
}
