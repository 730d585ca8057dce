import { describe, expect, it } from '@jest/globals';
import { parseClaim } from '../../../src/domain/claim/parse.js';
import { findDayDates } from '../../../src/platform/day-dates.js';

const level = (text: string) => {
  const { assertions } = parseClaim(text, { statedOn: '2019-04-16', dayDates: findDayDates });
  const found = assertions.find((each) => each.kind === 'level');
  return [found?.low, found?.high];
};

describe('the precision a claim commits to', () => {
  it.each([
    ['Exports reached $3 billion in 2018.', 2.95e9, 3.05e9],
    ['Exports reached $3.2 billion in 2018.', 3.15e9, 3.25e9],
    ['The harvest came to 14,000 tonnes in 2018.', 13_500, 14_500],
    ['The rate stood at 4.2 percent in 2018.', 4.15, 4.25],
  ])('%s', (text, low, high) => expect(level(text)).toEqual([low, high]));
});
