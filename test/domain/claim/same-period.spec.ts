import { describe, expect, it } from '@jest/globals';
import { parseClaim } from '../../../src/domain/claim/parse.js';
import { findDayDates } from '../../../src/platform/day-dates.js';

const change = (text: string) =>
  parseClaim(text, { statedOn: '2019-04-16', dayDates: findDayDates }).assertions.find(
    (each) => each.kind === 'change',
  );

describe('a change compared with the same period of another year', () => {
  it.each([
    'Trade turnover doubled in the first quarter of 2018 compared with the same period of 2017.',
    'Trade turnover doubled in the first quarter of 2018 against the corresponding period of 2017.',
  ])('counts from that stretch of it: %s', (text) => {
    const found = change(text);
    expect(found?.period).toEqual({ from: '2018-01-01', to: '2018-03-31' });
    expect(found?.baseline).toEqual({ from: '2017-01-01', to: '2017-03-31' });
    expect(found?.measure).toEqual(['trade', 'turnover']);
  });

  it('counts from the year where the year is meant', () => {
    expect(change('Exports grew by 8% in 2018 compared with 2016.')?.baseline).toEqual({
      from: '2016-01-01',
      to: '2016-12-31',
    });
  });
});
