import { describe, expect, it } from '@jest/globals';
import { readQuantities, table } from './quantity-brief.js';

describe('numbers in words', () => {
  table([
    ['A hundred and five goats crossed.', 'A hundred and five | number 105'],
    ['Two hundred and fifty thousand voted.', 'Two hundred and fifty thousand | number 250000'],
    [
      'Three hundred and forty-one million two hundred thousand shares changed hands.',
      'Three hundred and forty-one million two hundred thousand | number 341200000',
    ],
    ['Fifteen hundred reservists left.', 'Fifteen hundred | number 1500'],
    ['Seat one twenty two was empty.', 'one twenty two | number 122'],
    ['They met at four thirty.', 'four | number 4', 'thirty | number 30'],
    ['The index rose by nought point eight.', 'nought point eight | number 0.8'],
    ['It scored two hundred point seventy-one.', 'two hundred point seventy-one | number 200.71'],
    ['Sixty - two of them stayed.', 'Sixty - two | number 62'],
    ['Minus forty was reported.', 'Minus forty | number -40'],
    ['Twelve (12) jurors sat.', 'Twelve (12) | number 12'],
    ['Twelve (13) jurors sat.', 'Twelve | number 12', '13 | number 13'],
    ['At this point 30 guests had left.', '30 | number 30'],
    ['They built two hundred and three hundred.', 'two hundred | number 200', 'three hundred | number 300'],
  ]);
});

describe('fractions', () => {
  table([
    ['Twenty-three fifths is the answer.', 'Twenty-three fifths | number 4.6'],
    ['A hundred and three quarters was read off.', 'A hundred and three quarters | number 100.75'],
    ['A hundred and thirty fifths was read off.', 'A hundred and thirty fifths | number 26'],
    ['The dose was three millionths of a litre.', 'three millionths | number 0.000003'],
    ['One twenty-fifth of the shares was sold.', 'One twenty-fifth | number 0.04'],
    ['A twenty-first birthday was kept.', 'twenty-first | ordinal 21'],
    ['A quarter of a million homes went dark.', 'A quarter of a million | number 250000'],
    ['Six and three eighths were left.', 'Six and three eighths | number 6.375'],
    ['One in 2,000 calves is born so.', 'One in 2,000 | number 0.0005'],
    ['One over twenty.', 'One over twenty | number 0.05'],
    ['He made 40 over two days.', '40 | number 40', 'two days | measure 2 day'],
    ['Growth slowed for five quarters.', 'five | number 5'],
    ['She called it the worst day since 9/11.'],
    ['The pumps run 24/7.'],
  ]);
});

describe('digits, scales and powers', () => {
  table([
    ['The colony has 4.1e6 cells.', '4.1e6 | number 4100000'],
    ['A dose of 6.5 x10^-3 was given.', '6.5 x10^-3 | number 0.0065'],
    ['The factor is 1.5^2.', '1.5^2 | number 2.25'],
    ['The site had 40 k visits.', '40 k | number 40000'],
    ['The disk holds 30G of logs.', '30G | number 30000000000'],
    ['A 5G mast stands there.'],
    ['The famine killed 2.5m.', '2.5m | number 2500000'],
    ['The mast rose 60m.', '60m | measure 60 metre'],
    ['They sold 3 lkh copies.', '3 lkh | number 300000'],
    ['The case is no. 3.'],
    ['Readings ran from 18,5 to 19,5.', '18,5 to 19,5 | number between [18.5,19.5]'],
    ['The host 10.20.30.40 failed.'],
  ]);
});

describe('ordinals', () => {
  table([
    ['The one hundred and fifth edition opened.', 'one hundred and fifth | ordinal 105'],
    ['It was the two-hundredth race.', 'two-hundredth | ordinal 200'],
    ['Twenty first-year students fell ill.', 'Twenty | number 20', 'first | ordinal 1'],
    ['She ranked higher than the tenth.', 'tenth | ordinal 10 over (10,)'],
    ['He lives above the tenth floor.', 'tenth | ordinal 10'],
    ['The millionth visitor got a cake.', 'millionth | ordinal 1000000'],
  ]);
});

describe('vague words', () => {
  table([
    ['Several hundred barns burned.', 'Several hundred | number at-least [200,)'],
    ['A few thousand euros went missing.', 'A few thousand euros | money EUR at-least [2000,)'],
    [
      'It cost hundreds of millions of dollars.',
      'hundreds of millions of dollars | money USD at-least [200000000,)',
    ],
    ['Thousands of tonnes of rye rotted.', 'Thousands of tonnes | measure tonne at-least [2000,)'],
    ['A few barns burned.'],
    ['A couple of barns burned.'],
    ['Her scores were low.'],
  ]);
});

it('takes the last step written as the precision of a sum of two parts', () => {
  expect(readQuantities('The fine was 12 dollars 50 cents.')[0]).toMatchObject({
    value: 12.5,
    precision: 0.01,
  });
});
