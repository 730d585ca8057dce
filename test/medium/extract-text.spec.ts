import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import { closeExtractors, extractText } from '../../src/platform/extract-text.js';
import { htmlExtractor, pdfExtractor } from '../../src/platform/text/extractors.js';
import { isoDateOf } from '../../src/platform/text/iso-date.js';
import { pdfOf } from '../support/pdf.js';

const html = (body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
const read = (text: string | Uint8Array, contentType: string | null = 'text/html; charset=utf-8') =>
  extractText({ bytes: typeof text === 'string' ? Buffer.from(text) : text, contentType, url: null });
const sentence =
  'The harbour office counted more ships in spring than in any spring before, and it said so in its yearly report. ';

describe('extract text', () => {
  afterAll(closeExtractors);

  describe('of a page', () => {
    it('takes the article, line by line, and keeps the rest apart', async () => {
      const page = html(
        `<nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
         <main><article><h2>Ships</h2><p>${sentence.repeat(4)}</p><p>Second part.<br>After a break.</p>
         <ul><li>One thing</li><li>Another thing</li></ul><p>${sentence.repeat(3)}</p></article></main>
         <aside>Most read: a storm in the north</aside><footer>All rights reserved</footer>`,
        '<title>Ships - Harbour News</title>',
      );
      const result = await read(page);
      const lines = result.text.split('\n');
      expect(lines).toEqual(
        expect.arrayContaining(['Second part.', 'After a break.', 'One thing', 'Another thing']),
      );
      expect(result.text).not.toMatch(/Most read|Home|All rights/);
      expect(result.otherText).toMatch(/Most read: a storm in the north/);
      expect(result).toMatchObject({ state: 'ok', language: 'en', extractor: htmlExtractor });
    });

    it('takes a short notice whole, without navigation', async () => {
      const page = html(
        `<nav>Menu</nav><div class="a"><p>Press release 12</p></div><div class="b"><p>Exports rose by 12%.</p></div>
         <div class="c"><p>Imports fell.</p></div><script>var x = 'no';</script><footer>Imprint</footer>`,
      );
      expect((await read(page)).text).toBe('Press release 12\nExports rose by 12%.\nImports fell.');
    });

    it('writes table rows with their cells apart', async () => {
      const page = html(
        '<table><caption>Trade</caption><tr><th>Year</th><th>Tonnes</th></tr><tr><td>2018</td><td>1,200<br>est.</td></tr></table>',
      );
      expect((await read(page)).text).toBe('Trade\nYear | Tonnes\n2018 | 1,200 est.');
    });

    it('does not glue words of neighbouring blocks, nor split words by inline markup', async () => {
      const page = html('<div>One<div>two</div>three</div><p>Un<b>break</b>able <i>text</i></p>');
      expect((await read(page)).text).toBe('One\ntwo\nthree\nUnbreakable text');
    });

    it('reads a fragment without html and an empty page', async () => {
      expect((await read('<p>Only this.</p>')).text).toBe('Only this.');
      expect(await read('')).toMatchObject({ text: '', otherText: '', title: null, state: 'ok' });
    });

    it('reads what the page says of itself', async () => {
      const linked = {
        '@context': 'https://schema.org',
        '@graph': [
          { '@type': 'WebSite', name: 'x' },
          {
            '@type': ['NewsArticle'],
            headline: 'H',
            datePublished: '2018-11-12T23:30:00-05:00',
            author: [{ name: 'Ann Ode' }, { name: 'Bo Li' }],
            publisher: { name: 'Harbour News' },
          },
        ],
      };
      const head = `<script type="application/ld+json">${JSON.stringify(linked)}</script>
        <meta property="article:published_time" content="2019-01-01"><meta property="og:title" content="Ships again">`;
      expect(await read(html('<p>x</p>', head))).toMatchObject({
        byline: 'Ann Ode, Bo Li',
        publishedOn: '2018-11-12',
        siteName: 'Harbour News',
      });
    });

    it.each([
      ['<meta name="DC.date" content="2018/3/5">', '2018-03-05'],
      ['<meta property="article:published_time" content="2019-01-31T00:00:00Z">', '2019-01-31'],
      [
        '<script type="application/ld+json">{ broken</script><meta name="date" content="5 March 2018">',
        '2018-03-05',
      ],
      ['<meta name="date" content="next week">', null],
    ])('takes the date of %s', async (head, date) => {
      expect((await read(html('<p>x</p>', head))).publishedOn).toBe(date);
    });

    it('takes the date of a <time> when nothing else gives one', async () => {
      expect((await read(html('<p>x</p><time datetime="2020-02-29">then</time>'))).publishedOn).toBe(
        '2020-02-29',
      );
    });
  });

  it.each([
    ['2018-11-12T10:00', '2018-11-12'],
    ['20181112', '2018-11-12'],
    ['Mon, 12 Nov 2018 10:00:00 GMT', '2018-11-12'],
    ['November 12th, 2018', '2018-11-12'],
    ['2018-02-30', null],
    ['11/12/2018', null],
    ['12 Foo 2018', null],
  ])('reads the day %s as %s', (text, day) => expect(isoDateOf(text)).toBe(day));

  describe('character sets', () => {
    const russian = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);
    const page = (head: string): Buffer =>
      Buffer.concat([
        Buffer.from(`<html><head>${head}</head><body><p>`),
        russian,
        Buffer.from('</p></body></html>'),
      ]);

    it.each([
      ['the header', page(''), 'text/html; charset="windows-1251"'],
      ['the meta element', page('<meta charset="windows-1251">'), 'text/html'],
      [
        'the old meta element',
        page('<meta http-equiv="Content-Type" content="text/html; charset=cp1251">'),
        null,
      ],
      ['a header nobody knows', page('<meta charset="windows-1251">'), 'text/html; charset=nonsense'],
    ])('believes %s', async (_what, bytes, type) => {
      expect((await read(bytes, type)).text).toBe('Привет');
    });

    it('takes undeclared text for UTF-8 if it is valid, else for windows-1252', async () => {
      expect((await read('Žluťoučký', 'text/plain')).text).toBe('Žluťoučký');
      expect((await read(Buffer.from([0x63, 0x61, 0x66, 0xe9]), 'text/plain')).text).toBe('café');
    });

    it('follows a byte order mark', async () => {
      const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Größe', 'utf16le')]);
      expect((await read(utf16, 'text/plain')).text).toBe('Größe');
      expect((await read('\ufeffa,b\r\n1,2\r\n', 'text/csv')).text).toBe('a,b\n1,2');
    });
  });

  describe('of a PDF', () => {
    it('reads the text layer, joins lines and undoes hyphens', async () => {
      const bytes = pdfOf([
        [
          'The harbour office reported more co-',
          'operation with the well-known yards of the',
          'north, and well-',
          'known names came.',
        ],
        ['Second page.'],
      ]);
      const result = await read(bytes, 'application/octet-stream');
      expect(result.text).toBe(
        'The harbour office reported more cooperation with the well-known yards of the north, and well-known names came.\nSecond page.',
      );
      expect(result).toMatchObject({ state: 'ok', extractor: pdfExtractor });
    });

    it('says that a scan has no text layer', async () => {
      expect(await read(pdfOf([[], []]), 'application/pdf')).toMatchObject({
        state: 'no-text-layer',
        text: '',
      });
    });

    it('does not call a damaged file readable', async () => {
      expect(await read('%PDF-1.7\nnothing here', 'application/pdf')).toMatchObject({
        state: 'unsupported',
        text: '',
      });
    });
  });

  it.each([
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'image/png'],
    ['bytes', Buffer.from([0, 1, 2, 0, 3]), null],
    ['bytes under a general type', Buffer.from([0, 1, 2, 0, 3]), 'application/octet-stream'],
  ])('calls %s unsupported', async (_what, bytes, type) => {
    expect(await read(bytes, type)).toMatchObject({ state: 'unsupported', text: '' });
  });

  describe('hostile documents', () => {
    it('ends a reader that takes too long, and goes on', async () => {
      const rows = '<div><p>word, word</p>'.repeat(150_000);
      const bytes = Buffer.from(html(rows));
      await expect(
        extractText({ bytes, contentType: 'text/html', url: null }, { timeoutMs: 50 }),
      ).rejects.toMatchObject({
        name: 'ExtractError',
        code: 'timeout',
      });
      expect((await read('<p>still here</p>')).text).toBe('still here');
    });

    it('reads a page nested too deep for recursion', async () => {
      const deep = `${'<div>'.repeat(20_000)}bottom${'</div>'.repeat(20_000)}`;
      expect((await read(html(`<p>top</p>${deep}`))).text).toContain('top');
    });

    it('takes many documents at once with two readers', async () => {
      const texts = await Promise.all(Array.from({ length: 20 }, (_, n) => read(`<p>Document ${n}</p>`)));
      expect(texts.map((one) => one.text)).toEqual(Array.from({ length: 20 }, (_, n) => `Document ${n}`));
    });
  });

  it('lets a process end by itself', async () => {
    const built = new URL('../../dist/src/platform/extract-text.js', import.meta.url).href;
    const program = `import { extractText } from ${JSON.stringify(built)};
      const { text } = await extractText({ bytes: Buffer.from('<p>done</p>'), contentType: 'text/html', url: null });
      process.stdout.write(text);`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      timeout: 20_000,
    });
    expect(stdout).toBe('done');
  });

  it('names the versions it is pinned to', () => {
    const file = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
    const pins = (JSON.parse(file) as { dependencies: Record<string, string> }).dependencies;
    expect(htmlExtractor).toBe(
      `readability/${pins['@mozilla/readability']}+linkedom/${pins.linkedom}+stet/2`,
    );
    expect(pdfExtractor).toBe(`unpdf/${pins.unpdf}+stet/2`);
  });
});
