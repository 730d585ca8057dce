import { contentWords } from '../../claim/words.js';

/** Endings that make a noun, an adjective or an adverb of a verb, longest first; what is left keeps at least four letters. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/(?<=.{3})(?:ification|ifying)$/u, 'ify'],
  [/(?<=.{4})(?:isation|ization|ise|ize)$/u, 'iz'],
  [/(?<=.{4})ations?$/u, ''],
  [/(?<=.{3})ction$/u, 'ct'],
  [
    /(?<=.{4})(?:ition|ion|ment|ance|ence|ancy|ency|ity|ness|able|ible|ure|ous|ive|ful|ally|ly|al|er|or|ist|ism)$/u,
    '',
  ],
];

/** Past forms that the stem does not fold. */
const irregular: ReadonlyMap<string, string> = new Map(
  (
    'found:find sank:sink sunk:sink stole:steal stolen:steal drove:drive driven:drive flew:fly flown:fly spoke:speak spoken:speak broke:break ' +
    'broken:break fought:fight caught:catch taught:teach told:tell lent:lend bore:bear born:bear beaten:beat drew:draw drawn:draw swore:swear ' +
    'sworn:swear stood:stand understood:understand withdrew:withdraw withdrawn:withdraw overthrew:overthrow overthrown:overthrow threw:throw ' +
    'thrown:throw forbade:forbid forbidden:forbid struck:strike stricken:strike swam:swim swum:swim sang:sing sung:sing wore:wear worn:wear ' +
    'tore:tear torn:tear froze:freeze frozen:freeze hid:hide hidden:hide fled:flee sought:seek burnt:burn learnt:learn fed:feed bred:breed ' +
    'dug:dig hung:hang shot:shoot shook:shake shaken:shake rode:ride ridden:ride got:get gotten:get lay:lie laid:lay drank:drink drunk:drink ' +
    'ate:eat eaten:eat knew:know known:know saw:see seen:see felt:feel meant:mean bound:bind overtook:overtake overtaken:overtake ' +
    'undertook:undertake arose:arise arisen:arise awoke:awake outran:outrun dealt:deal slept:sleep spread:spread overruled:overrule lost:lose'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/**
 * The part of a word that its verb, noun and adjective share ("resign", "resignation"); not always a word. For sentences told in
 * other words; figures are compared by the stem, where "trade" and "trader" stay apart.
 */
export function rootOf(word: string): string {
  const stem = irregular.get(word) ?? contentWords(word)[0] ?? word;
  const found = endings.find(([ending]) => ending.test(stem));
  const bare = found === undefined ? stem : stem.replace(found[0], found[1]);
  const single = bare.replace(/([bdglmnprt])\1$/u, '$1');
  const short = single.length > 4 ? single.replace(/[ey]$/u, '') : single;
  return short.length > 5 ? short.replace(/([bdglmnprt])\1$/u, '$1') : short;
}

/** Whether a word is the past of an irregular verb. */
export function isPastForm(word: string): boolean {
  return irregular.has(word.toLowerCase());
}
