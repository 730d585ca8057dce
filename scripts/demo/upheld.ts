import type { Expected } from './samples.js';
import type { RecordedClaim, RunningStory } from './story.js';
import { claimOf, completed } from './story.js';

const checksAfter = 10;

interface Disagreement {
  readonly parts: readonly { readonly part: string; readonly isUpheld: boolean }[];
}

/** Step 5: a challenge that people find mistaken is upheld, stays quiet, and speaks again when another figure is seen. */
export async function upholdMistaken(story: RunningStory): Promise<Expected['upheld']> {
  const { teller, press, claims, samples, newsroom } = story;
  const claim = claimOf(claims, samples.expected.upheld.claim);
  teller.step(5, 'A mistaken challenge is upheld');
  teller.say(
    'The fact-checker rings the press service: its figure stands, the page mixed up two editions of the customs data. The ' +
      'machine never changes a verdict; she upholds hers against what challenges it, with her reason.',
  );
  teller.claim(claim.text);
  const statuses = [await uphold(story, claim)];
  teller.item(`upheld: the claim is ${statuses[0] ?? 'unknown'}`);
  for (let n = 0; n < checksAfter; n += 1) statuses.push(await checkAgain(story, claim));
  teller.item(
    `${checksAfter} checks find the same and raise no alarm: ${[...new Set(statuses.slice(1))].join(', ')}`,
  );
  press.correct('trade-in-2017.html');
  const later = await newsroom.stet('clock', 'advance', 'P1D');
  teller.item(
    `${later.slice(0, 10)}: the page is corrected again, imports rose by 19.4 percent, it says now: another figure.`,
  );
  statuses.push(await checkAgain(story, claim));
  teller.item(`the next check: the claim is ${statuses.at(-1) ?? 'unknown'}, and the desk is told`);
  return { claim: claim.sample.key, statuses };
}

async function uphold({ checker }: RunningStory, { id }: RecordedClaim): Promise<string> {
  const { parts } = await checker.get<Disagreement>(`/v1/claims/${id}/disagreement`);
  await checker.post(`/v1/claims/${id}/verdicts/uphold`, {
    disagreement: parts.filter((each) => !each.isUpheld).map((each) => each.part),
    reason: 'The press service confirms its figure; the page took another edition of the customs data.',
  });
  return statusOf(checker, id);
}

async function checkAgain({ checker }: RunningStory, { id }: RecordedClaim): Promise<string> {
  const check = await checker.post<{ id: string }>(`/v1/claims/${id}/checks`);
  await completed(checker, check.id);
  return statusOf(checker, id);
}

async function statusOf(checker: RunningStory['checker'], id: string): Promise<string> {
  return (await checker.get<{ status: string }>(`/v1/claims/${id}`)).status;
}
