import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf, problemType, toDomainError } from './problem.js';
import type { Log } from './log.js';

/** Turns everything thrown on the way into RFC 9457; unexpected errors go to the log, never to the client. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(this.log, error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}

/** Also used where Fastify answers before Nest is asked. */
export function sendProblem(log: Log, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = toDomainError(error);
  if (refusal.code === 'internal/unexpected' || refusal.code === 'ops/unavailable') {
    log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, 'a request failed');
  }
  if (reply.sent || reply.raw.headersSent) return;
  const problem = problemOf(refusal, `/requests/${request.id}`);
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer realm="stet"');
  if (problem.status === 503 || refusal.code === 'idempotency/in-progress')
    void reply.header('retry-after', '1');
  void reply.status(problem.status).header('content-type', problemType).send(JSON.stringify(problem));
}
