import { fold } from '../domain/evidence/fold-text.js';
import type { QuoteSelector } from '../domain/evidence/quote-match.js';
import { layeredMatcher } from '../domain/evidence/quote-layers.js';
import { matchQuote } from '../domain/evidence/quote-match.js';
import { approximate } from '../platform/approximate.js';
import { LineError, textOf } from './lines.js';

/**
 * The answer of `stet anchor` to one record; throws LineError where a field is wrong. With `otherText` (captions, tables) it
 * is looked through too, and `layer` says in which of both `start` and `end` count.
 */
export function anchorRecord(record: Record<string, unknown>): object {
  const text = textOf(record, 'text');
  const selector = selectorOf(record);
  if (record.otherText === undefined || record.otherText === null)
    return matchQuote(text, selector, approximate);
  return layeredMatcher({ text, otherText: textOf(record, 'otherText') }, approximate)(selector);
}

function selectorOf({ quote }: Record<string, unknown>): QuoteSelector {
  if (typeof quote !== 'object' || quote === null || Array.isArray(quote))
    throw new LineError('line/bad-quote', '"quote" must be an object with "exact".');
  const selector = quote as Record<string, unknown>;
  const exact = textOf(selector, 'exact');
  if (fold(exact).text.trim() === '')
    throw new LineError('line/bad-exact', '"exact" must hold the quoted words; it is empty.');
  return {
    exact,
    prefix: surroundings(selector, 'prefix'),
    suffix: surroundings(selector, 'suffix'),
    start: offsetOf(selector),
  };
}

function surroundings(selector: Record<string, unknown>, field: 'prefix' | 'suffix'): string | null {
  return selector[field] === undefined || selector[field] === null ? null : textOf(selector, field);
}

function offsetOf({ start }: Record<string, unknown>): number | null {
  if (start === undefined || start === null) return null;
  if (typeof start !== 'number' || !Number.isSafeInteger(start) || start < 0)
    throw new LineError('line/bad-start', '"start" must be an integer from 0 on.');
  return start;
}
