import { createHash, createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as AWS Signature Version 4 sees it; names of headers in lower case. */
export interface SignedRequest {
  readonly method: string;
  /** As sent: encoded, without query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

const hash = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The signature over those headers, written after the specification and not after the library under test. */
export function signatureOf(request: SignedRequest, signed: string, scope: string, secret: string): string {
  const { method, path, headers } = request;
  const canonical = [
    ...[method, path, ''],
    ...signed.split(';').map((name) => `${name}:${(headers[name] ?? '').trim()}`),
    ...['', signed, headers['x-amz-content-sha256'] ?? ''],
  ].join('\n');
  const [day = '', region = '', service = ''] = scope.split('/');
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), service), 'aws4_request');
  return hmac(
    key,
    ['AWS4-HMAC-SHA256', headers['x-amz-date'] ?? '', scope, hash(canonical)].join('\n'),
  ).toString('hex');
}

/** Why a request is not let in, as S3 names it; null when it is. */
export function faultOf(request: SignedRequest, body: Buffer, keyId: string, secret: string): string | null {
  const form =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
  const [, id, scope = '', signed = '', signature] = form.exec(request.headers['authorization'] ?? '') ?? [];
  if (id !== keyId) return 'InvalidAccessKeyId';
  const needed = ['host', 'x-amz-content-sha256', 'x-amz-date'];
  if (!needed.every((name) => signed.split(';').includes(name))) return 'AccessDenied';
  if (signatureOf(request, signed, scope, secret) !== signature) return 'SignatureDoesNotMatch';
  return request.headers['x-amz-content-sha256'] === hash(body) ? null : 'XAmzContentSHA256Mismatch';
}

/** Objects in memory behind signatures that are verified: s3rver takes any of version 4. */
export async function startSignedStore(): Promise<{ url: string; close: () => Promise<void> }> {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const { method = '', url: path = '' } = request;
      const headers = request.headers as Record<string, string>;
      const fault = faultOf({ method, path, headers }, body, 'KEY', 'SECRET');
      const kept = objects.get(path);
      if (method === 'PUT' && fault === null) objects.set(path, body);
      if (method === 'DELETE' && fault === null) objects.delete(path);
      const code = fault ?? (method === 'GET' && kept === undefined ? 'NoSuchKey' : null);
      const success = method === 'DELETE' ? 204 : 200;
      response.writeHead(code === null ? success : code === 'NoSuchKey' ? 404 : 403);
      response.end(code === null ? kept : `<Error><Code>${code}</Code></Error>`);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
