/**
 * Relations between two sides, by concept or stem. `turned`: the one named first stands on the other side ("A lost to B" is "B beat A").
 * A `contest` has one winner or one order, so that its turned form cannot also be true; an `act` may happen both ways; a `mutual` one has no sides.
 */
export type SidesKind = 'contest' | 'act' | 'mutual';

export interface SidedVerb {
  /** What it is a form of: two verbs with one name are compared. */
  readonly name: string;
  readonly kind: SidesKind;
  readonly isTurned: boolean;
  /** The preposition that brings the other side, where the object is a thing; null when the object is the other side. */
  readonly marker: RegExp | null;
  /** Without its preposition it has no second side ("lost 30 per cent"). */
  readonly needsMarker: boolean;
}

const to = /^(?:to|for)$/u;
const from = /^from$/u;
const against = /^(?:over|against|to)$/u;

type Row = readonly [words: string, name: string, kind: SidesKind, options?: Partial<SidedVerb>];

const rows: readonly Row[] = [
  ['beat win', 'beat', 'contest', { marker: against }],
  ['lose', 'beat', 'contest', { marker: /^(?:to|against)$/u, isTurned: true, needsMarker: true }],
  ['overtake', 'greater:amount', 'contest', { marker: /^over$/u }],
  ['exceed surpass', 'greater:amount', 'contest'],
  ['trail lag', 'greater:amount', 'contest', { isTurned: true, marker: /^behind$/u }],
  ['follow succeed', 'succeed', 'contest'],
  ['precede', 'succeed', 'contest', { isTurned: true }],
  ['kill', 'kill', 'contest'],
  ['own', 'own', 'act'],
  ['belong', 'own', 'act', { isTurned: true, marker: /^to$/u, needsMarker: true }],
  ['conquer annex colonise colonize', 'conquer', 'contest'],
  ['sell', 'sell', 'act', { marker: to }],
  ['buy', 'sell', 'act', { isTurned: true, marker: from }],
  ['export', 'export', 'act', { marker: to }],
  ['import', 'export', 'act', { isTurned: true, marker: from }],
  ['loan', 'lend', 'act', { marker: to }],
  ['borrow', 'lend', 'act', { isTurned: true, marker: from }],
  ['donate', 'donate', 'act', { marker: to }],
  ['receive', 'donate', 'act', { isTurned: true, marker: from }],
  ['supply', 'supply', 'act', { marker: to }],
  ['pay transfer send', 'pay', 'act', { marker: to }],
  ['debt', 'owe', 'act', { marker: to, needsMarker: true }],
  [
    'accuse sue attack invade visit support help train invite criticise criticize represent teach lead ' +
      'employ dismiss arrest protect praise blame oppose recognise recognize advise finance sponsor host ' +
      'appoint bomb shoot rescue thank warn threaten sanction occupy join leave',
    '',
    'act',
  ],
  [
    'meet marry divorce agree merge draw_match border neighbour neighbor negotiate cooperate trade play share',
    '',
    'mutual',
  ],
];

/** Each concept or stem to its relation. */
export const sidedVerbs: ReadonlyMap<string, SidedVerb> = new Map(
  rows.flatMap(([words, name, kind, options]) =>
    words
      .split(' ')
      .map(
        (word) =>
          [
            word,
            { name: name || word, kind, isTurned: false, marker: null, needsMarker: false, ...options },
          ] as const,
      ),
  ),
);

/** Comparatives by what they compare, upward and downward: "A is lower than B" is "B is higher than A". */
const scales: readonly (readonly [scale: string, up: string, down: string])[] = [
  ['amount', 'more higher larger bigger greater', 'less fewer lower smaller'],
  ['age', 'older', 'younger'],
  ['length', 'longer taller', 'shorter'],
  ['wealth', 'richer wealthier', 'poorer'],
  ['strength', 'stronger', 'weaker'],
  ['speed', 'faster quicker quickly rapidly sharply', 'slower slowly'],
  ['heat', 'warmer hotter', 'colder cooler'],
  ['weight', 'heavier', 'lighter'],
  ['price', 'dearer pricier expensive', 'cheaper'],
  ['worth', 'better well', 'worse badly poorly'],
  ['width', 'wider broader', 'narrower'],
  ['depth', 'deeper', 'shallower'],
  ['distance', 'farther further', 'nearer closer'],
  ['often', 'often frequently commonly', 'rarely seldom'],
  ['time', 'later', 'earlier sooner'],
];

export interface Comparative {
  readonly scale: string;
  readonly isDown: boolean;
}

const comparatives: ReadonlyMap<string, Comparative> = new Map(
  scales.flatMap(([scale, up, down]): (readonly [string, Comparative])[] => [
    ...up.split(' ').map((word) => [word, { scale, isDown: false }] as const),
    ...down.split(' ').map((word) => [word, { scale, isDown: true }] as const),
  ]),
);

/** The comparatives of the table above, alone. */
export const knownComparative = (word: string): Comparative | null => comparatives.get(word) ?? null;

/** Endings of adjectives and adverbs: "more populous" is no amount of anything. */
const adjective = /(?:ly|ive|ous|ful|able|ible|al|ic|ent|ant|ed|ary|less|some|ile)$/u;

/** What "higher", "more expensive", "more slowly" compare; the word after "more" or "less" where it stands right before "than". Null for no comparative. */
export function comparativeOf(word: string, next: string | null): Comparative | null {
  const isDegree =
    next !== null && /^(?:more|less)$/u.test(word) && (comparatives.has(next) || adjective.test(next));
  const known = comparatives.get(isDegree ? next : word);
  const isLess = isDegree && word === 'less';
  if (known !== undefined) return { scale: known.scale, isDown: known.isDown !== isLess };
  if (isDegree) return { scale: next, isDown: isLess };
  return /^\p{L}{3,}er$/u.test(word) ? { scale: word, isDown: false } : null;
}

/** Words of order in time or rank that stand between two sides. */
export const orderWords: ReadonlyMap<string, Pick<SidedVerb, 'name' | 'isTurned'>> = new Map([
  ['before', { name: 'before', isTurned: false }],
  ['after', { name: 'before', isTurned: true }],
  ['ahead', { name: 'greater:amount', isTurned: false }],
  ['behind', { name: 'greater:amount', isTurned: true }],
  ['above', { name: 'greater:amount', isTurned: false }],
  ['below', { name: 'greater:amount', isTurned: true }],
]);
