import { readLanguage } from '../claim/language.js';
import { judgeRead } from '../evidence/passages.js';
import { readDocument } from '../evidence/read-document.js';
import type { Finding, Reason } from '../finding.js';
import { finding, readable, type CheckedSource, type CheckFacts, type SourceSnapshot } from './facts.js';

/**
 * How much of a text is judged, in UTF-16 units: reading takes some 3 ms per 1,000 and judging up to 10 for each assertion, and a
 * worker must come up for air well within the 5 s that its queue lock lasts. News pages and reports have a fifth of it.
 */
export const judgedLength = 100_000;

/** Judges each assertion by the whole text of each source cited as evidence. Where a claim appeared is no evidence for it. */
export function checkFigures(facts: CheckFacts): Finding[] {
  const evidence = new Set(
    facts.citations.filter((each) => each.role === 'evidence').map((each) => each.sourceId),
  );
  return facts.sources
    .filter((source) => evidence.has(source.id))
    .flatMap((source) => judgeBySource(facts, source));
}

function judgeBySource(facts: CheckFacts, source: CheckedSource): Finding[] {
  const held = readable(source);
  if (held === null) return [];
  const { snapshot, isArchived } = held;
  if (readLanguage(facts.claim.text, facts.claim.language) === null) return unread(facts, source, snapshot);
  // Read once for all assertions: splitting and parsing is what a long text costs.
  const text = snapshot.text.slice(0, judgedLength);
  const document = readDocument({ ...snapshot, text }, facts.dayDates, { language: facts.claim.language });
  const notes = [...(isArchived ? [archived(snapshot.fetchedAt)] : []), ...cut(snapshot)];
  return facts.assertions.map((assertion) => {
    const { label, reasons } = judgeRead(assertion.spec, document, facts.today);
    return finding('figures', label, [...notes, ...reasons], {
      assertionId: assertion.id,
      sourceId: source.id,
      snapshotId: snapshot.snapshotId,
    });
  });
}

/** In a language without a grammar a negation could be missed: nothing is judged by words, and the finding says so. */
function unread(facts: CheckFacts, source: CheckedSource, { snapshotId }: SourceSnapshot): Finding[] {
  const message = `Claims in this language (${facts.claim.language}) are not read: only people can judge by this text.`;
  const reason = { code: 'language-not-supported', message };
  return facts.assertions.map(({ id }) =>
    finding('figures', 'not-enough-evidence', [reason], {
      assertionId: id,
      sourceId: source.id,
      snapshotId,
    }),
  );
}

function archived(fetchedAt: string): Reason {
  const message = `The source cannot be reached; its archived copy of ${fetchedAt.slice(0, 10)} is judged.`;
  return { code: 'archived-copy', message, fetchedAt };
}

function cut({ text }: SourceSnapshot): Reason[] {
  if (text.length <= judgedLength) return [];
  const message = `Only the first ${judgedLength} of ${text.length} characters were judged.`;
  return [{ code: 'text-cut', message, judged: judgedLength, length: text.length }];
}
