import { judgeRead } from '../evidence/passages.js';
import { readDocument } from '../evidence/read-document.js';
import type { Finding, Reason } from '../finding.js';
import { finding, readable, type CheckedSource, type CheckFacts } from './facts.js';

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
  // Read once for all assertions: splitting and parsing is what a long text costs.
  const document = readDocument(snapshot, facts.dayDates, { language: facts.claim.language });
  return facts.assertions.map((assertion) => {
    const { label, reasons } = judgeRead(assertion.spec, document, facts.today);
    return finding('figures', label, isArchived ? [archived(snapshot.fetchedAt), ...reasons] : reasons, {
      assertionId: assertion.id,
      sourceId: source.id,
      snapshotId: snapshot.snapshotId,
    });
  });
}

function archived(fetchedAt: string): Reason {
  const message = `The source cannot be reached; its archived copy of ${fetchedAt.slice(0, 10)} is judged.`;
  return { code: 'archived-copy', message, fetchedAt };
}
