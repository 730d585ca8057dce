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
  ['overtake', 'overtake', 'contest', { marker: /^over$/u }],
  ['exceed surpass', 'greater', 'contest'],
  ['trail lag', 'greater', 'contest', { isTurned: true, marker: /^behind$/u }],
  ['follow succeed', 'succeed', 'contest'],
  ['precede', 'succeed', 'contest', { isTurned: true }],
  ['kill', 'kill', 'contest'],
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
    'accuse sue attack invade visit support help train invite criticise criticize represent teach own lead ' +
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

/** Comparatives that point down: "A is lower than B" is "B is higher than A". */
export const downward: ReadonlySet<string> = new Set(
  'less fewer lower smaller shorter younger weaker poorer slower cheaper lighter colder cooler drier narrower thinner worse shallower nearer quieter milder softer later'.split(
    ' ',
  ),
);

/** Words of order in time or rank that stand between two sides. */
export const orderWords: ReadonlyMap<string, Pick<SidedVerb, 'name' | 'isTurned'>> = new Map([
  ['before', { name: 'before', isTurned: false }],
  ['after', { name: 'before', isTurned: true }],
  ['ahead', { name: 'greater', isTurned: false }],
  ['behind', { name: 'greater', isTurned: true }],
  ['above', { name: 'greater', isTurned: false }],
  ['below', { name: 'greater', isTurned: true }],
]);
