import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Keeper } from './keeper.js';
import { type PostgresRecord, passwordFileOf, readIfAny, writeWhole } from './layout.js';
import { PostgresServerError } from './errors.js';

/** Where and as whom to connect. */
export interface PgAddress {
  /** Directory of the unix socket, or an address where there are none. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface Addresses {
  /** Owns the database `stet`; migrations run as this role. */
  readonly owner: PgAddress;
  /** What api and worker connect as: it has what migrations grant. */
  readonly app: PgAddress;
  /** Superuser; for the keeper, and to make databases in tests. */
  readonly admin: PgAddress;
}

interface RolePasswords {
  readonly stet_owner: string;
  readonly stet_app: string;
}

const ROLES = ['stet_owner', 'stet_app'] as const;

const rolesFileOf = (data: string): string => join(data, 'postgres-roles.json');

/** The superuser's password, made with the cluster. */
export function adminPassword(data: string): string {
  const file = passwordFileOf(data);
  const password = readIfAny(file)?.trim();
  if (password) return password;
  throw new PostgresServerError(
    `${file} is missing or empty: restore it, the database cannot be opened without it`,
  );
}

/** Makes what is missing of the two ordinary roles and the database `stet`; only inside the gate. */
export async function ensureRoles(keeper: Keeper, record: PostgresRecord): Promise<Addresses> {
  const file = rolesFileOf(record.data);
  const known = parse(readIfAny(file));
  const passwords: RolePasswords = known ?? { stet_owner: randomPassword(), stet_app: randomPassword() };
  const { rows } = await keeper.client.query<{ roles: string[]; database: boolean }>(
    `SELECT ARRAY(SELECT rolname::text FROM pg_roles WHERE rolname = ANY($1)) AS roles,
            EXISTS(SELECT FROM pg_database WHERE datname = 'stet') AS database`,
    [ROLES],
  );
  for (const role of ROLES) {
    const exists = rows[0]?.roles.includes(role);
    if (exists && known) continue;
    // Passwords are hexadecimal; utility statements take no parameters.
    await keeper.client.query(
      `${exists ? 'ALTER' : 'CREATE'} ROLE ${role} LOGIN PASSWORD '${passwords[role]}'`,
    );
  }
  // After the roles have them: a crash in between makes new ones next time.
  if (!known) writeWhole(file, `${JSON.stringify(passwords, null, 2)}\n`, 0o600);
  if (!rows[0]?.database) {
    // The keepers' locks live in database `postgres`; nobody else has business there.
    await keeper.client.query('REVOKE CONNECT ON DATABASE postgres FROM PUBLIC');
    await keeper.client.query('CREATE DATABASE stet OWNER stet_owner');
  }
  return addresses(record, passwords);
}

function addresses(record: PostgresRecord, passwords: RolePasswords): Addresses {
  const to = (user: string, password: string): PgAddress => ({
    host: record.tcp ? '127.0.0.1' : record.sock,
    port: record.port,
    user,
    password,
    database: 'stet',
  });
  return {
    owner: to('stet_owner', passwords.stet_owner),
    app: to('stet_app', passwords.stet_app),
    admin: to('stet_admin', adminPassword(record.data)),
  };
}

const randomPassword = (): string => randomBytes(24).toString('hex');

function parse(text: string | null): RolePasswords | null {
  const value = JSON.parse(text || 'null') as Partial<RolePasswords> | null;
  return value?.stet_owner && value.stet_app
    ? { stet_owner: value.stet_owner, stet_app: value.stet_app }
    : null;
}
