import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import { standingOf } from '../../persistence/claim-change.js';
import type { Claim, ClaimState } from '../../persistence/claim.table.js';
import { isFinal } from '../../persistence/correction.table.js';
import type {
  ChaseFilter,
  ChasedRequest,
  CorrectionOutcome,
  CorrectionRequest,
} from '../../persistence/correction.table.js';
import { Db } from '../../persistence/db.js';
import type { Once } from '../../persistence/once.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { Page, PageQuery } from '../../persistence/page.js';
import { briefOf, notBeforeLast } from '../../persistence/standing-change.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { requireDesk } from '../auth/auth.service.js';

export interface RequestInput {
  readonly addressee: string;
  readonly channel: CorrectionRequest['channel'];
  readonly askedOn: string;
  readonly text?: string;
  readonly sourceId?: string;
}

export interface OutcomeInput {
  readonly outcome: CorrectionOutcome['outcome'];
  readonly onDay: string;
  readonly url?: string;
  readonly note?: string;
}

export type ShownRequest = ChasedRequest & { readonly open: boolean; readonly daysWaiting: number };

const msPerDay = 86_400_000;

/** The chase for corrections: whom we asked, and what came of it. Insert-only. */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  ask(actor: Actor, claimId: string, input: RequestInput, request: Once | null): Promise<{ id: string }> {
    this.requirePast('askedOn', input.askedOn);
    return this.db.writeOnce(request, async (store) => {
      const { claim, state } = await held(store, actor, claimId);
      if (input.sourceId !== undefined && (await store.sources.find(input.sourceId)) === null)
        throw new DomainError('source/not-found');
      const { addressee, channel, askedOn } = input;
      const row = {
        ...{ id: uuidv7(), claimId, addressee, channel, askedOn, text: input.text ?? '' },
        ...{ sourceId: input.sourceId ?? null, askedBy: actor.personId },
        recordedAt: await notBeforeLast(store, claimId, this.clock.now()),
      };
      await store.corrections.add(row);
      const data = {
        ...{ claim: briefOf(claim), requestId: row.id, addressee, channel, askedOn },
        ...{ personId: actor.personId, standing: await standingOf(store, state) },
      };
      const eventId = await store.events.append('correction.requested', claimId, data, row.recordedAt);
      await store.outbox.addFanOut(eventId, 'correction.requested');
      return { id: row.id };
    });
  }

  /** Appends what came of a request; a later outcome replaces the one before. */
  answer(
    actor: Actor,
    requestId: string,
    input: OutcomeInput,
    request: Once | null,
  ): Promise<{ number: number }> {
    this.requirePast('onDay', input.onDay);
    return this.db.writeOnce(request, async (store) => {
      const asked = await store.corrections.find(requestId);
      if (asked === null) throw new DomainError('correction-request/not-found');
      const { claim, state } = await held(store, actor, asked.claimId);
      const { outcome, onDay } = input;
      if (onDay < asked.askedOn) throw badDay('onDay', `must not be before the request, ${asked.askedOn}`);
      const recordedAt = await notBeforeLast(store, claim.id, this.clock.now());
      const number = await store.corrections.addOutcome({
        ...{ requestId, outcome, onDay, url: input.url ?? null, note: input.note ?? '' },
        ...{ notedBy: actor.personId, recordedAt },
      });
      const data = {
        ...{ claim: briefOf(claim), requestId, outcome, onDay, personId: actor.personId },
        standing: await standingOf(store, state),
      };
      const eventId = await store.events.append('correction.answered', claim.id, data, recordedAt);
      await store.outbox.addFanOut(eventId, 'correction.answered');
      return { number };
    });
  }

  ofClaim(claimId: string, query: PageQuery): Promise<Page<ShownRequest>> {
    const page = pageRequest(query);
    return this.db.read(async (store) => {
      if ((await store.claims.find(claimId)) === null) throw new DomainError('claim/not-found');
      return this.shown(await store.corrections.ofClaim(claimId, page), page.limit);
    });
  }

  list(filter: ChaseFilter, query: PageQuery): Promise<Page<ShownRequest>> {
    const page = pageRequest(query);
    return this.db.read(async (store) => this.shown(await store.corrections.list(filter, page), page.limit));
  }

  private shown(rows: readonly ChasedRequest[], limit: number): Page<ShownRequest> {
    const { items, next } = toPage(rows, limit, (row) => ({ key: row.recordedAt.toISOString(), id: row.id }));
    return { items: items.map((row) => withWaiting(row, this.clock.today())), next };
  }

  private requirePast(field: 'askedOn' | 'onDay', day: string): void {
    if (day > this.clock.today()) throw badDay(field, 'must not be in the future');
  }
}

async function held(
  store: Store,
  actor: Actor,
  claimId: string,
): Promise<{ claim: Claim; state: ClaimState }> {
  const state = await store.claims.lockState(claimId);
  const claim = await store.claims.find(claimId);
  if (state === null || claim === null) throw new DomainError('claim/not-found');
  await requireDesk(store, actor, claim.deskId);
  return { claim, state };
}

function badDay(field: string, detail: string): DomainError {
  return new DomainError('request/invalid', 'See errors for what to change.', [
    { pointer: `/${field}`, detail: `${field} ${detail}` },
  ]);
}

function withWaiting(row: ChasedRequest, today: string): ShownRequest {
  const last = row.outcomes.at(-1);
  const open = !isFinal(last?.outcome);
  const until = open ? today : (last?.onDay ?? today);
  const daysWaiting = Math.max(0, Math.round((Date.parse(until) - Date.parse(row.askedOn)) / msPerDay));
  return { ...row, open, daysWaiting };
}
