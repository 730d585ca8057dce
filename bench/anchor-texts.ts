/** A page of about `units` UTF-16 units in the style of news, and quotations of about 200 units to look for in it. */
export interface AnchorTexts {
  readonly page: string;
  readonly quotations: Readonly<Record<'verbatim' | 'edited' | 'absent', string>>;
}

/** The same for the same seed. */
export function anchorTexts(units: number, seed: number): AnchorTexts {
  const random = generator(seed);
  const sentences: string[] = [];
  for (let length = 0; length < units;) {
    const sentence = sentenceOf(random, topics);
    sentences.push(sentence);
    length += sentence.length + 1;
  }
  const middle = Math.floor(sentences.length / 2);
  const verbatim = atLeast(sentences.slice(middle), 200);
  const absent = atLeast(
    Array.from({ length: 9 }, () => sentenceOf(random, foreign)),
    200,
  );
  return { page: sentences.join(' '), quotations: { verbatim, edited: edit(verbatim), absent } };
}

type Random = () => number;

/** 0..1; the multiplier and increment of Numerical Recipes. */
function generator(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Topics {
  readonly who: readonly string[];
  readonly did: readonly string[];
  readonly what: readonly string[];
  readonly when: readonly string[];
}

const topics: Topics = {
  who: words(
    'the port authority|the city council|a spokesman for the railway|the statistics office|the mayor of Brenn|the wine growers|a court in Oslen|the ferry company|the tax inspectors|the school board|the river commission|the steel works',
  ),
  did: words(
    'reported|announced|counted|approved|recorded|lost|sold|expected|repaired|published|demanded|bought',
  ),
  what: words(
    'new bridges|tonnes of grain|passengers|empty flats|court cases|solar roofs|barrels of oil|hectares of forest|school places|buses|fishing boats|kilometres of cable|complaints|old wagons',
  ),
  when: words(
    'in spring|last winter|since the flood|before the election|after a long dispute|at the end of the quarter|during the strike|over the summer|for the third year running|despite the drought',
  ),
};

const foreign: Topics = {
  who: words('an unknown painter|seven astronomers|her grandmother|the orchestra|every beekeeper'),
  did: words('dreamed of|painted|forgot|whispered about|worshipped'),
  what: words('violins|moons of Saturn|apple cakes|glass animals|sonnets|honey jars'),
  when: words('under the stars|with great patience|at midnight|between two concerts|without a word'),
};

function words(list: string): readonly string[] {
  return list.split('|');
}

function sentenceOf(random: Random, { who, did, what, when }: Topics): string {
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  const text = `${pick(who)} ${pick(did)} ${Math.floor(random() * 90_000) + 10} ${pick(what)} ${pick(when)}, and ${pick(who)} ${pick(did)} ${Math.floor(random() * 900) + 2} ${pick(what)} ${pick(when)}.`;
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function atLeast(sentences: readonly string[], units: number): string {
  let text = '';
  for (const sentence of sentences) {
    if (text.length >= units) break;
    text = text === '' ? sentence : `${text} ${sentence}`;
  }
  return text;
}

/** As an editor changes a sentence: a word dropped, one put in, another spelt otherwise, a figure corrected. */
function edit(text: string): string {
  return text
    .replace(', and', ' while')
    .replace(/\d+/, (figure) => String(Number(figure) + 1))
    .replace('the ', 'the local ')
    .replace(/ (\w+)\.$/, ', they said.');
}
