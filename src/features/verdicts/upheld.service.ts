import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import type { Status } from '../../domain/standing/view.js';
import { inWords, isUpheld } from '../../domain/standing/disagreement.js';
import { Db } from '../../persistence/db.js';
import type { Once } from '../../persistence/once.js';
import { briefOf, notBeforeLast, recordStanding } from '../../persistence/standing-change.js';
import type { Store } from '../../persistence/store.js';
import type { Upheld } from '../../persistence/upheld.table.js';
import { lockClaim } from '../../persistence/verdict-change.js';
import type { LockedClaim } from '../../persistence/verdict-change.js';
import type { RatedVerdict } from '../../persistence/verdict.table.js';
import { Clock } from '../../platform/clock.js';
import { requireDesk, requirePerson } from '../auth/auth.service.js';

export interface UpheldInput {
  readonly disagreement: readonly string[];
  readonly reason: string;
}

/** What the last completed check has against the verdict in force, part by part. */
export interface Disagreement {
  /** Null when no verdict is in force: then nothing can disagree with it. */
  readonly verdictVersion: number | null;
  /** `isUpheld`: known when it was published, or upheld since; it challenges no more. */
  readonly parts: { readonly part: string; readonly words: string; readonly isUpheld: boolean }[];
  readonly status: Status;
}

/** A person's answer to a challenge: the verdict stands against just this. */
@Injectable()
export class UpheldService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `verdict/none-in-force`, `upheld/no-such-disagreement`. */
  uphold(
    actor: Actor,
    claimId: string,
    input: UpheldInput,
    request: Once | null,
  ): Promise<{ number: number; status: Status }> {
    requirePerson(actor);
    return this.db.writeOnce(request, async (store) => {
      const locked = await lockClaim(store, claimId);
      await requireDesk(store, actor, locked.claim.deskId);
      const verdict = await store.verdicts.latest(claimId);
      if (verdict?.kind !== 'published') throw new DomainError('verdict/none-in-force');
      requireChallenging(locked, await acceptedParts(store, verdict), input.disagreement);
      const now = await notBeforeLast(store, claimId, this.clock.now());
      const number = await store.upheld.append({
        ...{ claimId, verdictVersion: verdict.version, disagreement: [...input.disagreement] },
        ...{ reason: input.reason, personId: actor.personId, recordedAt: now },
      });
      const status = await stand(store, actor, locked, verdict, { ...input, number, now });
      return { number, status };
    });
  }

  /** All that was upheld of a claim, oldest first. */
  list(claimId: string): Promise<Upheld[]> {
    return this.db.read(async (store) => {
      if ((await store.claims.find(claimId)) === null) throw new DomainError('claim/not-found');
      return store.upheld.ofClaim(claimId);
    });
  }

  /** What disagrees now, so that a person sees what to uphold. */
  disagreement(claimId: string): Promise<Disagreement> {
    return this.db.readTogether(async (store) => {
      const state = await store.claims.state(claimId);
      if (state === null) throw new DomainError('claim/not-found');
      const verdict = await store.verdicts.latest(claimId);
      if (verdict?.kind !== 'published') return { verdictVersion: null, parts: [], status: state.status };
      const accepted = await acceptedParts(store, verdict);
      return {
        verdictVersion: verdict.version,
        parts: state.disagreement.map((part) => ({
          ...{ part, words: inWords(part) },
          isUpheld: accepted.includes(part),
        })),
        status: state.status,
      };
    });
  }
}

async function acceptedParts(store: Store, verdict: RatedVerdict): Promise<string[]> {
  const upheld = await store.upheld.against(verdict.claimId, verdict.version);
  return [...verdict.evidence.knownDisagreement, ...upheld];
}

/** What a check may yet find cannot be answered beforehand, nor what found no longer. */
function requireChallenging(
  { state }: LockedClaim,
  accepted: readonly string[],
  parts: readonly string[],
): void {
  const isChallenged = !isUpheld(state.disagreement, accepted);
  const unknown = parts.findIndex((part) => !isChallenged || !state.disagreement.includes(part));
  if (unknown < 0) return;
  throw new DomainError(
    'upheld/no-such-disagreement',
    'Uphold parts of what challenges it now: GET …/disagreement.',
    [{ pointer: `/disagreement/${unknown}`, detail: 'does not challenge the verdict in force' }],
  );
}

async function stand(
  store: Store,
  actor: Actor,
  { claim, state }: LockedClaim,
  verdict: RatedVerdict,
  upheld: UpheldInput & { readonly number: number; readonly now: Date },
): Promise<Status> {
  const { disagreement, reason, number, now } = upheld;
  const standing = await recordStanding(store, {
    ...{ claim, before: state, verdict, assertions: await store.claims.assertions(claim.id) },
    ...{ patch: {}, cause: { kind: 'upheld', id: String(number) }, actorId: actor.personId, now },
  });
  const data = {
    ...{ claim: briefOf(claim), verdictVersion: verdict.version, disagreement, reason },
    ...{ personId: actor.personId, standing },
  };
  const eventId = await store.events.append('verdict.upheld', claim.id, data, now);
  await store.outbox.addFanOut(eventId, 'verdict.upheld');
  return standing.status;
}
