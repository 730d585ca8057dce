import { expect, it } from '@jest/globals';
import { costOfTaking, expectNarrow } from '../support/schedule-plan.js';

it('a tick takes what is due by the index, with a limit, at no more than five buffers a row', async () => {
  const costs = await costOfTaking(10_000);
  expectNarrow(costs);
  expect(costs).toHaveLength(4);
});
