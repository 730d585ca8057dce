import { expect } from '@jest/globals';
import pg from 'pg';
import { createDataSource } from '../../src/persistence/data-source.js';
import { ScheduleRow, takingStatement } from '../../src/persistence/schedule.table.js';
import { Sql } from '../../src/persistence/sql.js';
import { createDatabase } from './database.js';

interface Node {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Index Name'?: string;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Node[];
}

/** What a tick's taking statement costs on a schedule of so many rows. */
export interface TakingCost {
  readonly nodes: readonly string[];
  readonly index: string | undefined;
  readonly claimed: number;
  readonly buffersPerRow: number;
}

/** How many rows a tick takes at once. */
const batch = 200;

/**
 * Fills a schedule of its own with `rows` rows in random order over a year, of two kinds and four ranks, most of them due;
 * then takes a batch of each rank as a tick does, measured by PostgreSQL itself.
 */
export async function costOfTaking(rows: number): Promise<TakingCost[]> {
  const database = await createDatabase();
  const client = new pg.Client(database.owner);
  await client.connect();
  try {
    await client.query(
      `INSERT INTO schedule (subject_kind, subject_id, next_at, why, trigger, rank)
       SELECT CASE WHEN n % 5 = 0 THEN 'shelf-life' ELSE 'claim' END, gen_random_uuid(),
         timestamptz '2019-01-01' + random() * interval '365 days', 'Every 7 days for a level.', 'scheduled',
         CASE WHEN n % 5 = 0 THEN 0 ELSE n % 4 END FROM generate_series(1, $1) AS n`,
      [rows],
    );
    await client.query('VACUUM ANALYZE schedule');
    // A ledger at work: a row of every page has moved since the last vacuum. On pages untouched since, PostgreSQL looks at
    // their visibility map as well, twice a row, until the first of them is taken.
    await client.query(
      `UPDATE schedule SET why = why WHERE ctid IN (SELECT min(ctid) FROM schedule GROUP BY (ctid::text::point)[0])`,
    );
    const statement = takingStatement(await columns(database.owner));
    const costs: TakingCost[] = [];
    for (const rank of [0, 1, 2, 3]) costs.push(await measured(client, statement, rank));
    return costs;
  } finally {
    await client.end();
    await database.drop();
  }
}

async function columns(address: pg.ClientConfig): Promise<string> {
  const source = createDataSource(address as never, {
    ...{ applicationName: 'stet-test', poolSize: 1, onPoolError: () => undefined },
  });
  await source.initialize();
  const list = new Sql(source.manager).columns(ScheduleRow, 'n');
  await source.destroy();
  return list;
}

async function measured(client: pg.Client, statement: string, rank: number): Promise<TakingCost> {
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Node }[] }>(
    `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement}`,
    [rank, new Date('2019-12-01T00:00:00Z'), batch],
  );
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
  if (plan === undefined) throw new Error('no plan');
  const all = flat(plan);
  // It writes beside the plan that reads: neither counts what the other did.
  const deletion = all.find((node) => node['Node Type'] === 'ModifyTable');
  if (deletion === undefined) throw new Error('nothing is taken away');
  const claimed = plan['Actual Rows'] * plan['Actual Loops'];
  return {
    nodes: all.map((node) => node['Node Type']),
    index: all.find((node) => node['Node Type'] === 'Index Scan')?.['Index Name'],
    claimed,
    buffersPerRow: (buffersOf(plan) + buffersOf(deletion)) / claimed,
  };
}

function buffersOf(node: Node): number {
  return node['Shared Hit Blocks'] + node['Shared Read Blocks'];
}

function flat(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(flat)];
}

/** By the index with a limit, never over the ledger, at most five buffers a row. */
export function expectNarrow(costs: readonly TakingCost[]): void {
  for (const cost of costs) {
    expect(cost.nodes).toEqual([
      ...['CTE Scan', 'Limit', 'LockRows', 'Index Scan'],
      ...['ModifyTable', 'CTE Scan', 'Tid Scan'],
    ]);
    expect(cost.index).toBe('schedule_due');
    expect(cost.claimed).toBe(batch);
    expect(cost.buffersPerRow).toBeLessThanOrEqual(5);
  }
}

/** Buffers a claimed row, over all measurements. */
export function meanBuffers(costs: readonly TakingCost[]): number {
  return costs.reduce((sum, cost) => sum + cost.buffersPerRow, 0) / costs.length;
}
