import { describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { anchorRecord } from '../../src/cli/anchor-record.js';
import { runLines } from '../../src/cli/lines.js';

async function lines(...input: unknown[]): Promise<{ status: number; answers: Record<string, unknown>[] }> {
  const [source, sink] = [new PassThrough(), new PassThrough()];
  source.end(input.map((each) => `${typeof each === 'string' ? each : JSON.stringify(each)}\n`).join(''));
  const status = await runLines(source, sink, anchorRecord);
  sink.end();
  const chunks: Buffer[] = [];
  for await (const chunk of sink) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return {
    status,
    answers: text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

const text = '🚢 The quay is “90 metres” long.\nIt was built in 1902.';

describe('stet anchor', () => {
  it('answers each line with the state and offsets of the original text', async () => {
    const { status, answers } = await lines({
      id: 7,
      text,
      quote: { exact: 'The quay is "90 metres" long.' },
    });
    expect(status).toBe(0);
    expect(answers).toEqual([{ id: 7, state: 'exact', start: 3, end: 32, similarity: 1, changes: [] }]);
    expect(text.slice(3, 32)).toBe('The quay is “90 metres” long.');
  });

  it('shows which figure changed from what to what', async () => {
    const quote = { exact: 'It was built in 1908.', prefix: 'long.\n', suffix: null, start: 33 };
    const { answers } = await lines({ id: 'a', text, quote });
    expect(answers[0]).toMatchObject({
      state: 'changed',
      start: 33,
      end: 54,
      changes: [{ kind: 'figure', from: '1908', to: '1902' }],
    });
  });

  it('gives null offsets for what is gone', async () => {
    const { status, answers } = await lines({ id: 1, text, quote: { exact: 'Whales sing in the cinema.' } });
    expect(status).toBe(0);
    expect(answers[0]).toMatchObject({ state: 'gone', start: null, end: null });
  });

  it('says which layer answered where there are two', async () => {
    const quote = { exact: 'Docks: 7' };
    const { answers } = await lines({ id: 1, text, otherText: 'Boats: 3\nDocks: 7', quote });
    expect(answers[0]).toMatchObject({
      state: 'exact',
      start: 9,
      end: 17,
      layer: 'other',
      passage: 'Docks: 7',
    });
  });

  it.each([
    ['line/bad-text', { quote: { exact: 'a' } }],
    ['line/bad-text', { text: 5, quote: { exact: 'a' } }],
    ['line/bad-otherText', { text, otherText: [], quote: { exact: 'a' } }],
    ['line/bad-quote', { text }],
    ['line/bad-quote', { text, quote: null }],
    ['line/bad-quote', { text, quote: ['a'] }],
    ['line/bad-quote', { text, quote: 'a' }],
    ['line/bad-exact', { text, quote: {} }],
    ['line/bad-exact', { text, quote: { exact: 7 } }],
    ['line/bad-exact', { text, quote: { exact: '' } }],
    ['line/bad-exact', { text, quote: { exact: ' \u00ad\n' } }],
    ['line/bad-prefix', { text, quote: { exact: 'a', prefix: 1 } }],
    ['line/bad-suffix', { text, quote: { exact: 'a', suffix: {} } }],
    ['line/bad-start', { text, quote: { exact: 'a', start: '3' } }],
    ['line/bad-start', { text, quote: { exact: 'a', start: 1.5 } }],
    ['line/bad-start', { text, quote: { exact: 'a', start: -1 } }],
  ])('refuses with %s: %j', async (code, record) => {
    const good = { id: 'next', text, quote: { exact: 'The quay' } };
    const { status, answers } = await lines({ id: 'bad', ...record }, good);
    expect(status).toBe(1);
    expect(answers[0]).toMatchObject({ id: 'bad', error: { code } });
    expect(answers[1]).toMatchObject({ id: 'next', state: 'exact' });
  });

  it('goes on behind lines that are no records', async () => {
    const { status, answers } = await lines('{', '[]', { text }, { id: 2, text, quote: { exact: '1902' } });
    expect(status).toBe(1);
    expect(answers.map((answer) => (answer.error as { code: string } | undefined)?.code)).toEqual([
      'line/not-json',
      'line/not-an-object',
      'line/no-id',
      undefined,
    ]);
  });
});
