// One throw-away server for all jest workers, with a template database migrated once. Plain JavaScript on dist/:
// jest compiles a set-up in TypeScript to CommonJS, without our path mapping.
import pg from 'pg';

/** The server, for the tear-down, which runs in the same process. */
export const SERVER = Symbol.for('stet.test.server');

export default async function setUp() {
  const build = await loadBuild();
  if (build === null) return;
  const server = await build.openThrowaway({ applicationName: 'stet tests', log: () => undefined });
  try {
    await createTemplate(server);
    await build.migrate({ owner: { ...server.owner, database: 'stet_template' }, app: server.app });
  } catch (error) {
    await server.leave();
    throw error;
  }
  const { owner, app, admin } = server;
  process.env.STET_TEST_PG = JSON.stringify({ owner, app, admin });
  globalThis[SERVER] = server;
}

/** Null without a build: files that need no database can still be run alone. */
async function loadBuild() {
  try {
    const { openThrowaway } = await import('../../dist/src/platform/postgres/throwaway.js');
    const { migrate } = await import('../../dist/src/persistence/migrate.js');
    return { openThrowaway, migrate };
  } catch (error) {
    console.error(`no database for these tests, run node scripts/setup.mjs first (${error.message})`);
    return null;
  }
}

async function createTemplate({ admin, owner }) {
  const client = new pg.Client({ ...admin, database: 'postgres' });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE stet_template OWNER ${owner.user}`);
  } finally {
    await client.end();
  }
}
