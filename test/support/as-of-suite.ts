import { expect } from '@jest/globals';
import { ClaimAsOfService } from '../../src/features/claims/claim-as-of.service.js';
import type { TestApp } from './app.js';
import { diceOf, randomLedger } from './random-history.js';
import { Replay, gistOf, momentOf } from './replay.js';

/** A random ledger; asks it `questions` times what was held of a claim and compares with the replay. Prints the seed. */
export async function compareWithReplay(
  app: TestApp,
  { seed, claims, steps, questions }: { seed: number; claims: number; steps: number; questions: number },
): Promise<Replay> {
  console.info(`as-of: seed ${seed}`);
  await randomLedger(app, seed, claims, steps);
  const replay = await Replay.of(app);
  const service = app.nest.get(ClaimAsOfService);
  const dice = diceOf(seed + 1);
  const [moments, ids] = [replay.moments(), replay.claimIds];
  let answered = 0;
  for (let i = 0; i < questions; i += 1) {
    const [id, asOf, knownAt] = [dice.one(ids), momentOf(dice, moments), momentOf(dice, moments)];
    const expected = replay.at(id, asOf, knownAt);
    const asked = { asOf: new Date(asOf).toISOString(), knownAt: new Date(knownAt).toISOString() };
    const found = await service.find(id, asked).then(gistOf, (error: { code?: string }) => {
      if (error.code !== 'claim/not-yet-recorded') throw error as Error;
      return null;
    });
    expect({ id, ...asked, found }).toEqual({ id, ...asked, found: expected });
    if (found !== null) answered += 1;
  }
  expect(answered).toBeGreaterThan(questions / 4);
  return replay;
}
