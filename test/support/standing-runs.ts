import fc from 'fast-check';
import type { TestApp } from './app.js';
import { steps } from './standing-commands.js';
import { StandingModel } from './standing-model.js';
import { begin, compareHistories, end, openNewsroom } from './standing-real.js';

/** Random lives of a claim, each a claim of its own; what differs from the model fails with the seed and the shortest life. */
export async function runLives(app: TestApp, numRuns: number): Promise<void> {
  const newsroom = await openNewsroom(app);
  const seed = Date.now() % 2_147_483_647;
  console.log(`standing model: seed ${seed}, ${numRuns} runs`);
  const property = fc.asyncProperty(
    fc.commands(steps, { maxCommands: 14, size: 'max' }),
    fc.constantFrom<'normal' | 'high'>('normal', 'normal', 'high'),
    fc.infiniteStream(fc.nat()),
    async (commands, priority, stream) => {
      const model = new StandingModel(priority === 'high' ? 1 : 0);
      const real = await begin(newsroom, priority);
      try {
        await fc.asyncModelRun(() => ({ model, real }), commands);
        await compareHistories(model, real, (n) => (stream.next().value ?? 0) % Math.max(1, n));
      } finally {
        await end(real);
      }
    },
  );
  await fc.assert(property, { numRuns, seed, endOnFailure: false });
}
