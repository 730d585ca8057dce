import { describe, expect, it } from '@jest/globals';
import { parseClaim } from '../../src/domain/claim/parse.js';
import { judgeEvidence } from '../../src/domain/evidence/judge-evidence.js';
import type { Label } from '../../src/domain/finding.js';
import { findDayDates } from '../../src/platform/day-dates.js';

const nee = 'not-enough-evidence';

/** Label, claim, evidence texts. */
type Row = readonly [Label, string, ...string[]];

function judge(claim: string, evidence: readonly string[]) {
  const { assertions } = parseClaim(claim, { statedOn: '2021-06-01', dayDates: findDayDates });
  const texts = evidence.map((text) => ({ text, publishedOn: '2021-05-01' }));
  return judgeEvidence(assertions, texts, findDayDates);
}

function table(name: string, rows: readonly Row[]): void {
  describe(name, () => {
    it.each(rows.map(([label, claim, ...evidence]) => ({ label, claim, evidence })))(
      '$label: $claim | $evidence',
      ({ label, claim, evidence }) => {
        const judged = judge(claim, evidence);
        expect(judged.label).toBe(label);
        expect(judged.findings.every(({ reasons }) => reasons.length > 0)).toBe(true);
      },
    );
  });
}

table('near, but of something else', [
  [nee, 'Exports of Lorva rose by 5% in 2019.', 'Exports of Lorva fell by 3% in 2018.'],
  [nee, 'Exports of Lorva rose by 5% in 2019.', 'Wheat exports of Lorva fell by 3% in 2019.'],
  [nee, 'Exports of Lorva to Senk rose by 5% in 2019.', 'Exports of Lorva to Duran fell by 3% in 2019.'],
  [nee, 'Unemployment in Lorva was 8% in 2019.', 'Youth unemployment in Lorva was 19% in 2019.'],
  [
    nee,
    'The income of Lorva was 4 billion euros in 2019.',
    'The income per head of Lorva was 9,000 euros in 2019.',
  ],
  [
    nee,
    'Industrial output of Lorva rose by 4% in 2019.',
    'Seasonally adjusted industrial output of Lorva rose by 2% in 2019.',
  ],
  [nee, 'The storm killed 40 people.', 'At first the storm was reported to have killed 12 people.'],
  [
    nee,
    'Retail sales in Lorva grew by 6% in 2019.',
    'Excluding cars, retail sales in Lorva grew by 2% in 2019.',
  ],
  [nee, 'Lorva built 3,000 homes in May 2019.', 'Lorva built 14,000 homes in the first five months of 2019.'],
  [
    nee,
    'The economy of Lorva grew by 3% in 2022.',
    'The bank forecasts that the economy of Lorva will grow by 1% in 2022.',
  ],
  [nee, 'The lake covers 300 square kilometres.', 'The lake is 40 kilometres long.'],
  [
    nee,
    'The president of Lorva earns 90,000 euros a year.',
    'The prime minister of Lorva earns 60,000 euros a year.',
  ],
  [nee, 'The firm hired 400 workers in 2019.', 'The firm dismissed 150 workers in 2019.'],
  [nee, 'The clinic treated 500 children in 2019.', 'The clinic treated 2,100 patients in 2019.'],
  [nee, 'The two banks together have 900 branches.', 'The bank has 500 branches.'],
  [nee, 'Norland has 40 more hospitals than Sundal.', 'Norland has 310 hospitals.'],
  [nee, 'The council closed the library in Vard.', 'The library in Lund stayed open.'],
  [nee, 'Hana Lund won the 1,500 metres.', 'Rita Moss won the 800 metres; Hana Lund was second.'],
  [nee, 'The court acquitted the minister of fraud.', 'The court convicted the minister of tax evasion.'],
  [
    nee,
    'Vard is the largest port in Norland by cargo.',
    'Lund is the largest port in Norland by number of passengers.',
  ],
  [nee, 'The treaty was signed in Vard in 2010.', 'The treaty was signed by the two presidents.'],
  [
    nee,
    'The museum was visited by 90,000 people in 2019.',
    'The museum shop was visited by 40,000 people in 2019.',
  ],
  [nee, 'The mayor resigned in March 2019.', 'The deputy mayor resigned in May 2019.'],
  [nee, 'The bridge was opened in 1998.', 'The bridge was reopened in 2014 after repairs.'],
  [nee, 'Senk sued Duran over the dam.', 'Duran sued Senk over the dam.'],
  [nee, 'Inflation in Lorva was 4% in 2019.', 'Core inflation in Lorva was 2% in 2019.'],
  [
    nee,
    'The company made a profit of 3 million euros in 2019.',
    'The company made a profit of 1 million euros in the last quarter of 2019.',
  ],
  [nee, 'Every school in Lorva has a nurse.', 'Most schools in Senk have no nurse.'],
  [nee, 'The drug causes headaches.', 'The drug does not cause nausea.'],
  [nee, 'Smoking fell because of the tax.', 'Smoking did not fall among the young.'],
  [nee, 'Lorva ranked third in the 2019 chess table.', 'Lorva ranked first in the 2018 chess table.'],
  [nee, 'The team of Lorva won the final in 2016.', 'The team of Senk won the final in 2012.'],
  [nee, 'The price of bread rose by 10% in 2019.', 'The price of bread rose by 2% in May 2019.'],
  [nee, 'Turnout was 60% in Lorva.', 'Turnout was 41% in the capital of Lorva.'],
  [nee, 'The mine employs 900 women.', 'The mine employs 4,000 people.'],
  [
    nee,
    'About 40% of farmers in Lorva use the seed.',
    'About 20% of farmers in Lorva bought the seed in 2019.',
  ],
  [nee, 'Oil production fell to 4 million tonnes in 2019.', 'Oil exports fell to 2 million tonnes in 2019.'],
  [nee, 'The wall is 30 metres high.', 'The wall is 200 metres long.'],
]);
