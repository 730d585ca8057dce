import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../domain/actor.js';
import { partsToWeigh, runCheckers } from '../../domain/check/checkers.js';
import { DomainError } from '../../domain/errors.js';
import { weigh } from '../../domain/evidence/weigh.js';
import type { Weighing } from '../../domain/evidence/weigh.js';
import type { Finding } from '../../domain/finding.js';
import { nextCheck, retryAfterFailure } from '../../domain/schedule/policy.js';
import { fingerprintOf } from '../../domain/standing/disagreement.js';
import type { Assessment, CheckRow, CheckTrigger, FindingRow } from '../../persistence/check.table.js';
import type { ClaimState } from '../../persistence/claim.table.js';
import { specOf } from '../../persistence/claim.table.js';
import { Db } from '../../persistence/db.js';
import type { Once } from '../../persistence/once.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { Page, PageQuery } from '../../persistence/page.js';
import { briefOf, recordStanding } from '../../persistence/standing-change.js';
import type { Store } from '../../persistence/store.js';
import type { RatedVerdict } from '../../persistence/verdict.table.js';
import { Clock } from '../../platform/clock.js';
import { CONTEXT } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';
import type { JobPayload } from '../../platform/jobs.js';
import { requireDesk } from '../auth/auth.service.js';
import { FactsService } from './facts.service.js';
import type { Gathered, Subject } from './facts.service.js';

export interface CheckWithFindings {
  readonly check: CheckRow;
  readonly findings: readonly FindingRow[];
  readonly assessment: Assessment | null;
}

/** Checks: asked for by people, carried out by workers. */
@Injectable()
export class ChecksService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly facts: FactsService,
    @Inject(CONTEXT) private readonly context: Context,
  ) {}

  /** Asks for a check now. */
  request(actor: Actor, claimId: string, request: Once | null): Promise<{ id: string }> {
    return this.db.writeOnce(request, async (store) => {
      const claim = await store.claims.find(claimId);
      if (claim === null) throw new DomainError('claim/not-found');
      await requireDesk(store, actor, claim.deskId);
      const id = uuidv7();
      const trigger: CheckTrigger = 'manual';
      await store.checks.add([
        { id, claimId, trigger, requestedBy: actor.personId, requestedAt: this.clock.now(), askedAt: this.clock.wall() },
      ]);
      await store.outbox.add('check.run', id);
      return { id };
    });
  }

  async list(claimId: string, query: PageQuery): Promise<Page<CheckRow>> {
    const page = pageRequest(query);
    return this.db.read(async (store) => {
      if ((await store.claims.find(claimId)) === null) throw new DomainError('claim/not-found');
      const rows = await store.checks.list(claimId, page);
      return toPage(rows, page.limit, (row) => ({ key: row.requestedAt.toISOString(), id: row.id }));
    });
  }

  async find(id: string): Promise<CheckWithFindings> {
    return this.db.read(async (store) => {
      const check = await store.checks.find(id);
      if (check === null) throw new DomainError('check/not-found');
      const [findings, assessment] = await Promise.all([store.checks.findings(id), store.checks.assessment(id)]);
      return { check, findings, assessment };
    });
  }

  /**
   * Carries out a check. No transaction is held while sources are fetched; the result is recorded under the token taken at
   * the start, so that a worker that was taken for dead changes nothing when it wakes.
   */
  async run({ outboxId, refId }: JobPayload, signal: AbortSignal): Promise<void> {
    const check = await this.db.write((store) => store.checks.take(refId, this.clock.now()));
    if (check === null) {
      await this.db.write((store) => store.outbox.complete(outboxId));
      return;
    }
    const gathered = await this.facts.gather(check, signal);
    signal.throwIfAborted();
    if (gathered.hindered.length > 0) {
      await this.db.write((store) => this.recordFailure(store, outboxId, check, gathered));
      return;
    }
    const findings = runCheckers(gathered.facts);
    const weighing = weigh(partsToWeigh(gathered.facts, findings));
    await this.db.write((store) => this.record(store, outboxId, check, gathered.subject, findings, weighing));
  }

  private async record(
    store: Store,
    outboxId: number,
    check: CheckRow,
    subject: Subject,
    findings: readonly Finding[],
    weighing: Weighing,
  ): Promise<void> {
    if (!(await store.outbox.complete(outboxId))) return;
    const before = await lockedState(store, check.claimId);
    const now = this.clock.now();
    // Thrown, not returned: the outbox row must open again, for the worker that holds the check now closes it.
    if (!(await store.checks.end(check.id, check.token, 'completed', now, null))) throw new Error('another worker took this check over');
    await store.checks.addFindings(
      check.id,
      check.claimId,
      findings.map((each) => ({ ...each, id: uuidv7() })),
      now,
    );
    await store.checks.addAssessment({
      ...{ checkId: check.id, claimId: check.claimId, label: weighing.label, recordedAt: now },
      ...{ parts: [...weighing.parts], reasons: [...weighing.reasons] },
    });
    const verdict = await store.verdicts.latest(check.claimId);
    const { claim, assertions } = subject;
    const standing = await recordStanding(store, {
      ...{ claim, assertions, verdict, before, now, actorId: null },
      patch: {
        label: weighing.label,
        lastCheckId: check.id,
        lastVerifiedAt: now,
        failedChecks: 0,
        disagreement: disagreementWith(verdict, weighing, findings),
      },
      cause: { kind: 'check', id: check.id },
    });
    const parts = weighing.parts.map(({ assertionId, label }) => ({ assertionId, label }));
    const data = { claim: briefOf(claim), checkId: check.id, trigger: check.trigger, assessment: weighing.label, parts, standing };
    await store.outbox.add('event.fan-out', await store.events.append('check.completed', claim.id, data, now));
    await this.scheduleNext(store, subject, now);
  }

  private async scheduleNext(store: Store, { claim, assertions }: Subject, now: Date): Promise<void> {
    const instant = now.toISOString();
    const jitter = Math.random() * 2 - 1;
    const { at, why } = nextCheck({ assertions: assertions.map(specOf), lastCheckedAt: instant, now: instant, jitter });
    const due = assertions.some((row) => row.dueOn !== null && at.startsWith(row.dueOn));
    await store.schedules.set({ subjectKind: 'claim', subjectId: claim.id, nextAt: new Date(at), why, trigger: due ? 'due' : 'scheduled' });
  }

  /** A check that could not be made: no finding, no new label, `lastVerifiedAt` stays; tried again after a while. */
  private async recordFailure(store: Store, outboxId: number, check: CheckRow, { hindered, subject }: Gathered): Promise<void> {
    if (!(await store.outbox.complete(outboxId))) return;
    const state = await lockedState(store, check.claimId);
    const now = this.clock.now();
    const failure = hindered.map((each) => `source ${each.sourceId}: ${each.code} (${each.message})`).join('; ');
    if (!(await store.checks.end(check.id, check.token, 'failed', now, failure))) throw new Error('another worker took this check over');
    const failedChecks = state.failedChecks + 1;
    await store.claims.saveState({ ...state, failedChecks });
    const seconds = retryAfterFailure(failedChecks);
    await store.schedules.set({
      ...{ subjectKind: 'claim', subjectId: subject.claim.id, trigger: 'scheduled' },
      nextAt: new Date(now.getTime() + seconds * 1000),
      why: `Its last ${failedChecks === 1 ? 'check' : `${failedChecks} checks`} could not be made: ${hindered[0]?.message ?? 'a source failed'}.`,
    });
    this.context.log.warn({ checkId: check.id, claimId: check.claimId, failure }, `a check could not be made; again in ${seconds} s`);
  }
}

async function lockedState(store: Store, claimId: string): Promise<ClaimState> {
  const state = await store.claims.lockState(claimId);
  if (state === null) throw new Error(`claim ${claimId} has no state row: run the migrations of this version`);
  return state;
}

/** What disagrees with the verdict in force; nothing without one. */
export function disagreementWith(verdict: RatedVerdict | null, weighing: Pick<Weighing, 'label' | 'parts'>, findings: readonly Finding[]): string[] {
  if (verdict === null || verdict.kind !== 'published') return [];
  return fingerprintOf(weighing, findings, { expects: verdict.expects, citationIds: verdict.citationIds });
}
