import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { runLives } from '../support/standing-runs.js';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});

afterAll(() => app.close());

describe('the life of a claim', () => {
  it('goes as the model says, whatever is done to it: 500 random lives', () => runLives(app, 500), 400_000);
});
