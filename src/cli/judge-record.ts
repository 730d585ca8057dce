import { parseClaim } from '../domain/claim/parse.js';
import { judgeEvidence, type EvidenceText } from '../domain/evidence/judge-evidence.js';
import { findDayDates } from '../platform/day-dates.js';
import { dayOf, LineError, textOf } from './lines.js';

/** The answer of `stet judge` to one record; throws LineError where a field is wrong. */
export function judgeRecord(record: Record<string, unknown>): object {
  const claim = textOf(record, 'claim');
  const context = { statedOn: dayOf(record, 'statedOn'), dayDates: findDayDates };
  return judgeEvidence(parseClaim(claim, context).assertions, evidenceOf(record), findDayDates, {
    text: claim,
  });
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
