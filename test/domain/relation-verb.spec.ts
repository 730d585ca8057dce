import { describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { runLines } from '../../src/cli/lines.js';
import { relateRecord } from '../../src/cli/relate-record.js';

async function lines(...input: unknown[]): Promise<{ status: number; answers: Record<string, unknown>[] }> {
  const [source, sink] = [new PassThrough(), new PassThrough()];
  source.end(input.map((each) => `${typeof each === 'string' ? each : JSON.stringify(each)}\n`).join(''));
  const status = await runLines(source, sink, relateRecord);
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

describe('stet relate', () => {
  it('answers each line with the relation and its reasons', async () => {
    const { status, answers } = await lines({
      id: 7,
      a: { text: 'The quay is 90 metres long.' },
      b: { text: 'The quay is 900 metres long.', statedOn: '2020-01-31' },
    });
    expect(status).toBe(0);
    expect(answers).toEqual([
      {
        id: 7,
        relation: 'contradicts',
        reasons: [
          { code: 'figures-apart', message: 'No figure fits both claims.', a: '90 metres', b: '900 metres' },
        ],
      },
    ]);
  });

  it.each([
    ['line/bad-a', { id: 'x', b: { text: 'b' } }],
    ['line/bad-b', { id: 'x', a: { text: 'a' }, b: ['b'] }],
    ['line/bad-text', { id: 'x', a: { text: 5 }, b: { text: 'b' } }],
    ['line/bad-statedOn', { id: 'x', a: { text: 'a', statedOn: '2020-02-30' }, b: { text: 'b' } }],
  ])('says %s of a wrong field and goes on', async (code, record) => {
    const good = { id: 2, a: { text: 'Rain fell.' }, b: { text: 'Rain fell.' } };
    const { status, answers } = await lines(record, good);
    expect(status).toBe(1);
    expect(answers[0]).toMatchObject({ id: 'x', error: { code } });
    expect(answers[1]).toMatchObject({ id: 2, relation: 'same' });
  });
});
