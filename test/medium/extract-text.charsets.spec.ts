import { afterAll, describe, expect, it } from '@jest/globals';
import { closeExtractors, extractText } from '../../src/platform/extract-text.js';

const read = (bytes: Uint8Array, contentType: string | null) =>
  extractText({ bytes, contentType, url: null });

/** "Привет", "港口", "港" as each encoding writes them; a TextEncoder knows only UTF-8. */
const samples = [
  { charset: 'windows-1251', bytes: [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2], text: 'Привет' },
  { charset: 'koi8-r', bytes: [0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4], text: 'Привет' },
  { charset: 'gb18030', bytes: [0xb8, 0xdb, 0xbf, 0xda], text: '港口' },
  { charset: 'shift_jis', bytes: [0x8d, 0x60], text: '港' },
  { charset: 'iso-8859-2', bytes: [0xa3, 0xf3, 0x64, 0xbc], text: 'Łódź' },
];

const utf16 = (text: string, isBig: boolean, hasMark: boolean): Buffer => {
  const bytes = Buffer.from((hasMark ? '\ufeff' : '') + text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};
const markup = '<html><head><title>Hafen</title></head><body><p>Größe der Häfen</p></body></html>';

describe('character sets', () => {
  afterAll(closeExtractors);

  it.each(samples)('reads $charset by the header', async ({ charset, bytes, text }) => {
    expect((await read(Buffer.from(bytes), `text/plain; charset=${charset}`)).text).toBe(text);
  });

  it.each(samples)('reads $charset by the meta element', async ({ charset, bytes, text }) => {
    const page = [`<html><head><meta charset="${charset}"></head><body><p>`, '</p></body></html>'];
    const parts = [Buffer.from(page[0] ?? ''), Buffer.from(bytes), Buffer.from(page[1] ?? '')];
    expect((await read(Buffer.concat(parts), 'text/html')).text).toBe(text);
  });

  it.each([
    [false, true],
    [true, true],
    [false, false],
    [true, false],
  ])('reads UTF-16 (big endian: %s, with a mark: %s) whatever its type', async (isBig, hasMark) => {
    for (const type of ['text/html', 'application/octet-stream', null]) {
      const page = await read(utf16(markup, isBig, hasMark), type);
      expect(page).toMatchObject({ text: 'Größe der Häfen', title: 'Hafen', state: 'ok' });
    }
    expect((await read(utf16('Привет, мир', isBig, hasMark), 'text/plain')).text).toBe('Привет, мир');
  });

  it('does not take UTF-8 or zeros for UTF-16', async () => {
    expect((await read(Buffer.from('Ordinary text, Größe'), 'text/plain')).text).toBe('Ordinary text, Größe');
    expect((await read(Buffer.alloc(64), null)).state).toBe('unsupported');
  });
});

describe('documents that are no pages', () => {
  afterAll(closeExtractors);

  it.each([
    ['application/json', '{"ships": 12,\n "note": "<b>kept</b>"}'],
    ['text/csv', 'year,ships\n2019,12'],
    ['text/plain', 'One line.\n\nAnother   line.'],
  ])('keeps %s as it is', async (type, text) => {
    expect(await read(Buffer.from(text), type)).toMatchObject({
      text,
      kind: 'page',
      pages: null,
      state: 'ok',
    });
  });

  it('cuts plain text at the limit and says so', async () => {
    const result = await read(Buffer.from('harbour '.repeat(300_000)), 'text/plain');
    expect(result).toMatchObject({ isTruncated: true });
    expect(result.text).toHaveLength(2_000_000);
  });

  const bomb = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, n) => `<!ENTITY e${n} "${`&${n === 0 ? 'a' : `e${n - 1}`};`.repeat(10)}">`).join('')}]>`;

  it.each([['application/xml'], ['text/xml'], ['image/svg+xml'], ['application/rss+xml']])(
    'does not read %s, whatever it would grow into',
    async (type) => {
      expect(await read(Buffer.from(`${bomb}<l>&e19;</l>`), type)).toMatchObject({
        state: 'unsupported',
        text: '',
      });
    },
  );

  it('does not grow entities inside a page', async () => {
    const page = await read(
      Buffer.from(`${bomb}<html><body><p>Ships &e19; came.</p></body></html>`),
      'text/html',
    );
    expect(page.text.length).toBeLessThan(2_000);
    expect(page.text).toContain('came.');
  });
});
