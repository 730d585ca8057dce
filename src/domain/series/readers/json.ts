import { unreadable } from './data-table.js';

/** Looking into JSON that nobody vouches for. */
export type Json = Readonly<Record<string, unknown>>;

/**
 * The document, with numbers of more digits than a double holds as text.
 * @throws UnreadableData where it is no JSON.
 */
export function parseData(text: string): unknown {
  try {
    return JSON.parse(quoteLong(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    throw unreadable('the document', `this is no JSON (${error instanceof Error ? error.message : 'error'})`);
  }
}

/** Strings are stepped over whole; of numbers only those of 16 digits and more are put in quotes. */
function quoteLong(text: string): string {
  if (!/\d[\d.]{15}/.test(text)) return text;
  const token = /"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
  const parts: string[] = [];
  let done = 0;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [word] = found;
    if (word === '"') token.lastIndex = stringEnd(text, token.lastIndex);
    else if (word.replace(/\D/g, '').length >= 16) {
      parts.push(text.slice(done, found.index), `"${word}"`);
      done = token.lastIndex;
    }
  }
  return parts.join('') + text.slice(done);
}

/** Behind the closing quote, or the end: by a loop, for a pattern would look again from every quote of a string that never ends. */
function stringEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"') return at + 1;
    if (text[at] === '\\') at++;
  }
  return text.length;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectIn(value: unknown): Json {
  return isObject(value) ? value : {};
}

export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** Text or a number as text; null for anything else and for nothing. */
export function textIn(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** A name that may come by language: English, or the first there is. */
export function nameIn(value: unknown): string | null {
  const named = isObject(value) ? (value['en'] ?? Object.values(value)[0]) : value;
  return typeof named === 'string' && named.trim() !== '' ? named.trim() : null;
}

/** The day of a moment as ISO writes it; null when it is none. */
export function dayIn(value: unknown): string | null {
  return typeof value === 'string' ? (/^\d{4}-\d{2}-\d{2}(?=$|[T ])/.exec(value.trim())?.[0] ?? null) : null;
}
