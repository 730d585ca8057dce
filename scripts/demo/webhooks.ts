import { until } from './api.js';
import type { Received } from './receiver.js';
import type { RunningStory } from './story.js';

/** What reached the editor. */
export interface Deliveries {
  /** What the endpoint answered to the tries of the delivery that came first. */
  readonly firstDelivery: readonly number[];
  readonly allVerified: boolean;
  /** Id of a claim to how many events about it were accepted. */
  readonly accepted: ReadonlyMap<string, number>;
}

/** Step 5: what the editor's endpoint got. */
export async function showDeliveries(story: RunningStory): Promise<void> {
  const { teller, receiver, samples } = story;
  teller.step(6, 'The editor hears of every change');
  const expected = Object.values(samples.expected.claims).reduce(
    (sum, each) => sum + each.standingChangedWebhooks,
    0,
  );
  await until(`${expected} webhooks to be accepted`, 60, () =>
    Promise.resolve(acceptedOf(receiver.received).length >= expected ? true : null),
  );
  teller.say(
    'Since before the first check an editor has had an endpoint subscribed to claim.standing_changed. Each request is signed ' +
      'after Standard Webhooks, and the endpoint verifies it with the npm package standardwebhooks.',
  );
  const { firstDelivery, allVerified } = summarise(receiver.received);
  teller.item(
    `${receiver.received.length} requests came, ${allVerified ? 'all of them with a good signature' : 'NOT all verified'}.`,
  );
  teller.item(
    `The first was answered ${firstDelivery[0] ?? '?'} on purpose; Stet tried again with the same webhook-id: ${firstDelivery.slice(1).join(', ')}.`,
  );
  for (const { payload } of acceptedOf(receiver.received)) {
    if (payload === null || payload.data.old.status === 'unverified') continue;
    const { old, new: now, claim } = payload.data;
    teller.item(
      `${old.status}, ${old.assessment ?? 'unchecked'} → ${now.status}, ${now.assessment ?? 'unchecked'}: ${claim.text}`,
    );
  }
}

/** The figures of all deliveries so far. An event accepted twice counts once, as its webhook-id says. */
export function summarise(received: readonly Received[]): Deliveries {
  const first = received[0]?.webhookId;
  const accepted = new Map<string, number>();
  for (const { payload } of acceptedOf(received)) {
    const id = payload?.data.claim.id ?? '';
    accepted.set(id, (accepted.get(id) ?? 0) + 1);
  }
  return {
    firstDelivery: received.filter((each) => each.webhookId === first).map((each) => each.status),
    allVerified: received.every((each) => each.isVerified),
    accepted,
  };
}

function acceptedOf(received: readonly Received[]): Received[] {
  const accepted = received.filter((each) => each.status === 204);
  return [...new Map(accepted.map((each) => [each.webhookId, each])).values()];
}
