import { describe, expect, it } from '@jest/globals';
import { related } from './relation-cases.js';

type Row = readonly [a: string, b: string];

/** Pairs that are `same`, by the reason given. */
const samePairs: Readonly<Record<string, readonly Row[]>> = {
  'nothing-differs': [
    [
      'Denmark exported 40,000 tonnes of pork to Japan in 2018.',
      'In 2018 Japan imported 40,000 tonnes of pork from Denmark.',
    ],
    [
      'The highest point of Verana is 2,750 metres above sea level.',
      'At 2.75 kilometres above sea level, it is the highest point of Verana.',
    ],
    [
      'The temperature in Kelbos reached 35 degrees Celsius on 12 July 2022.',
      'On 12 July 2022 it was 95 degrees Fahrenheit in Kelbos.',
    ],
    [
      'Parliament approved the pension bill by 112 votes to 88 on 5 June 2019.',
      'The pension bill was passed by parliament on 5 June 2019 with 112 votes in favour and 88 against.',
    ],
    [
      'Marco Bellini was elected president of the federation in 2016.',
      'In 2016 the federation elected Marco Bellini as its president.',
    ],
    [
      'Turkish exports to Iraq fell by 12% in 2020.',
      'Exports from Turkey to Iraq shrank 12 per cent in 2020.',
    ],
    ['The firm cut its workforce by a third.', 'The company reduced its staff by one third.'],
    [
      "Kenya's tea harvest tripled between 1990 and 2010.",
      'Between 1990 and 2010 tea production in Kenya grew threefold.',
    ],
    [
      'Anna Holm bought the villa from Petra Sand for 2 million crowns.',
      'Petra Sand sold the villa to Anna Holm for 2 million crowns.',
    ],
    ['About one in four farmers fishes.', 'Around 25% of farmers fish.'],
    ['Mina Rao is older than Jay Rao.', 'Jay Rao is younger than Mina Rao.'],
    ['Karel Novak won the Zlin marathon in 2015.', 'The winner of the 2015 Zlin marathon was Karel Novak.'],
    [
      'The court ruled that the law was unconstitutional.',
      'The court held that the law was not constitutional.',
    ],
    ['The strike began on Monday.', 'The walkout started on Monday.'],
    ['The company employs 1,500 people.', 'The company has a workforce of 1.5 thousand.'],
    [
      'The treaty entered into force after Malta ratified it in 2004.',
      'The treaty took effect in 2004 once Malta had ratified it.',
    ],
    ['The ship carries 4,000 tonnes of coal.', 'The ship carries 4 million kilograms of coal.'],
    ['Only Chad and Niger opposed the resolution.', 'Nobody but Chad and Niger opposed the resolution.'],
    ['The museum closed last year. [2015-06-01]', 'The museum was shut in 2014.'],
    ['The bank lent the state 300 million euros.', 'The state borrowed 300 million euros from the bank.'],
    ['Most residents support the new stadium.', 'A majority of residents back the new stadium.'],
    [
      "Hungary's forint lost 4% against the euro in October 2018.",
      'In October 2018 the Hungarian currency weakened by 4% against the euro.',
    ],
    ['Uganda hosts 1.4 million refugees.', 'There are 1.4 million refugees in Uganda.'],
    ['Uganda hosts more refugees than Kenya.', 'Kenya hosts fewer refugees than Uganda.'],
    ['The trial of the mayor starts on 4 May 2020.', 'The mayor goes on trial on 4 May 2020.'],
    [
      'Ingrid Moe was appointed director of the opera in 2010, succeeding Hans Vik.',
      'Hans Vik was succeeded by Ingrid Moe as director of the opera in 2010.',
    ],
    [
      'Ingrid Moe succeeded Hans Vik as director of the opera.',
      'Hans Vik was followed by Ingrid Moe as director of the opera.',
    ],
    [
      "Half of the island's households have no running water.",
      'Running water is missing in 50% of households on the island.',
    ],
    ['The tunnel took eight years to build.', 'It took eight years to build the tunnel.'],
    ['The tunnel took eight years to build.', 'The tunnel was built in 96 months.'],
    ['The tunnel cost 800 million pounds.', 'The price of the tunnel was £0.8 billion.'],
    ['Germany beat Spain in the final.', 'Spain were beaten by Germany in the final.'],
    ['Germany beat Spain in the final.', 'Spain lost the final to Germany.'],
    ['The senate failed to ratify the agreement.', 'The agreement was not ratified by the senate.'],
    [
      'Rainfall in Nairobi in April 2018 was twice the average.',
      'In April 2018 Nairobi received double its average rainfall.',
    ],
    ['Nobody was hurt in the fire.', 'The fire left no one injured.'],
    ['Doctor Elsa Brun invented the valve in 1971.', 'The valve was invented in 1971 by Elsa Brun.'],
    ['Smoking is banned in bars in Latvia.', 'Smoking is not allowed in bars in Latvia.'],
    [
      "Zambia's copper output reached 800,000 tonnes in 2019.",
      'Zambia produced 0.8 million tonnes of copper in 2019.',
    ],
    [
      'The bill was signed into law by President Mora on 1 June 2016.',
      'On 1 June 2016 President Mora signed the bill into law.',
    ],
    ['The average age of farmers is 58.', 'Farmers are 58 years old on average.'],
    ['Imports exceeded exports in 2014.', 'In 2014 imports were higher than exports.'],
    ['Imports exceeded exports in 2014.', 'In 2014 exports were lower than imports.'],
    ['The rate was cut by 50 basis points.', 'The rate was lowered by half a percentage point.'],
    ['Turnout in the referendum was 63%.', '63% of voters took part in the referendum.'],
    ['Peter Lind was acquitted of fraud.', 'Peter Lind was found not guilty of fraud.'],
    [
      'The Soviet Union launched the satellite before the United States did.',
      'The United States launched the satellite after the Soviet Union.',
    ],
    [
      'The police seized 300 kilograms of cocaine in Rotterdam.',
      'In Rotterdam 0.3 tonnes of cocaine were seized by police.',
    ],
    [
      'The Tavel reservoir holds 52 million cubic metres of water.',
      'There are 52 billion litres of water in the Tavel reservoir.',
    ],
    ['The farm covers 100 hectares.', 'The farm has an area of one square kilometre.'],
    [
      'The budget deficit narrowed to 1.9% of GDP in 2017.',
      'In 2017 the budget gap shrank to 1.9% of gross domestic product.',
    ],
    [
      'Captain Joao Reis scored twice against Ghana.',
      'Joao Reis, the captain, scored two goals against Ghana.',
    ],
    ['Nearly a quarter of the workers are women.', 'Women make up almost 25% of the workforce.'],
    [
      'The airline cancelled 120 flights on Friday. [2019-08-16]',
      'On 16 August 2019 the airline called off 120 flights. [2019-08-20]',
    ],
    [
      'The novelist Hilde Aas died on 3 May 2005 at the age of 81.',
      'Hilde Aas, the novelist, died aged 81 on 3 May 2005.',
    ],
    ['More people live in Pune than in Nagpur.', 'Nagpur has fewer inhabitants than Pune.'],
    [
      'The population of Sarn declined from 12,000 in 1980 to 9,000 in 2010.',
      'Between 1980 and 2010 the number of inhabitants of Sarn fell from 12,000 to 9,000.',
    ],
    ['The drug halves the risk of stroke.', 'The risk of stroke is cut by 50% by the drug.'],
    ["India's population passed 1.4 billion in 2021.", 'The population of India exceeded 140 crore in 2021.'],
    ['The scheme costs Rs 500 crore.', 'The scheme costs 5 billion rupees.'],
    [
      'Minister Clara Voss opened the hospital on Tuesday. [2018-03-15]',
      'The hospital was opened by Minister Clara Voss on 13 March 2018.',
    ],
    ['Neither Iran nor Iraq signed the charter.', 'Iran and Iraq did not sign the charter.'],
    ['Tariffs on steel went up from 10% to 25%.', 'Steel tariffs were raised to 25% from 10%.'],
    ['It was the third time that Leo Marsh won the award.', 'Leo Marsh won the award for the third time.'],
    ['All of the 27 members agreed to the plan.', 'The plan was agreed by all 27 members.'],
    ["Oil accounts for two thirds of the country's exports.", "Two-thirds of the country's exports are oil."],
    ['The storm cut power to 80,000 homes.', '80,000 homes lost electricity in the storm.'],
    ['The patent belongs to Kova Labs.', 'Kova Labs owns the patent.'],
    ['Prices in shops rose faster than wages.', 'Wages rose more slowly than prices in shops.'],
    [
      'The Lunda dam produces 300 megawatts of electricity.',
      'The Lunda dam has an output of 0.3 gigawatts of power.',
    ],
    [
      'Chief Justice Amara Diallo retired in June 2014.',
      'Amara Diallo stepped down as chief justice in June 2014.',
    ],
    [
      'Chickenpox cases in Leeds dropped by 15% year on year in 2016.',
      'In 2016 Leeds had 15% fewer chickenpox cases than in 2015.',
    ],
    [
      'Viktor Hlavac killed Jan Moser in a duel in 1843.',
      'Jan Moser was killed by Viktor Hlavac in a duel in 1843.',
    ],
    ['Tomas Berg gave the museum 40 paintings.', 'The museum received 40 paintings from Tomas Berg.'],
    ['The treaty bans landmines.', 'Landmines are prohibited by the treaty.'],
    ['The Alvar strait is wider than the Tesk strait.', 'The Tesk strait is narrower than the Alvar strait.'],
    [
      'Average rents in Ghent rose to 900 euros a month in 2021.',
      'In 2021 the average rent in Ghent climbed to 900 euros per month.',
    ],
    [
      'Average rents in Ghent rose to 900 euros a month in 2021.',
      'In 2021 the average rent in Ghent reached 900 euros a month.',
    ],
    ["Mali's government approved the loan.", "The loan was approved by Mali's government."],
    ['It snowed in Cairo on 13 December 2013.', 'Snow fell in Cairo on 13 December 2013.'],
    ['Jute accounts for 3 percent of exports.', '3% of exports are jute.'],
    ['The Senate voted 51 to 49 for the bill.', 'The Senate passed the bill by 51 votes to 49.'],
    ['The Dutch team came third.', 'The team from the Netherlands finished in third place.'],
    ['Almost all of the seats were taken.', 'Nearly all the seats were occupied.'],
    [
      'Sales of cars tripled from 2 million to 6 million in Iran.',
      'Car sales in Iran went up threefold, from 2 million to 6 million.',
    ],
    ['The agency says 9 in 10 children can read.', '90% of children can read, according to the agency.'],
    ["Niger's economy shrank by 2.5% in 2004.", "Niger's GDP fell 2.5 per cent in 2004."],
    [
      'The rocket carried two tonnes of supplies to the station.',
      'The rocket took 2,000 kilograms of supplies to the station.',
    ],
    [
      'The ministry bought 30 buses from the Czech maker Trolis.',
      'The Czech maker Trolis sold 30 buses to the ministry.',
    ],
    [
      'Eleven of the 16 provinces voted in favour of the merger.',
      'The merger was backed by 11 of the 16 provinces.',
    ],
    [
      'Lake Morva lost two thirds of its water in 20 years.',
      'In 20 years, Lake Morva shrank to a third of its former volume.',
    ],
    [
      'The prosecutor dropped the charges against Helga Stein.',
      'The charges against Helga Stein were dropped by the prosecutor.',
    ],
    [
      'Sea levels off Tonga have risen 6 millimetres a year since 1993.',
      'Since 1993 the sea off Tonga has risen by 0.6 centimetres a year.',
    ],
    ['Nine out of ten passengers were satisfied.', '90% of passengers were satisfied.'],
    ['The order was issued on 8 March 2011, not on 3 March.', 'The order was issued on 8 March 2011.'],
    [
      'Elena Costa, who heads the bank, earned 1.2 million euros in 2019.',
      'In 2019 the head of the bank, Elena Costa, was paid 1.2m euros.',
    ],
    ["Coal made up 40 per cent of Poland's energy in 2020.", 'In 2020, 40% of Polish energy came from coal.'],
    [
      'The fugitive was caught in Marseille after three weeks.',
      'After 21 days the fugitive was captured in Marseille.',
    ],
    [
      "Portugal's team is ahead of Croatia's in the table.",
      "In the table, Croatia's team is behind Portugal's.",
    ],
    ['The city was founded by the Dutch in 1652.', 'In 1652 the Dutch founded the city.'],
    ['No country has signed the protocol except Togo.', 'Only Togo has signed the protocol.'],
    [
      'Wages went down for the third year running, by 1.1%.',
      'Wages dropped 1.1%, falling for a third consecutive year.',
    ],
    ['The lorry weighed 44 tonnes.', 'The weight of the truck was 44,000 kilos.'],
    [
      'Nadine Roux became the first woman to lead the navy in 2012.',
      "In 2012 Nadine Roux took over as the navy's first female head.",
    ],
    [
      'The factory shut in March 1999, putting 800 people out of work.',
      '800 people lost their jobs when the factory closed in March 1999.',
    ],
    ['Pakistan defeated India by six wickets.', 'India lost to Pakistan by six wickets.'],
    ['The pollutant was found in 12 of 20 samples.', 'Twelve of the 20 samples contained the pollutant.'],
    [
      'Astronomers at the Karoo observatory discovered a comet on 12 June.',
      'A comet was discovered by astronomers at the Karoo observatory on 12 June.',
    ],
    [
      'The striker Diego Luna was transferred from Porto to Ajax for 20 million euros.',
      'Ajax bought the striker Diego Luna from Porto for 20 million euros.',
    ],
    [
      'Congo overtook Chile as the biggest producer of cobalt.',
      'Chile was overtaken by Congo as the largest cobalt producer.',
    ],
    ['Fewer than half of the pupils passed the exam.', 'Less than 50% of the students passed the exam.'],
    [
      'The plane crashed shortly after take-off, and all 62 people on board died.',
      'All 62 people on board were killed when the plane crashed shortly after take-off.',
    ],
    ['The concert raised 5,000 dollars for the school.', 'The school got 5,000 dollars from the concert.'],
    ['The virus has killed 1,200 pigs.', '1,200 pigs have died of the virus.'],
    ['The firm exports four fifths of its output.', "80% of the firm's production is exported."],
    ['Iceland has no army.', 'There is no army in Iceland.'],
    ['The house was sold for twice its price of 2010.', 'The house fetched double its 2010 price.'],
    ['Egypt lent Sudan 50 tanks.', 'Sudan borrowed 50 tanks from Egypt.'],
    [
      'The Baltic grid operator Elvar cut its tariffs by 8% on 1 January 2017.',
      'On 1 January 2017 Elvar, which runs the Baltic grid, lowered its tariffs by 8%.',
    ],
    ['Two out of three Bolivians live in cities.', 'Cities are home to two-thirds of Bolivians.'],
    [
      'Sergeant Paula Rey was awarded the medal after the rescue.',
      'After the rescue the medal was awarded to Sergeant Paula Rey.',
    ],
    [
      "The zoo's elephants eat 2 tonnes of hay a week.",
      'The elephants at the zoo eat 2,000 kilograms of hay per week.',
    ],
    [
      'Bond yields rose above 4% for the first time since 2011.',
      'For the first time since 2011 bond yields exceeded 4%.',
    ],
    [
      'Canada sells more wheat to Japan than Australia does.',
      'Australia sells less wheat to Japan than Canada.',
    ],
    [
      'The clock tower was struck by lightning twice in 1902.',
      'Lightning hit the clock tower two times in 1902.',
    ],
    ["Mr Sato's company paid no tax in 2013.", 'In 2013 the company of Mr Sato did not pay any tax.'],
    [
      'The Danube froze over at Vienna in January 1929.',
      'In January 1929 the river Danube was frozen at Vienna.',
    ],
    [
      'Tourism brought in less money than farming in 2015.',
      'Farming brought in more money than tourism in 2015.',
    ],
  ],
  'same-wording': [
    ['The vaccine was not approved until March 2021.', 'The vaccine was approved only in March 2021.'],
    [
      'Ravi Menon is the youngest member of the assembly.',
      'No member of the assembly is younger than Ravi Menon.',
    ],
    [
      'The 400-metre tower is the tallest building in Lagos.',
      'No building in Lagos is taller than the 400-metre tower.',
    ],
  ],
};

describe('two claims that are same', () => {
  for (const [code, rows] of Object.entries(samePairs)) {
    it.each(rows)(`${code}: %s | %s`, (a, b) => {
      const found = related(a, b);
      expect({ relation: found.relation, code: found.reasons[0]?.code }).toEqual({ relation: 'same', code });
      expect(related(b, a).relation).toBe('same');
    });
  }
});
