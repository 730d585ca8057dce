import { expect } from '@jest/globals';
import { ClaimAsOfService } from '../../src/features/claims/claim-as-of.service.js';
import type { TestApp } from './app.js';
import { diceOf, randomLedger } from './random-history.js';
import { Replay, gistOf, momentOf } from './replay.js';

/** Questions under way together. */
const atOnce = 8;

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
  const asked = Array.from({ length: questions }, () => ({
    ...{ id: dice.one(ids), asOf: momentOf(dice, moments), knownAt: momentOf(dice, moments) },
  }));
  let answered = 0;
  for (let i = 0; i < questions; i += atOnce) {
    const some = asked.slice(i, i + atOnce);
    const found = await Promise.all(
      some.map(async ({ id, asOf, knownAt }) => {
        const query = { asOf: new Date(asOf).toISOString(), knownAt: new Date(knownAt).toISOString() };
        return service.find(id, query).then(gistOf, (error: { code?: string }) => {
          if (error.code !== 'claim/not-yet-recorded') throw error as Error;
          return null;
        });
      }),
    );
    const expected = some.map(({ id, asOf, knownAt }) => replay.at(id, asOf, knownAt));
    expect(some.map((each, n) => ({ ...each, found: found[n] }))).toEqual(
      some.map((each, n) => ({ ...each, found: expected[n] })),
    );
    answered += found.filter((each) => each !== null).length;
  }
  expect(answered).toBeGreaterThan(questions / 4);
  return replay;
}
