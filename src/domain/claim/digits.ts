import { tenTo } from './decimals.js';

/** A number written in digits. */
export interface Digits {
  readonly value: number;
  /** One unit of the last digit (DESIGN 5.7). */
  readonly precision: number;
  readonly hasGroups: boolean;
}

/** No number of a text is longer; what is, is no number. */
const longest = 40;
const blanks = /[ \u00a0\u2009\u202f]/gu;
const hasGroup = /\d[ ,\u00a0\u2009\u202f]\d{3}/u;

/** Reads "1,204.5", "18,5", "17 000", "12,34,567", or gives null where the marks make no number ("192.168.1.2"). */
export function readDigits(raw: string): Digits | null {
  if (raw.length > longest) return null;
  if (raw.length < 4 && isWhole(raw)) return { value: Number(raw), precision: 1, hasGroups: false };
  const text = raw.replace(blanks, '');
  const plain = plainDecimal(text);
  if (plain === null) return null;
  const value = Number(plain);
  return { value, precision: precisionOf(plain, value), hasGroups: hasGroup.test(raw) };
}

function isWhole(raw: string): boolean {
  for (let at = 0; at < raw.length; at += 1) {
    const code = raw.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

/** The digits with a point for the decimals and without groups. */
function plainDecimal(text: string): string | null {
  if (/^\d*\.?\d+$/u.test(text)) return text;
  if (/^\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$/u.test(text)) return text.replaceAll(',', '');
  if (/^\d+,\d+$/u.test(text)) return text.replace(',', '.');
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/u.test(text)) return text.replaceAll('.', '').replace(',', '.');
  if (/^\d{1,3}(?:\.\d{3}){2,}$/u.test(text)) return text.replaceAll('.', '');
  return null;
}

/** Every digit counts below 1,000; above, all to the last that is not zero, at least two (DESIGN 5.7). */
function precisionOf(plain: string, value: number): number {
  const point = plain.indexOf('.');
  const decimals = point < 0 ? '' : plain.slice(point + 1);
  const places = value < 1000 ? decimals.length : decimals.replace(/0+$/u, '').length;
  if (places > 0 || value < 1000) return tenTo(-places);
  const digits = (point < 0 ? plain : plain.slice(0, point)).replace(/^0+/u, '');
  const significant = Math.max(2, digits.replace(/0+$/u, '').length);
  return tenTo(digits.length - significant);
}
