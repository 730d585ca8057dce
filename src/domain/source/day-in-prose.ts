/**
 * The first whole day written in a text: `2019-03-12`, `12 March 2019`, `March 12, 2019`, `12. März 2019`, `12.03.2019`, and
 * so with the month names of English, German, French, Spanish, Italian, Portuguese and Russian.
 *
 * @returns YYYY-MM-DD, or null for none, no real day, or one that reads two ways (`03/12/2019`).
 */
export function dayInProse(text: string): string | null {
  for (const { pattern, year, month, day } of forms) {
    const match = pattern.exec(text);
    if (match !== null) return realDay(match[year] ?? '', match[month] ?? '', match[day] ?? '');
  }
  return null;
}

/** Beginnings of month names; a longer one decides before a shorter one (`juin`, `juil`). */
const months: readonly (readonly string[])[] = [
  ['jan', 'jän', 'ene', 'gen', 'янв'],
  ['feb', 'fév', 'fev', 'фев'],
  ['mar', 'mär', 'мар'],
  ['apr', 'avr', 'abr', 'апр'],
  ['may', 'mai', 'mag', 'мая', 'май'],
  ['jun', 'juin', 'giu', 'июн'],
  ['jul', 'juil', 'lug', 'июл'],
  ['aug', 'aoû', 'ago', 'авг'],
  ['sep', 'set', 'сен'],
  ['oct', 'okt', 'ott', 'out', 'окт'],
  ['nov', 'ноя'],
  ['dec', 'dez', 'déc', 'dic', 'дек'],
];

const forms = [
  { pattern: /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/u, year: 1, month: 2, day: 3 },
  { pattern: /(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/u, year: 3, month: 2, day: 1 },
  {
    pattern: /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º)?(?: de)? (\p{L}{3,10})\.?,?(?: de)? (\d{4})(?!\d)/u,
    year: 3,
    month: 2,
    day: 1,
  },
  { pattern: /(\p{L}{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/u, year: 3, month: 1, day: 2 },
] as const;

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function realDay(year: string, monthText: string, day: string): string | null {
  const month = monthOf(monthText);
  const number = Number(year);
  const isLeap = number % 4 === 0 && (number % 100 !== 0 || number % 400 === 0);
  const last = (monthDays[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0);
  if (Number(day) < 1 || Number(day) > last || number < 1000) return null;
  return `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function monthOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const name = text.toLowerCase();
  return months.findIndex((names) => names.some((begin) => name.startsWith(begin))) + 1;
}
