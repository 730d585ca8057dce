import type pg from 'pg';
import { verifyLeaf } from '../../src/platform/leaf-hash.js';

/** What the api acknowledged with 201, kept outside the system under test. */
export interface Acknowledged {
  readonly id: string;
  readonly checkId: string;
}

/** One rule that must hold and how many rows break it. */
export interface Invariant {
  readonly name: string;
  readonly broken: number;
}

const rules: Readonly<Record<string, string>> = {
  'checks with more than one assessment, or none though completed': `
    SELECT count(*) FROM "check" k WHERE state = 'completed' AND (SELECT count(*) FROM assessment a WHERE a.check_id = k.id) <> 1`,
  'checks with more than one check.completed event, or none though completed': `
    SELECT count(*) FROM "check" k LEFT JOIN (
      SELECT (payload::jsonb -> 'data' ->> 'checkId')::uuid AS id, count(*) AS n FROM event WHERE type = 'check.completed' GROUP BY 1) e ON e.id = k.id
    WHERE k.state = 'completed' AND COALESCE(e.n, 0) <> 1`,
  'standing changes told more or less than once': `
    SELECT abs((SELECT count(*) FROM standing WHERE version > 1) - (SELECT count(*) FROM event WHERE type = 'claim.standing_changed'))`,
  'events without their one delivery to the endpoint': `
    SELECT count(*) FROM event v WHERE v.type = 'claim.standing_changed' AND (SELECT count(*) FROM delivery d WHERE d.event_id = v.id) <> 1`,
  'deliveries recorded as done twice, or not done': `
    SELECT count(*) FROM delivery d WHERE state <> 'delivered' OR 1 <> (
      SELECT count(*) FROM attempt a WHERE a.delivery_id = d.id AND a.status BETWEEN 200 AND 299)`,
  'claims with a gap in their standing versions': `
    SELECT count(*) FROM (SELECT claim_id FROM standing GROUP BY claim_id HAVING min(version) <> 1 OR max(version) <> count(*)) g`,
  'standings recorded before the one they follow': `
    SELECT count(*) FROM standing a JOIN standing b ON b.claim_id = a.claim_id AND b.version = a.version + 1 WHERE b.recorded_at < a.recorded_at`,
  'claims whose state is not their last standing': `
    SELECT count(*) FROM claim_state s JOIN LATERAL (
      SELECT * FROM standing t WHERE t.claim_id = s.claim_id ORDER BY version DESC LIMIT 1) l ON true
    WHERE (s.standing_version, s.status, s.label, s.verdict_version) IS DISTINCT FROM (l.version, l.status, l.label, l.verdict_version)`,
  'outbox rows still open': `SELECT count(*) FROM outbox WHERE completed_at IS NULL`,
};

/** Every rule with its count; 0 everywhere is what the ledger promises. */
export async function invariants(
  sql: pg.Pool,
  acknowledged: readonly Acknowledged[],
  seen: ReadonlyMap<string, number>,
): Promise<Invariant[]> {
  return [
    { name: 'lost: acknowledged checks that did not complete', broken: await lost(sql, acknowledged) },
    ...(await outOf(sql, rules)),
    { name: 'deliveries recorded that the endpoint never saw', broken: await unseen(sql, seen) },
    { name: 'events whose leaf hash does not recompute', broken: await falseLeaves(sql) },
  ];
}

/** Counts by a table of rules, each a statement that counts what breaks it. */
export function outOf(sql: pg.Pool, table: Readonly<Record<string, string>>): Promise<Invariant[]> {
  return Promise.all(
    Object.entries(table).map(async ([name, rule]) => ({ name, broken: await count(sql, rule) })),
  );
}

/** Says what holds and what is broken; the exit status. */
export function report(found: readonly Invariant[], say: (line: string) => void): number {
  for (const { name, broken } of found)
    say(`${broken === 0 ? 'ok    ' : 'BROKEN'} ${String(broken).padStart(6)}  ${name}`);
  const failed = found.filter((each) => each.broken !== 0).length;
  say(failed === 0 ? 'every invariant holds' : `${failed} invariants are broken`);
  return failed === 0 ? 0 : 1;
}

async function lost(sql: pg.Pool, acknowledged: readonly Acknowledged[]): Promise<number> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT k.id FROM "check" k JOIN claim c ON c.id = k.claim_id WHERE k.state = 'completed' AND k.id = ANY($1::uuid[])`,
    [acknowledged.map((each) => each.checkId)],
  );
  return acknowledged.length - rows.length;
}

async function unseen(sql: pg.Pool, seen: ReadonlyMap<string, number>): Promise<number> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT event_id AS id FROM delivery WHERE state = 'delivered'`,
  );
  return rows.filter((row) => !seen.has(row.id)).length;
}

async function falseLeaves(sql: pg.Pool): Promise<number> {
  const { rows } = await sql.query<{ payload: string; salt: Buffer; leaf_hash: Buffer }>(
    'SELECT payload, salt, leaf_hash FROM event',
  );
  return rows.filter((row) => !verifyLeaf(row.payload, row.salt, row.leaf_hash)).length;
}

export async function count(sql: pg.Pool, text: string): Promise<number> {
  const { rows } = await sql.query<{ count?: string; abs?: string }>(text);
  return Number(rows[0]?.count ?? rows[0]?.abs ?? NaN);
}
