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
    const text = decode(body);
    if (text === null) return done(badJson('The body must be UTF-8.'));
    parser(request, text, (error, value) => {
      if (error !== null && error !== undefined) done(badJson('The body must be one JSON value in UTF-8.'));
      else if (!isShallow(value, deepest))
        done(badJson(`Objects and arrays may lie ${deepest} deep at most.`));
      else if (suspicious.test(text) && !isStorable(value)) {
        done(badJson('Text may hold no NUL and no half of a surrogate pair.'));
      } else done(null, value);
    });
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(body: Buffer): string | null {
  try {
    return utf8.decode(body);
  } catch {
    return null;
  }
}

function badJson(detail: string): DomainError {
  return new DomainError('request/bad-json', detail);
}

/** What validates and transforms a body walks it by recursion: depth is the caller's way to overflow its stack. */
const deepest = 32;

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((each) => isShallow(each, levels - 1));
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (Array.isArray(value)) return value.every(isStorable);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).every(([key, each]) => isStorable(key) && isStorable(each));
  return true;
}
