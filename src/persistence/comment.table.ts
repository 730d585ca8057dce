import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Claim } from './claim.table.js';
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

export class CommentTable {
  constructor(private readonly sql: Sql) {}
}
