import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { compareWithReplay } from '../support/as-of-suite.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ role: 'api' });
});
afterAll(() => app.close());

it('answers 10,000 random moments as a replay of the history does', async () => {
  const seed = Number(process.env['STET_TEST_SEED'] ?? Date.now() % 1_000_000);
  const replay = await compareWithReplay(app, { seed, claims: 60, steps: 60, questions: 10_000 });
  expect(replay.claimIds).toHaveLength(60);
}, 600_000);
