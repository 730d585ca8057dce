import type { Finding, Reason } from '../finding.js';
import { finding } from './facts.js';
import type { CheckFacts, SpokenFinding } from './facts.js';

/** What persons found, each as a finding of its own: the machine passes it on and does not judge it. */
export function checkPersons({ personFindings }: CheckFacts): Finding[] {
  return personFindings.map((each) =>
    finding('person', each.label, [reasonOf(each)], {
      assertionId: each.assertionId,
      sourceId: each.sourceId,
    }),
  );
}

/**
 * Whose voice a finding of checker `person` is: that of the source it names, so that two persons who read one paper count
 * once; else the person's own.
 */
export function voiceOf({ personFindings }: CheckFacts, { reasons }: Finding): string {
  const spoken = personFindings.find((each) => reasons.some((one) => one.personFindingId === each.id));
  return spoken?.sourceOrigin ?? `person:${spoken?.personId ?? 'unknown'}`;
}

function reasonOf(each: SpokenFinding): Reason {
  const words = each.passage === null ? `noted: ${each.note ?? ''}` : `quotes “${each.passage}”`;
  return {
    code: 'person-finding',
    message: `${each.personName} ${words} (${each.reason})`,
    ...(each.passage === null ? {} : { passage: each.passage }),
    ...(each.note === null ? {} : { note: each.note }),
    reason: each.reason,
    personFindingId: each.id,
    personId: each.personId,
    // What a disagreement is told by: the same finding is the same news at every check, another one is other news.
    observed: `person finding ${each.id}`,
  };
}
