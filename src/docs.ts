import { readFileSync } from 'node:fs';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { problemType, problems } from './platform/problem.js';

/** The OpenAPI document of the application, as committed in docs/openapi.json. */
export function openApiOf(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.1')
    .setTitle('Stet')
    .setDescription('A ledger of factual claims that keeps checking whether each one still stands.')
    .setVersion('0.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key: stet_…' })
    .build();
  return withProblems(SwaggerModule.createDocument(app, config));
}

/** Serves Swagger UI at /docs and the errors page that problem types point to. */
export function serveDocs(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  // Swagger UI styles itself inline; the rest of Stet keeps the strict policy.
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (request.url.startsWith('/docs')) void reply.header('content-security-policy', docsPolicy);
    done(null, payload);
  });
  const errors = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  fastify.get('/docs/errors', (_request, reply) => reply.type('text/markdown; charset=utf-8').send(errors));
  SwaggerModule.setup('docs', app, () => openApiOf(app));
}

const docsPolicy =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'";

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', description: 'A page about this kind of problem.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(problems).sort() },
    detail: { type: 'string' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
};

/** Every refusal is one shape (RFC 9457): said once for each operation, since the decorators cannot infer it. */
function withProblems(document: OpenAPIObject): OpenAPIObject {
  const problem = {
    description: 'A problem (RFC 9457)',
    content: { [problemType]: { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path) as { responses?: Record<string, unknown> }[]) {
      if (operation.responses !== undefined) operation.responses['default'] = problem;
    }
  }
  return {
    ...document,
    components: {
      ...document.components,
      schemas: { ...document.components?.schemas, Problem: problemSchema as never },
    },
  };
}
