import { yes, no, nee, split, table } from '../support/judged-tables.js';

table('more news in other words', [
  [
    no,
    'The opposition boycotted the election in Lorva.',
    'The opposition took part in the election in Lorva.',
  ],
  [
    yes,
    'The opposition did not take part in the election in Lorva.',
    'The opposition boycotted the election in Lorva.',
  ],
  [yes, 'Doctors in Lorva went on strike on 4 March 2020.', 'On 4 March 2020 doctors in Lorva walked out.'],
  [
    no,
    'The two sides signed a ceasefire on 3 May 2019.',
    'The talks ended on 3 May 2019 without the two sides signing a ceasefire.',
  ],
  [yes, 'The island has been inhabited since 1920.', 'People have lived on the island since 1920.'],
  [yes, 'The reactor was shut down on 6 June 2018.', 'Engineers switched off the reactor on 6 June 2018.'],
  [no, 'The reactor was still running on 10 June 2018.', 'The reactor was shut down on 6 June 2018.'],
  [
    yes,
    'Sea levels rose by 20 centimetres between 1900 and 2000.',
    'Between 1900 and 2000 sea levels rose by 0.2 metres.',
  ],
  [
    no,
    'Fewer babies were born in Lorva in 2019 than in 2018.',
    'In Lorva 31,000 babies were born in 2018 and 33,500 in 2019.',
  ],
  [yes, 'More than half of the members voted for the merger.', 'Of 240 members, 150 voted for the merger.'],
  [no, 'All members voted for the merger.', 'Of 240 members, 150 voted for the merger.'],
  [
    yes,
    'The share of forest in Lorva rose by 5 percentage points from 1990 to 2020.',
    'Forest covered 30% of Lorva in 1990 and 35% in 2020.',
  ],
  [yes, 'The trial began on 7 May 2018.', 'The trial opened on 7 May 2018.'],
  [no, 'The trial began in June 2018.', 'The trial started on 7 May 2018.'],
  [yes, 'Police arrested four suspects.', 'Four suspects were detained by police.'],
  [no, 'Police arrested nine suspects.', 'Four suspects were arrested by police.'],
  [
    split,
    'The mayor was told of the leak in May.',
    'The engineer says the mayor was told of the leak in May.',
    'The mayor says she was not told of the leak in May.',
  ],
  [
    yes,
    'Nurses in Lorva earn less than teachers.',
    'Nurses in Lorva earn 1,900 euros a month, teachers 2,300 euros.',
  ],
  [
    no,
    'Nurses in Lorva earn more than teachers.',
    'Nurses in Lorva earn 1,900 euros a month, teachers 2,300 euros.',
  ],
  [yes, 'Senk beat Duran in the quarter-final.', 'Duran lost 2-1 to Senk in the quarter-final.'],
  [yes, 'The well is 120 feet deep.', 'The well is 36.6 metres deep.'],
  [nee, 'The tunnel cost 3 billion dollars.', 'The tunnel cost 3 billion euros.'],
  [no, 'The tunnel cost less than 2 billion euros.', 'The tunnel cost 3 billion euros.'],
  [yes, 'The army withdrew from the town on 8 August 2016.', 'On 8 August 2016 soldiers left the town.'],
  [yes, 'The law forbids smoking in cars.', 'Under the law smoking in cars is not allowed.'],
  [no, 'The law allows smoking in cars.', 'Under the law smoking in cars is not allowed.'],
  [yes, 'The zoo was home to nine pandas in 2018.', 'Nine pandas lived in the zoo in 2018.'],
  [
    yes,
    'The astronomer discovered two moons in 2003.',
    'Two moons were discovered by the astronomer in 2003.',
  ],
  [
    no,
    'The astronomer discovered the moons in 2013.',
    'The moons were discovered by the astronomer in 2003.',
  ],
  [yes, 'Lorva has no nuclear power plants.', 'There are no nuclear power plants in Lorva.'],
]);
