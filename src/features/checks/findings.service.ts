import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import type { Label } from '../../domain/finding.js';
import { standingOf } from '../../persistence/claim-change.js';
import type { Claim, ClaimState } from '../../persistence/claim.table.js';
import { Db } from '../../persistence/db.js';
import type { Once } from '../../persistence/once.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { Page, PageQuery } from '../../persistence/page.js';
import type { ListedFinding } from '../../persistence/person-finding.table.js';
import { briefOf, notBeforeLast } from '../../persistence/standing-change.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { requireDesk, requirePerson } from '../auth/auth.service.js';

export interface FindingInput {
  /** Needed unless the claim has exactly one assertion. */
  readonly assertionId?: string;
  readonly sourceId?: string;
  readonly label: Label;
  readonly passage?: string;
  readonly note?: string;
  readonly reason: string;
}

interface Held {
  readonly claim: Claim;
  readonly state: ClaimState;
  /** Ledger time, not before the last thing recorded of the claim. */
  readonly now: Date;
}

/** What persons find of claims. Insert-only: taken back by a retraction, never changed. */
@Injectable()
export class FindingsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Records a finding and asks for the check that takes it in. */
  record(
    actor: Actor,
    claimId: string,
    input: FindingInput,
    request: Once | null,
  ): Promise<{ id: string; checkId: string }> {
    requirePerson(actor);
    requireWords(input);
    return this.db.writeOnce(request, async (store) => {
      const held = await this.held(store, actor, claimId);
      const { label, reason } = input;
      const finding = {
        ...{ id: uuidv7(), claimId, label, reason, personId: actor.personId, recordedAt: held.now },
        ...{ passage: input.passage ?? null, note: input.note ?? null },
        assertionId: await assertionFor(store, claimId, input.assertionId),
        sourceId: await knownSource(store, input.sourceId),
      };
      await store.personFindings.add(finding);
      const { id, assertionId, personId } = finding;
      const standing = await standingOf(store, held.state);
      const data = {
        claim: briefOf(held.claim),
        ...{ findingId: id, assertionId, label, reason, personId, standing },
      };
      const eventId = await store.events.append('finding.recorded', claimId, data, held.now);
      await store.outbox.addFanOut(eventId, 'finding.recorded');
      return { id, checkId: await this.askForCheck(store, actor, held) };
    });
  }

  /** Takes a finding back and asks for the check without it. @throws DomainError `finding/already-retracted`. */
  async retract(
    actor: Actor,
    id: string,
    reason: string,
    request: Once | null,
  ): Promise<{ checkId: string }> {
    requirePerson(actor);
    return this.db.writeOnce(request, async (store) => {
      const finding = await store.personFindings.find(id);
      if (finding === null) throw new DomainError('finding/not-found');
      const { claimId } = finding;
      const held = await this.held(store, actor, claimId);
      if (await store.personFindings.isRetracted(id)) throw new DomainError('finding/already-retracted');
      const { personId } = actor;
      await store.personFindings.retract({
        ...{ findingId: id, claimId, reason, personId, recordedAt: held.now },
      });
      const standing = await standingOf(store, held.state);
      const data = { claim: briefOf(held.claim), findingId: id, reason, personId, standing };
      const eventId = await store.events.append('finding.retracted', claimId, data, held.now);
      await store.outbox.addFanOut(eventId, 'finding.retracted');
      return { checkId: await this.askForCheck(store, actor, held) };
    });
  }

  list(claimId: string, query: PageQuery): Promise<Page<ListedFinding>> {
    const page = pageRequest(query);
    return this.db.read(async (store) => {
      if ((await store.claims.find(claimId)) === null) throw new DomainError('claim/not-found');
      const rows = await store.personFindings.list(claimId, page);
      return toPage(rows, page.limit, (row) => ({ key: row.recordedAt.toISOString(), id: row.id }));
    });
  }

  private async held(store: Store, actor: Actor, claimId: string): Promise<Held> {
    const state = await store.claims.lockState(claimId);
    const claim = await store.claims.find(claimId);
    if (state === null || claim === null) throw new DomainError('claim/not-found');
    await requireDesk(store, actor, claim.deskId);
    return { claim, state, now: await notBeforeLast(store, claimId, this.clock.now()) };
  }

  private async askForCheck(store: Store, actor: Actor, { claim, now }: Held): Promise<string> {
    const id = uuidv7();
    await store.checks.add([
      {
        ...{ id, claimId: claim.id, trigger: 'manual', requestedBy: actor.personId },
        ...{ requestedAt: now, askedAt: this.clock.wall() },
      },
    ]);
    await store.outbox.add('check.run', id);
    return id;
  }
}

function requireWords({ passage, note }: FindingInput): void {
  if (passage !== undefined || note !== undefined) return;
  throw new DomainError('request/invalid', 'Say what was found: quote a passage or write a note.', [
    { pointer: '/passage', detail: 'passage or note must be given' },
  ]);
}

/** The assertion that is named, or the only one there is. */
async function assertionFor(store: Store, claimId: string, named: string | undefined): Promise<string> {
  const ids = (await store.claims.assertions(claimId)).map((each) => each.id);
  if (named !== undefined) {
    if (!ids.includes(named))
      throw new DomainError('assertion/not-found', 'It is no assertion of this claim.');
    return named;
  }
  const [only, ...others] = ids;
  if (only !== undefined && others.length === 0) return only;
  throw new DomainError(
    'request/invalid',
    `The claim has ${ids.length} assertions: name the one it is about.`,
    [{ pointer: '/assertionId', detail: 'must be one of GET /v1/claims/{id}/assertions' }],
  );
}

async function knownSource(store: Store, id: string | undefined): Promise<string | null> {
  if (id === undefined) return null;
  if ((await store.sources.find(id)) === null) throw new DomainError('source/not-found');
  return id;
}
