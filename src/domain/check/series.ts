import type { Assertion, DayRange, Dimension } from '../claim/assertion.js';
import { compare, type Observed } from '../claim/compare.js';
import { unitName } from '../claim/convert-unit.js';
import { labelOf } from '../evidence/passage-judgement.js';
import type { Finding, Label, Reason } from '../finding.js';
import { changeOf, differenceOf, levelOf, type SeriesFigure } from '../series/observation.js';
import { newest, vintageKnownOn, type Vintage } from '../series/vintage.js';
import { finding, type CheckFacts, type SeriesBinding } from './facts.js';

/** Judges each bound assertion by the newest edition of its series, and says what the edition known when the claim was made gave. */
export function checkSeries(facts: CheckFacts): Finding[] {
  return facts.bindings.flatMap((binding) => {
    const assertion = facts.assertions.find((each) => each.id === binding.assertionId);
    const latest = newest(binding.vintages);
    if (!assertion || latest === null || isPending(assertion.spec, facts.today)) return [];
    const now = judge(assertion.spec, binding, latest);
    const then =
      facts.claim.statedOn === null ? null : vintageKnownOn(binding.vintages, facts.claim.statedOn);
    const before = then === null ? null : { vintage: then, ...judge(assertion.spec, binding, then) };
    const reasons = [...now.reasons, ...knownThen(facts.claim.statedOn, before, { vintage: latest, ...now })];
    return [finding('series', now.label, reasons, { assertionId: assertion.id, vintageId: latest.id })];
  });
}

interface Judged {
  readonly label: Label;
  readonly reasons: readonly Reason[];
}

function isPending(assertion: Assertion, today: string): boolean {
  return assertion.kind === 'target' && assertion.dueOn !== null && today <= assertion.dueOn;
}

function judge(assertion: Assertion, binding: SeriesBinding, vintage: Vintage): Judged {
  const take = figures[assertion.kind];
  if (!take) return none('series-cannot-settle', `No series settles a ${assertion.kind}.`, binding, vintage);
  const period = periodOf(assertion);
  if (period === null)
    return none('period-missing', 'The claim names no period to look up.', binding, vintage);
  const { figure, dimension } = take(assertion, binding, vintage, period);
  if (!figure.found) return none(figure.why, missing[figure.why], binding, vintage);
  const value =
    dimension === 'percent' && assertion.kind === 'change' ? figure.value : figure.value.times(binding.scale);
  const observed: Observed = {
    ...{ low: null, high: null, lowInclusive: null, highInclusive: null, precision: 0 },
    value: value.toNumber(),
    dimension,
    unit: dimension === 'measure' ? binding.unit : null,
    currency: dimension === 'money' ? binding.currency : null,
    period,
    text: `${binding.seriesTitle}, edition of ${vintage.publishedOn}`,
  };
  const { outcome, reasons } = compare({ ...assertion, period }, observed);
  return {
    label: labelOf(outcome),
    reasons: reasons.map((each) => ({ ...each, seriesId: binding.seriesId, vintageId: vintage.id })),
  };
}

type Take = (
  assertion: Assertion,
  binding: SeriesBinding,
  vintage: Vintage,
  period: DayRange,
) => { figure: SeriesFigure; dimension: Dimension };

const level: Take = (_assertion, binding, vintage, period) => ({
  figure: levelOf(vintage.observations, period, binding.measureKind),
  dimension: dimensionOf(binding),
});

/** A change in percent is computed from levels; one in points or in the series' own unit is a difference. */
const change: Take = (assertion, binding, vintage, period) => {
  const { measureKind } = binding;
  if (assertion.dimension === 'percent' || assertion.dimension === null || measureKind === 'change')
    return {
      figure: changeOf(vintage.observations, period, assertion.baseline, measureKind),
      dimension: 'percent',
    };
  const own = dimensionOf(binding);
  return {
    figure: differenceOf(vintage.observations, period, assertion.baseline, measureKind),
    dimension: own === 'percent' ? 'percentage-point' : own,
  };
};

/** The figure to take for each kind that a series can settle. */
const figures: Readonly<Partial<Record<Assertion['kind'], Take>>> = {
  level,
  ratio: level,
  target: level,
  change,
};

function dimensionOf({ unit, currency }: SeriesBinding): Dimension {
  if (currency !== null) return 'money';
  if (unit === null || /^(?:number|persons?|people|count|index)$/i.test(unit)) return 'number';
  return /^(?:%|percent|per cent)$/i.test(unitName(unit)) ? 'percent' : 'measure';
}

/** A target without a period of its own is looked up in the year it falls due. */
function periodOf(assertion: Assertion): DayRange | null {
  const { period, dueOn } = assertion;
  if (period?.from && period.to) return period;
  if (assertion.kind !== 'target' || dueOn === null) return null;
  return { from: `${dueOn.slice(0, 4)}-01-01`, to: `${dueOn.slice(0, 4)}-12-31` };
}

const missing: Readonly<Record<Exclude<SeriesFigure, { found: true }>['why'], string>> = {
  'no-observation': 'The series has no value for this period.',
  'no-baseline': 'The series has no value for the period to count from.',
  'baseline-not-positive': 'The value to count from is not positive: there is no percentage.',
};

function none(code: string, message: string, binding: SeriesBinding, vintage: Vintage): Judged {
  const reason = { code, message, seriesId: binding.seriesId, vintageId: vintage.id };
  return { label: 'not-enough-evidence', reasons: [reason] };
}

type Edition = Judged & { readonly vintage: Vintage };

function knownThen(statedOn: string | null, then: Edition | null, now: Edition): Reason[] {
  if (statedOn === null) return [];
  if (then === null) {
    const message = `No edition of the series was published by ${statedOn}, when the claim was made.`;
    return [{ code: 'no-vintage-known-then', message, statedOn }];
  }
  if (then.vintage.id === now.vintage.id) return [];
  const gave = then.reasons[0];
  const changed = then.label !== now.label;
  return [
    {
      code: 'known-then',
      message: `The edition known on ${statedOn} (${then.vintage.publishedOn}): ${gave?.message ?? then.label}`,
      label: then.label,
      vintageId: then.vintage.id,
      knownThen: gave?.observed ?? null,
    },
    {
      code: changed ? 'revision-changed-answer' : 'revision-kept-answer',
      message: changed
        ? `A revision changed the answer from ${then.label} to ${now.label}.`
        : `The revision since left the answer as it was.`,
    },
  ];
}
