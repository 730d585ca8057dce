import type { Api, AssertionView, CheckView } from './api.js';
import { until } from './api.js';
import type { Newsroom, Worker } from './newsroom.js';
import type { PressSite } from './press-site.js';
import type { Teller } from './print.js';
import type { Receiver } from './receiver.js';
import type { SampleClaim, Samples } from './samples.js';

/** A sentence of the dispatch as it stands in the ledger. */
export interface RecordedClaim {
  readonly sample: SampleClaim;
  readonly id: string;
  /** Its first check. */
  readonly checkId: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
  readonly assertions: readonly AssertionView[];
}

/** What the steps of the story share. */
export interface Story {
  readonly samples: Samples;
  readonly teller: Teller;
  readonly press: PressSite;
  readonly receiver: Receiver;
  readonly newsroom: Newsroom;
  /** The API as a fact-checker and as an editor use it. */
  readonly checker: Api;
  readonly editor: Api;
}

/** The story once the dispatch is recorded. */
export interface RecordedStory extends Story {
  readonly claims: readonly RecordedClaim[];
  /** How many sentences were worth checking, known to the samples or not. */
  readonly offered: number;
  /** Key of a sample series to its id. */
  readonly series: ReadonlyMap<string, string>;
}

/** The story once a worker runs. */
export interface RunningStory extends RecordedStory {
  readonly worker: Worker;
}

const checkSeconds = 60;

/** Waits until a check is over. @throws Error when it could not be made. */
export async function completed(api: Api, checkId: string): Promise<CheckView> {
  return until(`check ${checkId} to complete`, checkSeconds, async () => {
    const check = await api.get<CheckView>(`/v1/checks/${checkId}`);
    if (check.state === 'failed')
      throw new Error(`check ${checkId} could not be made: ${check.failure ?? 'no cause given'}`);
    return check.state === 'completed' ? check : null;
  });
}

/** `kind: label` for each assertion, in the order of the claim. */
export function partsOf(claim: RecordedClaim, check: CheckView): string[] {
  return claim.assertions.map(({ id, kind }) => {
    const part = check.assessment?.parts.find((each) => each.assertionId === id);
    return `${kind}: ${part?.label ?? 'none'}`;
  });
}

/** The recorded claim with a key of the samples. @throws Error when the dispatch no longer offers it. */
export function claimOf(claims: readonly RecordedClaim[], key: string): RecordedClaim {
  const claim = claims.find((each) => each.sample.key === key);
  if (claim === undefined) throw new Error(`the dispatch offers no claim ${key}`);
  return claim;
}
