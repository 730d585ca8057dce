import { beforeSign, codes, signs, words } from '../../claim/currency-tables.js';
import { isNothing, powerNamed } from './figures.js';

/** What the text of a unit says, each part null where it says nothing of it. */
export interface UnitText {
  /** A power of ten as a decimal. */
  readonly scale: string | null;
  readonly currency: string | null;
  /** What is left. */
  readonly unit: string | null;
}

/** "MIO_EUR", "EUR (million)", "thousand tonnes", "current US$ million" taken apart. Never throws. */
export function readUnit(text: string | null | undefined): UnitText {
  const whole = (text ?? '').trim();
  if (isNothing(whole) || whole === '_Z') return { scale: null, currency: null, unit: null };
  const [head = '', tail = ''] = whole.split(/\s+per\s+(?=\S)|\//i);
  const parts = partsOf(head);
  const isPrice = tail !== '' && partsOf(tail).some((part) => currencyOf(part) !== null);
  const isWhole = isPrice || /=|\bindex\b|international|\bppp\b/i.test(whole);
  if (isWhole) return { scale: null, currency: null, unit: whole };
  return taken(whole, parts);
}

function taken(whole: string, parts: readonly string[]): UnitText {
  const powers = parts.map((part, i) => powerAt(parts, part, i));
  const power = powers.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  const found = new Set(parts.map(currencyOf).filter((each) => each !== null));
  const rest = parts.filter((part, i) => powers[i] === null && currencyOf(part) === null);
  const [currency = null] = found.size === 1 ? found : [];
  const named = power > 0 ? rest.filter((part) => !fillers.test(part)).join(' ') : whole;
  return {
    scale: power > 0 && power <= 15 ? `1${'0'.repeat(power)}` : null,
    currency,
    unit: currency === null && named !== '' ? named : null,
  };
}

/** Money of the country's own, whichever that is. */
export function isNationalMoney(unit: string): boolean {
  return /\b(?:nac|xdc|lcu|national currency|local currency|domestic currency)\b/i.test(
    unit.replaceAll('_', ' '),
  );
}

const fillers = /^(?:of|in|at|current|constant|prices?|bop|value)$/i;

/** Words and signs; `MEUR` and `KUSD` are two. */
function partsOf(text: string): string[] {
  return text
    .replaceAll('_', ' ')
    .replace(/(\d)[ ,](?=000(?!\d))/g, '$1')
    .split(/[\s(),;]+/)
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [, power = '', code = ''] = /^(M|MIO|MN|K|THS|BN|B)([A-Z]{3})$/.exec(part) ?? [];
      return codes.has(code) ? [power, code] : [part];
    });
}

/** Single letters are powers beside a currency only: "m" is a metre. */
function powerAt(parts: readonly string[], part: string, index: number): number | null {
  if (/^10{2,15}$/.test(part)) return part.length - 1;
  if (/^(?:m|k|b)$/i.test(part))
    return parts.some((each, i) => i !== index && currencyOf(each) !== null)
      ? ({ m: 6, k: 3, b: 9 }[part.toLowerCase()] ?? null)
      : null;
  return /^(?:units?|ones?|tens?)$/i.test(part) ? null : powerNamed(part);
}

function currencyOf(part: string): string | null {
  if (codes.has(part)) return part;
  const lower = part.toLowerCase();
  if (
    /^[a-z]{3}$/.test(part) &&
    codes.has(part.toUpperCase()) &&
    !['all', 'try', 'top', 'cup', 'pen', 'sos'].includes(lower)
  )
    return part.toUpperCase();
  return bySign(part) ?? byWord(lower);
}

function bySign(part: string): string | null {
  const [, before = '', sign = ''] = /^([a-z]*)(\$|\p{Sc})$/iu.exec(part) ?? [];
  if (sign !== '')
    return before === '' ? (signs.get(sign) ?? null) : (beforeSign.get(before.toLowerCase()) ?? null);
  return null;
}

function byWord(lower: string): string | null {
  const single = lower.replace(/s$/, '');
  const word = Object.hasOwn(words, lower) ? lower : single;
  return Object.hasOwn(words, word) ? (words[word] ?? null) : null;
}
