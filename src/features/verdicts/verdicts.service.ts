import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import { fingerprintOf } from '../../domain/standing/disagreement.js';
import type { FindingRow } from '../../persistence/check.table.js';
import type { Claim, ClaimState } from '../../persistence/claim.table.js';
import { Db } from '../../persistence/db.js';
import type { Once } from '../../persistence/once.js';
import type { Rating } from '../../persistence/scale.table.js';
import { briefOf, recordStanding } from '../../persistence/standing-change.js';
import type { Store } from '../../persistence/store.js';
import type { FrozenEvidence, RatedVerdict, Verdict } from '../../persistence/verdict.table.js';
import { Clock } from '../../platform/clock.js';
import { requireDesk } from '../auth/auth.service.js';

export interface VerdictInput {
  readonly ratingId: string;
  readonly rationale: string;
  readonly citationIds: readonly string[];
  /** Shortens the shelf life. */
  readonly expiresOn?: string;
}

/** What the last completed check said, for freezing and for the disagreement known at publication. */
interface LastCheck {
  readonly findings: readonly FindingRow[];
  readonly disagreement: readonly string[];
}

/** The only writer of verdicts. Versions are appended, never changed. */
@Injectable()
export class VerdictsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Publishes a verdict; it supersedes the one before. Returns its version. */
  publish(
    actor: Actor,
    claimId: string,
    input: VerdictInput,
    request: Once | null,
  ): Promise<{ version: number }> {
    return this.db.writeOnce(request, async (store) => {
      const { claim, state } = await this.locked(store, actor, claimId);
      if (claim.workflow === 'rejected') {
        throw new DomainError(
          'workflow/illegal-transition',
          'The claim is rejected: reopen it before publishing.',
        );
      }
      const rating = await store.scales.rating(input.ratingId);
      if (rating === null) throw new DomainError('rating/not-found');
      await requireCitations(store, claimId, input.citationIds);
      const last = await lastCheck(store, state, rating, input.citationIds);
      const verdict = await this.append(store, claimId, {
        ...{
          kind: 'published',
          ratingId: rating.id,
          rationale: input.rationale,
          citationIds: [...input.citationIds],
        },
        ...{ authorId: actor.personId, expiresOn: input.expiresOn ?? null },
        ...{ coAuthorIds: [], reviewerIds: [], publishedBy: null, correctionNote: null },
        evidence: frozen(state.lastCheckId, last),
      });
      await this.moveWorkflow(store, claim);
      await this.announce(store, actor, claim, state, { ...verdict, ...named(rating) }, last.disagreement);
      return { version: verdict.version };
    });
  }

  /** Withdraws the verdict in force, with a reason; the version says so for good. */
  withdraw(
    actor: Actor,
    claimId: string,
    reason: string,
    request: Once | null,
  ): Promise<{ version: number }> {
    return this.db.writeOnce(request, async (store) => {
      const { claim, state } = await this.locked(store, actor, claimId);
      const inForce = await store.verdicts.latest(claimId);
      if (inForce === null || inForce.kind === 'withdrawn') throw new DomainError('verdict/none-to-withdraw');
      const verdict = await this.append(store, claimId, {
        ...{
          kind: 'withdrawn',
          ratingId: null,
          rationale: reason,
          citationIds: [],
          authorId: actor.personId,
          expiresOn: null,
        },
        ...{ coAuthorIds: [], reviewerIds: [], publishedBy: null, correctionNote: null },
        evidence: { checkId: state.lastCheckId, snapshotIds: [], vintageIds: [], knownDisagreement: [] },
      });
      await this.standing(
        store,
        actor,
        claim,
        state,
        { ...verdict, ratingCode: null, ratingLabel: null, expects: null },
        [],
      );
      return { version: verdict.version };
    });
  }

  async list(claimId: string): Promise<RatedVerdict[]> {
    return this.db.read(async (store) => {
      if ((await store.claims.find(claimId)) === null) throw new DomainError('claim/not-found');
      return store.verdicts.versions(claimId);
    });
  }

  private async locked(
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

  private async append(
    store: Store,
    claimId: string,
    input: Omit<Verdict, 'claimId' | 'version' | 'validFrom' | 'recordedAt'>,
  ): Promise<Verdict> {
    const before = await store.verdicts.latest(claimId);
    const at = this.clock.now();
    const recordedAt = before !== null && before.recordedAt > at ? before.recordedAt : at;
    const verdict: Verdict = {
      ...input,
      claimId,
      version: (before?.version ?? 0) + 1,
      validFrom: recordedAt,
      recordedAt,
    };
    await store.verdicts.append(verdict);
    return verdict;
  }

  private async moveWorkflow(store: Store, claim: Claim): Promise<void> {
    if (claim.workflow !== 'published')
      await store.claims.change(claim.id, claim.version, { ...claim, workflow: 'published' });
  }

  private async announce(
    store: Store,
    actor: Actor,
    claim: Claim,
    state: ClaimState,
    verdict: RatedVerdict,
    disagreement: readonly string[],
  ): Promise<void> {
    const standing = await this.standing(store, actor, claim, state, verdict, disagreement);
    const rating = { code: verdict.ratingCode ?? '', label: verdict.ratingLabel ?? '' };
    const data = {
      ...{
        claim: briefOf(claim),
        verdictVersion: verdict.version,
        rating,
        rationale: verdict.rationale,
        authorId: actor.personId,
        ...{ coAuthorIds: [], reviewerIds: [], correctionNote: null },
        validFrom: verdict.validFrom.toISOString(),
        standing,
      },
    };
    const eventId = await store.events.append('verdict.published', claim.id, data, verdict.recordedAt);
    await store.outbox.addFanOut(eventId, 'verdict.published');
  }

  private async standing(
    store: Store,
    actor: Actor,
    claim: Claim,
    before: ClaimState,
    verdict: RatedVerdict,
    disagreement: readonly string[],
  ): ReturnType<typeof recordStanding> {
    return recordStanding(store, {
      ...{ claim, before, verdict, assertions: await store.claims.assertions(claim.id) },
      patch: { disagreement: [...disagreement] },
      cause: { kind: 'verdict', id: String(verdict.version) },
      actorId: actor.personId,
      now: verdict.recordedAt,
    });
  }
}

function named(rating: Rating): Pick<RatedVerdict, 'ratingCode' | 'ratingLabel' | 'expects'> {
  return { ratingCode: rating.code, ratingLabel: rating.label, expects: rating.expects };
}

async function requireCitations(store: Store, claimId: string, ids: readonly string[]): Promise<void> {
  const known = new Set((await store.citations.ofClaim(claimId)).map((each) => each.id));
  const missing = ids.findIndex((id) => !known.has(id));
  if (missing >= 0) {
    throw new DomainError('citation/not-found', 'A verdict rests on citations of its own claim.', [
      { pointer: `/citationIds/${missing}`, detail: 'is no citation of this claim' },
    ]);
  }
}

async function lastCheck(
  store: Store,
  state: ClaimState,
  rating: Rating,
  citationIds: readonly string[],
): Promise<LastCheck> {
  if (state.lastCheckId === null) return { findings: [], disagreement: [] };
  // One after the other: a transaction has one connection, and pg will refuse queries at once on it.
  const findings = await store.checks.findings(state.lastCheckId);
  const assessment = await store.checks.assessment(state.lastCheckId);
  if (assessment === null) return { findings, disagreement: [] };
  return {
    findings,
    disagreement: fingerprintOf(assessment, findings as Parameters<typeof fingerprintOf>[1], {
      expects: rating.expects,
      citationIds,
    }),
  };
}

/** The very snapshots and vintages the verdict rests on, and what disagreed with it already. */
function frozen(checkId: string | null, { findings, disagreement }: LastCheck): FrozenEvidence {
  const ids = (of: 'snapshotId' | 'vintageId'): string[] => [
    ...new Set(findings.flatMap((each) => each[of] ?? [])),
  ];
  return {
    checkId,
    snapshotIds: ids('snapshotId'),
    vintageIds: ids('vintageId'),
    knownDisagreement: disagreement,
  };
}
