import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';

let app: TestApp;
let port: number;

beforeAll(async () => {
  app = await startApp();
  await app.nest.listen(0, '127.0.0.1');
  port = (app.nest.getHttpServer().address() as AddressInfo).port;
});

afterAll(() => app.close());

const mib = 1024 * 1024;
const newSource = async (): Promise<string> =>
  (await app.call('POST', '/v1/sources', { body: { kind: 'document', title: 'A report' } })).json<{
    id: string;
  }>().id;
const pathOf = (id: string): string => `/v1/sources/${id}/document`;
const snapshots = (id: string) =>
  app.rows<{ id: string; same: string | null }>(
    'SELECT id, same_text_as AS same FROM snapshot WHERE source_id = $1 ORDER BY fetched_at, id',
    [id],
  );

/** Over a real connection: what a caller sees of an answer that is given before all of the body has come. */
async function put(id: string, body: string | Buffer | readonly Buffer[], token = app.token) {
  const parts = Array.isArray(body) ? (body as readonly Buffer[]) : [Buffer.from(body as string)];
  const length = Array.isArray(body) ? {} : { 'content-length': String(parts[0]?.length ?? 0) };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/plain', ...length };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', method: 'PUT', path: pathOf(id), headers }, resolve);
    asked.on('error', reject);
    for (const part of parts) asked.write(part);
    asked.end();
  });
  let text = '';
  for await (const part of answer) text += String(part);
  return { status: answer.statusCode, ...(JSON.parse(text) as { code?: string; snapshotId?: string }) };
}

/** Says these bytes on a connection of its own. */
async function raw(
  head: string,
  body: Buffer,
): Promise<{ readonly end: () => void; readonly text: () => string }> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('error', () => undefined).on('data', (part) => (text += part.toString()));
  await new Promise<void>((sent) => socket.write(Buffer.concat([Buffer.from(head), body]), () => sent()));
  return { end: () => socket.destroy(), text: () => text };
}

describe('an upload over a real connection', () => {
  it.each([
    ['with its length', Buffer.alloc(21 * mib, 'a')],
    ['in chunks of no announced length', Array.from({ length: 21 }, () => Buffer.alloc(mib, 'a'))],
  ])('that is too large, %s, is answered', async (_, body) => {
    const id = await newSource();
    expect(await put(id, body)).toMatchObject({ status: 413, code: 'document/too-large' });
    expect(await snapshots(id)).toEqual([]);
  });

  it('that may not be sent at all is answered before it is read', async () => {
    const id = await newSource();
    expect(await put(id, Buffer.alloc(21 * mib, 'a'), 'stet_wrong')).toMatchObject({ status: 401 });
  });

  it('of one line of many words is kept', async () => {
    const id = await newSource();
    const page = `<!doctype html><html><body><p>${'word '.repeat(200_000)}</p></body></html>`;
    const answer = await put(id, page);
    expect(answer.status).toBe(200);
  });

  it('that breaks off leaves no trace, and the next one is kept', async () => {
    const id = await newSource();
    const head = `PUT ${pathOf(id)} HTTP/1.1\r\nhost: stet\r\nauthorization: Bearer ${app.token}\r\ncontent-type: text/plain\r\ncontent-length: 1000\r\n\r\n`;
    const half = await raw(head, Buffer.from('half of what was announced'));
    await sleep(100);
    half.end();
    expect(await put(id, 'Exports rose by 3 percent.')).toMatchObject({ status: 200 });
    expect(await snapshots(id)).toHaveLength(1);
  });

  it('of the same bytes, or of others, ten at once makes ten editions in one order', async () => {
    const id = await newSource();
    const same = await Promise.all(Array.from({ length: 10 }, () => put(id, 'Imports fell by 2 percent.')));
    expect(same.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const rows = await snapshots(id);
    expect(rows).toHaveLength(10);
    expect(rows.filter((row) => row.same === null)).toHaveLength(1);
    const others = await Promise.all(
      Array.from({ length: 10 }, (_, n) => put(id, `Imports fell by ${n + 3} percent.`)),
    );
    expect(others.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect((await snapshots(id)).filter((row) => row.same === null)).toHaveLength(11);
  });
});
