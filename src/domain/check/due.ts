import type { Finding } from '../finding.js';
import { finding, type CheckFacts } from './facts.js';

/** For each dated promise: whether its day has come. It settles nothing by itself; it says what evidence would. */
export function checkDue(facts: CheckFacts): Finding[] {
  return facts.assertions.flatMap(({ id, spec }) => {
    const { dueOn, kind } = spec;
    if (dueOn === null || (kind !== 'target' && kind !== 'event')) return [];
    const reason =
      facts.today <= dueOn
        ? {
            code: 'not-yet-due',
            message: `It falls due on ${dueOn}; until then nothing can refute or fulfil it.`,
            dueOn,
          }
        : {
            code: 'due-passed',
            message: `It fell due on ${dueOn}: evidence of the outcome is needed.`,
            dueOn,
          };
    return [finding('due', 'not-enough-evidence', [reason], { assertionId: id })];
  });
}
