import type { CheckView, EventView, HistoryView } from './api.js';
import { until } from './api.js';
import type { Expected } from './samples.js';
import type { RecordedClaim, RunningStory } from './story.js';
import { completed } from './story.js';

const rounds = 5;
/** How far the batch is when the worker dies: some checks done, some in hand, most of them waiting. */
const enoughDone = 5;
const enoughInHand = 3;

/** Step 6: a worker dies in the middle of a batch and another takes over. Returns what the ledger then holds. */
export async function surviveCrash(story: RunningStory): Promise<Expected['crash']> {
  const { teller, press, claims, checker, worker, newsroom } = story;
  teller.step(7, 'A worker is killed in the middle of its work');
  const requested = await askForAll(story);
  await midway(story, requested, { done: enoughDone, inHand: 0 });
  press.hold();
  for (let round = 1; round < rounds; round += 1) requested.push(...(await askForAll(story)));
  const { done, inHand } = await midway(story, requested, { done: enoughDone, inHand: enoughInHand });
  await worker.kill();
  press.release();
  teller.say(
    `${requested.length} checks are asked for, and after the first few the press site answers no more. With ${done} checks ` +
      `done, ${inHand} in hand and the rest waiting, the worker (process ${worker.pid}) gets SIGKILL: no goodbye, no tidying up.`,
  );
  await newsroom.startWorker();
  await Promise.all(requested.map((id) => completed(checker, id)));
  teller.say(
    'The press site is back and a new worker starts. What the dead one had in hand is found again and done by the new one, ' +
      'and only its results count.',
  );
  const outcome = await takeStock(story, requested, claims);
  teller.item(`${outcome.completed} of ${outcome.checks} checks completed`);
  teller.item(`${outcome.checksWithOneAssessment} have exactly one assessment`);
  teller.item(`${outcome.checksWithOneCompletedEvent} raised check.completed exactly once`);
  teller.item(`${outcome.claimsWithoutVersionGaps} of ${claims.length} claims have histories without a gap`);
  return outcome;
}

async function askForAll({ claims, checker }: RunningStory): Promise<string[]> {
  const asked = await Promise.all(
    claims.map(({ id }) => checker.post<{ id: string }>(`/v1/claims/${id}/checks`)),
  );
  return asked.map((each) => each.id);
}

interface Progress {
  readonly done: number;
  readonly inHand: number;
}

function midway({ checker }: RunningStory, requested: readonly string[], least: Progress): Promise<Progress> {
  return until('the worker to be in the middle of the batch', 60, async () => {
    const checks = await Promise.all(requested.map((id) => checker.get<CheckView>(`/v1/checks/${id}`)));
    const count = (state: string): number => checks.filter((each) => each.state === state).length;
    const [done, inHand] = [count('completed'), count('running')];
    return done >= least.done && inHand >= least.inHand ? { done, inHand } : null;
  });
}

/** Counts in what the API shows, not in what this program remembers. */
async function takeStock(
  { checker }: RunningStory,
  requested: readonly string[],
  claims: readonly RecordedClaim[],
): Promise<Expected['crash']> {
  const [checks, events, histories] = await Promise.all([
    Promise.all(requested.map((id) => checker.get<CheckView>(`/v1/checks/${id}`))),
    checker.all<EventView>('/v1/events?type=check.completed'),
    Promise.all(claims.map(({ id }) => checker.get<HistoryView>(`/v1/claims/${id}/history`))),
  ]);
  const assessed = histories.flatMap(({ timeline }) =>
    timeline.filter(({ kind }) => kind === 'check').map(({ ref }) => ref),
  );
  const raised = events.map(({ payload }) => payload.data.checkId ?? '');
  const once = (all: readonly string[]): number =>
    requested.filter((id) => all.filter((each) => each === id).length === 1).length;
  return {
    checks: requested.length,
    completed: checks.filter(({ state }) => state === 'completed').length,
    checksWithOneAssessment: once(assessed),
    checksWithOneCompletedEvent: once(raised),
    claimsWithoutVersionGaps: histories.filter(isGapless).length,
  };
}

function isGapless({ timeline }: HistoryView): boolean {
  const versions = timeline.filter(({ kind }) => kind === 'standing').map(({ ref }) => Number(ref));
  return versions.length > 0 && versions.every((version, i) => version === (versions[0] ?? 0) + i);
}
