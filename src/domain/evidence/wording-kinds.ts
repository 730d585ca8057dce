import { stemOf } from './stem.js';

/** Kinds of which a thing is one only: where one word stands in the very place of another of its row, the text speaks of something else. */
const rows: readonly string[] = [
  'bus truck lorry train tram ferry helicopter motorcycle bicycle taxi van tractor submarine',
  'car bus train bicycle motorcycle helicopter boat tank',
  'mayor treasurer minister president governor chancellor senator ambassador bishop king queen prince judge prosecutor sheriff general admiral',
  'teacher nurse doctor farmer soldier miner firefighter journalist plumber baker fisherman pharmacist architect engineer',
  'hospital school museum library theatre cinema hotel restaurant prison airport station church mosque synagogue stadium harbour factory',
  'milk bread butter cheese egg meat beef pork chicken fish sugar coffee tea potato tomato wine beer salt',
  'horse cow sheep pig goat dog cat wolf bear deer elephant lion tiger',
  'river lake mountain island volcano glacier desert',
  'missile rocket drone mine grenade bullet bird lightning',
  'earthquake flood drought storm avalanche landslide tornado tsunami',
  'measles polio malaria cholera tuberculosis influenza diabetes cancer dengue ebola',
  'net gross',
  'real nominal',
  'average median',
  'debt deficit surplus revenue profit turnover',
  'length width height depth weight speed',
  'long wide tall deep thick heavy',
  'longest widest tallest deepest oldest fastest heaviest largest richest busiest',
  'birth death marriage divorce',
  'import export',
  'citizen resident tourist migrant refugee',
  'monday tuesday wednesday thursday friday saturday sunday',
  'hand foot arm leg head eye ear knee',
  'catholic protestant orthodox muslim jewish buddhist hindu',
];

const rowsByStem = new Map<string, Set<number>>();
rows.forEach((row, index) => {
  for (const word of row.split(' ')) {
    const stem = stemOf(word);
    rowsByStem.set(stem, (rowsByStem.get(stem) ?? new Set()).add(index));
  }
});

/** Whether two words name two kinds of one row. */
export function areKinds(one: string, other: string): boolean {
  const [a, b] = [stemOf(one), stemOf(other)];
  const others = rowsByStem.get(b);
  if (a === b || others === undefined) return false;
  return [...(rowsByStem.get(a) ?? [])].some((row) => others.has(row));
}
