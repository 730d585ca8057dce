import type { PartFindings } from '../evidence/weigh.js';
import type { CheckerName, Finding, Tier } from '../finding.js';
import { checkAvailability } from './availability.js';
import { checkDue } from './due.js';
import type { CheckFacts, SeriesBinding } from './facts.js';
import { checkFigures } from './figures.js';
import { originsOf } from './origins.js';
import { checkPersons, voiceOf } from './person.js';
import { checkQuotations } from './quotation.js';
import { checkSeries } from './series.js';

/** All checkers, in the order in which their findings are shown. */
const checkers: Readonly<Record<CheckerName, (facts: CheckFacts) => Finding[]>> = {
  availability: checkAvailability,
  quotation: checkQuotations,
  figures: checkFigures,
  series: checkSeries,
  due: checkDue,
  person: checkPersons,
};

/** Runs every checker over one claim: facts in, findings out. */
export function runCheckers(facts: CheckFacts): Finding[] {
  return Object.values(checkers).flatMap((run) => run(facts));
}

/**
 * The findings as `weigh` takes them: for every assertion those of fact about it, with tier and origin of what they rest on.
 * Errors and findings on quotations never enter. Copies of one story have one origin. A person weighs as primary, whatever they looked at.
 */
export function partsToWeigh(facts: CheckFacts, findings: readonly Finding[]): PartFindings[] {
  const origins = originsOf(facts.sources);
  return facts.assertions.map(({ id }) => ({
    assertionId: id,
    findings: findings
      .filter((each) => each.assertionId === id && each.citationId === null && each.error === null)
      .map((each) => ({ ...each, ...standingOf(facts, origins, each) })),
  }));
}

function standingOf(
  facts: CheckFacts,
  origins: ReadonlyMap<string, string>,
  each: Finding,
): { tier: Tier; origin: string } {
  if (each.checker === 'person') {
    const voice = voiceOf(facts, each);
    const quoted = facts.sources.find((one) => one.origin === voice);
    return { tier: 'primary', origin: origins.get(quoted?.id ?? '') ?? voice };
  }
  const source = facts.sources.find((one) => one.id === each.sourceId);
  if (source) return { tier: source.tier, origin: origins.get(source.id) ?? source.origin };
  const binding =
    each.vintageId === null ? undefined : facts.bindings.find((one) => one.assertionId === each.assertionId);
  return { tier: 'primary', origin: binding ? originOf(binding) : each.checker };
}

/** The series, or all those that an expression is over. */
function originOf(binding: SeriesBinding): string {
  const series = 'expression' in binding ? Object.values(binding.terms) : [binding];
  return `series:${[...new Set(series.map((each) => each.seriesId))].sort().join('+')}`;
}
