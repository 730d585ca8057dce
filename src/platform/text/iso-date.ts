/**
 * The calendar day a page writes as its date: `2018-11-12T…`, `20181112`, `2018/11/12`, `12 Nov 2018`, `November 12, 2018`.
 *
 * @returns YYYY-MM-DD as written (no time zone is applied), or null when it is no real day or could be read two ways (`11/12/2018`).
 */
export function isoDateOf(text: string): string | null {
  for (const { pattern, order } of forms) {
    const match = pattern.exec(text.trim());
    if (match === null) continue;
    const part = (name: (typeof order)[number]): string => match[order.indexOf(name) + 1] ?? '';
    return realDay(Number(part('y')), monthOf(part('m')), Number(part('d')));
  }
  return null;
}

type Part = 'y' | 'm' | 'd';

const forms: readonly { readonly pattern: RegExp; readonly order: readonly Part[] }[] = [
  { pattern: /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/, order: ['y', 'm', 'd'] },
  { pattern: /^(\d{4})(\d{2})(\d{2})(?!\d)/, order: ['y', 'm', 'd'] },
  {
    pattern: /^(?:[a-z]{3,9}\.?,? )?(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})/i,
    order: ['d', 'm', 'y'],
  },
  {
    pattern: /^(?:[a-z]{3,9}\.?,? )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})/i,
    order: ['m', 'd', 'y'],
  },
];
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

function monthOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : months.indexOf(text.slice(0, 3).toLowerCase()) + 1;
}

function realDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 1000 ? date.toISOString().slice(0, 10) : null;
}
