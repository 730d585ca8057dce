import type { Hedge } from './quantity-types.js';

/** The words that make a bound of a figure, in front of it and behind it. Tables only; `hedges.ts` looks them up. */

type Row = readonly [string, Hedge];

const phrases = (hedge: Hedge, lines: string): Row[] => lines.split(', ').map((line): Row => [line, hedge]);

/** What compares upwards and what downwards; each word has its opposite at the same place. */
const more = 'more greater higher larger bigger older longer taller heavier faster wider deeper better'.split(
  ' ',
);
const less =
  'less smaller lower fewer slighter younger shorter slower lighter narrower shallower cheaper worse'.split(
    ' ',
  );
/** What may stand in front of "more than" without changing the bound. */
const degrees = [
  '',
  'slightly ',
  'just ',
  'well ',
  'a little ',
  'a bit ',
  'little ',
  'much ',
  'far ',
  'significantly ',
  'considerably ',
  'substantially ',
];

/** "more than or equal to", "higher or equal than", "no less than", … for one word of comparison. */
function comparisons(word: string, beyond: Hedge, upTo: Hedge, notBeyond: Hedge): Row[] {
  return [
    ...degrees.map((degree): Row => [`${degree}${word} than`, beyond]),
    ...[`${word} than or equal to`, `${word} or equal than`, `${word} or equal to`].map((line): Row => [
      line,
      upTo,
    ]),
    ...[`equal to or ${word} than`, `equal or ${word} than`].map((line): Row => [line, upTo]),
    [`no ${word} than`, notBeyond],
    [`not ${word} than`, notBeyond],
  ];
}

/** "almost" is said of what is less, unless the word before it already turns it ("just under"). */
export const hedgesBefore: readonly Row[] = [
  ...more.flatMap((word) => comparisons(word, 'over', 'at-least', 'at-most')),
  ...less.flatMap((word) => comparisons(word, 'under', 'at-most', 'at-least')),
  ...phrases(
    'almost',
    'almost, nearly, just under, just below, a little under, slightly under, slightly less than, just less than, a little less than, just short of, just shy of, shy of, close on, not quite, virtually, slightly below, a bit under, a shade under',
  ),
  ...phrases(
    'about',
    'about, around, some, roughly, approximately, close to, circa, approx, an estimated, estimated at, in the region of, in the order of, on the order of, in the neighborhood of, in the neighbourhood of, in the vicinity of, something like, more or less',
  ),
  ...phrases(
    'over',
    'over, above, exceeding, exceed, exceeds, exceeded, topped, topping, tops, surpassed, surpassing, surpass, surpasses, in excess of, upwards of, upward of, north of, beyond, well over, just over, just above, well above, a little over, slightly over, slightly above, a little above, a shade over, comfortably over, comfortably above, far above, well beyond',
  ),
  ...phrases(
    'at-least',
    'at least, at the least, at the very least, at a minimum, a minimum of, minimum of, no fewer than, not fewer than, as few as, as little as',
  ),
  ...phrases('under', 'under, below, well under, well below, far below, south of'),
  ...phrases(
    'at-most',
    'at most, up to, may not exceed, must not exceed, cannot exceed, can not exceed, should not exceed, shall not exceed, not exceed, not exceeding, does not exceed, do not exceed, did not exceed, never exceed, a maximum of, maximum of, as many as, as much as, not over, not above, at the most, at the very most',
  ),
];

const behindMore = 'more greater higher above over older longer better bigger larger taller upwards upward';
const behindLess = 'less fewer lower below under younger shorter smaller cheaper slower';

/** Behind the figure. "and" alone is none: "5 and over". */
export const hedgesBehind: ReadonlyMap<string, Hedge> = new Map([
  ...behindMore
    .split(' ')
    .flatMap((word) => [`or ${word}`, `and ${word}`].map((line): Row => [line, 'at-least'])),
  ...behindLess
    .split(' ')
    .flatMap((word) => [`or ${word}`, `and ${word}`].map((line): Row => [line, 'at-most'])),
  ...phrases('at-least', 'and up, at least, and counting'),
  ...phrases('at-most', 'at most'),
  ...phrases('about', 'or so, or thereabouts'),
]);
