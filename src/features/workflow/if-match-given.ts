import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { versionMismatch } from '../../platform/http.js';

/** The version named by If-Match, or null without it. @throws DomainError 412 when it is no version of ours. */
export const IfMatchGiven = createParamDecorator((_: unknown, context: ExecutionContext): number | null => {
  const value = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (value === undefined) return null;
  const version = /^"(\d{1,9})"$/.exec(value)?.[1];
  if (version === undefined) throw versionMismatch();
  return Number(version);
});
