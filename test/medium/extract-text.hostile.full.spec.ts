import { afterAll, describe, expect, it } from '@jest/globals';
import { closeExtractors, ExtractError, extractText } from '../../src/platform/extract-text.js';

const read = (html: string) =>
  extractText({ bytes: Buffer.from(html), contentType: 'text/html; charset=utf-8', url: null });

/** Ended within its limits: with a text, or with an error of its own; never otherwise. */
const ending = async (html: string): Promise<string> => {
  try {
    return (await read(html)).state;
  } catch (error) {
    if (error instanceof ExtractError) return error.code;
    throw error;
  }
};

const documents: readonly (readonly [string, () => string])[] = [
  ['5 MB of nested elements', () => '<div>'.repeat(1_000_000)],
  [
    'a million attributes',
    () => `<p ${Array.from({ length: 1_000_000 }, (_, n) => `a${n}=1`).join(' ')}>x</p>`,
  ],
  ['one line of 8 MB', () => `<p>${'word '.repeat(1_600_000)}</p>`],
  ['one word of 8 MB', () => `<p>${'w'.repeat(8_000_000)}</p>`],
  ['100,000 table cells', () => `<table>${'<tr><td>1</td><td>2</td></tr>'.repeat(50_000)}</table>`],
  ['scripts alone', () => `<script>${'var a = "<p>no</p>";'.repeat(200_000)}</script>`],
  [
    'linked data of 3 MB',
    () => `<script type="application/ld+json">${'['.repeat(3_000_000)}</script><p>x</p>`,
  ],
  ['labels without end', () => `<div>${'Related: <a href="/">x</a> '.repeat(50_000)}</div>`],
  ['hyphens and dots without end', () => `<p>${'Correction - '.repeat(100_000)}${'. '.repeat(500_000)}</p>`],
  ['half a tag', () => '<p'.repeat(2_000_000)],
];

describe('hostile pages', () => {
  afterAll(closeExtractors);

  it.each(documents)(
    'ends within its limits: %s',
    async (_what, make) => {
      expect(await ending(make())).toMatch(/^(ok|timeout|crashed|failed)$/);
      expect((await read('<p>still here</p>')).text).toBe('still here');
    },
    60_000,
  );

  it('keeps table rows of a long table', async () => {
    const rows = Array.from({ length: 2_000 }, (_, n) => `<tr><td>Port ${n}</td><td>${n}</td></tr>`).join('');
    const { text, otherText } = await read(`<table>${rows}</table>`);
    expect(`${text}\n${otherText}`).toContain('Port 1999 | 1999');
  });
});
