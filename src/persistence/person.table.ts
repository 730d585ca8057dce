import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Role } from '../domain/actor.js';
import type { PageRequest } from './page.js';
import type { Sql } from './sql.js';

export type PersonKind = 'person' | 'service-account';

@Entity('person')
export class Person {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') kind!: PersonKind;
  @Column('text') role!: Role;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) disabledAt!: Date | null;
}

@Entity('desk')
@Unique('desk_name', ['name'])
export class Desk {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('timestamptz') createdAt!: Date;
}

@Entity('desk_member')
export class DeskMember {
  @PrimaryColumn('uuid') @ForeignKey(() => Desk, { name: 'desk_member_desk' }) deskId!: string;
  @PrimaryColumn('uuid') @ForeignKey(() => Person, { name: 'desk_member_person' }) personId!: string;
  @Column('timestamptz') addedAt!: Date;
}

@Entity('api_key')
@Index('api_key_person_id', ['personId'])
export class ApiKey {
  @PrimaryColumn('text') id!: string;
  @Column('uuid') @ForeignKey(() => Person, { name: 'api_key_person' }) personId!: string;
  @Column('text') role!: Role;
  @Column('bytea') secretHash!: Buffer;
  @Column('text', { default: '' }) label!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) lastUsedAt!: Date | null;
}

/** A key with what the guard needs of its holder. */
export interface KeyHolder {
  readonly id: string;
  readonly personId: string;
  readonly role: Role;
  readonly personRole: Role;
  readonly kind: PersonKind;
  readonly secretHash: Buffer;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** People, service accounts, desks and keys. */
export class PersonTable {
  constructor(private readonly sql: Sql) {}

  add(person: Person): Promise<unknown> {
    return this.sql.of(Person).insert(person);
  }

  find(id: string): Promise<Person | null> {
    return this.sql.of(Person).findOneBy({ id });
  }

  byName(name: string): Promise<Person | null> {
    return this.sql.one<Person>(
      `SELECT ${this.sql.columns(Person, 'p')} FROM person p WHERE name = $1 AND disabled_at IS NULL ORDER BY created_at LIMIT 1`,
      [name],
    );
  }

  async change(id: string, set: Partial<Pick<Person, 'name' | 'role' | 'disabledAt'>>): Promise<void> {
    await this.sql.of(Person).update({ id }, set);
  }

  list({ limit, cursor, offset }: PageRequest): Promise<Person[]> {
    return this.sql.rows<Person>(
      `SELECT ${this.sql.columns(Person, 'p')} FROM person p WHERE $1::timestamptz IS NULL OR (created_at, id) > ($1, $2::uuid)
       ORDER BY created_at, id LIMIT $3 OFFSET $4`,
      [cursor?.key ?? null, cursor?.id ?? null, limit + 1, offset],
    );
  }

  /** Admins who can still sign in; locked so that two demotions cannot both leave one behind. */
  async activeAdmins(): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      `SELECT id FROM person WHERE role = 'admin' AND disabled_at IS NULL ORDER BY id FOR UPDATE`,
    );
    return rows.map((row) => row.id);
  }

  addKey(key: ApiKey): Promise<unknown> {
    return this.sql.of(ApiKey).insert(key);
  }

  /** The key with this id, unless revoked or its person disabled. */
  keyHolder(id: string): Promise<KeyHolder | null> {
    return this.sql.one<KeyHolder>(
      `SELECT k.id, k.person_id AS "personId", k.role, p.role AS "personRole", p.kind, k.secret_hash AS "secretHash",
              k.expires_at AS "expiresAt", k.last_used_at AS "lastUsedAt"
       FROM api_key k JOIN person p ON p.id = k.person_id
       WHERE k.id = $1 AND k.revoked_at IS NULL AND p.disabled_at IS NULL`,
      [id],
    );
  }

  async touchKey(id: string): Promise<void> {
    await this.sql.run('UPDATE api_key SET last_used_at = now() WHERE id = $1', [id]);
  }

  async revokeKey(id: string, at: Date): Promise<boolean> {
    return (
      (await this.sql.count('UPDATE api_key SET revoked_at = COALESCE(revoked_at, $2) WHERE id = $1', [
        id,
        at,
      ])) === 1
    );
  }

  keys({ limit, cursor, offset }: PageRequest, personId: string | null): Promise<ApiKey[]> {
    return this.sql.rows<ApiKey>(
      `SELECT ${this.sql.columns(ApiKey, 'k')} FROM api_key k
       WHERE ($1::uuid IS NULL OR person_id = $1) AND ($2::timestamptz IS NULL OR (created_at, person_id) > ($2, $3::uuid))
       ORDER BY created_at, person_id LIMIT $4 OFFSET $5`,
      [personId, cursor?.key ?? null, cursor?.id ?? null, limit + 1, offset],
    );
  }

  /** Lets one transaction at a time decide about the first key. */
  async lockKeys(): Promise<void> {
    await this.sql.run('LOCK TABLE api_key IN SHARE ROW EXCLUSIVE MODE');
  }

  async keyCount(): Promise<number> {
    return (await this.sql.one<{ n: number }>('SELECT count(*) AS n FROM api_key'))?.n ?? 0;
  }

  addDesk(desk: Desk): Promise<unknown> {
    return this.sql.of(Desk).insert(desk);
  }

  desk(id: string): Promise<Desk | null> {
    return this.sql.of(Desk).findOneBy({ id });
  }

  deskByName(name: string): Promise<Desk | null> {
    return this.sql.of(Desk).findOneBy({ name });
  }

  /**
   * Where a person's claims go when no desk is named: the first desk they belong to, else the first one open to all, else
   * for those who may work at any desk the first there is.
   */
  async deskFor(personId: string, atAnyDesk: boolean): Promise<string | null> {
    const row = await this.sql.one<{ id: string }>(
      `SELECT d.id FROM desk d LEFT JOIN desk_member m ON m.desk_id = d.id AND m.person_id = $1
       CROSS JOIN LATERAL (SELECT NOT EXISTS (SELECT 1 FROM desk_member o WHERE o.desk_id = d.id) AS yes) AS open
       WHERE m.person_id IS NOT NULL OR open.yes OR $2
       ORDER BY m.person_id IS NULL, NOT open.yes, d.created_at, d.id LIMIT 1`,
      [personId, atAnyDesk],
    );
    return row?.id ?? null;
  }

  desks({ limit, cursor, offset }: PageRequest): Promise<Desk[]> {
    return this.sql.rows<Desk>(
      `SELECT ${this.sql.columns(Desk, 'd')} FROM desk d WHERE $1::timestamptz IS NULL OR (created_at, id) > ($1, $2::uuid)
       ORDER BY created_at, id LIMIT $3 OFFSET $4`,
      [cursor?.key ?? null, cursor?.id ?? null, limit + 1, offset],
    );
  }

  async members(deskId: string): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      'SELECT person_id AS id FROM desk_member WHERE desk_id = $1 ORDER BY added_at',
      [deskId],
    );
    return rows.map((row) => row.id);
  }

  async addMember(deskId: string, personId: string, at: Date): Promise<void> {
    await this.sql.run(
      'INSERT INTO desk_member (desk_id, person_id, added_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [deskId, personId, at],
    );
  }

  async removeMember(deskId: string, personId: string): Promise<void> {
    await this.sql.run('DELETE FROM desk_member WHERE desk_id = $1 AND person_id = $2', [deskId, personId]);
  }

  /** True when the desk is open to all (it has no members) or the person is one of them. */
  async worksAt(deskId: string, personId: string): Promise<boolean> {
    const row = await this.sql.one<{ ok: boolean }>(
      `SELECT NOT EXISTS (SELECT 1 FROM desk_member WHERE desk_id = $1)
           OR EXISTS (SELECT 1 FROM desk_member WHERE desk_id = $1 AND person_id = $2) AS ok`,
      [deskId, personId],
    );
    return row?.ok ?? false;
  }
}
