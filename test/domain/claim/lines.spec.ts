import { PassThrough, Readable, Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { extractRecord, extractVerb } from '../../../src/cli/extract.js';
import { runLines } from '../../../src/cli/lines.js';
import { parseRecord, parseVerb } from '../../../src/cli/parse.js';

async function answers(lines: readonly string[], handle: (record: Record<string, unknown>) => unknown) {
  const output = new PassThrough();
  let text = '';
  output.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  const status = await runLines(Readable.from(lines.map((line) => `${line}\n`)), output, handle);
  output.end();
  return {
    status,
    rows: text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

describe('runLines', () => {
  it('answers each line with its id, status 0', async () => {
    const { status, rows } = await answers(
      ['{"id":1,"text":"It cost $5."}', '{"id":"b","text":""}'],
      parseRecord,
    );
    expect(status).toBe(0);
    expect(rows).toMatchObject([
      { id: 1, quantities: [{ value: 5 }] },
      { id: 'b', quantities: [], periods: [] },
    ]);
  });

  it.each([
    ['no JSON', '{', null, 'line/not-json'],
    ['no object', '[1]', null, 'line/not-an-object'],
    ['no id', '{"text":"x"}', null, 'line/no-id'],
    ['no text', '{"id":7}', 7, 'line/bad-text'],
    ['a day that is none', '{"id":7,"text":"x","statedOn":"2021-02-30"}', 7, 'line/bad-statedOn'],
    ['a number for a day', '{"id":7,"text":"x","statedOn":20210203}', 7, 'line/bad-statedOn'],
  ])('says what is wrong with a line (%s) and goes on', async (_name, line, id, code) => {
    const { status, rows } = await answers([line, '{"id":"next","text":"x"}'], parseRecord);
    expect(status).toBe(1);
    expect(rows).toMatchObject([
      { id, error: { code } },
      { id: 'next', periods: [] },
    ]);
  });

  it('waits for a slow reader and keeps the order', async () => {
    const seen: number[] = [];
    let waiting = 0;
    const slow = new Writable({
      highWaterMark: 64,
      write(chunk: Buffer, _encoding, done) {
        seen.push((JSON.parse(chunk.toString()) as { id: number }).id);
        waiting = Math.max(waiting, slow.writableLength);
        setImmediate(done);
      },
    });
    const lines = Array.from({ length: 300 }, (_, id) => `${JSON.stringify({ id })}\n`);
    await runLines(Readable.from(lines), slow, () => ({}));
    await new Promise<void>((resolve) => slow.end(() => resolve()));
    expect(seen).toEqual(Array.from({ length: 300 }, (_, id) => id));
    expect(waiting).toBeLessThan(256);
  });

  it('ends quietly when the reader closes', async () => {
    let count = 0;
    const closing = new Writable({
      highWaterMark: 1,
      write(_chunk, _encoding, done) {
        count += 1;
        done(count === 2 ? Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }) : null);
      },
    });
    const lines = Array.from({ length: 100 }, (_, id) => `${JSON.stringify({ id })}\n`);
    expect(await runLines(Readable.from(lines), closing, () => ({}))).toBe(0);
    expect(count).toBe(2);
  });
});

describe('the verbs', () => {
  it('refuse arguments', async () => {
    expect(await parseVerb.run(['--fast'])).toBe(2);
    expect(await extractVerb.run(['file'])).toBe(2);
  });

  it('count split sentences each from its own start', () => {
    const answer = extractRecord({ id: 1, sentences: ['Rents rose by 9% in 2012.', 'Why?'] });
    expect(answer).toMatchObject({
      sentences: [
        { start: 0, end: 25 },
        { text: 'Why?', start: 0, end: 4 },
      ],
    });
    expect(() => extractRecord({ id: 1, sentences: [1] })).toThrow('sentences');
  });
});
