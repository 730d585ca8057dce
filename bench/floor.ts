import { randomUUID } from 'node:crypto';
import fastify from 'fastify';
import pg from 'pg';
import type { DatabaseAddress } from '../src/platform/database-url.js';
import { refill } from './statements.js';
import type { Captured, Statement } from './statements.js';

/** What the parent sends; the answer is the port. */
export interface FloorOptions {
  readonly database: DatabaseAddress;
  readonly poolSize: number;
  readonly captured: Captured;
}

/**
 * The floor: a bare Fastify route that sends the very statements of the product through `pg`, with nothing else of Stet:
 * no key check, no validation, no parse, no hash. A process of its own, as the product is.
 */
process.once('message', (options: FloorOptions) => {
  void serve(options).then((port) => process.send?.(port));
});

async function serve({ database, poolSize, captured }: FloorOptions): Promise<number> {
  const pool = new pg.Pool({ ...database, max: poolSize });
  const begin = captured.statements.findIndex(({ text }) => /^(START TRANSACTION|BEGIN)/i.test(text));
  const [before, within] = [captured.statements.slice(0, begin), captured.statements.slice(begin)];
  const single = within.find(({ text }) => text.startsWith('INSERT INTO event'));
  if (begin < 0 || single === undefined)
    throw new Error('the captured statements are not those of a recorded claim');
  let last = 1_000_000;
  const app = fastify();
  app.post('/record', async (_request, reply) => {
    const ids = new Map(captured.freshIds.map((id) => [id, randomUUID()]));
    const n = (last += 1);
    for (const statement of before) await pool.query(statement.text, [...statement.values]);
    const client = await pool.connect();
    try {
      for (const { text, values } of within) await client.query(text, refill(values, ids, n));
    } finally {
      client.release();
    }
    return reply.status(201).send({ id: ids.get(captured.freshIds[0] ?? ''), checkId: randomUUID() });
  });
  app.post('/insert', async (_request, reply) => {
    await insert(pool, single, captured.freshIds);
    return reply.status(201).send({});
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as { port: number }).port;
}

function insert(pool: pg.Pool, { text, values }: Statement, freshIds: readonly string[]): Promise<unknown> {
  return pool.query(text, refill(values, new Map(freshIds.map((id) => [id, randomUUID()])), 1));
}
