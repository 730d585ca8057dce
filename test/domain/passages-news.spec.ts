import { describe, expect, it } from '@jest/globals';
import { parseClaim } from '../../src/domain/claim/parse.js';
import { judgeEvidence } from '../../src/domain/evidence/judge-evidence.js';
import type { Label } from '../../src/domain/finding.js';
import { findDayDates } from '../../src/platform/day-dates.js';

const [yes, no, nee, split] = ['supported', 'refuted', 'not-enough-evidence', 'conflicting'] as const;

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

table('news in other words', [
  [
    yes,
    'The parliament of Lorva passed the water law on 12 May 2020.',
    'On 12 May 2020 the parliament of Lorva adopted the water law by 61 votes to 40.',
  ],
  [
    no,
    'The parliament of Lorva rejected the water law on 12 May 2020.',
    'On 12 May 2020 the parliament of Lorva adopted the water law by 61 votes to 40.',
  ],
  [
    yes,
    'The water law was approved by 61 votes.',
    'On 12 May 2020 the parliament of Lorva adopted the water law by 61 votes to 40.',
  ],
  [
    nee,
    'The president has signed the water law.',
    'On 12 May 2020 the parliament of Lorva adopted the water law by 61 votes to 40.',
  ],
  [
    no,
    'The parliament of Lorva adopted the water law in 2018.',
    'On 12 May 2020 the parliament of Lorva adopted the water law by 61 votes to 40.',
  ],
  [
    yes,
    'Judge Amara Diallo acquitted the former mayor of bribery.',
    'Judge Amara Diallo found the former mayor not guilty of bribery on Thursday.',
  ],
  [
    no,
    'Judge Amara Diallo convicted the former mayor of bribery.',
    'Judge Amara Diallo found the former mayor not guilty of bribery on Thursday.',
  ],
  [
    nee,
    'The former mayor was acquitted of fraud.',
    'Judge Amara Diallo found the former mayor not guilty of bribery on Thursday.',
  ],
  [
    yes,
    'The hospital in Brenn has 320 beds.',
    'With 320 beds, the hospital in Brenn is the biggest in the region.',
  ],
  [
    no,
    'The hospital in Brenn has 230 beds.',
    'With 320 beds, the hospital in Brenn is the biggest in the region.',
  ],
  [
    no,
    'Temperatures in Osk stayed below 35 degrees Celsius on 3 July 2019.',
    'On 3 July 2019 temperatures in Osk reached 40 degrees Celsius.',
  ],
  [yes, 'The marathon route is about 26 miles long.', 'The marathon route is 42.2 kilometres long.'],
  [no, 'The new tunnel is 12 miles long.', 'The new tunnel is 12 kilometres long.'],
  [yes, 'The company employs 1,200 people.', 'The company, which makes tyres, has 1,200 employees.'],
  [nee, 'The company makes 1,200 tyres a day.', 'The company, which makes tyres, has 1,200 employees.'],
  [
    yes,
    'Unemployment in Lorva fell by 2 percentage points between 2015 and 2019.',
    'Unemployment in Lorva was 9.0% in 2015 and 7.0% in 2019.',
  ],
  [
    nee,
    'Unemployment in Lorva fell by 2% between 2015 and 2019.',
    'Unemployment in Lorva fell by 2 percentage points between 2015 and 2019.',
  ],
  [
    no,
    'Unemployment in Lorva was higher in 2019 than in 2015.',
    'Unemployment in Lorva was 9.0% in 2015 and 7.0% in 2019.',
  ],
  [
    yes,
    'Sales of electric bikes in Lorva tripled between 2016 and 2019.',
    'Shops in Lorva sold 20,000 electric bikes in 2016 and 60,000 in 2019.',
  ],
  [
    yes,
    'A quarter of the bridges in Lorva need repair.',
    'Of the 800 bridges in Lorva, 200 need repair, inspectors found.',
  ],
  [
    no,
    'Half of the bridges in Lorva need repair.',
    'Of the 800 bridges in Lorva, 200 need repair, inspectors found.',
  ],
  [
    yes,
    'In Lorva 600 bridges do not need repair.',
    'Of the 800 bridges in Lorva, 200 need repair, inspectors found.',
  ],
  [
    yes,
    'The budget deficit fell by a third in 2018.',
    'The budget deficit was 3.0 billion crowns in 2017 and 2.0 billion crowns in 2018.',
  ],
  [
    no,
    'The budget deficit fell to a third in 2018.',
    'The budget deficit was 3.0 billion crowns in 2017 and 2.0 billion crowns in 2018.',
  ],
  [
    yes,
    'The bank expects inflation of 3% in 2022.',
    'The bank forecasts that inflation will reach 3% in 2022.',
  ],
  [nee, 'Inflation was 3% in 2022.', 'The bank forecasts that inflation will reach 3% in 2022.'],
  [
    no,
    'The bank expects inflation of 5% in 2022.',
    'The bank forecasts that inflation will reach 3% in 2022.',
  ],
  [yes, 'The airline intends to cut 900 jobs by 2024.', 'The airline plans to shed 900 jobs by 2024.'],
  [nee, 'The airline has cut 900 jobs.', 'The airline plans to shed 900 jobs by 2024.'],
  [
    yes,
    'The Kel dam was finished two years late.',
    'The Kel dam was completed in 2019, two years behind schedule.',
  ],
  [
    no,
    'The Kel dam was completed on schedule.',
    'The Kel dam was completed in 2019, two years behind schedule.',
  ],
  [
    yes,
    'The Kel dam was completed before 2020.',
    'The Kel dam was completed in 2019, two years behind schedule.',
  ],
  [no, 'The Kel dam was completed by 2017.', 'The Kel dam was completed in 2019, two years behind schedule.'],
  [
    split,
    'The factory in Tolm dumped waste in the river.',
    'Inspectors found that the factory in Tolm dumped waste in the river.',
    'The owner denies that the factory in Tolm dumped waste in the river.',
  ],
  [
    no,
    'The factory in Tolm dumped waste in the river.',
    'The factory in Tolm did not dump waste in the river, inspectors found.',
  ],
  [
    yes,
    'The factory in Tolm did not dump waste in the river.',
    'Inspectors found that the factory in Tolm dumped no waste in the river.',
  ],
  [
    no,
    'Ana Petri defeated Leo Marsh in the mayoral election.',
    'Leo Marsh won the mayoral election with 52% of the vote; Ana Petri received 48%.',
  ],
  [
    yes,
    'Leo Marsh won the mayoral election.',
    'Leo Marsh won the mayoral election with 52% of the vote; Ana Petri received 48%.',
  ],
  [
    yes,
    'Ana Petri lost the mayoral election.',
    'Leo Marsh won the mayoral election with 52% of the vote; Ana Petri received 48%.',
  ],
  [
    yes,
    'Ana Petri got less than half of the vote.',
    'Leo Marsh won the mayoral election with 52% of the vote; Ana Petri received 48%.',
  ],
  [
    yes,
    'Lorva exported more apples to Senk than to Duran in 2020.',
    'In 2020 Lorva exported 40,000 tonnes of apples to Senk and 25,000 tonnes to Duran.',
  ],
  [
    no,
    'Lorva exported fewer apples to Senk than to Duran in 2020.',
    'In 2020 Lorva exported 40,000 tonnes of apples to Senk and 25,000 tonnes to Duran.',
  ],
  [
    yes,
    'The glacier has lost more than half of its ice since 1960.',
    'The glacier has lost 60% of its ice since 1960.',
  ],
  [
    no,
    'The glacier has lost less than a third of its ice since 1960.',
    'The glacier has lost 60% of its ice since 1960.',
  ],
  [nee, 'The glacier will vanish by 2050.', 'The glacier has lost 60% of its ice since 1960.'],
  [
    no,
    'Measles cases in Lorva rose in 2019.',
    'Measles cases in Lorva fell from 420 in 2018 to 300 in 2019.',
  ],
  [
    yes,
    'There were 120 fewer measles cases in Lorva in 2019 than in 2018.',
    'Measles cases in Lorva fell from 420 in 2018 to 300 in 2019.',
  ],
  [
    yes,
    'The museum reopened on 4 June 2021.',
    'The museum, shut since March 2020, opened its doors again on 4 June 2021.',
  ],
  [
    no,
    'The museum was still closed at the end of June 2021.',
    'The museum opened its doors again on 4 June 2021.',
  ],
  [nee, 'The museum has raised ticket prices.', 'The museum opened its doors again on 4 June 2021.'],
  [no, 'Painter Ilse Brandt died at the age of 60.', 'Painter Ilse Brandt died in Graz at the age of 91.'],
  [no, 'Painter Ilse Brandt is still alive.', 'Painter Ilse Brandt died in Graz at the age of 91.'],
  [yes, 'The union called off the strike.', 'The strike was cancelled by the union on Friday.'],
  [no, 'The strike went ahead.', 'The strike was cancelled by the union on Friday.'],
  [yes, 'The ministry denied permission for the mine.', 'The ministry refused permission for the mine.'],
  [
    no,
    'Norland has banned the import of plastic waste.',
    'Norland still allows the import of plastic waste.',
  ],
  [yes, 'Fewer than 1,000 tigers live in the reserve.', 'The reserve is home to 840 tigers, a census found.'],
  [no, 'Over 1,000 tigers live in the reserve.', 'The reserve is home to 840 tigers, a census found.'],
  [nee, 'The reserve has 840 elephants.', 'The reserve is home to 840 tigers, a census found.'],
  [yes, 'The striker scored twice in the final.', 'The striker scored two goals in the final.'],
  [
    no,
    'The ship was carrying 4,000 tonnes of oil.',
    'Correction: the ship was carrying 400 tonnes of oil, not 4,000 tonnes as we reported.',
  ],
  [
    yes,
    'The ship was carrying 400 tonnes of oil.',
    'Correction: the ship was carrying 400 tonnes of oil, not 4,000 tonnes as we reported.',
  ],
  [yes, 'Seoul hosted the games for the second time.', 'The games were held in Seoul for the second time.'],
  [no, 'Seoul hosted the games for the third time.', 'The games were held in Seoul for the second time.'],
  [
    yes,
    'The vaccine prevented illness in nine out of ten patients.',
    'The vaccine prevented illness in 90% of patients.',
  ],
  [yes, 'Dr Lena Mota heads the clinic.', 'Lena Mota is the director of the clinic.'],
  [nee, 'Dr Lena Mota founded the clinic.', 'Lena Mota is the director of the clinic.'],
]);
