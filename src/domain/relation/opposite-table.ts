/**
 * Concepts that exclude each other when said of one thing at one time; by the first words of their rows, or any stem. `firm` ones leave
 * nothing between them: the denial of one is the other.
 */
export interface OppositeRow {
  readonly one: string;
  readonly other: string;
  readonly isFirm: boolean;
}

const firm = (one: string, other: string): OppositeRow => ({ one, other, isFirm: true });
const loose = (one: string, other: string): OppositeRow => ({ one, other, isFirm: false });

export const opposites: readonly OppositeRow[] = [
  loose('rise double triple quadruple multiply', 'fall halve'),
  loose('rise fall change', 'unchanged'),
  loose('majority most', 'minority few'),
  firm('approve support allow confirm', 'reject oppose ban'),
  firm('acquit', 'convict sentence fine'),
  firm('arrest', 'free'),
  firm('sign', 'reject'),
  firm('win beat', 'lose'),
  loose('open begin', 'close'),
  loose('begin', 'end'),
  loose('build', 'destroy'),
  loose('create introduce', 'abolish'),
  loose('appoint hire', 'dismiss'),
  firm('same', 'different'),
  firm('profit', 'loss'),
  loose('more', 'few less'),
  loose(
    'largest highest most best longest oldest strongest tallest richest fastest hottest warmest wettest busiest',
    'smallest lowest least worst shortest youngest weakest poorest slowest coldest coolest driest quietest',
  ),
  loose('first', 'last'),
  loose('early', 'late'),
  firm('lawful legal', 'unlawful illegal ban'),
  firm('safe', 'unsafe dangerous'),
  firm('present', 'absent'),
  firm('public', 'private'),
  firm('alive survive', 'die kill'),
  loose('strong', 'weak'),
  loose('improve better', 'worsen worse deteriorate'),
  loose('above over', 'below under'),
  loose('warm hot', 'cold cool'),
  loose('rich wealthy', 'poverty'),
  loose('cheap', 'expensive dear'),
  loose('arrive enter join', 'leave depart quit withdraw exit'),
  loose('marry', 'divorce'),
  loose('extend prolong', 'shorten'),
  loose('export', 'import'),
  loose('tighten', 'loosen relax'),
  loose('upgrade', 'downgrade'),
  loose('merge unite', 'split'),
  loose('keep retain maintain', 'change dismiss drop'),
  loose('succeed', 'fail'),
  loose('pass', 'fail'),
  loose('north northern', 'south southern'),
  loose('east eastern', 'west western'),
  loose('left', 'right'),
  loose('all', 'none'),
  loose('permanent', 'temporary'),
  loose('full', 'empty'),
  loose('young', 'old'),
  loose('day daytime', 'night'),
  loose('unanimous', 'divided'),
  loose('peaceful', 'violent'),
  loose('hold_talks', 'cancel'),
  loose('publish release_text', 'withhold'),
];
