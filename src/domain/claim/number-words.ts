/** The words that English writes numbers with. */

const list = (words: string, first: number, step = 1): [string, number][] =>
  words.split(' ').map((word, index) => [word, first + index * step]);

export const smallWords: ReadonlyMap<string, number> = new Map([
  ...list('zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen', 0),
  ...list('sixteen seventeen eighteen nineteen', 16),
  ['nought', 0],
  ['naught', 0],
  ['nil', 0],
]);

export const tensWords: ReadonlyMap<string, number> = new Map([
  ...list('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10),
  ['fourty', 40],
]);

/** Words that multiply what stands before them. South Asian ones: 1 lakh is 1e5, 1 crore 1e7. */
export const scaleWords: ReadonlyMap<string, number> = new Map(
  Object.entries({
    'hundred hundreds': 1e2,
    'thousand thousands': 1e3,
    'lakh lakhs lac lacs lkh lkhs': 1e5,
    'million millions mln mn mio': 1e6,
    'crore crores cr koti': 1e7,
    'billion billions bn bln': 1e9,
    'trillion trillions tn tln trn': 1e12,
    'dozen dozens': 12,
  }).flatMap(([words, value]) => words.split(' ').map((word): [string, number] => [word, value])),
);

/** Letters that multiply only when they hang on the figure ("90k", "1.2m people", "$3B"). */
export const scaleLetters: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['K', 1e3],
  ['m', 1e6],
  ['M', 1e6],
  ['b', 1e9],
  ['B', 1e9],
  ['G', 1e9],
  ['T', 1e12],
]);

/** Plurals that name no figure; the claim is at least two of them (GUIDELINE: "dozens" is 24 and more). */
export const vaguePlurals: ReadonlyMap<string, number> = new Map([
  ['tens', 10],
  ['dozens', 12],
  ['scores', 20],
  ['hundreds', 1e2],
  ['thousands', 1e3],
  ['lakhs', 1e5],
  ['millions', 1e6],
  ['crores', 1e7],
  ['billions', 1e9],
  ['trillions', 1e12],
]);

const ordinalStems =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth';

export const ordinalWords: ReadonlyMap<string, number> = new Map([
  ...list(ordinalStems, 1),
  ...list('twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth', 20, 10),
  ['hundredth', 100],
  ['thousandth', 1000],
  ['millionth', 1e6],
  ['billionth', 1e9],
  ['trillionth', 1e12],
  // often misspelt so
  ['nineth', 9],
  ['twelth', 12],
  ['fourtieth', 40],
]);

/** What a numerator can stand before: "two thirds", "a quarter". */
export const denominators: ReadonlyMap<string, number> = new Map([
  ...[...ordinalWords]
    .filter(([, value]) => value > 2)
    .flatMap(([word, value]): [string, number][] => [
      [word, value],
      [`${word}s`, value],
    ]),
  ['half', 2],
  ['halves', 2],
  ['quarter', 4],
  ['quarters', 4],
]);

export const vulgarFractions: ReadonlyMap<string, number> = new Map([
  ['½', 1 / 2],
  ['⅓', 1 / 3],
  ['⅔', 2 / 3],
  ['¼', 1 / 4],
  ['¾', 3 / 4],
  ['⅕', 1 / 5],
  ['⅖', 2 / 5],
  ['⅗', 3 / 5],
  ['⅘', 4 / 5],
  ['⅙', 1 / 6],
  ['⅛', 1 / 8],
  ['⅜', 3 / 8],
  ['⅝', 5 / 8],
  ['⅞', 7 / 8],
]);
