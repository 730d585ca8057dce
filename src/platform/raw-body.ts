import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../domain/errors.js';

/** Routes that take bytes of any type, as Fastify names them; all others take JSON alone. */
const rawRoutes: readonly string[] = ['/v1/sources/:id/document'];

/**
 * Hands the body of the raw routes on as the stream it is, unread: whether the caller may send it, and how much, is decided
 * before a byte of it is in memory. Every other route refuses what is not JSON as before.
 */
export function takeRawBodies(instance: FastifyInstance): void {
  instance.addContentTypeParser('*', (request: FastifyRequest, payload, done) => {
    if (rawRoutes.includes(request.routeOptions.url ?? '')) return done(null, payload);
    // No such route: that is what is to be said, not what it would take.
    if (request.is404) return done(null, undefined);
    done(new DomainError('request/unsupported-media-type', 'Send application/json.'));
  });
}

/** Most callers hear an answer only when they have sent everything: so much of what is too large is read and forgotten. */
const patience = 4;

/**
 * Reads a raw body to its end.
 * @throws DomainError `document/too-large` when it is longer than `maxBytes`, which are all that is ever in memory; `document/empty` without any.
 */
export async function readRawBody(body: unknown, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of streamOf(body)) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (size > patience * maxBytes) break;
  }
  if (size > maxBytes)
    throw new DomainError('document/too-large', `A document may have ${maxBytes} bytes at most.`);
  if (size === 0) throw new DomainError('document/empty', 'Send the bytes of the document as the body.');
  return Buffer.concat(chunks, size);
}

function streamOf(body: unknown): AsyncIterable<Buffer> {
  const isStream = typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
  if (isStream) return body as AsyncIterable<Buffer>;
  // JSON was parsed already, and no body at all is undefined.
  if (body === undefined || body === null)
    throw new DomainError('document/empty', 'Send the bytes of the document as the body.');
  throw new DomainError('document/unreadable', 'JSON is no document: send HTML, plain text, CSV or a PDF.');
}
