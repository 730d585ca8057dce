import { contentWords } from '../claim/words.js';

/** Words that say how a figure is given and not what of; no alignment turns on them. */
const bland =
  'number level rate share total volume value amount figure size average annual yearly year month quarter week day period time ' +
  'percent per cent point half third whole overall ' +
  'rise rose risen grow grew grown growth increase climb jump surge soar gain add expand expansion up higher more ' +
  'fall fell fallen drop decline shrink shrank shrunk decrease slump slip plunge lose lost contract reduction down lower fewer less ' +
  'double doubled triple tripled quadruple halve halved twofold threefold ' +
  'cheaper dearer expensive become became predict forecast expect plan intend aim ' +
  'exceed exceeding surpass surpassed reach reached hit stand stood amount come came take took part carry carried make made account total put be have had see saw post record ' +
  'recorded register registered measure count earn earned bring brought handle handled worth compare compared previous prior earlier last same ' +
  'one attend participate host stay remain cover involve include comprise consist contain hold held together combined altogether jointly ' +
  'say said tell told report reported show showed shown accord according data statistic statistics official officials estimate estimated announce ' +
  'announced note noted add added almost nearly about over under least most only just already still also new ' +
  'million billion trillion thousand hundred dozen';

/** Different words for one thing in news statistics. The first of a row stands for all. */
const synonyms: readonly string[] = [
  'trade turnover commerce',
  'people population inhabitants residents persons person',
  'jobless unemployment unemployed',
  'price cost',
  'buy purchase acquire',
  'hurt injured injure wounded',
  'kill killed',
  'die died dead death deaths',
  'minister ministers',
  'export exports',
  'import imports',
  'car cars vehicle vehicles automobile',
  'woman women female',
  'man men male',
  'child children',
  'gdp economy',
  'wage wages salary salaries pay',
  'tourist tourists visitor visitors',
  'company companies firm firms',
  'high height tall',
  'long length',
  'wide width',
  'deep depth',
  'pupil pupils student students',
];

/** Qualifiers that make another measure of the same noun: where only one side has one, the two are not the same. */
const narrowing =
  'real nominal core headline urban rural private public domestic foreign youth female male women men adult industrial agricultural ' +
  'retail wholesale net gross primary secondary northern southern eastern western seasonally adjusted working-age elderly';

const stemOf = (word: string) => contentWords(word)[0] ?? word;
const stems = (list: string) => new Set(list.split(' ').flatMap((word) => [word, stemOf(word)]));

const blandStems = stems(bland);
const narrowingStems = stems(narrowing);
const canonical = new Map(
  synonyms.flatMap((row) => {
    const words = row.split(' ');
    return words.map((word) => [stemOf(word), stemOf(words[0] ?? word)] as const);
  }),
);

/** The stem that stands for a stem and its synonyms, or null for a word that carries no meaning here. */
export function significant(stem: string): string | null {
  if (blandStems.has(stem) || /^[\d.,%-]+$/.test(stem)) return null;
  return canonical.get(stem) ?? stem;
}

/** The significant stems of a text, each once. */
export function significantWords(text: string): string[] {
  return [...new Set(contentWords(text).flatMap((stem) => significant(stem) ?? []))];
}

/** The stems of a text with synonyms folded, in order, doubles kept: what sentences are told apart by. Direction words stay. */
export function foldedWords(text: string): string[] {
  return contentWords(text).map((stem) => canonical.get(stem) ?? stem);
}

/** Bland words that set a figure apart all the same when the claim has not got them; the second row only beside a level. */
const telling = stems('new value volume');
const tellingOfLevels = stems('lose lost gain add');

/** The stems of a text that set its figures apart, significant ones and those bland ones that still do. */
export function distinctiveWords(text: string, isLevel: boolean): string[] {
  const extra = contentWords(text).filter(
    (stem) => telling.has(stem) || (isLevel && tellingOfLevels.has(stem)),
  );
  return [...new Set([...significantWords(text), ...extra])];
}

/** Whether a stem makes another measure of what it stands with. */
export function isNarrowing(stem: string): boolean {
  return narrowingStems.has(stem);
}

/** Acts that undo each other: a figure for one says nothing of the other. */
const opposites: readonly (readonly [string, string])[] = [
  ['create add hire recruit', 'cut shed lay axe scrap dismiss fire lose'],
  ['open build', 'close shut demolish'],
  ['buy', 'sell'],
  ['win', 'lose'],
  ['export', 'import'],
  ['lend', 'borrow'],
  ['arrive enter', 'leave depart'],
  ['marry', 'divorce'],
  ['born birth', 'die'],
  ['arrest detain', 'release free'],
  ['employ', 'dismiss'],
  ['kill', 'hurt'],
  ['support back approve', 'oppose reject'],
];

const opposed = opposites.map(([a, b]) => [foldAll(a), foldAll(b)] as const);

function foldAll(list: string): ReadonlySet<string> {
  return new Set(list.split(' ').flatMap((word) => canonical.get(stemOf(word)) ?? stemOf(word)));
}

/** Whether one side speaks of an act and the other only of the act that undoes it. Stems, synonyms folded. */
export function opposes(claimed: readonly string[], seen: readonly string[]): boolean {
  const has = (words: readonly string[], list: ReadonlySet<string>) => words.some((word) => list.has(word));
  const isOpposed = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
    has(claimed, a) && !has(claimed, b) && has(seen, b) && !has(seen, a);
  return opposed.some(([a, b]) => isOpposed(a, b) || isOpposed(b, a));
}
