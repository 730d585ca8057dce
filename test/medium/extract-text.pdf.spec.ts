import { afterAll, describe, expect, it } from '@jest/globals';
import { closeExtractors, extractText } from '../../src/platform/extract-text.js';
import { reflowPages } from '../../src/platform/text/reflow-pages.js';
import { splitRunningLines } from '../../src/platform/text/running-lines.js';
import { pdfOf } from '../support/pdf.js';

const read = (bytes: Uint8Array) => extractText({ bytes, contentType: 'application/pdf', url: null });
const full = 'a line of text that fills the column to its end';

describe('text of a PDF', () => {
  afterAll(closeExtractors);

  it('says where each page begins, also inside a paragraph and a word', async () => {
    const { text, pages } = await read(
      pdfOf([
        ['The harbour office reported more co-'],
        ['operation with the yards of the north and'],
        [],
        ['south. It ended.'],
      ]),
    );
    expect(text).toBe(
      'The harbour office reported more cooperation with the yards of the north and south. It ended.',
    );
    expect(pages?.map((start) => text.slice(start, start + 9))).toEqual([
      'The harbo',
      'operation',
      'south. It',
      'south. It',
    ]);
  });

  it('takes running heads and page numbers apart', async () => {
    const names = ['one', 'two', 'three', 'four', 'five'];
    const result = await read(
      pdfOf(
        names.map((name, index) => [
          'Harbour Report 2019',
          `The text of page ${name} stands here.`,
          `${index + 7}`,
        ]),
      ),
    );
    expect(result.text).not.toMatch(/Harbour Report|\d/);
    expect(result.text).toMatch(/page one[^]*page five/);
    expect(result.otherText.split('\n')).toEqual(['Harbour Report 2019', '7', '8', '9', '10', '11']);
    expect(result.pages).toHaveLength(5);
  });

  it('keeps the heads of a document of two pages, and figures that are no page numbers', () => {
    const two = [
      ['Head', 'Text.'],
      ['Head', 'More.'],
    ];
    expect(splitRunningLines(two)).toEqual({ pages: two, running: [] });
    const rows = ['1,200 3,400', '1,900 2,400', '7,100 5,000'].map((row) => [
      row,
      'Text.',
      `Total of ${row}`,
    ]);
    expect(splitRunningLines(rows).pages.flat()).toEqual(
      expect.arrayContaining(['1,200 3,400', 'Total of 7,100 5,000']),
    );
  });

  it.each([['12'], ['- 12 -'], ['Page 12 of 40'], ['Seite 12'], ['стр. 12'], ['Harbour Report 12']])(
    'knows the running line %s',
    (line) => {
      const pages = [10, 11, 12, 13].map((n) => [
        `Text ${'abcd'[n - 10]}.`,
        'x',
        'y',
        line.replace('12', String(n)),
      ]);
      expect(splitRunningLines(pages).running).toContain(line);
    },
  );

  it('ends a paragraph where a sentence ends before the line is full', () => {
    const lines = ['Heading', full, full, 'ends here.', full, '', full];
    expect(reflowPages([lines])).toEqual({
      text: `Heading\n${full} ${full} ends here.\n${full}\n${full}`,
      pages: [0],
    });
  });

  it('keeps the hyphen of a word that has one elsewhere', () => {
    expect(reflowPages([['the well-', 'known well-known co-', 'operation of the harbour']]).text).toBe(
      'the well-known well-known cooperation of the harbour',
    );
  });

  it('has no pages where there is no text layer', async () => {
    expect(await read(pdfOf([[], [], []]))).toMatchObject({
      state: 'no-text-layer',
      pages: null,
      kind: 'page',
    });
  });

  it('reads a broken file as unsupported, and one with a broken page as far as it goes', async () => {
    const good = pdfOf([['First page stands here.'], ['Second page stands here.']]);
    expect(await read(good.subarray(0, 40))).toMatchObject({ state: 'unsupported', pages: null });
    const broken = Buffer.from(good.toString('latin1').replace('6 0 R /MediaBox', '9 9 X'), 'latin1');
    expect((await read(broken)).state).toMatch(/ok|unsupported/);
  });

  it('calls a file locked by a password unsupported', async () => {
    const key = '<'.concat('41'.repeat(32), '>');
    const locked = pdfOf([['Secret.']])
      .toString('latin1')
      .replace(
        'trailer\n<< ',
        `trailer\n<< /Encrypt << /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >> /ID [<41> <41>] `,
      );
    expect(await read(Buffer.from(locked, 'latin1'))).toMatchObject({ state: 'unsupported', text: '' });
  });

  it('stops at the limit of text', async () => {
    const line = 'word '.repeat(18);
    const pages = Array.from({ length: 500 }, (_, page) =>
      Array.from({ length: 50 }, (__, index) => `${page * 50 + index} ${line}`),
    );
    const result = await read(pdfOf(pages));
    expect(result).toMatchObject({ state: 'ok', isTruncated: true });
    expect(result.text.length).toBeLessThanOrEqual(2_000_000);
    expect(result.pages?.length).toBeLessThan(500);
  }, 60_000);
});
