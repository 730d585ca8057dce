import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createDataSource } from '../../src/persistence/data-source.js';
import { historyTables } from '../../src/persistence/migrate.js';
import type { PgAddress } from '../../src/platform/postgres/server.js';
import { Child } from '../../scripts/chaos/child.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { endedCheck, publish, recordClaim } from '../support/factory.js';
import { fillByPeople } from '../support/fill-history.js';
import { startSite } from '../support/site.js';
import type { Site } from '../support/site.js';

const cli = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));
const { owner, app, admin } = JSON.parse(process.env['STET_TEST_PG'] ?? '{}') as Record<
  'owner' | 'app' | 'admin',
  PgAddress
>;

async function asAdmin(text: string): Promise<void> {
  const client = new pg.Client({ ...admin, database: 'postgres' });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

describe('stet migrate', () => {
  const database = `t_${randomBytes(6).toString('hex')}`;
  const urlOf = ({ user, password, host, port }: PgAddress): string =>
    `postgres://${user}:${encodeURIComponent(password)}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
  const run = (): Child =>
    new Child({
      args: [cli, 'migrate'],
      env: { PATH: process.env['PATH'], DATABASE_URL: urlOf(app), DATABASE_OWNER_URL: urlOf(owner) },
    });
  let client: pg.Client;

  beforeAll(async () => {
    await asAdmin(`CREATE DATABASE ${database} OWNER ${owner.user}`);
    client = new pg.Client({ ...owner, database });
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await asAdmin(`DROP DATABASE ${database} WITH (FORCE)`);
  });

  it('run twice at once migrates once, and once more finds nothing to do', async () => {
    const both = [run(), run()];
    expect(await Promise.all(both.map((each) => each.ended))).toEqual([0, 0]);
    expect(both.map((each) => each.out.split(':')[0]?.trim()).sort()).toEqual([
      'Migrated',
      'The database is up to date.',
    ]);
    const third = run();
    expect([await third.ended, third.out]).toEqual([0, 'The database is up to date.\n']);
    expect((await client.query('SELECT count(*)::int AS n FROM rating')).rows).toEqual([{ n: 9 }]);
  });

  it('leaves the tables as the entities say', async () => {
    const source = createDataSource({ ...owner, database }, { applicationName: 'drift', poolSize: 1 });
    await source.initialize();
    try {
      const { upQueries } = await source.driver.createSchemaBuilder().log();
      // CHECK constraints are the migrations' alone; TypeORM would drop each, since no entity repeats it.
      const { rows } = await client.query<{ table: string; name: string }>(
        `SELECT conrelid::regclass::text AS table, conname AS name FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace`,
      );
      const drops = rows.map(
        ({ table, name }) => `ALTER TABLE "${table.replaceAll('"', '')}" DROP CONSTRAINT "${name}"`,
      );
      expect(upQueries.map((each) => each.query).filter((query) => !drops.includes(query))).toEqual([]);
    } finally {
      await source.destroy();
    }
  });

  it('refuses a database that is newer than the program, in one line', async () => {
    await client.query(
      `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')`,
    );
    const refused = run();
    expect(await refused.ended).toBe(1);
    expect(refused.errors).toBe(
      'stet: the database is newer than this Stet (it has FromTheFuture9999999999999): start the newer version\n',
    );
  });
});

describe('history', () => {
  let ledger: TestApp;
  let site: Site;
  let asApp: pg.Client;

  beforeAll(async () => {
    site = await startSite();
    ledger = await startApp({ allow: [site.allow] });
    asApp = new pg.Client(ledger.database.app);
    await asApp.connect();
    const source = {
      url: site.publish('/a', 'Exports reached $3.1 billion in 2018, the ministry said.'),
      quote: { exact: 'Exports reached $3.1 billion' },
    };
    const { id, checkId } = await recordClaim(ledger, 'Exports reached $3.1 billion in 2018.', {
      sources: [source],
    });
    const series = (
      await ledger.call('POST', '/v1/series', {
        body: { title: 'Exports', dimension: 'money', currency: 'USD' },
      })
    ).json<{ id: string }>();
    await ledger.call('POST', `/v1/series/${series.id}/vintages`, {
      body: { publishedOn: '2019-01-01', csv: 'period,value\n2018,3100000000\n' },
    });
    const [assertion] = (await ledger.call('GET', `/v1/claims/${id}/assertions`)).json<{ id: string }[]>();
    await ledger.call('PUT', `/v1/assertions/${assertion?.id}/binding`, { body: { seriesId: series.id } });
    await ledger.poll();
    await endedCheck(ledger, checkId);
    await publish(ledger, id, 'true');
    await fillByPeople(ledger, id, series.id);
  });

  afterAll(async () => {
    await asApp.end();
    await ledger.close();
    await site.close();
  });

  const columns = async (table: string): Promise<string> =>
    (
      await ledger.rows<{ name: string }>(
        `SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 ORDER BY ordinal_position LIMIT 1`,
        [table],
      )
    )[0]?.name ?? '';

  describe.each(historyTables)('in %s', (table) => {
    it.each(['the application', 'the owner'])('cannot be rewritten by %s', async (who) => {
      const client = who === 'the owner' ? ledger.sql : asApp;
      const [row] = await ledger.rows<{ n: string }>(`SELECT count(*) AS n FROM ${table}`);
      expect(Number(row?.n)).toBeGreaterThan(0);
      const column = await columns(table);
      for (const statement of [
        `UPDATE ${table} SET ${column} = ${column}`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table} CASCADE`,
      ]) {
        await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
      }
    });
  });

  it('is not guarded by triggers alone, and the process says when it is', async () => {
    const notes = (await ledger.call('GET', '/readyz')).json<{ notes: string[] }>().notes;
    expect(notes.join()).not.toContain('triggers alone');
    const alone = await startApp();
    try {
      expect(alone.context.database.user).toBe(app.user);
    } finally {
      await alone.close();
    }
  });
});
