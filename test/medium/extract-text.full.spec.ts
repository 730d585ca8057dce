import { afterAll, describe, expect, it } from '@jest/globals';
import { closeExtractors, extractText } from '../../src/platform/extract-text.js';

describe('extract text, out of memory', () => {
  afterAll(closeExtractors);

  it('loses the reader and not the service', async () => {
    const read = (html: string) =>
      extractText({ bytes: Buffer.from(html), contentType: 'text/html', url: null }, { timeoutMs: 50_000 });
    const bomb = `<body>${'<b><i>x</i></b>'.repeat(3_000_000)}</body>`;
    await expect(read(bomb)).rejects.toMatchObject({ name: 'ExtractError', code: 'crashed' });
    expect((await read('<p>still here</p>')).text).toBe('still here');
  });
});
