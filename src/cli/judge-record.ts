import { parseClaim } from '../domain/claim/parse.js';
import { judgeEvidence, type EvidenceText } from '../domain/evidence/judge-evidence.js';
import type { Selection } from '../domain/evidence/wording/judge-wording.js';
import { findDayDates } from '../platform/day-dates.js';
import { dayOf, languageOf, LineError, textOf } from './lines.js';

/** The answer of `stet judge` to one record; throws LineError where a field is wrong. */
export function judgeRecord(record: Record<string, unknown>): object {
  const text = textOf(record, 'claim');
  const evidence = evidenceOf(record);
  const selection = selectionOf(record);
  const context = { statedOn: dayOf(record, 'statedOn'), dayDates: findDayDates, ...languageOf(record) };
  const { assertions, unread } = parseClaim(text, context);
  if (unread !== null) return unreadClaim;
  return judgeEvidence(assertions, evidence, findDayDates, { text, selection });
}

/** In a language without a grammar a negation could be missed. */
const unreadClaim = {
  label: 'not-enough-evidence',
  findings: [],
  reasons: [
    {
      code: 'language-not-supported',
      message: 'Claims in this language are not read: only people can judge them.',
    },
  ],
};

function selectionOf({ selection = 'open' }: Record<string, unknown>): Selection {
  if (selection === 'open' || selection === 'complete') return selection;
  throw new LineError('line/bad-selection', '"selection" must be "open" or "complete".');
}

function evidenceOf({ evidence }: Record<string, unknown>): EvidenceText[] {
  if (!Array.isArray(evidence)) throw new LineError('line/bad-evidence', '"evidence" must be a list.');
  return evidence.map((each: unknown) => {
    if (typeof each !== 'object' || each === null)
      throw new LineError('line/bad-evidence', 'Each piece of "evidence" must be an object.');
    const record = each as Record<string, unknown>;
    return { text: textOf(record, 'text'), publishedOn: dayOf(record, 'publishedOn') };
  });
}
