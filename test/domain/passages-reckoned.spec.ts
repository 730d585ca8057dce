import { yes, no, nee, table } from '../support/judged-tables.js';

table('sums of named parts and of years', [
  [
    yes,
    'Norvik and Sundal together have 44,000 residents.',
    'Norvik has 20,000 residents and Sundal has 24,000.',
  ],
  [
    no,
    'Norvik and Sundal together have 54,000 residents.',
    'Norvik has 20,000 residents and Sundal has 24,000 residents.',
  ],
  [
    yes,
    'The mine produced 9 million tonnes of coal in 2016, 2017 and 2018 combined.',
    'The mine produced 2 million tonnes of coal in 2016, 3 million tonnes in 2017 and 4 million tonnes in 2018.',
  ],
  [
    yes,
    'Exports to France and Germany together were worth 5 billion euros in 2019.',
    'In 2019 exports to France were worth 2.0 billion euros and exports to Germany 3.0 billion euros.',
  ],
  [
    nee,
    'Exports to France and Spain together were worth 5 billion euros in 2019.',
    'In 2019 exports to France were worth 2.0 billion euros and exports to Germany 3.0 billion euros.',
  ],
]);

table('one held against another', [
  [
    yes,
    'Norvik has more residents than Sundal.',
    'Norvik has 24,000 residents and Sundal has 20,000 residents.',
  ],
  [
    no,
    'Norvik has fewer residents than Sundal.',
    'Norvik has 24,000 residents and Sundal has 20,000 residents.',
  ],
  [no, 'Sundal has more residents than Norvik.', 'Norvik has 24,000 residents. Sundal has 20,000 residents.'],
  [
    yes,
    'Norvik had more residents in 2018 than in 2008.',
    'Norvik had 24,000 residents in 2008 and 26,000 in 2018.',
  ],
  [no, 'The council has more women than men.', 'The council has 12 women and 19 men.'],
  [
    yes,
    'Imports were higher than exports in 2019.',
    'In 2019 imports were worth 4.1 billion euros and exports 3.0 billion euros.',
  ],
  [
    no,
    'Mount Tor is taller than Mount Vel.',
    'Mount Tor is 2,310 metres high; Mount Vel is 2,944 metres high.',
  ],
  [
    yes,
    'Mount Vel is 634 metres higher than Mount Tor.',
    'Mount Tor is 2,310 metres high; Mount Vel is 2,944 metres high.',
  ],
  [
    yes,
    'Twice as many tourists came to Vard in 2019 as in 2009.',
    'Vard received 100,000 tourists in 2009 and 205,000 in 2019.',
  ],
  [
    no,
    'The North Party won 20 more seats than the South Party.',
    'The North Party won 61 seats and the South Party 56 seats.',
  ],
  [
    yes,
    'The North Party won five more seats than the South Party.',
    'The North Party won 61 seats and the South Party 56 seats.',
  ],
  [
    nee,
    'Norvik has more students than Sundal.',
    'Norvik has 24,000 residents and Sundal has 20,000 residents.',
  ],
  [
    nee,
    'Norvik has more residents than Lunde.',
    'Norvik has 24,000 residents and Sundal has 20,000 residents.',
  ],
  [
    yes,
    'Three times as many women as men applied for the course.',
    '60 women and 20 men applied for the course.',
  ],
  [
    no,
    'Wheat was cheaper in 2020 than in 2018.',
    'Wheat cost 180 euros a tonne in 2018 and 215 euros a tonne in 2020.',
  ],
  [
    yes,
    'The bridge at Vard is longer than the bridge at Lund.',
    'The bridge at Vard is 820 metres long, the one at Lund 640 metres.',
  ],
  [
    yes,
    'Norway exported twice as much gas as Denmark in 2018.',
    'In 2018 Norway exported 120 billion cubic metres of gas and Denmark 60 billion cubic metres.',
  ],
]);

table('places in a list or a contest', [
  [
    yes,
    'Mara Quist won the downhill race.',
    'Mara Quist won the downhill race; Ida Holm came second and Petra Vang third.',
  ],
  [
    no,
    'Ida Holm won the downhill race.',
    'Mara Quist won the downhill race; Ida Holm came second and Petra Vang third.',
  ],
  [
    no,
    'Lena Roth won the downhill race.',
    'Mara Quist won the downhill race; Ida Holm came second and Petra Vang third.',
  ],
  [
    yes,
    'Petra Vang finished behind Ida Holm in the downhill race.',
    'Mara Quist won the downhill race; Ida Holm came second and Petra Vang third.',
  ],
  [
    no,
    'Petra Vang finished ahead of Mara Quist in the downhill race.',
    'Mara Quist won the downhill race; Ida Holm came second and Petra Vang third.',
  ],
  [
    nee,
    'Ida Holm won the slalom race.',
    'Mara Quist won the downhill race; Ida Holm came second and Petra Vang third.',
  ],
  [
    nee,
    'Lena Roth came fourth in the downhill race.',
    'Mara Quist won the downhill race; Ida Holm came second and Petra Vang third.',
  ],
  [
    yes,
    'Vard is the second-largest port in Norland.',
    'Lund is the largest port in Norland and Vard the second-largest.',
  ],
  [no, 'Vard is the largest port in Norland.', 'Lund is the largest port in Norland, followed by Vard.'],
  [nee, 'Vard is the largest city in Norland.', 'Lund is the largest port in Norland, followed by Vard.'],
  [no, 'Rovers beat United in the final.', 'United beat Rovers 3-1 in the final.'],
  [yes, 'Rovers lost to United in the final.', 'United beat Rovers 3-1 in the final.'],
  [no, 'Rovers won the cup final.', 'United beat Rovers in the cup final.'],
  [nee, 'Norland has the most nurses.', 'Norland has the most nurses per head, the report says.'],
  [
    no,
    'Norland ranked third in the 2019 press freedom index.',
    'Norland ranked fifth in the 2019 press freedom index.',
  ],
  [
    nee,
    'Norland ranked third in the 2018 press freedom index.',
    'Norland ranked fifth in the 2019 press freedom index.',
  ],
]);

table('shares, quantifiers and the rest', [
  [yes, 'Most judges of the Vard court are women.', 'The Vard court has 15 judges, nine of whom are women.'],
  [no, 'Most judges of the Vard court are women.', 'Of the 15 judges of the Vard court, five are women.'],
  [
    no,
    'None of the judges of the Vard court is a woman.',
    'The Vard court has 15 judges, including five women.',
  ],
  [
    yes,
    'None of the judges of the Vard court is a woman.',
    'None of the judges of the Vard court is a woman, the ministry says.',
  ],
  [no, 'All judges of the Vard court are women.', 'Nine of the 15 judges of the Vard court are women.'],
  [yes, 'All ships in the convoy were damaged.', 'All four ships in the convoy were damaged.'],
  [no, 'Only three ships in the convoy were damaged.', 'All four ships in the convoy were damaged.'],
  [
    yes,
    'Sixty per cent of the judges of the Vard court are women.',
    'Nine of the 15 judges of the Vard court are women.',
  ],
  [
    no,
    'A third of the judges of the Vard court are women.',
    'Nine of the 15 judges of the Vard court are women.',
  ],
  [nee, 'Most judges of the Vard court are men.', 'Most judges of the Lund court are men.'],
  [no, 'A minority of the members voted for the plan.', 'Most of the members voted for the plan.'],
  [nee, 'Most children in the town are vaccinated.', 'Most adults in the town are vaccinated.'],
  [
    yes,
    'Fewer than half of the villages in the district have a doctor.',
    'Of the 40 villages in the district, 12 have a doctor.',
  ],
  [yes, 'Six judges of the Vard court are not women.', 'Nine of the 15 judges of the Vard court are women.'],
  [no, 'Nine judges of the Vard court are not women.', 'Nine of the 15 judges of the Vard court are women.'],
  [yes, 'No school in Vard has a library.', 'None of the schools in Vard has a library.'],
]);

table('products, and times that are not named', [
  [
    yes,
    'Norland brought in 4.8 million tonnes of barley in 2014.',
    'Barley yield in Norland came to 4.0 tonnes a hectare on 1.2 million hectares in 2014.',
  ],
  [
    no,
    'Norland brought in over 8 million tonnes of barley in 2014.',
    'Barley yield in Norland came to 4.0 tonnes a hectare on 1.2 million hectares in 2014.',
  ],
  [
    yes,
    'The theatre earned 30,000 euros from ticket sales.',
    'The theatre sold 1,200 tickets at 25 euros each.',
  ],
  [
    yes,
    'The population of Vard fell by about 20% from one census to the other.',
    'The population of Vard stood at 60,500 at the 2001 census and 48,400 at the 2011 census.',
  ],
  [
    no,
    'The population of Vard rose from one census to the other.',
    'The population of Vard stood at 60,500 at the 2001 census and 48,400 at the 2011 census.',
  ],
  [
    yes,
    'No country had more bicycles per head than Norland in 2018.',
    'Norland has the highest number of bicycles per head, the 2018 table shows.',
  ],
]);

table('figures in names, losses', [
  [nee, 'A four-room house in Vard burned down.', 'A four-room house in Vard was sold.'],
  [
    no,
    'Rent for a four-room house in Vard was lower in 2018 than in 2008.',
    'Rent for a four-room house in Vard was 500 euros in 2008 and 700 euros in 2018.',
  ],
  [
    yes,
    'Rent for a four-room house in Vard was 200 euros higher in 2018 than in 2008.',
    'Rent for a four-room house in Vard was 500 euros in 2008 and 700 euros in 2018.',
  ],
  [
    yes,
    'Vard lost 40,000 inhabitants between 2006 and 2016.',
    'The population of Vard was 400,000 in 2006 and 360,000 in 2016.',
  ],
  [
    no,
    'Vard gained 40,000 inhabitants between 2006 and 2016.',
    'The population of Vard was 400,000 in 2006 and 360,000 in 2016.',
  ],
]);
