import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import { standingOf } from '../../persistence/claim-change.js';
import type { MentioningComment, ShownComment } from '../../persistence/comment.table.js';
import { Db } from '../../persistence/db.js';
import type { Once } from '../../persistence/once.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { Cursor, Page, PageQuery } from '../../persistence/page.js';
import { briefOf, notBeforeLast } from '../../persistence/standing-change.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { mentionsIn } from './mentions.js';

export interface CommentInput {
  readonly text: string;
  /** Persons to tell beside those that `@Name` in the text calls. */
  readonly mentions?: readonly string[];
}

export interface WrittenComment {
  readonly id: string;
  readonly mentions: readonly string[];
  /** Names in the text that several persons bear; none of them was told. */
  readonly ambiguous: readonly string[];
}

/** What people say to each other about a claim. Insert-only, and open to every desk: a comment changes nothing. */
@Injectable()
export class CommentsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  write(actor: Actor, claimId: string, input: CommentInput, request: Once | null): Promise<WrittenComment> {
    return this.db.writeOnce(request, async (store) => {
      const state = await store.claims.lockState(claimId);
      const claim = await store.claims.find(claimId);
      if (state === null || claim === null) throw new DomainError('claim/not-found');
      const { mentions, ambiguous } = await whomItNames(store, input);
      const recordedAt = await notBeforeLast(store, claimId, this.clock.now());
      const comment = { id: uuidv7(), claimId, authorId: actor.personId, text: input.text, recordedAt };
      await store.comments.add(comment, mentions);
      const data = {
        ...{ claim: briefOf(claim), commentId: comment.id, authorId: actor.personId, mentions },
        standing: await standingOf(store, state),
      };
      const eventId = await store.events.append('claim.commented', claimId, data, recordedAt);
      await store.outbox.addFanOut(eventId, 'claim.commented');
      return { id: comment.id, mentions, ambiguous };
    });
  }

  list(claimId: string, query: PageQuery): Promise<Page<ShownComment>> {
    const page = pageRequest(query);
    return this.db.read(async (store) => {
      if ((await store.claims.find(claimId)) === null) throw new DomainError('claim/not-found');
      return toPage(await store.comments.ofClaim(claimId, page), page.limit, cursorOf);
    });
  }

  /** Comments that name the caller. */
  mentions(actor: Actor, query: PageQuery): Promise<Page<MentioningComment>> {
    const page = pageRequest(query);
    return this.db.read(async (store) =>
      toPage(await store.comments.mentioning(actor.personId, page), page.limit, cursorOf),
    );
  }
}

const cursorOf = (row: ShownComment): Cursor => ({ key: row.recordedAt.toISOString(), id: row.id });

async function whomItNames(
  store: Store,
  { text, mentions = [] }: CommentInput,
): Promise<{ mentions: string[]; ambiguous: string[] }> {
  if (mentions.length === 0 && !text.includes('@')) return { mentions: [], ambiguous: [] };
  const people = await store.comments.namable();
  const missing = mentions.findIndex((id) => !people.some((each) => each.id === id));
  if (missing >= 0) {
    throw new DomainError('person/not-found', 'Only active persons can be mentioned.', [
      { pointer: `/mentions/${missing}`, detail: 'is no active person' },
    ]);
  }
  const called = mentionsIn(text, people, mentions);
  return { mentions: [...mentions, ...called.ids], ambiguous: [...called.ambiguous] };
}
