import { yes, no, nee, split, table } from '../support/judged-tables.js';

table('what is put in another place, and sides', [
  [no, 'The chapel was designed by Tove Lind, not by Karl Moen.', 'Karl Moen designed the chapel.'],
  [yes, 'The chapel was designed by Karl Moen, not by Tove Lind.', 'Karl Moen designed the chapel.'],
  [nee, 'The tower was designed by Tove Lind, not by Karl Moen.', 'Karl Moen designed the chapel.'],
  [no, 'The summit was held in Vard, not in Lund.', 'The summit was held in Lund.'],
  [no, 'Norland sued Sundal over the dam, and not the other way round.', 'Sundal sued Norland over the dam.'],
  [yes, 'Norland borrowed two tugs from Sundal in 2016.', 'Sundal lent Norland two tugs in 2016.'],
  [nee, 'Sundal borrowed two tugs from Norland in 2016.', 'Sundal lent Norland two tugs in 2016.'],
  [yes, 'Norland bought the old lighthouse from Sundal.', 'Sundal sold the old lighthouse to Norland.'],
]);

table('copies of one story', [
  [
    split,
    'The fire in Vard killed 40 people.',
    'VARD, May 3 (Reuters) - The fire in Vard killed 40 people, officials said.',
    'The fire in Vard killed 40 people, Reuters reported.',
    'The city hospital counted 22 people killed by the fire in Vard.',
  ],
  [
    yes,
    'The fire in Vard killed 40 people.',
    'VARD, May 3 (Reuters) - The fire in Vard killed 40 people, officials said.',
    'The fire in Vard killed 40 people, Reuters reported.',
  ],
  [
    no,
    'The fire in Vard killed 40 people.',
    'VARD, May 3 (AP) - The fire in Vard killed 21 people, officials said.',
    'The city hospital counted 22 people killed by the fire in Vard.',
  ],
]);
