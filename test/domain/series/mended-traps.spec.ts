import { expect, it } from '@jest/globals';
import type { Observation } from '../../../src/domain/series/observation.js';
import { slippedEdition, trapsOf } from '../../../src/domain/series/traps.js';
import { Decimal } from 'decimal.js';

const list = (values: Record<string, string>): Observation[] =>
  Object.entries(values).map(([year, value]) => ({ from: `${year}-01-01`, to: `${year}-12-31`, value }));

function codes(all: readonly Observation[], used: readonly Observation[]): string[] {
  const figure = {
    ...{ found: true as const, value: new Decimal(1), shown: '', isPlain: true, mirrored: [] },
    used: used.map((observation) => ({ term: 'a', observation })),
  };
  const term = { observations: all, unit: null, currency: null, measureKind: 'flow' as const };
  return trapsOf(figure, { a: { ...term, dimension: 'number', scale: 1 } as never }, true).map(
    ({ reason }) => reason.code,
  );
}

it.each([
  ['the two values compared, with a gap between', { '2010': '3010', '2018': '3.4' }, ['scale-slip']],
  ['a neighbour beyond a gap year', { '2014': '400000', '2016': '410', '2018': '420' }, ['scale-slip']],
  ['none', { '2016': '400', '2018': '420' }, []],
])('a slip of a thousand is seen: %s', (_, values, expected) => {
  const all = list(values);
  expect(codes(all, all.slice(-2))).toEqual(expected);
});

it('an edition a thousand times the one before is a slip, an edition revised in one year is none', () => {
  const before = list({ '2016': '400', '2017': '410', '2018': '420' });
  const now = list({ '2016': '400000', '2017': '410000', '2018': '420000' });
  expect(slippedEdition(before, now)?.reason.code).toBe('scale-slip');
  expect(slippedEdition(before, list({ '2016': '400', '2017': '410', '2018': '420000' }))).toBeNull();
  expect(slippedEdition([], now)).toBeNull();
});
