import { createHash } from 'node:crypto';
import { WARCParser } from 'warcio';
import type { TestApp } from './app.js';

export interface ReadRecord {
  readonly type: string;
  readonly uri: string;
  readonly statusLine: string | null;
  /** Of the record and of the answer in it; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly http: Readonly<Record<string, string>>;
  readonly payload: string;
}

/** An export as another program reads it; every digest of a payload that is there is reckoned anew. */
export async function warcOf(app: TestApp, body: object): Promise<ReadRecord[]> {
  const answer = await app.nest.inject({
    ...{ method: 'POST', url: '/v1/archive/warc', payload: body },
    headers: { authorization: `Bearer ${app.token}` },
  });
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`);
  const records: ReadRecord[] = [];
  for await (const record of new WARCParser([answer.rawPayload])) {
    const bytes = await record.readFully(false);
    const headers = lowered(record.warcHeaders.headers);
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    if (
      bytes.length > 0 &&
      headers['warc-payload-digest'] !== undefined &&
      headers['warc-payload-digest'] !== digest
    )
      throw new Error(`the payload of ${headers['warc-record-id'] ?? ''} is not what its digest says`);
    records.push({
      ...{ type: record.warcType ?? '', uri: record.warcTargetURI ?? '', headers },
      statusLine: record.httpHeaders?.statusline ?? null,
      http: record.httpHeaders === null ? {} : lowered(record.httpHeaders.headers),
      payload: Buffer.from(bytes).toString('utf8'),
    });
  }
  return records;
}

function lowered(headers: Iterable<[string, string]>): Record<string, string> {
  return Object.fromEntries([...headers].map(([name, value]) => [name.toLowerCase(), value]));
}
