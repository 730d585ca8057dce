import { expect, it } from '@jest/globals';
import { costOfTaking, expectNarrow, meanBuffers } from '../support/schedule-plan.js';

it('a tick costs the same at ten thousand and at a million rows', async () => {
  const [few, many] = [await costOfTaking(10_000), await costOfTaking(1_000_000)];
  expectNarrow(few);
  expectNarrow(many);
  expect(Math.abs(meanBuffers(many) - meanBuffers(few))).toBeLessThanOrEqual(1);
}, 600_000);
