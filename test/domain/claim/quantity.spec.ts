import { describe, expect, it } from '@jest/globals';
import { readQuantities as read, table } from './quantity-brief.js';

describe('percent and points', () => {
  table([
    ['Turnout was 61.4%.', '61.4% | percent 61.4'],
    ['Output sank −7.3% that season.', '−7.3% | percent -7.3'],
    ['Some seven per cent of hens died.', 'seven per cent | percent 7 about [6.3,7.7]'],
    ['The duty went up 2.5 percentage points.', '2.5 percentage points | percentage-point 2.5'],
    ['The bank moved by 50 basis points.', '50 basis points | percentage-point 0.5'],
    ['Support slid half a percentage point.', 'half a percentage point | percentage-point 0.5'],
    ['A 15-percent levy was dropped.', '15-percent | percent 15'],
  ]);
});

describe('money', () => {
  table([
    ['The plant cost $38 million.', '$38 million | money 38000000 USD'],
    ['It lost US$1.9bn and A$40m.', 'US$1.9bn | money 1900000000 USD', 'A$40m | money 40000000 AUD'],
    ['They paid a $20 fine.', '$20 | money 20 USD'],
    ['The loan was EUR 7.5 million.', 'EUR 7.5 million | money 7500000 EUR'],
    ['A visa is USD75 now.', 'USD75 | money 75 USD'],
    ['Debts reached Rs 2.3 lakh crore.', 'Rs 2.3 lakh crore | money 2300000000000 INR'],
    ['The gift was worth 6 crore rupees.', '6 crore rupees | money 60000000 INR'],
    ['Fares start at 90 Kenyan shillings.', '90 Kenyan shillings | money 90 KES'],
    ['It earned 350 billion won.', '350 billion won | money 350000000000 KRW'],
    ['The Greens with 40 won the ward.', '40 | number 40'],
    ['He owes 300 pesos.', '300 pesos | money 300'],
    ['A litre sold for 95 pence.', '95 pence | money 0.95 GBP'],
    ['The account stood at -£3.1 million.', '-£3.1 million | money -3100000 GBP'],
    ['The fund has 2.4 trillion yen.', '2.4 trillion yen | money 2400000000000 JPY'],
    ['The salmon weighed four pounds.', 'four pounds | measure 4 pound'],
    ['The permit costs 20€.', '20€ | money 20 EUR'],
  ]);

  it('marks a bare dollar sign as ambiguous, a prefixed one not', () => {
    expect(read('It cost $5.')[0]?.currencyAmbiguous).toBe(true);
    expect(read('It cost NZ$5.')[0]?.currencyAmbiguous).toBeUndefined();
  });
});

describe('numbers, fractions, scales', () => {
  table([
    ['Police counted 23 400 marchers.', '23 400 | number 23400'],
    ['Police counted 23,400 marchers.', '23,400 | number 23400'],
    ['The sum was 12,5 million.', '12,5 million | number 12500000'],
    ['Three thousand two hundred homes burned.', 'Three thousand two hundred | number 3200'],
    ['Thirty-seven judges met.', 'Thirty-seven | number 37'],
    ['A quarter of the crop failed.', 'A quarter | number 0.25'],
    ['It served a quarter million meals.', 'a quarter million | number 250000'],
    ['Two-thirds of the nurses left.', 'Two-thirds | number 0.6666666667'],
    ['Half a million bulbs were planted.', 'Half a million | number 500000'],
    ['Two and a half million voted.', 'Two and a half million | number 2500000'],
    ['One in eight pupils is absent.', 'One in eight | number 0.125'],
    ['The cup was a third smaller.', 'a third | number 0.3333333333'],
    ['He sought a third term.', 'third | ordinal 3'],
    ['Deaths fell to 4 per 100,000 people.', '4 per 100,000 | number 4 per 100,000'],
    ['The town has 1.4m people.', '1.4m | number 1400000'],
    ['The mast is 60m tall.', '60m | measure 60 metre'],
    ['Dozens of barges sank.', 'Dozens | number at-least [24,)'],
    ['Tens of thousands came.', 'Tens of thousands | number at-least [20000,)'],
    ['The 9-member panel met.', '9 | number 9'],
    ['It was one of them, and no one spoke.'],
    ['The seat was won by $14 and two votes.', '$14 | money 14 USD', 'two | number 2'],
  ]);
});

describe('measures, ages, temperatures', () => {
  table([
    ['The reserve covers 410 square kilometres.', '410 square kilometres | measure 410 square kilometre'],
    ['The gust reached 120 km/h.', '120 km/h | measure 120 kilometre per hour'],
    ['The field pumps 900,000 barrels a day.', '900,000 barrels a day | measure 900000 barrel per day'],
    ['A 250-kilometre canal is planned.', '250-kilometre | measure 250 kilometre'],
    ['The turbine made 18 GWh.', '18 GWh | measure 18 gigawatt-hour'],
    ['Talks took eleven hours.', 'eleven hours | measure 11 hour'],
    ['A 72-year-old pilot landed.', '72-year-old | age 72 year'],
    ['The driver, aged 44, survived.', '44 | age 44 year'],
    ['It was minus 9 degrees Celsius.', 'minus 9 degrees Celsius | temperature -9 celsius'],
    ['Heat of 41 °C was measured.', '41 °C | temperature 41 celsius'],
    ['Turn it by 30 degrees.', '30 degrees | measure 30 degree'],
  ]);
});

describe('hedges and ranges', () => {
  table([
    ['Almost 300 goats drowned.', '300 | number 300 almost [270,300)'],
    ['Just under 40% agreed.', '40% | percent 40 almost [36,40)'],
    ['About 90 boats sailed.', '90 | number 90 about [81,99]'],
    ['More than 70 roads closed.', '70 | number 70 over (70,)'],
    ['Costs exceeded €5 million.', '€5 million | money 5000000 EUR over (5000000,)'],
    ['At least six miners died.', 'six | number 6 at-least [6,)'],
    ['Ten or more clubs folded.', 'Ten | number 10 at-least [10,)'],
    ['Fewer than 12 wolves remain.', '12 | number 12 under (,12)'],
    ['No more than 5% is lost.', '5% | percent 5 at-most (,5]'],
    ['The toll may not exceed 8%.', '8% | percent 8 at-most (,8]'],
    ['It holds up to 50 litres.', '50 litres | measure 50 litre at-most (,50]'],
    ['Between 4 and 6 million live there.', '4 and 6 million | number between [4000000,6000000]'],
    ['It will cost USD 1.5-2bn.', 'USD 1.5-2bn | money USD between [1500000000,2000000000]'],
    ['Waves of 3–5 metres hit.', '3–5 metres | measure metre between [3,5]'],
    ['Shares fell from 9% to 7%.', '9% | percent 9', '7% | percent 7'],
    ['She talked about four ships.', 'four | number 4'],
    ['They flew over two valleys.', 'two | number 2'],
    ['The mine lies 300 metres below ground.', '300 metres | measure 300 metre'],
  ]);
});

describe('multipliers and ordinals', () => {
  table([
    ['Prices nearly tripled.', 'tripled | multiplier 3 almost [2.7,3)'],
    ['Visits have doubled.', 'doubled | multiplier 2'],
    ['It is four times as dear.', 'four times | multiplier 4'],
    ['He was warned four times.', 'four | number 4'],
    ['A fivefold rise followed.', 'fivefold | multiplier 5'],
    ['A double room is free.'],
    ['It is the sixth-largest lake.', 'sixth | ordinal 6'],
    ['The 19th bridge opened.', '19th | ordinal 19'],
    ['The twenty-second round began.', 'twenty-second | ordinal 22'],
    ['At first nobody came.'],
    ['They stood for a second of rest.'],
    ['The Second World War ended there.'],
  ]);
});

describe('names, times and scores are no quantities', () => {
  table([
    ['COVID-19 spread from the ward.'],
    ['Article 12 of the charter applies.'],
    ['A MiG-29 crashed near Platform 3.'],
    ['The 1961 Vienna Convention binds them.'],
    ['Doors open at 9:45 p.m. on the A12.'],
    ['The ferry leaves at 10 a.m. sharp.'],
    ['City beat Rovers 4-1.'],
    ['The chamber voted 61-38 for it.'],
    ['Agent 009 retired.'],
    ['See https://example.org/a/2000?x=50% for more.'],
  ]);
});

it('counts precision by the last digit written (DESIGN 5.7)', () => {
  const precision = (text: string) => read(text)[0]?.precision;
  expect(precision('It was 4.2%.')).toBe(0.1);
  expect(precision('It was 4.20%.')).toBe(0.01);
  expect(precision('It was 340 tonnes.')).toBe(1);
  expect(precision('It was 45,000 tonnes.')).toBe(1000);
  expect(precision('It was 50,000 tonnes.')).toBe(1000);
  expect(precision('It was 45,610 tonnes.')).toBe(10);
  expect(precision('It was 3 billion dollars.')).toBe(1e9);
  expect(precision('It was 2.35 million dollars.')).toBe(1e4);
  expect(precision('It was ten dollars.')).toBeNull();
});
