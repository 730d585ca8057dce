import pg from 'pg';
import { createApp } from '../src/create-app.js';
import { AuthService } from '../src/features/auth/auth.service.js';
import type { Context } from '../src/platform/context.js';
import { bodyOf } from './claim.js';
import type { Captured, Statement } from './statements.js';

/**
 * Runs the product in this process and records the statements of one request on their way through `pg`, so that the floor
 * issues what the product issues today and not what somebody wrote down once.
 */
export async function captureStatements(context: Context): Promise<Captured> {
  const app = await createApp(context);
  await app.init();
  try {
    const key = await app.get(AuthService).bootstrap();
    if (key === null) throw new Error('the throw-away ledger has keys already');
    const post = async (n: number): Promise<Statement[]> => {
      const recorded = record();
      const headers = { authorization: `Bearer ${key.token}`, 'content-type': 'application/json' };
      const answer = await app.inject({ method: 'POST', url: '/v1/claims', headers, payload: bodyOf(n) });
      const statements = recorded.stop();
      if (answer.statusCode !== 201)
        throw new Error(`POST /v1/claims answered ${answer.statusCode}: ${answer.body}`);
      return statements;
    };
    // The first request also notes that the key was used, which happens once a minute.
    await post(0);
    const [first, second] = [await post(1), await post(2)];
    if (textOf(first) !== textOf(second)) throw new Error('two equal requests sent different statements');
    return {
      token: key.token,
      statements: first,
      freshIds: idsOf(first).filter((id) => !idsOf(second).includes(id)),
    };
  } finally {
    await app.close();
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function idsOf(statements: readonly Statement[]): string[] {
  const texts = statements
    .flatMap(({ values }) => values.flat())
    .filter((value) => typeof value === 'string');
  return [...new Set(texts.filter((text) => uuid.test(text)))];
}

function textOf(statements: readonly Statement[]): string {
  return statements.map(({ text }) => text).join(';\n');
}

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

/** Notes what passes through any `pg` client until stopped. */
function record(): { stop(): Statement[] } {
  const seen: Statement[] = [];
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  prototype.query = function (...args) {
    const [first, second] = args;
    const text = typeof first === 'string' ? first : (first as { text?: string }).text;
    const values = Array.isArray(second) ? second : ((first as { values?: unknown[] }).values ?? []);
    if (text !== undefined && !isTimer(text)) seen.push({ text, values: values as unknown[] });
    return query.apply(this, args);
  };
  return {
    stop: () => {
      prototype.query = query;
      return seen;
    },
  };
}

/** The clock is read every second, whoever calls. */
function isTimer(text: string): boolean {
  return /\bFROM clock\b|"clock"/.test(text);
}
