import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { StandingView } from '../../domain/standing/view.js';
import type { Weighing } from '../../domain/evidence/weigh.js';
import type { Finding } from '../../domain/finding.js';
import { failureText } from '../../domain/schedule/failure.js';
import { fingerprintOf } from '../../domain/standing/disagreement.js';
import { recordFailure } from '../../persistence/check-failure.js';
import type { CheckRow } from '../../persistence/check.table.js';
import type { ClaimState } from '../../persistence/claim.table.js';
import { planNext } from '../../persistence/schedule-change.js';
import { briefOf, recordStanding } from '../../persistence/standing-change.js';
import type { Store } from '../../persistence/store.js';
import type { RatedVerdict } from '../../persistence/verdict.table.js';
import { Clock } from '../../platform/clock.js';
import { CONTEXT } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';
import type { Gathered, Subject } from './facts.service.js';

/** A check that was carried out, not yet recorded. */
export interface MadeCheck {
  readonly check: CheckRow;
  readonly subject: Subject;
  readonly findings: readonly Finding[];
  readonly weighing: Weighing;
  /** What its sources said. */
  readonly snapshotIds: readonly string[];
  /** It is recorded although a source says something else by now: it was carried out again for that before. */
  readonly isLastTry: boolean;
}

/** A source was fetched meanwhile and says something else. An error, so that the transaction rolls back. */
export class CheckOvertaken extends Error {}

/**
 * Records how a check ended, in the caller's transaction: outbox row, check, findings, assessment, standing, event and
 * schedule, together or not at all. Both ends are fenced by the check's token.
 */
@Injectable()
export class CheckRecorder {
  constructor(
    private readonly clock: Clock,
    @Inject(CONTEXT) private readonly context: Context,
  ) {}

  /**
   * @throws CheckOvertaken when a source says something else by now: a check that waited long for another page must not undo
   * what the check caused by the change found.
   */
  async completed(store: Store, outboxId: number, made: MadeCheck): Promise<void> {
    if (!(await store.outbox.complete(outboxId))) return;
    const { check, findings, weighing } = made;
    const before = await lockedState(store, check.claimId);
    if (!made.isLastTry && (await store.snapshots.isOvertaken(made.snapshotIds))) throw new CheckOvertaken();
    const now = this.clock.now();
    await endUnderToken(store, check, 'completed', now, null);
    const identified = findings.map((each) => ({ ...each, id: uuidv7() }));
    await store.checks.addFindings(check.id, check.claimId, identified, now);
    await store.checks.addAssessment({
      checkId: check.id,
      claimId: check.claimId,
      label: weighing.label,
      parts: [...weighing.parts],
      reasons: [...weighing.reasons],
      recordedAt: now,
    });
    const standing = await this.moveStanding(store, made, before, now);
    await this.announce(store, made, standing, now);
    await answerSlot(store, check, now);
    await planNext(store, check.claimId);
  }

  /** A check that could not be made: no finding, no new label, `lastVerifiedAt` stays; tried again after a while. */
  async failed(store: Store, outboxId: number, check: CheckRow, gathered: Gathered): Promise<void> {
    if (!(await store.outbox.complete(outboxId))) return;
    const state = await lockedState(store, check.claimId);
    const now = this.clock.now();
    const failure = failureText(gathered.hindered);
    await endUnderToken(store, check, 'failed', now, failure);
    const { claim } = gathered.subject;
    const retryAt = await recordFailure(store, { check, claim, state, failure, now });
    this.context.log.warn(
      { checkId: check.id, claimId: check.claimId, failure, retryAt },
      'a check could not be made',
    );
  }

  private async moveStanding(
    store: Store,
    made: MadeCheck,
    before: ClaimState,
    now: Date,
  ): Promise<StandingView> {
    const { check, subject, findings, weighing } = made;
    const verdict = await store.verdicts.latest(check.claimId);
    return recordStanding(store, {
      claim: subject.claim,
      assertions: subject.assertions,
      verdict,
      before,
      patch: {
        label: weighing.label,
        lastCheckId: check.id,
        lastVerifiedAt: now,
        failedChecks: 0,
        unchangedChecks: (await cameToTheSame(store, before, weighing)) ? before.unchangedChecks + 1 : 0,
        disagreement: disagreementWith(verdict, weighing, findings),
      },
      cause: { kind: 'check', id: check.id },
      actorId: null,
      now,
    });
  }

  private async announce(
    store: Store,
    { check, subject, weighing }: MadeCheck,
    standing: StandingView,
    now: Date,
  ): Promise<void> {
    const data = {
      claim: briefOf(subject.claim),
      checkId: check.id,
      trigger: check.trigger,
      assessment: weighing.label,
      parts: weighing.parts.map(({ assertionId, label }) => ({ assertionId, label })),
      standing,
    };
    const eventId = await store.events.append('check.completed', subject.claim.id, data, now);
    await store.outbox.addFanOut(eventId, 'check.completed');
  }
}

/** A check that somebody asked for and that ends when the claim is due answers that due time: no other check is asked for. */
async function answerSlot(store: Store, check: CheckRow, now: Date): Promise<void> {
  if (check.slotAt !== null) return;
  const [place] = await store.schedules.lock([check.claimId]);
  if (place !== undefined && place.nextAt <= now) await store.checks.answersSlot(check.id, place.nextAt);
}

/** Whether the claim and each of its parts have the labels the last completed check gave them. */
async function cameToTheSame(store: Store, before: ClaimState, weighing: Weighing): Promise<boolean> {
  const last = before.lastCheckId === null ? null : await store.checks.assessment(before.lastCheckId);
  if (last === null || last.label !== weighing.label) return false;
  const labelOf = new Map(last.parts.map(({ assertionId, label }) => [assertionId, label]));
  return (
    last.parts.length === weighing.parts.length &&
    weighing.parts.every(({ assertionId, label }) => labelOf.get(assertionId) === label)
  );
}

/**
 * Thrown when the token is no longer the check's, not returned: the transaction must roll back, so that the outbox row stays
 * open for the worker that holds the check now.
 */
async function endUnderToken(
  store: Store,
  check: CheckRow,
  state: 'completed' | 'failed',
  now: Date,
  failure: string | null,
): Promise<void> {
  if (await store.checks.end(check.id, check.token, state, now, failure)) return;
  throw new Error(`another worker took check ${check.id} over: this result is refused`);
}

async function lockedState(store: Store, claimId: string): Promise<ClaimState> {
  const state = await store.claims.lockState(claimId);
  if (state === null)
    throw new Error(`claim ${claimId} has no state row: run the migrations of this version`);
  return state;
}

/** What disagrees with the verdict in force; nothing without one. */
function disagreementWith(
  verdict: RatedVerdict | null,
  weighing: Weighing,
  findings: readonly Finding[],
): string[] {
  if (verdict === null || verdict.kind !== 'published') return [];
  return fingerprintOf(weighing, findings, { expects: verdict.expects, citationIds: verdict.citationIds });
}
