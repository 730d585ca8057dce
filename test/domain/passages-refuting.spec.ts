import { describe, expect, it } from '@jest/globals';
import { parseClaim } from '../../src/domain/claim/parse.js';
import { judgePassages } from '../../src/domain/evidence/passages.js';
import type { Label } from '../../src/domain/finding.js';
import { findDayDates } from '../../src/platform/day-dates.js';

const nee: Label = 'not-enough-evidence';

/** The labels of a claim's assertions by one document. */
function labels(claim: string, text: string): Label[] {
  const { assertions } = parseClaim(claim, { statedOn: '2021-04-16', dayDates: findDayDates });
  const document = { text, publishedOn: '2021-03-01' };
  return assertions.map((each) => judgePassages(each, document, findDayDates, { today: '2021-06-01' }).label);
}

type Row = readonly [passage: string, label: Label];

function table(name: string, claim: string, rows: readonly Row[]): void {
  describe(`${name}: ${claim}`, () => {
    it.each(rows)('%s', (passage, label) => {
      expect(labels(claim, passage)).toEqual([label]);
    });
  });
}

table('a part does not refute the whole', 'Coal output fell by 7% in 2017.', [
  ['Brown coal output rose by 4% in 2017.', nee],
  ['Coal output of the southern mines rose by 4% in 2017.', nee],
  ['Coal output in Ardal fell by 2% in 2017.', nee],
  ['Excluding lignite, coal output fell by 2% in 2017.', nee],
  ['Coal output fell by 2% in 2017, not counting lignite.', nee],
  ['New coal output fell by 2% in 2017.', nee],
  ['Coal and gas output fell by 2% in 2017.', nee],
  ['Gas and coal output fell by 2% in 2017.', nee],
]);

table('words of reporting do not protect a claim', 'Coal output fell by 7% in 2017.', [
  ['Coal output fell by 2% in 2017, according to the statistics office.', 'refuted'],
  [
    'According to figures published on Monday by the national statistics office, coal output fell by 2% in 2017.',
    'refuted',
  ],
  ['The ministry of energy reported that coal output fell by only 2% in 2017.', 'refuted'],
  ['Total coal output rose slightly in 2017, by 1%, the ministry said.', 'refuted'],
  ['Coal output fell by 7% in 2017, customs data showed.', 'supported'],
  ['Coal output fell by 2% in 2017 and gas output by 7%.', 'refuted'],
]);

table('who counted does not set a figure apart', 'About 90,000 people marched in Arsk on 6 May 2018.', [
  ['Police say 20,000 people marched in Arsk on 6 May 2018.', 'refuted'],
  ['The transport office counted 20,000 people who marched in Arsk on 6 May 2018.', 'refuted'],
  ['The district police counted 20,000 people who marched in Arsk on 6 May 2018.', nee],
]);

table('another act is another measure', 'The firm cut 1,500 jobs in 2018.', [
  ['The firm created 400 jobs in 2018.', nee],
  ['The firm created 1,500 jobs in 2018.', nee],
  ['The firm moved 400 jobs abroad in 2018.', nee],
  ['The firm cut 400 jobs in 2018.', 'refuted'],
  ['The firm cut 1,500 jobs in 2018.', 'supported'],
]);

table('an act is no stock', 'The army has 90,000 soldiers.', [
  ['The army lost 4,000 soldiers.', nee],
  ['The army plans 4,000 soldiers.', nee],
  ['The army sent 4,000 soldiers to the border.', nee],
  ['The army has 70,000 soldiers.', 'refuted'],
]);

table('a rate or a difference is no level', 'The clinic treated 12,000 patients in 2018.', [
  ['The clinic treated 900 patients a month in 2018.', nee],
  ['The clinic treated 40 patients daily in 2018.', nee],
  ['On average the clinic treated 900 patients in 2018.', nee],
  ['The clinic treated 800 fewer patients in 2018.', nee],
  ['The clinic treated 800 patients more in 2018 than in 2017.', nee],
  ['The clinic treated another 800 patients in 2018.', nee],
  ['The clinic treated 800 patients so far in 2018.', nee],
  ['Has the clinic treated 9,000 patients in 2018?', nee],
  ['The clinic treated 9,000 patients in 2018, up from 8,000 in 2017.', 'refuted'],
  ['The clinic treated 12,000 patients in 2018, 800 more than in 2017.', 'supported'],
]);

table('a mark that was missed is no level', 'Turnover reached $3 billion in 2018.', [
  ['Turnover missed the $6 billion mark in 2018.', nee],
  ['Turnover was $900 million short of $4 billion in 2018.', nee],
  ['Turnover was up from $2 billion in 2018.', nee],
  ['Turnover reached $2 billion in 2018.', 'refuted'],
  ['Turnover reached a peak of $330 million in 2018.', nee],
]);

table('a figure is refuted by one written as coarsely', 'Turnover reached $2 billion in 2018.', [
  ['Turnover reached $3 billion in 2018.', 'refuted'],
  ['Turnover reached $2 billion in 2018.', 'supported'],
]);

table('sides must not be turned round', 'Vessa exported 40 tonnes of tea to Lorn in 2018.', [
  ['Lorn exported 10 tonnes of tea to Vessa in 2018.', nee],
  ['Lorn exported 40 tonnes of tea to Vessa in 2018.', nee],
  ['Vessa exported 10 tonnes of tea to Lorn in 2018.', 'refuted'],
]);

table('nor the sides of a comparison', 'The pound rose 4% against the yen in 2018.', [
  ['The yen rose 2% against the pound in 2018.', nee],
  ['The pound fell 2% against the yen in 2018.', 'refuted'],
]);

table('hearsay and denial', "Lorn's economy grew by 6% in 2018.", [
  ["Critics claim that Lorn's economy grew by 2% in 2018.", nee],
  ["Lorn's economy reportedly grew by 2% in 2018.", nee],
  ["It is untrue that Lorn's economy grew by 2% in 2018.", nee],
  ["It is a hoax that Lorn's economy grew by 6% in 2018.", nee],
  ["Lorn's economy grew by 6% in 2018. That is false, the auditors said.", nee],
  ["First estimates said that Lorn's economy grew by 4% in 2018.", nee],
  ["At first, Lorn's economy grew by 4% in 2018.", nee],
  ["Lorn's economy grew by 6% in 2018, not 4% as first estimated.", 'supported'],
  ["Lorn's economy grew by 4% in 2018, the ministry said.", 'refuted'],
]);

table('words that only look like hearsay', 'Jobless claims in Lorn rose by 6% in 2018.', [
  ['Jobless claims in Lorn rose by 2% in 2018.', 'refuted'],
  ['Jobless claims in Lorn rose by 6% in 2018.', 'supported'],
]);

table('until a time is not that time', 'The toll was 9 euros in January 2019.', [
  ['The toll was 7 euros until January 2019.', nee],
  ['The toll was 7 euros in January 2019.', 'refuted'],
]);

table('another start is another change', 'Births fell in the first quarter of 2018.', [
  ['Births rose by 2% in the first quarter of 2018 from the fourth quarter of 2017.', nee],
  ['Births rose by 2% in the first quarter of 2018.', 'refuted'],
]);

table('a change that is planned from no stated start', 'Waste will fall by 40% by 2020.', [
  ['Waste fell by 5% in 2020.', nee],
]);

table('a level that is planned', 'Output will rise to 50 million tonnes by 2020.', [
  ['Output rose to 41 million tonnes in 2020.', 'refuted'],
  ['Output rose to 57 million tonnes in 2020.', 'supported'],
  ['Output rose to 41 million tonnes in 2019.', nee],
]);

table('parts of a sum', 'Five people died in the fire on 3 April 2019.', [
  ['Three guards and two other people died in the fire on 3 April 2019.', nee],
  ['Two people died in the fire on 3 April 2019.', 'refuted'],
]);

table('a change from two levels needs the same thing at both ends', 'Rents rose by 9% in 2018.', [
  ['Rents were 500 euros in 2017. Rents were 510 euros in 2018.', 'refuted'],
  ['Rents were 500 euros in 2017. Rents were 545 euros in 2018.', 'supported'],
  ['Rents in the old town were 500 euros in 2017. Rents were 510 euros in 2018.', nee],
  ['Rents were 500 euros in 2017. Rents of new flats were 545 euros in 2018.', nee],
]);

table('thousands in another writing', 'The island had 1,500 residents in 2018.', [
  ['The island had 1.500 residents in 2018.', nee],
  ['The island had 1,700 residents in 2018.', 'refuted'],
]);

describe('a page that repeats its figures', () => {
  it('is judged like one that gives them once', () => {
    const pair = 'Rents were 500 euros in 2017. Rents were 510 euros in 2018. ';
    expect(labels('Rents rose by 9% in 2018.', pair.repeat(600))).toEqual(['refuted']);
  });
});
