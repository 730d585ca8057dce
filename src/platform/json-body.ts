import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../domain/errors.js';

type Done = (error: Error | null, body?: unknown) => void;

/** `\u0000` or half of a surrogate pair as JSON writes them: text that PostgreSQL cannot hold. */
const suspicious = /\\u(0000|d[89a-f])/i;

/**
 * A body parser that refuses bad JSON, prototype keys and text PostgreSQL cannot hold with our own codes: Nest would turn
 * Fastify's error into one without a code, and a NUL would end in a 500.
 */
export function parseJson(
  adapter: FastifyAdapter,
): (request: FastifyRequest, body: Buffer, done: Done) => void {
  const parser = adapter.getInstance().getDefaultJsonParser('error', 'error') as unknown as (
    request: FastifyRequest,
    text: string,
    done: Done,
  ) => void;
  return (request, body, done) => {
    const text = body.toString('utf8');
    parser(request, text, (error, value) => {
      if (error !== null && error !== undefined)
        done(new DomainError('request/bad-json', 'The body must be one JSON value in UTF-8.'));
      else if (suspicious.test(text) && !isStorable(value)) {
        done(new DomainError('request/bad-json', 'Text may hold no NUL and no half of a surrogate pair.'));
      } else done(null, value);
    });
  };
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (Array.isArray(value)) return value.every(isStorable);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).every(([key, each]) => isStorable(key) && isStorable(each));
  return true;
}
