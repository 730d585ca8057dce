import { addMonths, iso, monthSpan } from './days.js';
import { half, monthsOf, quarter } from './month-spans.js';
import type { PeriodNeed } from './period-needs.js';
import { wholeYear, withYear, type Reference, type Stretch } from './period-reference.js';
import { countOf, dayWord, relativeCount, relativeUnit } from './relative-periods.js';
import { isYear } from './years.js';

export interface PeriodForm {
  /** Without this in the text the pattern is not tried. */
  readonly needs: PeriodNeed;
  readonly pattern: RegExp;
  /** Null where the match is no period after all. */
  readonly read: (match: RegExpExecArray, ref: () => Reference, text: string) => Stretch | null;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month =
  '(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)(?!\\p{L})';
const year = '(?:1[5-9]\\d\\d|20\\d\\d)(?![\\d\\p{L}%]|[.,]\\d)';
const startsHere = "(?<![\\p{L}\\d$€£.,'’-])";
const ofYear = `(?:(?: of|,)? (${year})| of (the year|this year|last year|next year))`;
const rank: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  final: 4,
  last: 4,
};

const monthOf = (name: string | undefined) => months.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
const make = (source: string, flags = 'gu') =>
  new RegExp(source.replaceAll('[ ', '[\\u0020\\u00a0').replaceAll(' ', '[\\u0020\\u00a0]'), flags);

const fiscal: Stretch = { from: null, to: null, granularity: 'fiscal-year', year: 'stated' };

/** Words that make a bare "May" or "March" a month. */
const monthContext =
  /\b(?:in|since|by|until|till|from|to|before|after|during|last|next|this|early|late|mid|of|between|and|through|ending|ended|each|every|for|on|starting|beginning)[ -]$/iu;

function bareMonth(match: RegExpExecArray, ref: () => Reference, text: string): Stretch | null {
  const name = match[1] ?? '';
  const isContext = monthContext.test(text.slice(Math.max(0, match.index - 12), match.index));
  const after = text.slice(match.index + match[0].length, match.index + match[0].length + 20);
  if (
    !isContext &&
    (/^(?:May|March|Mar|Jun|Jan|Dec|Sept?|Oct|Nov|Apr|Feb|Aug|Jul)\.?$/u.test(name) ||
      /^ \p{Lu}/u.test(after))
  )
    return null;
  if (
    /^ \d{1,2}(?!\d)(?!,\d)/u.test(after) &&
    !/\bin $/iu.test(text.slice(Math.max(0, match.index - 4), match.index))
  )
    return null;
  const last = /\b(last|next) $/iu
    .exec(text.slice(Math.max(0, match.index - 5), match.index))?.[1]
    ?.toLowerCase();
  const n = monthOf(name);
  const reference =
    last === undefined
      ? ref()
      : { ...ref(), tense: last === 'last' ? ('past' as const) : ('future' as const) };
  return monthsOf(reference, undefined, undefined, 'month', n, n);
}

function monthRange(match: RegExpExecArray, ref: Reference, text: string): Stretch | null {
  const [, firstName, firstYear, link, lastName, lastYear] = match;
  if (
    /and/iu.test(link ?? '') &&
    !/\bbetween $/iu.test(text.slice(Math.max(0, match.index - 8), match.index))
  )
    return null;
  const [a, b] = [monthOf(firstName), monthOf(lastName)];
  const end = lastYear ?? firstYear;
  return withYear(ref, end === undefined ? null : Number(end), 'month', (y) => {
    const from = firstYear === undefined ? (a > b ? y - 1 : y) : Number(firstYear);
    return monthSpan(from, a, lastYear === undefined && a > b && firstYear !== undefined ? y + 1 : y, b);
  });
}

function yearRange(match: RegExpExecArray, text: string): Stretch | null {
  const [, first, link, last] = match;
  const [a, b] = [Number(first), Number(last)];
  const before = text.slice(Math.max(0, match.index - 8), match.index);
  if (/and/iu.test(link ?? '') && !/\bbetween $/iu.test(before)) return null;
  if (a >= b || b - a > 400 || a < 1700) return null;
  const after = text.slice(match.index + match[0].length, match.index + match[0].length + 30);
  if (
    /^ (?:people|men|women|children|dollars|euros|pounds|units|tonnes|tons|km|metres|meters|feet|jobs|houses|homes|vehicles|cars)\b/u.test(
      after,
    )
  )
    return null;
  return { from: iso(a, 1, 1), to: iso(b, 12, 31), granularity: 'year', year: 'stated' };
}

/** Early, mid and late are thirds of the year (GUIDELINE). */
function partOfYear(match: RegExpExecArray): Stretch {
  const part = (match[1] ?? '').toLowerCase();
  const y = Number(match[2]);
  const [a, b] = /^(?:early|start|beginning)/u.test(part)
    ? [1, 4]
    : /^(?:mid|middle)/u.test(part)
      ? [5, 8]
      : part === 'late'
        ? [9, 12]
        : [12, 12];
  return {
    ...monthSpan(y, a, y, b),
    granularity: part === 'end' || part === 'close' ? 'year' : 'month',
    year: 'stated',
  };
}

function trailingYear(match: RegExpExecArray, ref: Reference): Stretch {
  const [, name, stated] = match;
  const n = monthOf(name);
  // the month it ends in decides the year: one that only began last month is not over
  const end = withYear(ref, stated === undefined ? null : Number(stated), 'month', (y) =>
    monthSpan(y, n, y, n),
  );
  return end.to === null ? end : { ...end, from: addMonths(`${end.to.slice(0, 8)}01`, -11) };
}

function firstMonths(match: RegExpExecArray, ref: Reference): Stretch | null {
  const [, end, word, stated, relative] = match;
  const count = countOf(word);
  if (count === null || count < 1 || count > 12) return null;
  const isFirst = /first/iu.test(end ?? '');
  return monthsOf(
    ref,
    stated,
    relative ?? (stated === undefined ? 'this year' : undefined),
    'month',
    isFirst ? 1 : 13 - count,
    isFirst ? count : 12,
  );
}

const n = (word: string | undefined) => rank[(word ?? '').toLowerCase()] ?? Number(word);

/** In order of precedence: what an earlier form took is not read again. `days` is where the day-date finder comes in. */
export const periodForms: readonly (PeriodForm | 'days')[] = [
  { needs: 'FY', pattern: make(`\\bFY ?(?:\\d{4}|\\d{2})(?:[-–/]\\d{2,4})?(?!\\d)`), read: () => fiscal },
  {
    needs: 'year',
    pattern: make(`${startsHere}(1[89]\\d\\d|20\\d\\d)[-–/](\\d{2})(?![\\d-])`),
    read: ([, a, b]) => ((Number(a) + 1) % 100 === Number(b) ? fiscal : null),
  },
  {
    needs: 'fiscal',
    pattern: make(`(?<=\\b(?:fiscal|financial|tax) (?:year )?)${year}`, 'giu'),
    read: () => fiscal,
  },
  'days',
  {
    needs: 'months',
    pattern: make(`\\b(first|last|final) (\\p{L}{3,6}|\\d{1,2}) months${ofYear}`, 'giu'),
    read: (m, ref) => firstMonths(m, ref()),
  },
  {
    needs: 'half',
    pattern: make(`(?<!\\p{L})(first|second) half${ofYear}`, 'giu'),
    read: (m, ref) => half(ref(), n(m[1]), m[2], m[3]),
  },
  {
    needs: 'H',
    pattern: make(`\\bH([12])(?: of|,)? ?(${year})`),
    read: (m, ref) => half(ref(), Number(m[1]), m[2]),
  },
  {
    needs: 'quarter',
    pattern: make(`(?<!\\p{L})(first|second|third|fourth|final|last)[ -]quarter${ofYear}`, 'giu'),
    read: (m, ref) => quarter(ref(), n(m[1]), m[2], m[3]),
  },
  {
    needs: 'Q',
    pattern: make(`\\bQ([1-4])(?: of|,)? ?(${year})`),
    read: (m, ref) => quarter(ref(), Number(m[1]), m[2]),
  },
  {
    needs: 'Q',
    pattern: make(`(${year})[ -]Q([1-4])(?!\\d)`),
    read: (m, ref) => quarter(ref(), Number(m[2]), m[1]),
  },
  { needs: 'Q', pattern: make(`\\bQ([1-4])(?![\\d\\p{L}])`), read: (m, ref) => quarter(ref(), Number(m[1])) },
  {
    needs: 'quarter',
    pattern: make(`(?<!\\p{L})(first|second|third|fourth)[ -]quarter(?![ -]final)(?!\\p{L})`, 'giu'),
    read: (m, ref) => quarter(ref(), n(m[1])),
  },
  {
    needs: 'months',
    pattern: make(
      `\\b(?:12 months|twelve months|year) (?:to|through|ending|ended|ending in|ended in|to the end of) (${month})(?: (${year}))?`,
    ),
    read: (m, ref) => trailingYear(m, ref()),
  },
  {
    needs: 'month',
    pattern: make(
      `\\b(${month})(?: (${year}))?( to | and | through | until | ?[–-] ?)(${month})(?:,? (${year}))?`,
    ),
    read: (m, ref, text) => monthRange(m, ref(), text),
  },
  {
    needs: 'year',
    pattern: make(
      `${startsHere}(${year.replace(/\(\?!.*/u, '')})( to | and | through | until | ?[–-] ?)(${year})(?!-)`,
    ),
    read: (m, _ref, text) => yearRange(m, text),
  },
  {
    needs: 'year',
    pattern: make(`\\b(early|mid|late)[ -](?:in )?(${year})`, 'giu'),
    read: (m) => partOfYear(m),
  },
  {
    needs: 'year',
    pattern: make(`\\b(start|beginning|middle|end|close) of (${year})`, 'giu'),
    read: (m) => partOfYear(m),
  },
  {
    needs: 'month',
    pattern: make(`(?:\\b(?:early|mid|late)[ -])?\\b(${month})(?:,? (?:of )?)(${year})`),
    read: (m, ref) => monthsOf(ref(), m[2], undefined, 'month', monthOf(m[1]), monthOf(m[1])),
  },
  {
    needs: 'year',
    pattern: make(`${startsHere}(1[5-9]\\d|20\\d)0s\\b`),
    read: ([, d]) => ({
      from: `${d ?? ''}0-01-01`,
      to: `${d ?? ''}9-12-31`,
      granularity: 'decade',
      year: 'stated',
    }),
  },
  {
    needs: 'unit',
    pattern: make(
      `\\b(last|past|previous|next|coming|following) (\\p{L}{3,9}|\\d{1,3}) (days?|weeks?|months?|quarters?|years?|decades?)\\b`,
      'giu',
    ),
    read: (m, ref) => relativeCount(m, ref()),
  },
  {
    needs: 'unit',
    pattern: make(
      `\\b(last|past|previous|this|current|next|coming) (year|month|week|quarter|decade)(?![\\p{L}-])`,
      'giu',
    ),
    read: (m, ref) => relativeUnit(m, ref()),
  },
  {
    needs: 'relative-day',
    pattern: make(`\\b(?:yesterday|today|tonight|tomorrow)\\b`, 'giu'),
    read: (m, ref) => dayWord(m, ref()),
  },
  {
    needs: 'month',
    pattern: make(`(?:\\b(?:[Ee]arly|[Mm]id|[Ll]ate)[ -])?(?<![\\p{L}'’-])(${month})(?!['’-]?\\p{L})`),
    read: bareMonth,
  },
  {
    needs: 'year',
    pattern: make(`(?<![\\p{L}\\d$€£¥₹#.,/-])(?:1\\d\\d\\d|20\\d\\d)(?![\\d\\p{L}%°]|[.,]\\d|[-–/]\\d)`),
    read: (m, _ref, text) =>
      isYear(text, m.index, m.index + 4)
        ? { ...wholeYear(Number(m[0])), granularity: 'year', year: 'stated' }
        : null,
  },
];
