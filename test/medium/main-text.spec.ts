import { PassThrough, Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from '@jest/globals';
import { runLines } from '../../src/cli/lines.js';
import { mainTextRecord } from '../../src/cli/main-text-record.js';
import { closeExtractors } from '../../src/platform/extract-text.js';

async function run(
  lines: readonly string[],
): Promise<{ status: number; answers: Record<string, unknown>[] }> {
  const output = new PassThrough();
  const written = textOf(output);
  const status = await runLines(Readable.from(lines.map((line) => `${line}\n`)), output, mainTextRecord);
  output.end();
  const answers = (await written)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { status, answers };
}

const sentence = 'The harbour office counted more ships in spring than in any spring before, so it said. ';

describe('stet main-text', () => {
  afterAll(closeExtractors);

  it('answers each line in order, and a bad one with an error', async () => {
    const html = `<html lang="en"><head><meta charset="windows-1251"><link rel="canonical" href="/ships"></head><body>
      <article><p>${sentence.repeat(4)}</p><figure><figcaption>A ship at noon</figcaption></figure>
      <p>${sentence.repeat(3)}Größe.</p><h3>Related stories</h3><ul><li><a href="/1">A storm in the north</a></li>
      <li><a href="/2">A calm in the south</a></li></ul></article></body></html>`;
    const { status, answers } = await run([
      JSON.stringify({ id: 1, html, url: 'https://harbour.example/a/b' }),
      '{"id":2}',
      'no JSON',
      JSON.stringify({ id: 3, html: '<p>Short.</p>', url: 'nowhere' }),
      JSON.stringify({
        id: 4,
        html: '<html><head><title>Page not found</title></head><body><p>Short.</p></body></html>',
      }),
    ]);
    expect(status).toBe(1);
    expect(answers).toMatchObject([
      { id: 1, language: 'en', canonical: 'https://harbour.example/ships', kind: 'page', state: 'ok' },
      { id: 2, error: { code: 'line/bad-html' } },
      { id: null, error: { code: 'line/not-json' } },
      { id: 3, error: { code: 'line/bad-url' } },
      { id: 4, text: 'Short.', kind: 'soft-404' },
    ]);
    expect(answers[0]?.text).toContain('Größe.');
    expect(answers[0]?.text).not.toMatch(/A ship at noon|Related|storm|calm/);
  });
});
