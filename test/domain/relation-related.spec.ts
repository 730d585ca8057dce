import { describe, expect, it } from '@jest/globals';
import { related } from './relation-cases.js';

type Row = readonly [a: string, b: string];

/** Pairs that are `related`, by the reason given. */
const relatedPairs: Readonly<Record<string, readonly Row[]>> = {
  'other-direction-of-act': [
    [
      'Denmark exported 40,000 tonnes of pork to Japan in 2018.',
      'Japan exported 40,000 tonnes of steel to Denmark in 2018.',
    ],
    ['Turkish exports to Iraq fell by 12% in 2020.', 'Iraqi exports to Turkey fell by 12% in 2020.'],
    [
      'Anna Holm bought the villa from Petra Sand for 2 million crowns.',
      'Petra Sand bought a boat from Anna Holm.',
    ],
    ['The bank lent the state 300 million euros.', 'The state lent the bank 300 million euros.'],
    ['France returned the bronzes to Benin in 2021.', 'Benin returned a diplomat to France in 2021.'],
    ['Tomas Berg gave the museum 40 paintings.', 'The museum gave Tomas Berg a medal.'],
    [
      'The ministry bought 30 buses from the Czech maker Trolis.',
      'The ministry sold 30 buses to the Czech maker Trolis.',
    ],
    [
      'Ajax bought the striker Diego Luna from Porto for 20 million euros.',
      'Porto bought the striker Diego Luna from Ajax for 20 million euros.',
    ],
    ['Egypt lent Sudan 50 tanks.', 'Sudan lent Egypt 50 tanks.'],
  ],
  'word-exchanged': [
    [
      'Denmark exported 40,000 tonnes of pork to Japan in 2018.',
      'Denmark exported 40,000 tonnes of butter to Japan in 2018.',
    ],
    [
      "Kenya's tea harvest tripled between 1990 and 2010.",
      "Kenya's coffee harvest tripled between 1990 and 2010.",
    ],
    ['One in five farmers fishes.', 'One in five miners fishes.'],
    ['Mina Rao is older than Jay Rao.', 'Mina Rao is taller than Jay Rao.'],
    ['Belgium is the largest producer of chocolate.', 'Belgium is the largest consumer of chocolate.'],
    ['The company employs 1,500 people.', 'The company dismissed 1,500 people.'],
    [
      'More than 200 people were injured in the earthquake.',
      'More than 200 people were killed in the earthquake.',
    ],
    [
      "Hungary's forint lost 4% against the euro in October 2018.",
      "Hungary's forint lost 4% against the dollar in October 2018.",
    ],
    [
      "Half of the island's households have no running water.",
      "Half of the island's households have no internet connection.",
    ],
    ['Bulgaria has the lowest wages in the union.', 'Bulgaria has the lowest taxes in the union.'],
    ['Smoking is banned in bars in Latvia.', 'Smoking is banned on beaches in Latvia.'],
    [
      "Zambia's copper output reached 800,000 tonnes in 2019.",
      "Zambia's cobalt output reached 8,000 tonnes in 2019.",
    ],
    ['The average age of farmers is 58.', 'The average age of fishermen is 58.'],
    [
      'The company made a profit of 3 million euros in 2015.',
      'The company had a turnover of 3 million euros in 2015.',
    ],
    ['Peter Lind was acquitted of fraud.', 'Peter Lind was acquitted of tax evasion.'],
    [
      'The police seized 300 kilograms of cocaine in Rotterdam.',
      'The police seized 300 kilograms of cannabis in Rotterdam.',
    ],
    ['Nearly a quarter of the workers are women.', 'Nearly a quarter of the managers are women.'],
    [
      'The airline cancelled 120 flights on 16 August 2019.',
      'The airline delayed 120 flights on 16 August 2019.',
    ],
    ['The drug halves the risk of stroke.', 'The drug halves the risk of infection.'],
    ['Tariffs on steel went up from 10% to 25%.', 'Tariffs on aluminium went up from 10% to 25%.'],
    [
      "Oil accounts for two thirds of the country's exports.",
      "Oil accounts for two thirds of the country's budget revenue.",
    ],
    [
      'The bridge was closed to lorries between 1 and 9 June 2017.',
      'The bridge was closed to cyclists between 1 and 9 June 2017.',
    ],
    ['Chickenpox cases in Leeds dropped by 15% in 2016.', 'Flu cases in Leeds dropped by 15% in 2016.'],
    ['The treaty bans landmines.', 'The treaty bans chemical weapons.'],
    ['The Alvar strait is wider than the Tesk strait.', 'The Alvar strait is deeper than the Tesk strait.'],
    ['The Senate voted 51-49 for the bill.', 'The House voted 51-49 for the bill.'],
    [
      'The ministry bought 30 buses from the Czech maker Trolis.',
      'The ministry bought 30 trams from the Czech maker Trolis.',
    ],
    [
      'Elena Costa, who heads the bank, earned 1.2 million euros in 2019.',
      'Elena Costa, who heads the bank, donated 1.2 million euros in 2019.',
    ],
    [
      "Coal made up 40 per cent of Poland's energy in 2020.",
      "Gas made up 40 per cent of Poland's energy in 2020.",
    ],
    ['The pollutant was found in 12 of 20 samples.', 'Lead was found in 12 of 20 samples.'],
    [
      'Bread became 9% dearer in Romania between May and August 2022.',
      'Milk became 9% dearer in Romania between May and August 2022.',
    ],
    ['The virus has killed 1,200 pigs.', 'The virus has killed 1,200 cattle.'],
    ['The firm exports four fifths of its output.', 'The firm imports four fifths of its steel.'],
    ['Egypt lent Sudan 50 tanks.', 'Egypt sold Sudan 50 tanks.'],
    ["The zoo's elephants eat 2 tonnes of hay a week.", "The zoo's elephants weigh 2 tonnes each."],
    [
      'Canada sells more wheat to Japan than Australia does.',
      'Canada sells more beef to Japan than Australia does.',
    ],
    ["Mr Sato's company paid no tax in 2013.", "Mr Sato's company paid no dividend in 2013."],
    ['The refugees were allowed to work.', 'The refugees were allowed to vote.'],
    [
      'Tourism brought in less money than farming in 2015.',
      'Tourism brought in less money than mining in 2015.',
    ],
  ],
  'other-period': [
    [
      'Denmark exported 40,000 tonnes of pork to Japan in 2018.',
      'Denmark exported 40,000 tonnes of pork to Japan in 2016.',
    ],
    [
      'The temperature in Kelbos reached 35 degrees Celsius on 12 July 2022.',
      'The temperature in Kelbos reached 35 degrees Celsius on 30 August 2022.',
    ],
    [
      'Parliament approved the pension bill by 112 votes to 88 on 5 June 2019.',
      'Parliament debated the pension bill for nine hours on 3 June 2019.',
    ],
    [
      'Marco Bellini was elected president of the federation in 2016.',
      'Marco Bellini was elected to the city council in 2008.',
    ],
    ['Karel Novak won the Zlin marathon in 2015.', 'Karel Novak won the Zlin marathon in 2017.'],
    [
      "Zambia's copper output reached 800,000 tonnes in 2019.",
      'Zambia is to produce 800,000 tonnes of copper in 2025.',
    ],
    [
      'The airline cancelled 120 flights on 16 August 2019.',
      'The airline cancelled 120 flights on 17 August 2019.',
    ],
    ['The novelist Hilde Aas died on 3 May 2005.', 'The novelist Hilde Aas published her last book in 1999.'],
    ['The bridge was closed to lorries in June 2017.', 'The bridge was closed to lorries in June 2018.'],
    ['Chief Justice Amara Diallo retired in June 2014.', 'Chief Justice Amara Diallo was appointed in 2003.'],
    ['The lake froze in January.', 'The lake froze in February.'],
    [
      'Elena Costa, who heads the bank, earned 1.2 million euros in 2019.',
      'Elena Costa, who heads the bank, earned 1.2 million euros in 2015.',
    ],
    [
      'Nadine Roux became the first woman to lead the navy in 2012.',
      'Nadine Roux became the first woman to lead the air force in 2016.',
    ],
    [
      'Bread became 9% dearer in Romania between May and August 2022.',
      'Bread became 9% dearer in Romania between May and August 2021.',
    ],
    ['Henrik Bruun became mayor of Odense in 2009.', 'Henrik Bruun became a doctor in 1989.'],
    [
      'The Baltic grid operator Elvar cut its tariffs by 8% on 1 January 2017.',
      'The Baltic grid operator Elvar cut its tariffs by 8% on 1 January 2019.',
    ],
  ],
  'asserts-something-else': [
    [
      'The temperature in Kelbos reached 35 degrees Celsius on 12 July 2022.',
      'The temperature in Tarno reached 35 degrees Celsius on 12 July 2022.',
    ],
    ['The firm cut its workforce by a third.', 'The firm moved its headquarters to Lyon.'],
    ['The dam was completed in 1988.', 'The dam supplies water to 300,000 people.'],
    ['Doctor Elsa Brun invented the valve in 1971.', 'Doctor Elsa Brun was born in Malmo.'],
    ['The budget deficit narrowed to 1.9% of GDP in 2017.', 'Public debt stood at 61% of GDP in 2017.'],
    [
      'Minister Clara Voss opened the hospital on 13 March 2018.',
      'Minister Clara Voss visited a school on 13 March 2018.',
    ],
    [
      'Ravi Menon is the youngest member of the assembly.',
      'Ravi Menon is the youngest minister of the cabinet.',
    ],
    ['The clinic treats patients free of charge.', 'The clinic has 12 beds.'],
    [
      'Eleven of the 16 provinces voted in favour of the merger.',
      'Eleven of the 16 provinces have a governor from the party.',
    ],
    [
      'Lake Morva lost two thirds of its water in 20 years.',
      'Two thirds of the fish in Lake Morva are perch.',
    ],
    ['The city was founded by the Dutch in 1652.', 'The city was taken by the British in 1795.'],
    ['The council rejected the plan.', 'The council postponed a decision on the budget.'],
    ['Fewer than half of the pupils passed the exam.', 'Fewer than half of the pupils eat lunch at school.'],
    ['The concert raised 5,000 dollars for the school.', '5,000 people went to the concert.'],
    ['Two out of three Bolivians live in cities.', 'Two out of three Bolivians own a mobile phone.'],
  ],
  'other-name': [
    ['Turkish exports to Iraq fell by 12% in 2020.', 'Turkish exports to Iran fell by 12% in 2020.'],
    ['Ivan Petrov resigned as minister in 2011.', 'Oleg Petrov resigned as minister in 2011.'],
    [
      'A court in Bergen fined the shipping company Norlink 12 million kroner for dumping oil.',
      'A court in Bergen fined the shipping company Seatrans 12 million kroner for dumping oil.',
    ],
    ['Uganda hosts 1.4 million refugees.', 'Kenya hosts 1.4 million refugees.'],
    ['Germany beat Spain in the final.', 'Germany beat Italy in the semi-final.'],
    ['Joao Reis scored twice against Ghana.', 'Joao Reis scored twice against Togo.'],
    ['The river is longer than the Elbe.', 'The river is longer than the Oder.'],
    ['Neither Iran nor Iraq signed the charter.', 'Neither Iran nor Syria signed the protocol.'],
    ['Chief Justice Amara Diallo retired in June 2014.', 'Chief Justice Samba Diallo retired in June 2014.'],
    ['Chickenpox cases in Leeds dropped by 15% in 2016.', 'Chickenpox cases in York dropped by 15% in 2016.'],
    [
      'Average rents in Ghent rose to 900 euros a month in 2021.',
      'Average rents in Antwerp rose to 900 euros a month in 2021.',
    ],
    ["Niger's economy shrank by 2.5% in 2004.", "Nigeria's economy shrank by 2.5% in 2004."],
    [
      'Sea levels off Tonga have risen 6 millimetres a year since 1993.',
      'Sea levels off Fiji have risen 6 millimetres a year since 1993.',
    ],
    [
      'The patient was treated with drug A before surgery.',
      'The patient was treated with drug B before surgery.',
    ],
    [
      'Ajax bought the striker Diego Luna from Porto for 20 million euros.',
      'Ajax bought the striker Iker Sanz from Porto for 20 million euros.',
    ],
    [
      'Sergeant Paula Rey was awarded the medal after the rescue.',
      'Sergeant Nora Gil was awarded the medal after the rescue.',
    ],
  ],
  'other-measure': [
    [
      'The airport handled 9.8 million passengers in 2017.',
      'The airport handled 9.8 million tonnes of freight in 2017.',
    ],
    [
      'The unemployment rate fell by 0.5 percentage points in Austria in 2018.',
      'The number of unemployed in Austria fell by 0.5% in 2018.',
    ],
    ['The tunnel cost 800 million pounds.', 'The tunnel is 800 metres long.'],
    ['The rate was cut by 50 basis points.', 'The rate was cut by 50%.'],
    ['The Lunda dam produces 300 megawatts of electricity.', 'The Lunda dam is 300 metres high.'],
    [
      'Average rents in Ghent rose to 900 euros a month in 2021.',
      'Average rents in Ghent rose by 90 euros a month in 2021.',
    ],
    ['Jute accounts for 3 percent of exports.', 'Jute exports grew by 3 percent.'],
    ["Coal made up 40 per cent of Poland's energy in 2020.", 'Poland dug 40 million tonnes of coal in 2020.'],
    ['The lorry weighed 44 tonnes.', 'The lorry carried 44 cars.'],
  ],
  'other-group': [
    [
      'The unemployment rate fell to 5% in Austria in 2018.',
      'The youth unemployment rate fell to 5% in Austria in 2018.',
    ],
  ],
  'other-words': [
    ['Ivan Petrov resigned as minister in 2011.', 'Ivan Petrov was dismissed as minister in 2011.'],
    ['The mayor was charged on 4 May 2020.', 'The mayor resigned on 4 May 2020.'],
    ['Ingrid Moe succeeded Hans Vik as director of the opera.', 'Ingrid Moe sang at the opera in 1999.'],
    ['Nobody was hurt in the fire.', 'The fire destroyed two warehouses.'],
    [
      'The Tavel reservoir holds 52 million cubic metres of water.',
      'Fishing in the Tavel reservoir was forbidden in 2011.',
    ],
    ['The storm cut power to 80,000 homes.', 'The storm destroyed 80 homes.'],
    ['The patent belongs to Kova Labs.', 'Kova Labs sold a patent.'],
    ["Mali's government approved the loan.", "Mali's government asked for the loan."],
    ['The prosecutor dropped the charges against Helga Stein.', 'The prosecutor interviewed Helga Stein.'],
    [
      'The astronomer Thandi Nkosi discovered the comet.',
      'The astronomer Thandi Nkosi discovered two moons.',
    ],
  ],
  'forecast-and-outcome': [
    ["Hungary's forint lost 4% against the euro in October 2018.", 'Hungary wants to adopt the euro.'],
    ["Mali's government will repay the loan in 2030.", "Mali's government repaid the loan."],
  ],
};

describe('two claims that are related', () => {
  for (const [code, rows] of Object.entries(relatedPairs)) {
    it.each(rows)(`${code}: %s | %s`, (a, b) => {
      const found = related(a, b);
      expect({ relation: found.relation, code: found.reasons[0]?.code }).toEqual({
        relation: 'related',
        code,
      });
      expect(related(b, a).relation).toBe('related');
    });
  }
});

/** Pairs that are `unrelated`, by the reason given. */
const unrelatedPairs: Readonly<Record<string, readonly Row[]>> = {
  'no-common-topic': [
    [
      'Denmark exported 40,000 tonnes of pork to Japan in 2018.',
      'A Danish film opened the festival in 2018.',
    ],
    ['The dam was completed in 1988.', 'The singer released 3 albums in 1988.'],
    [
      'A court in Bergen fined the shipping company Norlink 12 million kroner for dumping oil.',
      'A tennis court in Oslo was resurfaced.',
    ],
    ['Uganda hosts 1.4 million refugees.', 'Uganda exported 1.4 million bags of coffee.'],
    [
      "Zambia's copper output reached 800,000 tonnes in 2019.",
      'A Zambian novelist received a prize in 2019.',
    ],
    [
      'The police seized 300 kilograms of cocaine in Rotterdam.',
      'The orchestra of Rotterdam gave 300 concerts.',
    ],
    ['The drug halves the risk of stroke.', 'The second half of the match was cancelled.'],
    ['The storm cut power to 80,000 homes.', 'The choir sang for 80,000 pilgrims.'],
    ['The Lunda dam produces 300 megawatts of electricity.', 'Ticket prices at the opera went up.'],
    ['The lake froze in January.', 'Wages were frozen in January.'],
    ['Only Togo has signed the protocol.', 'Togo hosted the conference.'],
    ['The lorry weighed 44 tonnes.', 'The opera lasted 44 minutes.'],
    ['Pakistan defeated India by six wickets.', 'India toured Pakistan.'],
    ['The virus has killed 1,200 pigs.', '1,200 tickets were sold for the play.'],
    ['Iceland has no army.', 'Iceland has a coast guard.'],
    [
      'The Baltic grid operator Elvar cut its tariffs by 8% on 1 January 2017.',
      'A choir from Minsk toured Canada in January 2017.',
    ],
  ],
};

describe('two claims that are unrelated', () => {
  for (const [code, rows] of Object.entries(unrelatedPairs)) {
    it.each(rows)(`${code}: %s | %s`, (a, b) => {
      const found = related(a, b);
      expect({ relation: found.relation, code: found.reasons[0]?.code }).toEqual({
        relation: 'unrelated',
        code,
      });
      expect(related(b, a).relation).toBe('unrelated');
    });
  }
});
