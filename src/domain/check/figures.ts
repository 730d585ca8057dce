import { judgePassages } from '../evidence/passages.js';
import type { Finding, Reason } from '../finding.js';
import { finding, readable, type CheckedSource, type CheckFacts } from './facts.js';

/** Judges each assertion by the whole text of each source cited as evidence. Where a claim appeared is no evidence for it. */
export function checkFigures(facts: CheckFacts): Finding[] {
  const evidence = new Set(
    facts.citations.filter((each) => each.role === 'evidence').map((each) => each.sourceId),
  );
  return facts.sources
    .filter((source) => evidence.has(source.id))
    .flatMap((source) => facts.assertions.flatMap((each) => judge(facts, source, each) ?? []));
}

function judge(
  facts: CheckFacts,
  source: CheckedSource,
  assertion: CheckFacts['assertions'][number],
): Finding | null {
  const held = readable(source);
  if (held === null) return null;
  const { snapshot, isArchived } = held;
  const document = { text: snapshot.text, publishedOn: snapshot.publishedOn };
  const { label, reasons } = judgePassages(assertion.spec, document, facts.dayDates, {
    language: facts.claim.language,
    today: facts.today,
  });
  return finding('figures', label, isArchived ? [archived(snapshot.fetchedAt), ...reasons] : reasons, {
    assertionId: assertion.id,
    sourceId: source.id,
    snapshotId: snapshot.snapshotId,
  });
}

function archived(fetchedAt: string): Reason {
  const message = `The source cannot be reached; its archived copy of ${fetchedAt.slice(0, 10)} is judged.`;
  return { code: 'archived-copy', message, fetchedAt };
}
