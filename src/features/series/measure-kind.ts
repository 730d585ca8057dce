import type { Dimension } from '../../domain/claim/assertion.js';
import type { MeasureKind } from '../../domain/series/observation.js';

/** What of a series its publisher tells us what its values are. */
export interface DescribedSeries {
  readonly title: string;
  readonly dimension: Dimension;
  readonly unit: string | null;
}

const change = /\b(?:growth|change|inflation|increase|decrease|year[- ](?:on|over)[- ]year|yoy)\b/i;
const index = /\b(?:index|indices|deflators?)\b/i;
const stock =
  /\b(?:stocks?|debt|reserves?|balances?|outstanding|holdings?|population|inhabitants|residents|employed|employment|unemployed|prices?|average|per \w+|at end|cumulative|year[- ]to[- ]date|ytd|rolling|moving|median|mean|daily|shares?|ratios?|rates?|number of|end of|annualised|annualized|annual rate)\b/i;
const flow =
  /\b(?:gdp|gross domestic product|trade|turnover|exports?|imports?|sales|revenues?|receipts|income|spending|expenditures?|investments?|production|output|births|deaths|arrivals|departures|visits|registrations|flows?|accidents|offences|crimes)\b/i;

/**
 * What may be computed from the values. Periods are summed for a series that says in words that it counts what happens
 * within a period, and for no other: four quarterly debts make no yearly one, and a sum of them would refute a true claim.
 * Without a sum the year is merely missing, and the answer not enough evidence.
 */
export function measureKindOf({ title, dimension, unit }: DescribedSeries): MeasureKind {
  const words = `${title} ${unit ?? ''}`;
  if (dimension === 'percent' || dimension === 'percentage-point')
    return change.test(words) ? 'change' : 'rate';
  if (index.test(words)) return 'index';
  return flow.test(words) && !stock.test(words) ? 'flow' : 'stock';
}
