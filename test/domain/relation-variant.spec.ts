import { describe, expect, it } from '@jest/globals';
import { related } from './relation-cases.js';

type Row = readonly [a: string, b: string];

/** Pairs that are `variant`, by the reason given. */
const variantPairs: Readonly<Record<string, readonly Row[]>> = {
  'figures-overlap': [
    [
      'Denmark exported 40,000 tonnes of pork to Japan in 2018.',
      'Denmark exported almost 42,000 tonnes of pork to Japan in 2018.',
    ],
    ['Mount Serka is 2,750 metres high.', 'Mount Serka stands about 9,000 feet tall.'],
    [
      'Turkish exports to Iraq fell by 12% in 2020.',
      'Turkish exports to Iraq fell by more than 10% in 2020.',
    ],
    [
      'The airport handled 9.8 million passengers in 2017.',
      'The airport handled close to 10 million passengers in 2017.',
    ],
    [
      'The airport handled 9.8 million passengers in 2017.',
      'At least 9 million passengers passed through the airport in 2017.',
    ],
    [
      'More than 200 people were injured in the earthquake.',
      'At least 200 people were injured in the earthquake.',
    ],
    ['Mumbai has 12 million inhabitants.', 'Some 12 million people live in Bombay.'],
    [
      'The bank lent the state 300 million euros.',
      'The bank lent the state between 250 and 350 million euros.',
    ],
    ['Uganda hosts 1.4 million refugees.', 'Uganda hosts more than a million refugees.'],
    ['The tunnel cost 800 million pounds.', 'The tunnel cost close to 0.8 billion pounds.'],
    [
      "Zambia's copper output reached 800,000 tonnes in 2019.",
      'Zambia produced roughly 880,000 short tons of copper in 2019.',
    ],
    ['Over 60% of voters took part in the referendum.', 'Turnout in the referendum was 63%.'],
    [
      'The Tavel reservoir holds 52 million cubic metres of water.',
      'The Tavel reservoir holds about 13.7 billion gallons of water.',
    ],
    ['The farm covers 100 hectares.', 'The farm covers roughly 250 acres.'],
    [
      'The budget deficit narrowed to 1.9% of GDP in 2017.',
      'The budget deficit was below 2% of GDP in 2017.',
    ],
    ['Nearly a quarter of the workers are women.', '24% of the workers are women.'],
    [
      'The airline cancelled 120 flights on 16 August 2019.',
      'The airline cancelled at most 150 flights on 16 August 2019.',
    ],
    [
      'The population of Sarn declined from 12,000 in 1980 to 9,000 in 2010.',
      'The population of Sarn shrank by a quarter between 1980 and 2010.',
    ],
    ['Tariffs on steel went up from 10% to 25%.', 'Tariffs on steel rose by 15 percentage points.'],
    [
      'The Lunda dam produces 300 megawatts of electricity.',
      'The Lunda dam produces up to 320 megawatts of electricity.',
    ],
    [
      'Chickenpox cases in Leeds dropped by 15% in 2016.',
      'Chickenpox cases in Leeds dropped by nearly 16% in 2016.',
    ],
    ['Tomas Berg gave the museum 40 paintings.', 'Tomas Berg gave the museum dozens of paintings.'],
    [
      'Average rents in Ghent rose to 900 euros a month in 2021.',
      'Average rents in Ghent rose above 850 euros a month in 2021.',
    ],
    [
      'Six of the 15 members of the committee are women.',
      'At least five of the 15 members of the committee are women.',
    ],
    [
      'The ministry bought 30 buses from the Czech maker Trolis.',
      'The ministry bought no more than 40 buses from the Czech maker Trolis.',
    ],
    [
      'Sea levels off Tonga have risen 6 millimetres a year since 1993.',
      'Sea levels off Tonga have risen about a quarter of an inch a year since 1993.',
    ],
    [
      "Coal made up 40 per cent of Poland's energy in 2020.",
      "Coal made up over a third of Poland's energy in 2020.",
    ],
    ['The lorry weighed 44 tonnes.', 'The lorry weighed around 97,000 pounds.'],
    [
      'Bread became 9% dearer in Romania between May and August 2022.',
      'Bread became at least 8% dearer in Romania between May and August 2022.',
    ],
    ['Fewer than half of the pupils passed the exam.', '45% of the pupils passed the exam.'],
    ['The speed limit is 80 km/h.', 'The speed limit is about 50 mph.'],
    ['Two out of three Bolivians live in cities.', 'More than 60% of Bolivians live in cities.'],
    [
      "The zoo's elephants eat 2 tonnes of hay a week.",
      "The zoo's elephants eat about 4,400 pounds of hay a week.",
    ],
  ],
  'coarser-date': [
    [
      'Parliament approved the pension bill by 112 votes to 88 on 5 June 2019.',
      'Parliament approved the pension bill in June 2019.',
    ],
    ['The ferry Aldana sank on 3 May 1994.', 'The ferry Aldana sank in 1994.'],
    ['The dam was completed in 1988.', 'The dam was completed in the late 1980s.'],
    ['The trial of the mayor started on 4 May 2020.', 'The trial of the mayor started in early May 2020.'],
    ['Doctor Elsa Brun invented the valve in 1971.', 'Doctor Elsa Brun invented the valve in the 1970s.'],
    [
      'France returned the bronzes to Benin in November 2021.',
      'France returned the bronzes to Benin in autumn 2021.',
    ],
    ['Chief Justice Amara Diallo retired in June 2014.', 'Chief Justice Amara Diallo retired in 2014.'],
    ['The city was founded by the Dutch in 1652.', 'The city was founded by the Dutch in the 1650s.'],
    ['The factory shut in March 1999.', 'The factory shut in the spring of 1999.'],
    [
      'The clock tower was struck by lightning in 1902.',
      'The clock tower was struck by lightning in the early 1900s.',
    ],
  ],
  'figure-in-one-only': [
    ['All of the 27 members agreed to the plan.', 'Most members agreed to the plan.'],
    ['9 in 10 children can read.', 'Most children can read.'],
    [
      'Eleven of the 16 provinces voted in favour of the merger.',
      'Most of the 16 provinces voted in favour of the merger.',
    ],
  ],
};

describe('two claims that are variant', () => {
  for (const [code, rows] of Object.entries(variantPairs)) {
    it.each(rows)(`${code}: %s | %s`, (a, b) => {
      const found = related(a, b);
      expect({ relation: found.relation, code: found.reasons[0]?.code }).toEqual({
        relation: 'variant',
        code,
      });
      expect(related(b, a).relation).toBe('variant');
    });
  }
});
