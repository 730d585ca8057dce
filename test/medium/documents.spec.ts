import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import type { Answer, TestApp } from '../support/app.js';
import { pdfOf } from '../support/pdf.js';
import { warcOf } from '../support/warc.js';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});

afterAll(() => app.close());

interface Kept {
  readonly snapshotId: string;
  readonly sha256: string;
  readonly size: number;
  readonly contentType: string;
  readonly sameTextAs: string | null;
}

const newSource = async (kind = 'document'): Promise<string> => {
  const url = kind === 'web' ? { url: 'https://example.org/page' } : {};
  return (await app.call('POST', '/v1/sources', { body: { kind, title: 'A report', ...url } })).json<{
    id: string;
  }>().id;
};
const put = (id: string, body: string | Buffer, type = 'application/octet-stream'): Promise<Answer> =>
  app.call('PUT', `/v1/sources/${id}/document`, { body, headers: { 'content-type': type } });
const codeOf = (answer: Answer): [number, string] => [answer.status, answer.json<{ code: string }>().code];

describe('a document that is handed in', () => {
  it.each([
    ['PDF', pdfOf([['Exports reached 3.1 billion dollars in 2018.']]), 'image/png', 'application/pdf'],
    [
      'HTML',
      '<!doctype html><html><body><p>Exports reached 3.1 billion.</p></body></html>',
      'text/plain',
      'text/html',
    ],
    ['text', 'Exports reached 3.1 billion dollars in 2018.', 'application/x-anything', 'text/plain'],
    ['CSV', 'year,value\n2018,3.1\n', 'text/csv', 'text/csv'],
  ])('is archived as %s, whatever its sender calls it', async (_, bytes, claimed, type) => {
    const id = await newSource();
    const answer = await put(id, bytes, claimed);
    expect(answer.status).toBe(200);
    const kept = answer.json<Kept>();
    expect(kept).toMatchObject({ contentType: type, size: Buffer.byteLength(bytes), sameTextAs: null });
    const snapshot = await app.call('GET', `/v1/snapshots/${kept.snapshotId}`);
    expect(snapshot.json<{ text: string; rawSha256: string }>()).toMatchObject({
      text: expect.stringContaining('3.1'),
      rawSha256: kept.sha256,
    });
    const raw = await app.call('GET', `/v1/snapshots/${kept.snapshotId}/raw`);
    expect(raw.text).toBe(bytes.toString('utf8'));
  });

  it('has editions: the same text again is none, another one is', async () => {
    const id = await newSource();
    const first = (await put(id, 'Imports fell by 2 percent.')).json<Kept>();
    expect((await put(id, 'Imports fell by 2 percent.')).json<Kept>().sameTextAs).toBe(first.snapshotId);
    const third = (await put(id, 'Imports fell by 4 percent.')).json<Kept>();
    expect(third.sameTextAs).toBeNull();
    const diff = (await app.call('GET', `/v1/snapshots/${third.snapshotId}/diff`)).json<{
      segments: unknown[];
    }>();
    expect(diff.segments).toContainEqual({ kind: 'added', text: '4', omitted: 0 });
  });

  it.each([
    ['a ZIP archive', Buffer.from('PK\x03\x04rest of it')],
    ['a program', Buffer.from('\x7fELF\x02\x01\x01', 'latin1')],
    ['an image', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
    ['binary data', Buffer.from([1, 2, 3, 0, 255, 254, 7])],
    ['XML', Buffer.from('<?xml version="1.0"?><a/>')],
    ['nothing but spaces', Buffer.from('   \n \n')],
    ['a scan without text', pdfOf([[]])],
  ])('is refused when it is %s, and leaves no trace', async (_, bytes) => {
    const id = await newSource();
    expect(codeOf(await put(id, bytes, 'text/html'))).toEqual([422, 'document/unreadable']);
    expect(await app.rows('SELECT 1 FROM snapshot WHERE source_id = $1', [id])).toEqual([]);
  });

  it('is refused when it is empty, too large, JSON, of a web source or of nobody', async () => {
    const id = await newSource();
    expect(codeOf(await put(id, ''))).toEqual([422, 'document/empty']);
    expect(codeOf(await put(id, Buffer.alloc(20 * 1024 * 1024 + 1, 'a')))).toEqual([
      413,
      'document/too-large',
    ]);
    expect(codeOf(await put(id, '{"a":1}', 'application/json'))).toEqual([422, 'document/unreadable']);
    expect(codeOf(await put(await newSource('web'), 'text'))).toEqual([409, 'source/not-a-document']);
    const anonymous = await app.call('PUT', `/v1/sources/${id}/document`, {
      token: '',
      body: 'x',
      headers: { 'content-type': 'text/plain' },
    });
    expect(anonymous.status).toBe(401);
  });

  it('does not open other routes to bodies that are not JSON', async () => {
    const answer = await app.call('POST', '/v1/claims', {
      body: 'text',
      headers: { 'content-type': 'text/plain' },
    });
    expect(codeOf(answer)).toEqual([415, 'request/unsupported-media-type']);
    const nowhere = await app.call('POST', '/v1/nowhere', {
      body: 'text',
      headers: { 'content-type': 'text/plain' },
    });
    expect(nowhere.status).toBe(404);
  });

  it('is exported as a resource record', async () => {
    const id = await newSource();
    const { sha256 } = (await put(id, 'Wages rose by 6 percent.', 'text/plain')).json<Kept>();
    const records = await warcOf(app, { sourceIds: [id] });
    expect(records.map(({ type }) => type)).toEqual(['warcinfo', 'resource']);
    expect(records[1]).toMatchObject({ payload: 'Wages rose by 6 percent.', uri: `urn:uuid:${id}` });
    expect(records[1]?.headers['warc-payload-digest']).toBe(`sha256:${sha256}`);
  });
});
