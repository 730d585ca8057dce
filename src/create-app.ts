import { STATUS_CODES } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { ValidationPipe } from '@nestjs/common';
import type { INestApplicationContext, ValidationError } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppModule } from './app.module.js';
import { DomainError } from './domain/errors.js';
import type { FieldError } from './domain/errors.js';
import type { Context } from './platform/context.js';
import { parseJson } from './platform/json-body.js';
import { NestLog } from './platform/log.js';
import { problemOf, problemType } from './platform/problem.js';
import { ProblemFilter, sendProblem } from './platform/problem.filter.js';
import { takeRawBodies } from './platform/raw-body.js';

const bodyLimit = 5 * 1024 * 1024;

/** The HTTP application, not yet listening. */
export async function createApp(context: Context): Promise<NestFastifyApplication> {
  const { log } = context;
  const adapter = new FastifyAdapter({
    bodyLimit,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    // What Fastify and Node answer before Nest is asked.
    frameworkErrors: (error: Error, request: unknown, reply: unknown) =>
      sendProblem(log, error, request as FastifyRequest, reply as FastifyReply),
    clientErrorHandler: (error: NodeJS.ErrnoException, socket: Socket) => refuseSocket(error, socket),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(context), adapter, {
    logger: new NestLog(log),
    abortOnError: false,
    bodyParser: false,
  });
  app.useBodyParser('application/json', {}, parseJson(adapter) as never);
  adapter.getInstance().removeContentTypeParser('text/plain');
  takeRawBodies(adapter.getInstance());
  app.useSecurityHeaders({ strictTransportSecurity: false });
  app.useGlobalFilters(new ProblemFilter(log));
  app.useGlobalPipes(
    new ValidationPipe({
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      transform: true,
      validationError: { target: false, value: false },
      exceptionFactory: (errors) =>
        new DomainError('request/invalid', 'See errors for what to change.', flatten(errors)),
    }),
  );
  return app;
}

/** A process without HTTP: relay, tick and workers. */
export function createWorker(context: Context): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(AppModule.with(context), {
    logger: new NestLog(context.log),
    abortOnError: false,
  });
}

/** Validation errors with JSON pointers, at any depth. */
function flatten(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = Object.values(error.constraints ?? {}).map((detail) => ({ pointer, detail }));
    return [...own, ...flatten(error.children ?? [], pointer)];
  });
}

function refuseSocket(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const body = JSON.stringify({ ...problemOf(new DomainError('request/malformed')), status });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Bad Request'}`,
    `Content-Type: ${problemType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
