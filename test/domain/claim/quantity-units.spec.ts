import { describe, expect, it } from '@jest/globals';
import { brief, table } from './quantity-brief.js';

describe('sums with cents', () => {
  table([
    ['It cost 3 dollars 20 cents.', '3 dollars 20 cents | money 3.2 USD'],
    ['It cost thirty dollars and fifteen cents.', 'thirty dollars and fifteen cents | money 30.15 USD'],
    ['It cost 6 Canadian dollars 5 cents.', '6 Canadian dollars 5 cents | money 6.05 CAD'],
    ['It cost 15 dollars 50.', '15 dollars 50 | money 15.5 USD'],
    ['A ticket is $2 and 40c.', '$2 and 40c | money 2.4 USD'],
    ['He won 15 dollars and 50 goats.', '15 dollars | money 15 USD', '50 | number 50'],
    ['A roll is 35 cents.', '35 cents | money 0.35 USD'],
    ['The share lost 3.25 pence.', '3.25 pence | money 0.0325 GBP'],
  ]);
});

describe('currencies by every name', () => {
  table([
    [
      'The clinic costs 40 million Trinidad and Tobago dollars.',
      '40 million Trinidad and Tobago dollars | money 40000000 TTD',
    ],
    ['A fine of 90 East Caribbean dollars was paid.', '90 East Caribbean dollars | money 90 XCD'],
    ['They earn 200 Central African CFA francs.', '200 Central African CFA francs | money 200 XAF'],
    ['The grant is 60,000 Gambian dalasi.', '60,000 Gambian dalasi | money 60000 GMD'],
    ['The state owes Naira 40 billion.', 'Naira 40 billion | money 40000000000 NGN'],
    ['He paid Malaysian ringgit 70.', 'Malaysian ringgit 70 | money 70 MYR'],
    ['It sold for 80 USD million.', '80 USD million | money 80000000 USD'],
    ['It raised 12 MEUR.', '12 MEUR | money 12000000 EUR'],
    ['A sack is 500Rs.', '500Rs | money 500 INR'],
    ['It cost ৳300.', '৳300 | money 300 BDT'],
    ['The boy found a 50c coin.', '50c | money 0.5 USD'],
    ['He tried 5 French francs.', '5 French francs | money 5 FRF'],
    ['Nine new crowns were made.', 'Nine | number 9'],
    ['Delegates flew to COP27.'],
    ['The TOP 20 tracks were sold.', '20 | number 20'],
    ['The dam cost TRY 6 billion.', 'TRY 6 billion | money 6000000000 TRY'],
  ]);
});

describe('measures', () => {
  table([
    ['The centre is 6 feet 2 inches tall.', '6 feet 2 inches | measure 6.166666667 foot'],
    ['The centre is 6\'3" tall.', '6\'3" | measure 6.25 foot'],
    ['A 6-foot-2 guard signed.', '6-foot-2 | measure 6.166666667 foot'],
    ['The boy weighed 7 lb 4 oz.', '7 lb 4 oz | measure 7.25 pound'],
    ['Six feet in the water were cold.', 'Six feet | measure 6 foot'],
    ['The rod is 12 m 2 dm long.', '12 m | measure 12 metre', '2 dm | measure 2 decimetre'],
    ['Gusts of 70 miles an hour hit.', '70 miles an hour | measure 70 mile per hour'],
    ['A 60-mile-an-hour wind blew.', '60-mile-an-hour | measure 60 mile per hour'],
    ['The density is 50 kg/m2.', '50 kg/m2 | measure 50 kilogram per square metre'],
    ['A yard of 400 sq. ft. is let.', '400 sq. ft | measure 400 square foot'],
    ['It pumps 3 cubic metres per second.', '3 cubic metres per second | measure 3 cubic metre per second'],
    ['The link carries 40 Gbps.', '40 Gbps | measure 40 gigabit per second'],
    ['The jockey is ten stone.', 'ten stone | measure 10 stone'],
    ['He threw ten stones.', 'ten | number 10'],
    ['Ten ounces of gold lay there.', 'Ten ounces | measure 10 ounce'],
    ['The 28 - year - old guard lost.', '28 - year - old | age 28 year'],
    ['The drug went to 300 centilitres.', '300 centilitres | measure 300 centilitre'],
    ['Load 20 [kg] of it.', '20 [kg] | measure 20 kilogram'],
    ['Load 20 (or more) boxes.', '20 | number 20'],
    ['Make a half turn.', 'a half turn | measure 0.5 turn'],
  ]);
});

describe('heat', () => {
  table([
    ['It was 31C in Perth.', '31C | temperature 31 celsius'],
    ['Section 31C was struck out.'],
    ['The gas cooled to 4 kelvin.', '4 kelvin | temperature 4 kelvin'],
    ['It fell to - 20 degrees Celsius.', '- 20 degrees Celsius | temperature -20 celsius'],
  ]);
});

describe('percentages', () => {
  table([
    ['Nine per cents were shaved off.', 'Nine per cents | percent 9'],
    ['A reading, per cent of twenty.', 'per cent of twenty | percent 20'],
    ['Rates moved by 0.4 of a percentage point.', '0.4 of a percentage point | percentage-point 0.4'],
    ['What percent of 20 schools closed?', '20 | number 20'],
  ]);
});

it('knows no currency in a word that only looks like one', () => {
  expect(brief('The constructor built 5 toString.')).toEqual(['5 | number 5']);
});
