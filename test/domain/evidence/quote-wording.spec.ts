import { describe, expect, it } from '@jest/globals';
import { matchQuote } from '../../../src/domain/evidence/quote-match.js';
import { approximate } from '../../../src/platform/approximate.js';

const before = 'The harbour office of Lund opened its books on Tuesday.';
const after = 'A new crane arrives next spring.';
const became = (exact: string, now: string) =>
  matchQuote(`${before} ${now} ${after}`, { exact, prefix: `${before} `, suffix: ` ${after}` }, approximate);

describe('reworded or changed', () => {
  it.each([
    ['The bridge cost 2.4 million euros.', 'The bridge cost €2.4m.'],
    ['The loan was $30,000 for each boat.', 'The loan was $30k for each boat.'],
    ['A quarter of the voters stayed at home.', '25% of the voters stayed at home.'],
    ['Output has doubled since 2010.', 'Output has increased twofold since 2010.'],
    ['The 21st regatta was held at Lund.', 'The twenty-first regatta was held at Lund.'],
    ['At least 30 ships were lost that night.', 'No fewer than 30 ships were lost that night.'],
    ['It was 35 degrees Celsius on the quay.', 'It was 35 °C on the quay.'],
    ['The U.S. imported 300 tonnes of nets.', 'The US imported 300 tonnes of nets.'],
    ['The plan favours small labour unions.', 'The plan favors small labor unions.'],
    ['The yard hired 120 workers in March.', 'In March, the yard took on 120 workers.'],
    ['Freight is worth 15 crore rupees a year.', 'Freight is worth 15 crores of rupees a year.'],
  ])('reworded: %s → %s', (quoted, now) => {
    expect(became(quoted, now)).toMatchObject({ state: 'reworded' });
  });

  it.each([
    ['thing', 'Shipments of apples rose by 12% in 2018.', 'Shipments of pears rose by 12% in 2018.'],
    ['thing', 'The yard bought 30 trucks from Volvo.', 'The yard bought 30 buses from Volvo.'],
    ['thing', 'All sailors supported the motion.', 'Most sailors supported the motion.'],
    ['thing', 'The ferry leaves at 9 a.m. on weekdays.', 'The ferry leaves at 9 p.m. on weekdays.'],
    ['thing', 'Rent is paid weekly along the quay.', 'Rent is paid daily along the quay.'],
    ['thing', 'Oil shipments tripled in Lund last winter.', 'Gas shipments tripled in Lund last winter.'],
    ['direction', 'The fire killed 12 sailors in Lund.', 'The fire injured 12 sailors in Lund.'],
    ['direction', 'The yard hired 120 workers in March.', 'The yard fired 120 workers in March.'],
    ['direction', 'Traffic fell to 3% of the old level.', 'Traffic fell by 3% of the old level.'],
    ['direction', 'Traffic rose from 3 to 5 ships.', 'Traffic rose from 5 to 3 ships.'],
    ['hedge', 'The quay is the longest in the north.', 'The quay is the second longest in the north.'],
    ['hedge', 'The quay is the longest in the north.', 'The quay is one of the longest in the north.'],
    ['hedge', 'The office will publish the list.', 'The office published the list.'],
    ['hedge', 'The office must repay the loan.', 'The office should repay the loan.'],
    ['negation', 'The office repaid the loan in full.', 'The office failed to repay the loan in full.'],
    ['hedge', 'The paint harms the fish in the bay.', 'The paint allegedly harms the fish in the bay.'],
    ['hedge', 'Only members may moor their boats.', 'Members may moor their boats.'],
    ['figure', 'Fees rose by 2 percentage points.', 'Fees rose by 2 percent.'],
    ['figure', 'Freight is worth 15 crores a year.', 'Freight is worth 15 lakhs a year.'],
    ['figure', 'It was -5 degrees on the quay.', 'It was 5 degrees on the quay.'],
  ])('changed by a %s: %s → %s', (kind, quoted, now) => {
    const found = became(quoted, now);
    expect(found.state).toBe('changed');
    expect(found.changes.map((change) => change.kind)).toContain(kind);
  });

  it('finds a quotation in a script without spaces', () => {
    const text = '港は今年千隻の船を迎えた。去年は九百隻だった。';
    expect(matchQuote(text, { exact: '千隻の船' }, approximate)).toMatchObject({
      state: 'exact',
      start: 4,
      end: 8,
    });
  });
});
