import { describe, expect, it } from '@jest/globals';
import { findPeriods } from '../../../src/domain/claim/period.js';
import { findDayDates } from '../../../src/platform/day-dates.js';

const brief = (text: string, statedOn: string | null) =>
  findPeriods(text, { statedOn, dayDates: findDayDates }).map(
    (p) => `${p.text} | ${p.from ?? '…'} ${p.to ?? '…'} ${p.granularity} ${p.year} ${p.role}`,
  );

const table = (statedOn: string | null, rows: readonly (readonly [string, ...string[]])[]) =>
  it.each(rows.map(([text, ...expected]) => ({ text, expected })))('$text', ({ text, expected }) => {
    expect(brief(text, statedOn)).toEqual(expected);
  });

describe('stated periods', () => {
  table(null, [
    ['Rain was scarce in 2014.', '2014 | 2014-01-01 2014-12-31 year stated in'],
    ['Oslo held its 2011 vote.', '2011 | 2011-01-01 2011-12-31 year stated in'],
    ['Debt rose from 2003 to 2009.', '2003 to 2009 | 2003-01-01 2009-12-31 year stated in'],
    ['Ice shrank between 1985 and 2005.', '1985 and 2005 | 1985-01-01 2005-12-31 year stated in'],
    ['The mean of 1971-2000 is used.', '1971-2000 | 1971-01-01 2000-12-31 year stated in'],
    [
      'Sales fell in the third quarter of 2016.',
      'third quarter of 2016 | 2016-07-01 2016-09-30 quarter stated in',
    ],
    ['Sales fell in Q4 2016.', 'Q4 2016 | 2016-10-01 2016-12-31 quarter stated in'],
    ['Sales fell in H2 2016.', 'H2 2016 | 2016-07-01 2016-12-31 half stated in'],
    [
      'In the first five months of 2017 it rained.',
      'first five months of 2017 | 2017-01-01 2017-05-31 month stated in',
    ],
    ['It opened in August 2012.', 'August 2012 | 2012-08-01 2012-08-31 month stated in'],
    ['From May to July 2015 it was shut.', 'May to July 2015 | 2015-05-01 2015-07-31 month stated in'],
    [
      'In the 12 months to March 2018 it fell.',
      '12 months to March 2018 | 2017-04-01 2018-03-31 month stated in',
    ],
    ['It came in mid-2013.', 'mid-2013 | 2013-05-01 2013-08-31 month stated in'],
    ['It came in late 2013.', 'late 2013 | 2013-09-01 2013-12-31 month stated in'],
    ['Wages stood still in the 1980s.', '1980s | 1980-01-01 1989-12-31 decade stated in'],
    ['It has grown since 1997.', '1997 | 1997-01-01 … year stated since'],
    ['They will ban it by 2035.', '2035 | … 2035-12-31 year stated by'],
    ['They will ban it by the end of 2035.', 'end of 2035 | … 2035-12-31 year stated by'],
    ['It must close before 1 May 2024.', '1 May 2024 | … 2024-04-30 day stated by'],
    ['The budget for 2021-22 passed.', '2021-22 | … … fiscal-year stated in'],
    ['It began on Tuesday, 3 March 2015.', 'Tuesday, 3 March 2015 | 2015-03-03 2015-03-03 day stated in'],
    ['It began on March 3, 2015.', 'March 3, 2015 | 2015-03-03 2015-03-03 day stated in'],
    ['It began on 4/3/2015.', '4/3/2015 | 2015-03-04 2015-03-04 day stated in'],
    ['It began on 2015-03-04.', '2015-03-04 | 2015-03-04 2015-03-04 day stated in'],
    ['It ran from 2 to 5 June 2019.', '2 to 5 June 2019 | 2019-06-02 2019-06-05 day stated in'],
  ]);
});

describe('resolved by the day of the statement', () => {
  table('2019-08-14', [
    ['Exports fell last year.', 'last year | 2018-01-01 2018-12-31 year statedOn in'],
    ['Exports fell last month.', 'last month | 2019-07-01 2019-07-31 month statedOn in'],
    ['The court ruled yesterday.', 'yesterday | 2019-08-13 2019-08-13 day statedOn in'],
    ['The court ruled on Monday.', 'Monday | 2019-08-12 2019-08-12 day statedOn in'],
    ['The court will rule on Monday.', 'Monday | 2019-08-19 2019-08-19 day statedOn in'],
    ['The court ruled on September 3.', 'September 3 | 2018-09-03 2018-09-03 day statedOn in'],
    ['The court will rule on September 23.', 'September 23 | 2019-09-23 2019-09-23 day statedOn in'],
    ['They met in May.', 'May | 2019-05-01 2019-05-31 month statedOn in'],
    ['Over the past three years it doubled.', 'past three years | 2016-08-14 2019-08-14 year statedOn in'],
    ['Sales rose in the second quarter.', 'second quarter | 2019-04-01 2019-06-30 quarter statedOn in'],
  ]);
});

describe('never guessed', () => {
  table(null, [
    ['The court ruled on September 3.', 'September 3 | … … day unresolved in'],
    ['Exports fell last year.', 'last year | … … year unresolved in'],
    ['The court ruled on Monday.', 'Monday | … … day unresolved in'],
  ]);
});

describe('no periods', () => {
  table('2019-08-14', [
    ['He may march on the town.'],
    ['They killed 2000 people there.'],
    ['The 1925 Geneva Protocol forbids it.'],
    ['It weighs 1900 kg and costs $2000.'],
    ['The second half was dull.'],
    ['She sat near the mar.'],
  ]);
});
