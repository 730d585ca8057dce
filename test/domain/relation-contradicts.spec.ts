import { describe, expect, it } from '@jest/globals';
import { related } from './relation-cases.js';

type Row = readonly [a: string, b: string];

/** Pairs that are `contradicts`, by the reason given. */
const contradictsPairs: Readonly<Record<string, readonly Row[]>> = {
  'figures-apart': [
    [
      'Denmark exported 40,000 tonnes of pork to Japan in 2018.',
      'Denmark exported 400,000 tonnes of pork to Japan in 2018.',
    ],
    ['Mount Serka is 2,750 metres high.', 'Mount Serka is 2,750 feet high.'],
    [
      'The temperature in Kelbos reached 35 degrees Celsius on 12 July 2022.',
      'The temperature in Kelbos reached 53 degrees Celsius on 12 July 2022.',
    ],
    [
      'Parliament approved the pension bill by 112 votes to 88 on 5 June 2019.',
      'Parliament approved the pension bill by 122 votes to 78 on 5 June 2019.',
    ],
    ['The firm cut its workforce by a third.', 'The firm cut its workforce to a third.'],
    [
      "Kenya's tea harvest tripled between 1990 and 2010.",
      "Kenya's tea harvest doubled between 1990 and 2010.",
    ],
    [
      'The airport handled 9.8 million passengers in 2017.',
      'Fewer than 8 million passengers used the airport in 2017.',
    ],
    [
      'The airport handled 9.8 million passengers in 2017.',
      'The airport handled 9.8 billion passengers in 2017.',
    ],
    ['One in five farmers fishes.', 'One in fifty farmers fishes.'],
    [
      'Karel Novak won the Zlin marathon in 2015.',
      'Karel Novak finished second in the Zlin marathon in 2015.',
    ],
    ['Belgium ranks third in the index.', 'Belgium ranks 13th in the index.'],
    ['Belgium is the third-largest producer of chocolate.', 'Belgium is the largest producer of chocolate.'],
    ['The wall is at least 3 metres high.', 'The wall is lower than 2 metres.'],
    [
      'Wheat prices rose 8% in March 2022, to 390 dollars a tonne.',
      'Wheat prices rose 8% in March 2022, to 290 dollars a tonne.',
    ],
    ['The ship carries 4,000 tonnes of coal.', 'The ship carries 4 million tonnes of coal.'],
    [
      'A court in Bergen fined the shipping company Norlink 12 million kroner for dumping oil.',
      'A court in Bergen fined the shipping company Norlink 1.2 million kroner for dumping oil.',
    ],
    ['Uganda hosts 1.4 million refugees.', 'Uganda hosts fewer than 900,000 refugees.'],
    [
      "Half of the island's households have no running water.",
      "A tenth of the island's households have no running water.",
    ],
    ['The tunnel took eight years to build.', 'The tunnel was built in five years.'],
    ['The tunnel cost 800 million pounds.', 'The tunnel cost 800,000 pounds.'],
    ['Germany beat Spain 3-0 in the final.', 'Germany and Spain drew 1-1 in the final.'],
    [
      'Rainfall in Nairobi in April 2018 was twice the average.',
      'Rainfall in Nairobi in April 2018 was three times the average.',
    ],
    [
      "Zambia's copper output reached 800,000 tonnes in 2019.",
      'Zambia produced 80,000 tonnes of copper in 2019.',
    ],
    ['The average age of farmers is 58.', 'The average age of farmers is 85.'],
    [
      'The union called the strike because of layoffs, and 3,000 workers joined it.',
      'The union called the strike because of layoffs, and 300 workers joined it.',
    ],
    ['Over 60% of voters took part in the referendum.', 'Turnout in the referendum was 36%.'],
    [
      'The police seized 300 kilograms of cocaine in Rotterdam.',
      'The police seized 300 grams of cocaine in Rotterdam.',
    ],
    [
      'The Tavel reservoir holds 52 million cubic metres of water.',
      'The Tavel reservoir holds 52 million litres of water.',
    ],
    ['The farm covers 100 hectares.', 'The farm covers 100 acres.'],
    ['Joao Reis scored twice against Ghana.', 'Joao Reis scored three goals against Ghana.'],
    ['Nearly a quarter of the workers are women.', 'Women make up more than half of the workforce.'],
    [
      'The airline cancelled 120 flights on 16 August 2019.',
      'The airline cancelled 210 flights on 16 August 2019.',
    ],
    [
      'The novelist Hilde Aas died on 3 May 2005 at the age of 81.',
      'The novelist Hilde Aas died on 3 May 2005 at the age of 18.',
    ],
    [
      'The population of Sarn declined from 12,000 in 1980 to 9,000 in 2010.',
      'The population of Sarn fell by half between 1980 and 2010.',
    ],
    [
      "India's population passed 1.4 billion in 2021.",
      "India's population was less than 1.3 billion in 2021.",
    ],
    ['The scheme costs Rs 500 crore.', 'The scheme costs Rs 500 lakh.'],
    ['Tariffs on steel went up from 10% to 25%.', 'Tariffs on steel rose by 15 basis points.'],
    ['Leo Marsh won the award for the third time.', 'Leo Marsh won the award for the first time.'],
    [
      "Oil accounts for two thirds of the country's exports.",
      "Oil accounts for one third of the country's exports.",
    ],
    ['The storm cut power to 80,000 homes.', 'The storm cut power to 8,000 homes.'],
    [
      'The Lunda dam produces 300 megawatts of electricity.',
      'The Lunda dam produces 300 kilowatts of electricity.',
    ],
    [
      'The Lunda dam produces 300 megawatts of electricity.',
      'The Lunda dam produces less than 250 megawatts of electricity.',
    ],
    [
      'Chickenpox cases in Leeds dropped by 15% in 2016.',
      'Chickenpox cases in Leeds dropped by 50% in 2016.',
    ],
    ['Tomas Berg gave the museum 40 paintings.', 'Tomas Berg gave the museum four paintings.'],
    [
      'Average rents in Ghent rose to 900 euros a month in 2021.',
      'Average rents in Ghent rose to 90 euros a month in 2021.',
    ],
    [
      'Six of the 15 members of the committee are women.',
      'Nine of the 15 members of the committee are women.',
    ],
    ['Jute accounts for 3 percent of exports.', 'Jute accounts for 30 percent of exports.'],
    ['The Senate voted 51-49 for the bill.', 'The Senate voted 59-41 for the bill.'],
    [
      'The ministry bought 30 buses from the Czech maker Trolis.',
      'The ministry bought 13 buses from the Czech maker Trolis.',
    ],
    [
      'Eleven of the 16 provinces voted in favour of the merger.',
      'All 16 provinces voted in favour of the merger.',
    ],
    [
      'Lake Morva lost two thirds of its water in 20 years.',
      'Lake Morva lost a third of its water in 20 years.',
    ],
    [
      'Sea levels off Tonga have risen 6 millimetres a year since 1993.',
      'Sea levels off Tonga have risen 6 centimetres a year since 1993.',
    ],
    [
      'Elena Costa, who heads the bank, earned 1.2 million euros in 2019.',
      'Elena Costa, who heads the bank, earned 12 million euros in 2019.',
    ],
    [
      "Coal made up 40 per cent of Poland's energy in 2020.",
      "Coal made up 4 per cent of Poland's energy in 2020.",
    ],
    [
      "Coal made up 40 per cent of Poland's energy in 2020.",
      "Coal made up over half of Poland's energy in 2020.",
    ],
    [
      'The fugitive was caught in Marseille after three weeks.',
      'The fugitive was caught in Marseille after three days.',
    ],
    ['Wages went down for the third year running.', 'Wages went down for the first time in three years.'],
    ['The lorry weighed 44 tonnes.', 'The lorry weighed 44,000 pounds.'],
    [
      'Nadine Roux became the first woman to lead the navy in 2012.',
      'Nadine Roux became the second woman to lead the navy in 2012.',
    ],
    ['Pakistan defeated India by six wickets.', 'Pakistan defeated India by three wickets.'],
    [
      'The tower is the tallest building in Lagos.',
      'The tower is only the second-tallest building in Lagos.',
    ],
    ['The tower is 400 metres tall.', 'The tower is 400 feet tall.'],
    [
      'Ajax bought the striker Diego Luna for 20 million euros.',
      'Ajax bought the striker Diego Luna for 2 million euros.',
    ],
    ['Fewer than half of the pupils passed the exam.', 'Three quarters of the pupils passed the exam.'],
    ['Fewer than half of the pupils passed the exam.', 'Most pupils passed the exam.'],
    [
      'The plane crashed, and all 62 people on board died.',
      'The plane crashed, and 26 people on board died.',
    ],
    ['The speed limit is 80 km/h.', 'The speed limit is 80 mph.'],
    ['The virus has killed 1,200 pigs.', 'The virus has killed 12,000 pigs.'],
    ['The firm exports four fifths of its output.', 'The firm exports a fifth of its output.'],
    [
      'The Baltic grid operator Elvar cut its tariffs by 8% on 1 January 2017.',
      'The Baltic grid operator Elvar cut its tariffs by 18% on 1 January 2017.',
    ],
    ['Two out of three Bolivians live in cities.', 'One out of three Bolivians lives in cities.'],
    ["The zoo's elephants eat 2 tonnes of hay a week.", "The zoo's elephants eat 2 tonnes of hay a day."],
    [
      'Bond yields rose above 4% for the first time since 2011.',
      'Bond yields rose above 4% for the second time since 2011.',
    ],
    [
      'The debt of the city doubled to 6 billion dollars.',
      'The debt of the city doubled to 6 million dollars.',
    ],
  ],
  negated: [
    [
      'Denmark exported 40,000 tonnes of pork to Japan in 2018.',
      'Denmark exported no pork to Japan in 2018.',
    ],
    ['The firm cut its workforce by a third.', 'The firm has not cut any jobs.'],
    ['The ferry Aldana sank on 3 May 1994.', 'The ferry Aldana has never sunk.'],
    ['The minister denied that the fund had bought weapons.', 'The fund bought weapons.'],
    ['More than 200 people were injured in the earthquake.', 'Nobody was injured in the earthquake.'],
    ['The bank lent the state 300 million euros.', 'The bank refused to lend the state money.'],
    ['The debt was paid off in 2009.', 'The debt has still not been paid off.'],
    [
      "Half of the island's households have no running water.",
      'All households on the island have running water.',
    ],
    ['The senate did not ratify the agreement.', 'The senate ratified the agreement in 2013.'],
    ['Nobody was hurt in the fire.', 'Three people were injured in the fire.'],
    [
      'The bill was signed into law by President Mora on 1 June 2016.',
      'President Mora never signed the bill.',
    ],
    ['Joao Reis scored twice against Ghana.', 'Joao Reis did not score against Ghana.'],
    [
      'The airline cancelled 120 flights on 16 August 2019.',
      'The airline cancelled no flights on 16 August 2019.',
    ],
    ['France returned the bronzes to Benin in 2021.', 'France has refused to return the bronzes to Benin.'],
    ['Neither Iran nor Iraq signed the charter.', 'Both Iran and Iraq signed the charter.'],
    ['Neither Iran nor Iraq signed the charter.', 'Iraq signed the charter.'],
    ['Leo Marsh won the award for the third time.', 'Leo Marsh has never won the award.'],
    ['All of the 27 members agreed to the plan.', 'Not all of the 27 members agreed to the plan.'],
    ['All of the 27 members agreed to the plan.', 'Three members did not agree to the plan.'],
    ['The patent belongs to Kova Labs.', 'The patent does not belong to Kova Labs.'],
    ['Chief Justice Amara Diallo retired in June 2014.', 'Chief Justice Amara Diallo has not retired.'],
    ['Tomas Berg gave the museum 40 paintings.', 'Tomas Berg gave nothing to the museum.'],
    ['The treaty bans landmines.', 'The treaty does not ban landmines.'],
    [
      'Six of the 15 members of the committee are women.',
      'None of the 15 members of the committee is a woman.',
    ],
    ["Mali's government approved the loan.", "Mali's government has yet to approve the loan."],
    ['It snowed in Cairo on 13 December 2013.', 'There was no snow in Cairo on 13 December 2013.'],
    ['The lake froze in January.', 'The lake did not freeze in January.'],
    ['9 in 10 children can read.', '9 in 10 children cannot read.'],
    ["Niger's economy shrank by 2.5% in 2004.", "Niger's economy did not shrink in 2004."],
    [
      'The ministry bought 30 buses from the Czech maker Trolis.',
      'The ministry has never bought a bus from Trolis.',
    ],
    ['Lake Morva lost two thirds of its water in 20 years.', 'Lake Morva has lost none of its water.'],
    [
      'The prosecutor dropped the charges against Helga Stein.',
      'The prosecutor did not drop the charges against Helga Stein.',
    ],
    [
      'Sea levels off Tonga have risen 6 millimetres a year since 1993.',
      'Sea levels off Tonga have not risen since 1993.',
    ],
    ['The fugitive was caught in Marseille.', 'The fugitive has not been caught.'],
    ['Only Togo has signed the protocol.', 'Togo has not signed the protocol.'],
    ['The pollutant was found in 12 of 20 samples.', 'The pollutant was not found in any of the 20 samples.'],
    ['The astronomer Thandi Nkosi discovered the comet.', 'The comet was not discovered by Thandi Nkosi.'],
    ['The concert raised 5,000 dollars for the school.', 'The concert raised no money for the school.'],
    ['Henrik Bruun became mayor of Odense in 2009.', 'Henrik Bruun was never mayor of Odense.'],
    ['The virus has killed 1,200 pigs.', 'The virus has not killed any pigs.'],
    ['The firm exports four fifths of its output.', 'The firm exports nothing.'],
    ['Iceland has no army.', 'Iceland has an army of 3,000 soldiers.'],
    ['Egypt lent Sudan 50 tanks.', 'Egypt lent Sudan no tanks.'],
    ['Sergeant Paula Rey was awarded the medal.', 'Sergeant Paula Rey was not awarded the medal.'],
    [
      'The clock tower was struck by lightning twice in 1902.',
      'The clock tower was never struck by lightning.',
    ],
    ["Mr Sato's company paid no tax in 2013.", "Mr Sato's company paid 4 million yen in tax in 2013."],
    ['The president vetoed both bills.', 'The president vetoed neither bill.'],
  ],
  opposite: [
    [
      'Parliament approved the pension bill by 112 votes to 88 on 5 June 2019.',
      'Parliament rejected the pension bill on 5 June 2019.',
    ],
    ['Turkish exports to Iraq fell by 12% in 2020.', 'Turkish exports to Iraq rose by 12% in 2020.'],
    ["Kenya's tea harvest tripled between 1990 and 2010.", "Kenya's tea harvest fell between 1990 and 2010."],
    ['All 12 judges voted for the ruling.', 'Two of the 12 judges voted against the ruling.'],
    ['Interest rates were left unchanged in May.', 'Interest rates were raised in May.'],
    [
      'The court ruled that the law was unconstitutional.',
      'The court ruled that the law was constitutional.',
    ],
    ['Most residents support the new stadium.', 'Only a minority of residents support the new stadium.'],
    [
      "Hungary's forint lost 4% against the euro in October 2018.",
      "Hungary's forint gained 4% against the euro in October 2018.",
    ],
    [
      'A court in Bergen fined the shipping company Norlink 12 million kroner for dumping oil.',
      'A court in Bergen cleared the shipping company Norlink of dumping oil.',
    ],
    ['Bulgaria has the lowest wages in the union.', 'Bulgaria has the highest wages in the union.'],
    ['Smoking is banned in bars in Latvia.', 'Smoking is allowed in bars in Latvia.'],
    [
      'The bill was signed into law by President Mora on 1 June 2016.',
      'President Mora vetoed the bill on 1 June 2016.',
    ],
    ['The rate was cut by 50 basis points.', 'The rate was raised by 50 basis points.'],
    [
      'The company made a profit of 3 million euros in 2015.',
      'The company made a loss of 3 million euros in 2015.',
    ],
    ['Peter Lind was acquitted of fraud.', 'Peter Lind was found guilty of fraud.'],
    ['The Tavel reservoir is full.', 'The Tavel reservoir is empty.'],
    [
      'The budget deficit narrowed to 1.9% of GDP in 2017.',
      'The budget deficit widened to 1.9% of GDP in 2017.',
    ],
    [
      'The budget deficit narrowed to 1.9% of GDP in 2017.',
      'The budget showed a surplus of 1.9% of GDP in 2017.',
    ],
    ['The novelist Hilde Aas died on 3 May 2005.', 'The novelist Hilde Aas is still alive.'],
    [
      'The population of Sarn declined from 12,000 in 1980 to 9,000 in 2010.',
      'The population of Sarn grew between 1980 and 2010.',
    ],
    ['The drug halves the risk of stroke.', 'The drug doubles the risk of stroke.'],
    [
      'Minister Clara Voss opened the hospital on 13 March 2018.',
      'Minister Clara Voss closed the hospital on 13 March 2018.',
    ],
    ['Tariffs on steel went up from 10% to 25%.', 'Tariffs on steel went down from 25% to 10%.'],
    [
      'The bridge was closed to lorries between 1 and 9 June 2017.',
      'The bridge was open to lorries between 1 and 9 June 2017.',
    ],
    ['Chickenpox cases in Leeds dropped by 15% in 2016.', 'Chickenpox cases in Leeds jumped by 15% in 2016.'],
    [
      'Viktor Hlavac killed Jan Moser in a duel in 1843.',
      'Jan Moser survived the duel with Viktor Hlavac in 1843.',
    ],
    ['The treaty bans landmines.', 'The treaty permits landmines.'],
    ["Mali's government approved the loan.", "Mali's government turned down the loan."],
    [
      'Ravi Menon is the youngest member of the assembly.',
      'Ravi Menon is the oldest member of the assembly.',
    ],
    ['Car sales in Iran tripled.', 'Car sales in Iran fell by a third.'],
    ["Niger's economy shrank by 2.5% in 2004.", "Niger's economy grew by 2.5% in 2004."],
    [
      'Eleven of the 16 provinces voted in favour of the merger.',
      'Eleven of the 16 provinces voted against the merger.',
    ],
    ['Nine out of ten passengers were satisfied.', 'Nine out of ten passengers were dissatisfied.'],
    ['The factory shut in March 1999.', 'The factory opened in March 1999.'],
    [
      'Bread became 9% dearer in Romania between May and August 2022.',
      'Bread became 9% cheaper in Romania between May and August 2022.',
    ],
    ['The council rejected the plan.', 'The plan won the approval of the council.'],
    [
      'The plane crashed, and all 62 people on board died.',
      'The plane crashed, and all 62 people on board survived.',
    ],
    ['The talks failed.', 'The talks succeeded.'],
    [
      'The Baltic grid operator Elvar cut its tariffs by 8% on 1 January 2017.',
      'The Baltic grid operator Elvar raised its tariffs by 8% on 1 January 2017.',
    ],
    [
      'The debt of the city doubled to 6 billion dollars in five years.',
      'The debt of the city halved to 6 billion dollars in five years.',
    ],
    ['The refugees were allowed to work.', 'The refugees were forbidden to work.'],
  ],
  'other-date-of-one-event': [
    ['The vaccine was not approved until March 2021.', 'The vaccine was approved in December 2020.'],
    ['The ferry Aldana sank on 3 May 1994.', 'The ferry Aldana sank on 3 May 1949.'],
    ['The dam was completed in 1988.', 'The dam was not completed until 1998.'],
    ['The trial of the mayor started on 4 May 2020.', 'The trial of the mayor started on 14 May 2020.'],
    ['Doctor Elsa Brun invented the valve in 1971.', 'Doctor Elsa Brun invented the valve in 1917.'],
    ['The novelist Hilde Aas died on 3 May 2005.', 'The novelist Hilde Aas died on 5 March 2005.'],
    ['Minister Clara Voss opened the hospital on 13 March 2018.', 'The hospital opened on 31 March 2018.'],
    ['Chief Justice Amara Diallo retired in June 2014.', 'Chief Justice Amara Diallo retired in July 2014.'],
    ['Building of the cathedral began in 1248.', 'Building of the cathedral began in 1284.'],
    ['The order was issued on 8 March 2011, not on 3 March.', 'The order was issued on 3 March 2011.'],
    ['The city was founded by the Dutch in 1652.', 'The city was founded by the Dutch in 1562.'],
    ['Henrik Bruun became mayor of Odense in 2009.', 'Henrik Bruun became mayor of Odense in 2019.'],
  ],
  'another-holder': [
    [
      'Marco Bellini was elected president of the federation in 2016.',
      'Luca Ferri was elected president of the federation in 2016.',
    ],
    ['Belgium is the largest producer of chocolate.', 'Switzerland is the largest producer of chocolate.'],
    ['Bulgaria has the lowest wages in the union.', 'Romania has the lowest wages in the union.'],
    ['Doctor Elsa Brun invented the valve in 1971.', 'Doctor Karl Nyman invented the valve in 1971.'],
    ['The Dutch team came third.', 'The Belgian team came third.'],
    [
      'Ravi Menon is the youngest member of the assembly.',
      'Lila Nair is the youngest member of the assembly.',
    ],
    ['The city was founded by the Dutch in 1652.', 'The city was founded by the Portuguese in 1652.'],
    [
      'Nadine Roux became the first woman to lead the navy in 2012.',
      'Claire Petit became the first woman to lead the navy in 2012.',
    ],
    ['The astronomer Thandi Nkosi discovered the comet.', 'The astronomer Piet Botha discovered the comet.'],
    ['Henrik Bruun became mayor of Odense in 2009.', 'Lone Krag became mayor of Odense in 2009.'],
  ],
  'sides-turned-round': [
    ['Mina Rao is older than Jay Rao.', 'Jay Rao is older than Mina Rao.'],
    ['Inflation in Chile is higher than in Brazil.', 'Inflation in Brazil is higher than in Chile.'],
    [
      "Hungary's forint lost 4% against the euro in October 2018.",
      "The euro lost 4% against Hungary's forint in October 2018.",
    ],
    ['Uganda hosts more refugees than Kenya.', 'Kenya hosts more refugees than Uganda.'],
    [
      'Ingrid Moe succeeded Hans Vik as director of the opera.',
      'Hans Vik succeeded Ingrid Moe as director of the opera.',
    ],
    ['Germany beat Spain in the final.', 'Spain beat Germany in the final.'],
    ['Imports exceeded exports in 2014.', 'Exports exceeded imports in 2014.'],
    ['Imports exceeded exports in 2014.', 'In 2014 imports were lower than exports.'],
    ['Austria joined the union after Greece.', 'Austria joined the union before Greece.'],
    ['Austria joined the union after Greece.', 'Greece joined the union after Austria.'],
    ['More people live in Pune than in Nagpur.', 'More people live in Nagpur than in Pune.'],
    ['The river is longer than the Elbe.', 'The river is shorter than the Elbe.'],
    ['Prices in shops rose faster than wages.', 'Wages rose faster than prices in shops.'],
    [
      'Viktor Hlavac killed Jan Moser in a duel in 1843.',
      'Jan Moser killed Viktor Hlavac in a duel in 1843.',
    ],
    ['The Alvar strait is wider than the Tesk strait.', 'The Tesk strait is wider than the Alvar strait.'],
    [
      "Portugal's team is ahead of Croatia's in the table.",
      "Portugal's team is behind Croatia's in the table.",
    ],
    [
      "Portugal's team is ahead of Croatia's in the table.",
      "Croatia's team is ahead of Portugal's in the table.",
    ],
    ['Pakistan defeated India by six wickets.', 'India defeated Pakistan by six wickets.'],
    ['Surgery took place before the treatment.', 'Surgery took place after the treatment.'],
    [
      'Congo overtook Chile as the biggest producer of cobalt.',
      'Chile is still the biggest producer of cobalt, ahead of Congo.',
    ],
    ['The ceasefire began before the talks.', 'The ceasefire began after the talks.'],
    [
      'Canada sells more wheat to Japan than Australia does.',
      'Australia sells more wheat to Japan than Canada does.',
    ],
    [
      'Tourism brought in less money than farming in 2015.',
      'Tourism brought in more money than farming in 2015.',
    ],
  ],
  'two-winners': [
    ['Karel Novak won the Zlin marathon in 2015.', 'Pavel Dvorak won the Zlin marathon in 2015.'],
    [
      'Ingrid Moe succeeded Hans Vik as director of the opera.',
      'Lars Dal succeeded Hans Vik as director of the opera.',
    ],
  ],
  'named-as-only-one': [
    ['Only Chad and Niger opposed the resolution.', 'Mali also opposed the resolution.'],
    ['Only Togo has signed the protocol.', 'Ghana has signed the protocol.'],
  ],
  'other-currency': [
    [
      'The company made a profit of 3 million euros in 2015.',
      'The company made a profit of 3 million dollars in 2015.',
    ],
  ],
  'name-denied': [
    [
      'France returned the bronzes to Benin in 2021.',
      'Germany, not France, returned the bronzes to Benin in 2021.',
    ],
    [
      'Viktor Hlavac killed Jan Moser in a duel in 1843.',
      'Jan Moser was killed by a stray bullet, not by Viktor Hlavac.',
    ],
    ['Dr Omondi, not Dr Kamau, performed the operation.', 'Dr Kamau performed the operation.'],
  ],
  'same-against-more': [['The river is longer than the Elbe.', 'The river is as long as the Elbe.']],
};

describe('two claims that are contradicts', () => {
  for (const [code, rows] of Object.entries(contradictsPairs)) {
    it.each(rows)(`${code}: %s | %s`, (a, b) => {
      const found = related(a, b);
      expect({ relation: found.relation, code: found.reasons[0]?.code }).toEqual({
        relation: 'contradicts',
        code,
      });
      expect(related(b, a).relation).toBe('contradicts');
    });
  }
});
