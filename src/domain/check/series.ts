import type { Assertion } from '../claim/assertion.js';
import type { Finding, Reason } from '../finding.js';
import { parseExpression } from '../series/expression.js';
import { cautious, slippedEdition } from '../series/traps.js';
import { newest, vintageKnownOn, type Vintage } from '../series/vintage.js';
import { finding, type BoundSeries, type CheckFacts, type SeriesBinding } from './facts.js';
import { judgeByEdition, type Bound, type Edition, type Judged } from './series-edition.js';

/**
 * Judges each bound assertion by the newest edition of its series, or of every series of its expression, and says what the
 * editions known when the claim was made gave.
 */
export function checkSeries(facts: CheckFacts): Finding[] {
  return facts.bindings.flatMap((binding) => {
    const assertion = facts.assertions.find((each) => each.id === binding.assertionId);
    if (!assertion || isPending(assertion.spec, facts.today)) return [];
    const found = judgeBinding(assertion.spec, binding, facts.claim.statedOn);
    return found === null
      ? []
      : [
          finding('series', found.label, found.reasons, {
            assertionId: assertion.id,
            vintageId: found.vintageId,
          }),
        ];
  });
}

function isPending(assertion: Assertion, today: string): boolean {
  return assertion.kind === 'target' && assertion.dueOn !== null && today <= assertion.dueOn;
}

/** Null while no series has an edition at all. */
function judgeBinding(
  assertion: Assertion,
  binding: SeriesBinding,
  statedOn: string | null,
): (Judged & { readonly vintageId: string | null }) | null {
  const series = 'expression' in binding ? binding.terms : { a: binding };
  const latest = editionOf(series, newest);
  const vintageId = newest(Object.values(latest.terms).map(({ vintage }) => vintage))?.id ?? null;
  if (vintageId === null) return null;
  const bound = boundBy(binding);
  if (typeof bound === 'string') return { ...open('expression-means-nothing', bound), vintageId };
  const empty = Object.keys(series).filter((name) => !(name in latest.terms));
  if (empty.length > 0)
    return {
      ...open('term-without-values', `No edition was published yet of: ${empty.join(', ')}.`),
      vintageId,
    };
  const now = withSlips(judgeByEdition(assertion, bound, latest), series, latest);
  const then = statedOn === null ? null : editionOf(series, (all) => vintageKnownOn(all, statedOn));
  const isKnown = then !== null && Object.keys(series).every((name) => name in then.terms);
  const before = isKnown ? { edition: then, ...judgeByEdition(assertion, bound, then) } : null;
  return {
    ...now,
    reasons: [...now.reasons, ...knownThen(statedOn, before, { edition: latest, ...now })],
    vintageId,
  };
}

/** An answer stays open while a whole edition may be in other units than the one before it. */
function withSlips(
  judged: Judged,
  series: Readonly<Record<string, BoundSeries>>,
  { terms }: Edition,
): Judged {
  const traps = Object.entries(series).flatMap(([name, { vintages }]) => {
    const vintage = terms[name]?.vintage;
    const before = newest(vintages.filter((each) => each.id !== vintage?.id));
    if (vintage === undefined || before === null) return [];
    return slippedEdition(before.observations, vintage.observations) ?? [];
  });
  if (traps.length === 0) return judged;
  return {
    label: cautious(judged.label, traps),
    reasons: [...judged.reasons, ...traps.map(({ reason }) => reason)],
  };
}

function open(code: string, message: string): Judged {
  return { label: 'not-enough-evidence', reasons: [{ code, message }] };
}

/** The expression; text where it is none any more, which binding refuses. */
function boundBy(binding: SeriesBinding): Bound | string {
  if (!('expression' in binding)) return { expression: { kind: 'term', name: 'a' }, text: null };
  const parsed = parseExpression(binding.expression);
  return parsed.ok
    ? { expression: parsed.expression, text: binding.expression }
    : `The expression cannot be read at ${parsed.at}: ${parsed.message}.`;
}

function editionOf(
  series: Readonly<Record<string, BoundSeries>>,
  choose: (vintages: readonly Vintage[]) => Vintage | null,
): Edition {
  const entries = Object.entries(series).flatMap(([name, each]) => {
    const vintage = choose(each.vintages);
    return vintage === null ? [] : [[name, { series: each, vintage }] as const];
  });
  return { terms: Object.fromEntries(entries) };
}

type JudgedEdition = Judged & { readonly edition: Edition };

function knownThen(statedOn: string | null, then: JudgedEdition | null, now: JudgedEdition): Reason[] {
  if (statedOn === null) return [];
  if (then === null) {
    const message = `No edition of the series was published by ${statedOn}, when the claim was made.`;
    return [{ code: 'no-vintage-known-then', message, statedOn }];
  }
  const replaced = Object.entries(then.edition.terms).filter(
    ([name, { vintage }]) => now.edition.terms[name]?.vintage.id !== vintage.id,
  );
  const [first] = replaced.map(([, each]) => each.vintage);
  if (first === undefined) return [];
  const gave = then.reasons[0];
  const changed = then.label !== now.label;
  const editions = [...new Set(replaced.map(([, { vintage }]) => vintage.publishedOn))].join(', ');
  return [
    {
      code: 'known-then',
      message: `The edition known on ${statedOn} (${editions}): ${gave?.message ?? then.label}`,
      label: then.label,
      vintageId: first.id,
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
