import { describe, expect, it } from '@jest/globals';
import { escaped, isReadable, printable } from '../../../src/cli/readable.js';

describe('isReadable', () => {
  it.each([
    ['prose', 'Rents rose by 5% in 2018.\r\n\tMore follows.'],
    ['accents of another encoding', 'The caf\uFFFD of the ch\uFFFDteau sold 40 cakes on Monday.'],
    ['another script', '貿易は増えた。'],
  ])('takes %s', (_name, text) => {
    expect(isReadable(text)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \n\t\uFEFF\n'],
    ['a NUL', 'Rents rose by 5% in 2018.\0'],
    ['control characters', `Rents rose${'\u0001'.repeat(3)}.`],
    ['bytes that are no UTF-8', Buffer.from([0x89, 0x50, 0xff, 0xd8, 0x41, 0xfe]).toString('utf8')],
  ])('refuses %s', (_name, text) => {
    expect(isReadable(text)).toBe(false);
  });
});

const hostile = 'Rents\u001B[2J rose\r\u009B31m by\u202E 5%\u0007\u007F\tin 2018.\n';

it('prints nothing that commands a terminal', () => {
  expect(printable(hostile)).toBe('Rents[2J rose31m by 5% in 2018.\n');
});

it('escapes it in JSON, which stays the same', () => {
  const json = escaped(JSON.stringify({ text: hostile }, null, 2));
  expect(json).toMatch(/^[\n\x20-\x7e]+$/);
  expect(JSON.parse(json)).toEqual({ text: hostile });
});
