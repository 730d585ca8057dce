import { describe, expect, it } from '@jest/globals';
import { textDiff } from '../../src/platform/word-diff.js';

const words = (seed: number, count: number, line: number): string =>
  Array.from({ length: count }, (_, n) => {
    const value = (seed * 7_919 + n * 104_729) % 99_991;
    return `w${value.toString(36)}${n % line === line - 1 ? '\n' : ' '}`;
  }).join('');

describe('the difference of two long texts', () => {
  it('folds what stayed and shows changed words', async () => {
    const line = 'Nothing in this line was changed at all.\n';
    const before = `${line.repeat(100)}Exports grew by 3 percent.\n${line.repeat(100)}`;
    const { segments, truncated } = await textDiff(before, before.replace('3 percent', '4 percent'));
    expect(truncated).toBe(false);
    expect(segments.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => [kind, text])).toEqual([
      ['removed', '3'],
      ['added', '4'],
    ]);
    const length = segments.reduce(
      (sum, { kind, text, omitted }) => sum + (kind === 'added' ? 0 : text.length + omitted),
      0,
    );
    expect(length).toBe(before.length);
    expect(segments.filter(({ omitted }) => omitted > 0)).toHaveLength(2);
  });

  it.each([
    [
      'with a word changed in every line',
      words(1, 33_000, 12),
      words(1, 33_000, 12).replaceAll(/\w+\n/g, 'other\n'),
    ],
    ['with nothing in common', words(1, 33_000, 12), words(2, 33_000, 12)],
    ['of one line each', words(1, 33_000, 1e9), words(2, 33_000, 1e9)],
    [
      'with a word changed here and there in one line',
      words(1, 33_000, 1e9),
      words(1, 33_000, 1e9).replaceAll(/\b\w+a\b/g, 'x'),
    ],
  ])('takes less than a second for two texts of 200 kB %s', async (_, before, after) => {
    expect(before.length).toBeGreaterThan(150_000);
    const start = performance.now();
    const { segments } = await textDiff(before, after);
    const ms = performance.now() - start;
    expect(segments.some(({ kind }) => kind !== 'same')).toBe(true);
    expect(ms).toBeLessThan(1_000);
  });

  it('says that it is cut where the texts are longer than what is compared', async () => {
    const before = 'a line of text\n'.repeat(40_000);
    expect(await textDiff(before, `${before}x`)).toEqual(expect.objectContaining({ truncated: true }));
  });
});
