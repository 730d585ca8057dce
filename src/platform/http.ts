import { createHash } from 'node:crypto';
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../domain/actor.js';
import { DomainError } from '../domain/errors.js';

/** A request that the guard has let through. */
export interface AuthorizedRequest extends FastifyRequest {
  actor?: Actor;
}

/** As `Once` of the persistence floor, which stores it. */
export interface IdempotentRequest {
  readonly personId: string;
  readonly key: string;
  readonly route: string;
  readonly bodyHash: Buffer;
  readonly onReplay: () => void;
}

const keyForm = /^[\x21-\x7e]{1,255}$/;

/** The Idempotency-Key of a POST, or null without one; a replayed answer says `Idempotent-Replayed: true`. */
export const Idempotency = createParamDecorator(
  (_: unknown, context: ExecutionContext): IdempotentRequest | null => {
    const http = context.switchToHttp();
    const request = http.getRequest<AuthorizedRequest>();
    const key = request.headers['idempotency-key'];
    if (key === undefined) return null;
    if (typeof key !== 'string' || !keyForm.test(key)) {
      throw new DomainError('request/invalid', 'Idempotency-Key takes 1 to 255 visible ASCII characters.', [
        { pointer: 'Idempotency-Key', detail: 'must be 1 to 255 visible ASCII characters' },
      ]);
    }
    const personId = request.actor?.personId;
    if (personId === undefined) return null;
    return {
      personId,
      key,
      route: `${request.method} ${request.url}`,
      bodyHash: createHash('sha256')
        .update(JSON.stringify(request.body ?? null))
        .digest(),
      onReplay: () => void http.getResponse<FastifyReply>().header('idempotent-replayed', 'true'),
    };
  },
);

/**
 * The version named by If-Match, which every change needs: without it two people overwrite each other unseen.
 * @throws DomainError 428 without it, 412 when it is no version of ours.
 */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const value = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (value === undefined) {
    throw new DomainError('request/if-match-required', 'Send If-Match with the ETag that GET gave.');
  }
  return versionIn(value);
});

/** As {@link IfMatch} where it may be left out: null without it. @throws DomainError 412 when it is no version of ours. */
export const IfMatchGiven = createParamDecorator((_: unknown, context: ExecutionContext): number | null => {
  const value = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  return value === undefined ? null : versionIn(value);
});

function versionIn(tag: string): number {
  const version = /^"(\d{1,9})"$/.exec(tag)?.[1];
  if (version === undefined) throw versionMismatch();
  return Number(version);
}

export function versionMismatch(): DomainError {
  return new DomainError('request/version-mismatch', 'GET it again and repeat the change on what it is now.');
}

/** The strong ETag of a version. */
export function etag(version: number): string {
  return `"${version}"`;
}

/** Sets the ETag; true when the client already has this version (the answer is 304 without a body). */
export function notModified(request: FastifyRequest, reply: FastifyReply, version: number): boolean {
  const tag = etag(version);
  void reply.header('etag', tag);
  const asked = request.headers['if-none-match'];
  const held =
    asked !== undefined && asked.split(',').some((each) => each.trim().replace(/^W\//, '') === tag);
  if (held) void reply.status(304);
  return held;
}
