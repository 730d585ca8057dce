import { runMigrations } from 'bullmq';
import pg from 'pg';
import { queueNames } from './jobs.js';

/**
 * Lays BullMQ's tables into the schema `bullmq` and lets the app role use them. Run as the owner; safe to repeat and to run
 * twice at once (BullMQ takes a lock of its own).
 */
export async function prepareQueueSchema(owner: pg.Client, appRole: string | null): Promise<void> {
  await owner.query('CREATE SCHEMA IF NOT EXISTS bullmq');
  await runMigrations(owner, 'bullmq');
  await owner.query('SET search_path = bullmq');
  for (const name of queueNames) {
    // The job-id sequence of a queue is made on first use, which the app role may not do.
    const found = await owner.query<{ name: string }>('SELECT bullmq.job_id_seq_name($1) AS name', [name]);
    const sequence = found.rows[0]?.name;
    if (sequence !== undefined)
      await owner.query(`CREATE SEQUENCE IF NOT EXISTS bullmq.${pg.escapeIdentifier(sequence)}`);
  }
  await owner.query('RESET search_path');
  if (appRole === null) return;
  const role = pg.escapeIdentifier(appRole);
  await owner.query(`GRANT USAGE ON SCHEMA bullmq TO ${role}`);
  await owner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO ${role}`);
  await owner.query(`REVOKE INSERT, UPDATE, DELETE ON bullmq.migration FROM ${role}`);
  await owner.query(`GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA bullmq TO ${role}`);
}
