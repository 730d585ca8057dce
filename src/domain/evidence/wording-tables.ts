import { stemOf } from './stem.js';
import { foreignAxes, foreignHedges, foreignNegations, foreignUnits } from './wording-languages.js';

/** Words that decide whether a passage still says the same. All tables hold stems as `stemOf` makes them, or whole lower-case words. */

/** What makes a sentence say no. Counted: one more or one less turns the meaning. */
export const negations: ReadonlySet<string> = new Set(
  `not no never none nobody nothing neither nor without nowhere hardly barely scarcely unless non fail ${foreignNegations}`.split(
    ' ',
  ),
);

/** Opposites. Where one pole stands in place of the other, the meaning turned. */
export const axes: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] = (
  [
    [
      'rise increase grow climb gain jump surge soar up higher expand extend raise widen strengthen improve advance boost',
      'fall decline decrease drop lower shrink plunge slump slide reduce cut down narrow weaken worsen contract dip',
    ],
    ['more', 'less fewer'],
    ['above exceed', 'below'],
    ['over', 'under'],
    ['before ahead prior until', 'after behind following since'],
    ['upper top', 'lower bottom'],
    [
      'biggest largest highest most best longest strongest greatest fastest oldest richest',
      'smallest lowest least worst shortest weakest slowest youngest poorest fewest',
    ],
    ['for favour favor support', 'against oppose'],
    ['win won beat defeat gain', 'lose lost'],
    ['advance forward', 'retreat withdraw backward'],
    ['accelerate hasten', 'slow decelerate delay'],
    ['uphold upheld', 'overturn quash annul overrule'],
    ['cheap cheaper cheapest', 'expensive dear dearer costly costlier'],
    ['cause trigger', 'prevent avert'],
    ['know knew prove proof', 'believe think suspect doubt assume suggest'],
    ['decide', 'consider propose'],
    ['always often usually frequently regularly', 'rarely seldom sometimes occasionally'],
    ['always', 'usually often mostly'],
    ['convict', 'accuse charge suspect indict'],
    ['tall high', 'deep'],
    ['buy bought import', 'sell sold export'],
    ['north northern', 'south southern'],
    ['east eastern', 'west western'],
    ['open begin began start launch', 'close end stop finish halt'],
    ['accept approve adopt allow permit back pass', 'reject ban forbid refuse block veto'],
    ['confirm admit agree', 'deny denied disagree'],
    ['first', 'last'],
    ['kill die dead', 'injure wound hurt'],
    ['hire', 'fire sack'],
    ['fast faster quick quicker', 'slow slower'],
    ['adult', 'child'],
    ['many', 'few'],
    ['away', 'home'],
    ['man men male boy', 'woman women female girl'],
    ['each every', 'together total altogether combined'],
    ['all', 'some few'],
    ['majority', 'minority'],
    ['import', 'export'],
    ['surplus profit', 'deficit loss'],
    ['guilty convict', 'innocent acquit'],
    ['early earlier', 'late later'],
    ['likely able', 'unlikely unable'],
    ['arrive enter join', 'leave left depart quit'],
    ['hire appoint', 'fire dismiss sack'],
    ['include', 'exclude'],
    ['strong', 'weak'],
    ['high', 'low'],
    ['public', 'private'],
    ['inside', 'outside'],
    ['minimum', 'maximum'],
    ['may might could possibly perhaps', 'will would shall must certainly'],
    ['positive', 'negative'],
    ['both', 'one neither'],
    ...foreignAxes,
  ] as const
).map(([one, other]) => [polesOf(one), polesOf(other)] as const);

/** Words of which one stands for what the others do not. */
export const families: readonly ReadonlySet<string>[] = [
  'all most some many few none half',
  'hourly daily weekly fortnightly monthly quarterly annual yearly',
  'hourly daily weekly fortnightly monthly quarterly annually',
  'am pm a.m. p.m.',
  'oil gas coal uranium peat',
  'wheat rice maize corn barley rye oats soya',
  'gold silver copper iron zinc nickel lead tin',
  'health education defence finance justice transport agriculture energy labour',
  'red blue green yellow black white',
  'yesterday today tonight tomorrow',
  'last this next',
  'left right',
  'spring summer autumn winter',
  'murder manslaughter assault theft robbery burglary fraud rape arson bribery perjury treason espionage',
  'wife husband brother sister son daughter father mother uncle aunt cousin nephew niece grandson widow widower',
  'citizen resident',
  'convicted acquitted accused charged suspected cleared',
].map((row) => new Set(row.split(' ')));

/** Words that say how sure a statement is; those of one row say it alike. Stems or whole words. */
export const certainties: readonly ReadonlySet<string>[] = [
  'may might can could possibly perhaps potentially',
  'will shall plan intend hope',
  'must obliged required',
  'should ought',
  'refuse',
  'wrong false fake incorrect mistaken erroneous',
  'except excluding',
  'only solely exclusively',
  'allegedly reportedly alleged suspect suspected apparently supposedly purportedly',
  'probably presumably likely',
  'appear seem appears seems appeared seemed',
].map((row) => polesOf(`${row} ${row.split(' ').map(stemOf).join(' ')}`));

export const superlatives: ReadonlySet<string> = new Set(
  'biggest largest highest best longest strongest greatest fastest oldest richest tallest deepest busiest worst smallest lowest poorest youngest'.split(
    ' ',
  ),
);

/** Hedges of a figure, longest first; each stands for the bound it sets. Only in front of a figure are they hedges. */
export const hedges: readonly (readonly [string, string])[] = [
  ['no fewer than', 'at-least'],
  ['no less than', 'at-least'],
  ['no more than', 'at-most'],
  ['not more than', 'at-most'],
  ['at least', 'at-least'],
  ['a minimum of', 'at-least'],
  ['at most', 'at-most'],
  ['up to', 'at-most'],
  ['more than', 'over'],
  ['upwards of', 'over'],
  ['in excess of', 'over'],
  ['less than', 'under'],
  ['fewer than', 'under'],
  ['just under', 'almost'],
  ['just over', 'over'],
  ['close to', 'almost'],
  ['almost', 'almost'],
  ['nearly', 'almost'],
  ['about', 'about'],
  ['around', 'about'],
  ['roughly', 'about'],
  ['approximately', 'about'],
  ['some', 'about'],
  ['circa', 'about'],
  ['over', 'over'],
  ['above', 'over'],
  ['exceeding', 'over'],
  ['under', 'under'],
  ['below', 'under'],
  ['exactly', 'exact'],
  ['precisely', 'exact'],
  ...foreignHedges,
  ['<', 'under'],
  ['>', 'over'],
];

export const months: readonly string[] =
  'january february march april may june july august september october november december'.split(' ');
export const weekdays: readonly string[] = 'monday tuesday wednesday thursday friday saturday sunday'.split(
  ' ',
);

const numbersUpTo19 =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
export const smallNumbers: ReadonlyMap<string, number> = new Map([
  ...numbersUpTo19.split(' ').map((word, value) => [word, value] as const),
  ...'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, i) => [word, 20 + 10 * i] as const),
  ['dozen', 12] as const,
]);
export const scales: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1e3],
  ['lakh', 1e5],
  ['million', 1e6],
  ['crore', 1e7],
  ['billion', 1e9],
  ['trillion', 1e12],
  ['mn', 1e6],
  ['mln', 1e6],
  ['bn', 1e9],
  ['tn', 1e12],
]);

/** Figures that are words: ordinals, fractions, multiples. */
export const wordFigures: ReadonlyMap<string, string> = new Map([
  ...(
    'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth ' +
    'seventeenth eighteenth nineteenth twentieth'
  )
    .split(' ')
    .map((word, i) => [word, `${i + 1}th`] as const),
  ['half', '1/2'],
  ['quarter', '1/4'],
  ['once', '1x'],
  ['twice', '2x'],
  ['thrice', '3x'],
  ['double', '2x'],
  ['doubl', '2x'],
  ['triple', '3x'],
  ['twofold', '2x'],
  ['threefold', '3x'],
  ['fourfold', '4x'],
  ['quadrupl', '4x'],
  ['tripl', '3x'],
]);

/** Spellings of one unit. A unit lost while another is gained is a changed figure. */
export const units: ReadonlyMap<string, string> = new Map(
  [
    'percent % pct',
    'km kilometre kilometer',
    'm metre meter',
    'cm centimetre centimeter',
    'mm millimetre millimeter',
    'mile mi',
    'foot feet ft',
    'inch inche',
    'yard',
    'kg kilogram kilo kilogramme',
    'gram gramme',
    'ton tonne',
    'pound £ gbp',
    'dollar $ us$ usd',
    'australian-dollar a$ au$ aud',
    'canadian-dollar c$ ca$ cad',
    'new-zealand-dollar nz$ nzd',
    'hong-kong-dollar hk$ hkd',
    'singapore-dollar s$ sgd',
    'euro € eur',
    'yen ¥ jpy',
    'franc chf',
    'ruble rouble rub',
    'rupee inr',
    'yuan renminbi cny',
    'tenge kzt',
    'som sum uzs',
    'krona krone',
    'barrel bbl',
    'hectare ha',
    'acre',
    'litre liter',
    'gallon',
    'watt',
    'kilowatt kw',
    'megawatt mw',
    'gigawatt gw',
    'kwh',
    'mwh',
    'second sec',
    'minute min',
    'hour hr',
    'day',
    'week',
    'month',
    'year yr',
    'decade',
    'century',
    'degree °',
    'cubic',
    'square sq',
    'celsius',
    'fahrenheit',
    'percentage-point',
  ]
    .flatMap((line) => line.split(' ').map((word) => [stemOf(word), line.split(' ')[0] ?? word] as const))
    .concat(foreignUnits.map(([word, unit]) => [stemOf(word), unit] as const)),
);

/** Words too common to say what a sentence is about. */
export const commonWords: ReadonlySet<string> = new Set(
  (
    'a an the of in on at to by for from with and or but as is are was were be been being has have had do does did it its this that these ' +
    'those he she they his her their we our i you your who which what when where there here than then so if into out up down about after ' +
    'before over under also not no will would may might can could should shall said says say us also any all some more most other such per'
  ).split(' '),
);

function polesOf(words: string): ReadonlySet<string> {
  // "Hired" has the stem "hir", and "hire" is too short to lose its e.
  return new Set(
    words.split(' ').flatMap((word) => [stemOf(word), ...(/^\w{3}e$/.test(word) ? [word.slice(0, 3)] : [])]),
  );
}
