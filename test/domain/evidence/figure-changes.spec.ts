import { describe, expect, it } from '@jest/globals';
import { figureChanges } from '../../../src/domain/evidence/figure-changes.js';

describe('figures that read otherwise', () => {
  it.each([
    [
      '25.1 735.2',
      '21.7 715.2',
      [
        { from: '25.1', to: '21.7' },
        { from: '735.2', to: '715.2' },
      ],
    ],
    ['2018 40', '2018 50', [{ from: '40', to: '50' }]],
    ['40', '50', [{ from: '40', to: '50' }]],
    ['', '50', [{ from: null, to: '50' }]],
    ['40', '', [{ from: '40', to: null }]],
    ['3 %', '5 %', [{ from: '3 %', to: '5 %' }]],
    ['3 billion', '300', [{ from: '3 billion', to: '300' }]],
  ])('%s, now %s', (from, to, figures) => {
    expect(
      figureChanges([
        { kind: 'name', from: 'A', to: 'B' },
        { kind: 'figure', from, to },
      ]),
    ).toEqual(figures);
  });
});
