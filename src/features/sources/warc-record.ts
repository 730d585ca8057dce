import { STATUS_CODES } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { WARCRecord, WARCSerializer } from 'warcio';
import type { SnapshotHead } from '../../persistence/snapshot.table.js';
import { storedType } from './documents.kind.js';

const pack = promisify(gzip);
const warcVersion = 'WARC/1.1';
const notModified = 'http://netpreserve.org/warc/1.1/revisit/server-not-modified';

/** The head of an export: who made it, when, and what it holds not. */
export function infoRecord(now: Date): Promise<Buffer> {
  return packed(
    WARCRecord.createWARCInfo(
      { warcVersion, date: now.toISOString() },
      {
        software: 'Stet',
        format: 'WARC File Format 1.1',
        conformsTo: 'http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
        description:
          'Requests are not kept, of answers only the headers that are evidence; bodies are decoded.',
      },
    ),
  );
}

/**
 * One snapshot: its answer with the bytes where it holds them, a document as a resource; a revisit where another snapshot
 * holds the very bytes or the server said they had not changed; else what is known of it, without bytes.
 *
 * @param bytes Null where it holds none, or none any more.
 * @param fault Why bytes that should be there are not.
 */
export function snapshotRecord(
  head: SnapshotHead,
  bytes: Buffer | null,
  fault: string | null,
): Promise<Buffer> {
  if (bytes !== null) return packed(head.finalUrl === null ? resource(head, bytes) : response(head, bytes));
  const isRevisit = head.same !== null && (head.status === 304 || head.same.rawSha256.equals(head.rawSha256));
  return packed(isRevisit && head.finalUrl !== null ? revisit(head) : metadata(head, fault));
}

function response(head: SnapshotHead, bytes: Buffer): WARCRecord {
  return WARCRecord.create(
    {
      ...{ ...common(head), type: 'response', warcHeaders: warcHeaders(head, head.rawSha256) },
      ...{ httpHeaders: httpHeaders(head, bytes.length), statusline: statusLine(head) },
    },
    [bytes],
  );
}

function resource(head: SnapshotHead, bytes: Buffer): WARCRecord {
  const type = head.headers['content-type'] ?? storedType(bytes);
  const headers = { ...warcHeaders(head, head.rawSha256), 'Content-Type': type };
  return WARCRecord.create({ ...common(head), type: 'resource', warcHeaders: headers }, [bytes]);
}

function revisit(head: SnapshotHead): WARCRecord {
  const { same } = head;
  if (same === null) throw new Error(`snapshot ${head.id} revisits no other`);
  const record = WARCRecord.create({
    ...{ ...common(head), type: 'revisit' },
    warcHeaders: { ...warcHeaders(head, same.rawSha256), 'WARC-Refers-To': recordId(same.id) },
    ...{ httpHeaders: httpHeaders(head, null), statusline: statusLine(head) },
    ...{ refersToUrl: same.finalUrl ?? uriOf(head), refersToDate: same.fetchedAt.toISOString() },
  });
  if (head.status === 304) record.warcHeaders.headers.set('WARC-Profile', notModified);
  return record;
}

/** What is known of a snapshot whose own bytes are not there. */
function metadata(head: SnapshotHead, fault: string | null): WARCRecord {
  const fields = {
    'stet-bytes':
      fault ?? (head.same === null ? 'dropped by the retention' : 'not kept: the text is the same'),
    ...(head.same === null ? {} : { 'stet-same-text-as': recordId(head.same.id) }),
    'stet-sha256': head.rawSha256.toString('hex'),
    'stet-text-sha256': head.textSha256.toString('hex'),
    ...(head.status === null ? {} : { 'stet-status': String(head.status) }),
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return WARCRecord.create({ ...common(head), type: 'metadata', warcHeaders: warcHeaders(head, null) }, [
    Buffer.from(lines.join('')),
  ]);
}

function common(head: SnapshotHead) {
  return { warcVersion, url: uriOf(head), date: head.fetchedAt.toISOString() } as const;
}

/** A document has no address: the source stands for it. */
function uriOf(head: SnapshotHead): string {
  return head.finalUrl ?? `urn:uuid:${head.sourceId}`;
}

/** Of the snapshot itself, so that two exports of it are known as one. */
function recordId(snapshotId: string): string {
  return `<urn:uuid:${snapshotId}>`;
}

function warcHeaders(head: SnapshotHead, payload: Buffer | null): Record<string, string> {
  return {
    'WARC-Record-ID': recordId(head.id),
    ...(head.address === null ? {} : { 'WARC-IP-Address': head.address }),
    ...(payload === null ? {} : { 'WARC-Payload-Digest': `sha256:${payload.toString('hex')}` }),
  };
}

/** The body is stored decoded and whole: headers about its transfer would be wrong of it. */
function httpHeaders({ headers }: SnapshotHead, length: number | null): Record<string, string> {
  const own = ['content-length', 'content-encoding', 'transfer-encoding'];
  const rest = Object.entries(headers).filter(([name]) => !own.includes(name));
  return { ...Object.fromEntries(rest), ...(length === null ? {} : { 'content-length': String(length) }) };
}

function statusLine({ status }: SnapshotHead): string {
  return `HTTP/1.1 ${status ?? 200} ${STATUS_CODES[status ?? 200] ?? 'Unknown'}`;
}

/** Compressed in Node's thread pool, as a member of its own: a reader can go to any record. */
async function packed(record: WARCRecord): Promise<Buffer> {
  return pack(await WARCSerializer.serialize(record, { gzip: false }));
}
