import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../domain/actor.js';
import { partsToWeigh, runCheckers } from '../../domain/check/checkers.js';
import { readable } from '../../domain/check/facts.js';
import { DomainError } from '../../domain/errors.js';
import { originNotes } from '../../domain/check/origins.js';
import { weigh } from '../../domain/evidence/weigh.js';
import type { Assessment, CheckRow, CheckTrigger, FindingRow } from '../../persistence/check.table.js';
import { Db } from '../../persistence/db.js';
import type { Once } from '../../persistence/once.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { Page, PageQuery } from '../../persistence/page.js';
import { Clock } from '../../platform/clock.js';
import type { JobPayload } from '../../platform/jobs.js';
import { requireDesk } from '../auth/auth.service.js';
import { CheckOvertaken, CheckRecorder } from './check-recorder.service.js';
import { FactsService } from './facts.service.js';

export interface CheckWithFindings {
  readonly check: CheckRow;
  readonly findings: readonly FindingRow[];
  readonly assessment: Assessment | null;
}

/** A page that says something else at each fetch does not keep a check from ending. */
const maxTries = 3;

/** Checks: asked for by people, carried out by workers. */
@Injectable()
export class ChecksService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly facts: FactsService,
    private readonly recorder: CheckRecorder,
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
        {
          id,
          claimId,
          trigger,
          requestedBy: actor.personId,
          requestedAt: this.clock.now(),
          askedAt: this.clock.wall(),
        },
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
      const [findings, assessment] = await Promise.all([
        store.checks.findings(id),
        store.checks.assessment(id),
      ]);
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
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.carryOut(outboxId, check, { signal, isLastTry: tries === maxTries });
      } catch (error) {
        if (!(error instanceof CheckOvertaken)) throw error;
      }
    }
  }

  private async carryOut(
    outboxId: number,
    check: CheckRow,
    { signal, isLastTry }: { readonly signal: AbortSignal; readonly isLastTry: boolean },
  ): Promise<void> {
    const gathered = await this.facts.gather(check, signal);
    signal.throwIfAborted();
    if (gathered.hindered.length > 0) {
      await this.db.write((store) => this.recorder.failed(store, outboxId, check, gathered));
      return;
    }
    const findings = runCheckers(gathered.facts);
    const weighed = weigh(partsToWeigh(gathered.facts, findings));
    const weighing = { ...weighed, reasons: [...weighed.reasons, ...originNotes(gathered.facts.sources)] };
    const snapshotIds = gathered.facts.sources.flatMap(
      (source) => readable(source)?.snapshot.snapshotId ?? [],
    );
    const made = { check, subject: gathered.subject, findings, weighing, snapshotIds, isLastTry };
    await this.db.write((store) => this.recorder.completed(store, outboxId, made));
  }
}
