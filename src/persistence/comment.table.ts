import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Claim } from './claim.table.js';
import type { PageRequest } from './page.js';
import { Person } from './person.table.js';
import type { Sql } from './sql.js';

/** What people say to each other about a claim; insert-only. */
@Entity('comment')
@Index('comment_claim', ['claimId', 'recordedAt', 'id'])
export class Comment {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') @ForeignKey(() => Claim, { name: 'comment_claim_fk' }) claimId!: string;
  @Column('uuid') @ForeignKey(() => Person, { name: 'comment_author' }) authorId!: string;
  @Column('text') text!: string;
  @Column('timestamptz') recordedAt!: Date;
}

@Entity('mention')
@Index('mention_person', ['personId', 'recordedAt', 'commentId'])
export class Mention {
  @PrimaryColumn('uuid') @ForeignKey(() => Comment, { name: 'mention_comment' }) commentId!: string;
  @PrimaryColumn('uuid') @ForeignKey(() => Person, { name: 'mention_person_fk' }) personId!: string;
  @Column('timestamptz') recordedAt!: Date;
}

/** A person as a comment names one. */
export interface NamedPerson {
  readonly id: string;
  readonly name: string;
}

/** A comment with the names that readers know people by. */
export type ShownComment = Comment & {
  readonly authorName: string;
  readonly mentions: readonly NamedPerson[];
};

/** A comment that names somebody, with the claim it is about. */
export type MentioningComment = ShownComment & { readonly claimText: string };

const shown = `p.name AS "authorName", (SELECT COALESCE(json_agg(json_build_object('id', q.id, 'name', q.name) ORDER BY q.name, q.id), '[]')
  FROM mention m JOIN person q ON q.id = m.person_id WHERE m.comment_id = c.id) AS mentions`;

/** Comments and whom they name; insert-only. */
export class CommentTable {
  constructor(private readonly sql: Sql) {}

  async add(row: Comment, mentioned: readonly string[]): Promise<void> {
    await this.sql.run(
      'INSERT INTO comment (id, claim_id, author_id, text, recorded_at) VALUES ($1, $2, $3, $4, $5)',
      [row.id, row.claimId, row.authorId, row.text, row.recordedAt],
    );
    if (mentioned.length === 0) return;
    await this.sql.run(
      'INSERT INTO mention (comment_id, person_id, recorded_at) SELECT $1, unnest($2::uuid[]), $3',
      [row.id, mentioned, row.recordedAt],
    );
  }

  /** Everybody who can be named: active persons, not service accounts. */
  namable(): Promise<NamedPerson[]> {
    return this.sql.rows<NamedPerson>(
      `SELECT id, name FROM person WHERE kind = 'person' AND disabled_at IS NULL ORDER BY created_at, id`,
    );
  }

  /** Those of a claim, newest first. */
  ofClaim(claimId: string, { limit, cursor, offset }: PageRequest): Promise<ShownComment[]> {
    return this.sql.rows<ShownComment>(
      `SELECT ${this.sql.columns(Comment, 'c')}, ${shown}
       FROM comment c JOIN person p ON p.id = c.author_id
       WHERE c.claim_id = $1 AND ($2::timestamptz IS NULL OR (c.recorded_at, c.id) < ($2, $3::uuid))
       ORDER BY c.recorded_at DESC, c.id DESC LIMIT $4 OFFSET $5`,
      [claimId, cursor?.key ?? null, cursor?.id ?? null, limit + 1, offset],
    );
  }

  /** Those that name a person, newest first. */
  mentioning(personId: string, { limit, cursor, offset }: PageRequest): Promise<MentioningComment[]> {
    return this.sql.rows<MentioningComment>(
      `SELECT ${this.sql.columns(Comment, 'c')}, ${shown}, k.text AS "claimText"
       FROM mention n JOIN comment c ON c.id = n.comment_id JOIN person p ON p.id = c.author_id JOIN claim k ON k.id = c.claim_id
       WHERE n.person_id = $1 AND ($2::timestamptz IS NULL OR (n.recorded_at, n.comment_id) < ($2, $3::uuid))
       ORDER BY n.recorded_at DESC, n.comment_id DESC LIMIT $4 OFFSET $5`,
      [personId, cursor?.key ?? null, cursor?.id ?? null, limit + 1, offset],
    );
  }
}
