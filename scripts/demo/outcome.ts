import type { EventView } from './api.js';
import type { CheckedClaim } from './checks.js';
import type { ClaimOutcome, Expected } from './samples.js';
import type { RecordedStory } from './story.js';
import { partsOf } from './story.js';
import type { Deliveries } from './webhooks.js';
import { summarise } from './webhooks.js';

interface ClaimNow {
  readonly status: string;
  readonly assessment: string | null;
  readonly rating: { readonly code: string } | null;
}

interface Told {
  readonly checked: readonly CheckedClaim[];
  readonly asOf: Record<string, string>;
  readonly upheld: Expected['upheld'];
  readonly crash: Expected['crash'];
}

/** What the demonstration brought about, in the form of samples/expected.json. */
export async function outcomeOf(
  story: RecordedStory,
  { checked, asOf, upheld, crash }: Told,
): Promise<Expected> {
  const deliveries = summarise(story.receiver.received);
  const claims = await Promise.all(checked.map((each) => claimOutcome(story, each, deliveries)));
  const { firstDelivery, allVerified } = deliveries;
  return {
    offered: story.offered,
    claims: Object.fromEntries(claims),
    asOf: { claim: story.samples.expected.asOf.claim, moments: asOf },
    upheld,
    webhooks: { firstDelivery, allVerified },
    crash,
  };
}

async function claimOutcome(
  { checker }: RecordedStory,
  { claim, check }: CheckedClaim,
  { accepted }: Deliveries,
): Promise<[string, ClaimOutcome]> {
  const now = await checker.get<ClaimNow>(`/v1/claims/${claim.id}`);
  const events = await checker.all<EventView>(`/v1/events?type=claim.standing_changed&claimId=${claim.id}`);
  const changes = events
    .map(({ payload }) => payload.data)
    .sort((a, b) => (a.new?.version ?? 0) - (b.new?.version ?? 0));
  const outcome = {
    firstCheck: {
      label: check.assessment?.label ?? 'none',
      assertions: partsOf(claim, check),
      dueOn: claim.assertions.find(({ dueOn }) => dueOn !== null)?.dueOn ?? null,
    },
    atTheEnd: { status: now.status, label: now.assessment, rating: now.rating?.code ?? null },
    standings: [shown(changes[0]?.old), ...changes.map((change) => shown(change.new))],
    standingChangedWebhooks: accepted.get(claim.id) ?? 0,
  };
  return [claim.sample.key, outcome];
}

function shown(standing: { status: string; assessment: string | null } | undefined): string {
  if (standing === undefined) return 'unverified';
  return standing.assessment === null ? standing.status : `${standing.status}, ${standing.assessment}`;
}

/** Where two documents of plain data differ: one line for each place, in words. Empty when they are the same. */
export function differences(expected: unknown, found: unknown, place = ''): string[] {
  if (isObject(expected) && isObject(found)) {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
    return names.flatMap((name) =>
      differences(expected[name], found[name], place === '' ? name : `${place} / ${name}`),
    );
  }
  const [wanted, got] = [JSON.stringify(expected), JSON.stringify(found)];
  return wanted === got ? [] : [`${place}: expected ${wanted ?? 'nothing'}, found ${got ?? 'nothing'}`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
