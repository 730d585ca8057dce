import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/actor.js';
import type { HedgeWidths } from '../../domain/claim/hedges.js';
import { corrected, type AssertionCorrection } from '../../domain/claim/correct.js';
import { DomainError } from '../../domain/errors.js';
import type { AssertionRow } from '../../persistence/claim.table.js';
import { specOf } from '../../persistence/claim.table.js';
import { Db } from '../../persistence/db.js';
import { differenceOf } from '../../persistence/revision.table.js';
import { planAgain } from '../../persistence/schedule-change.js';
import { notBeforeLast } from '../../persistence/standing-change.js';
import { Clock } from '../../platform/clock.js';
import { widthsOf } from '../../platform/config.js';
import { CONTEXT } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';
import { versionMismatch } from '../../platform/http.js';
import { requireDesk } from '../auth/auth.service.js';

/** Correcting how Stet read a claim. The parse stays beside the correction. */
@Injectable()
export class AssertionsService {
  private readonly widths: HedgeWidths;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    @Inject(CONTEXT) { env }: Context,
  ) {
    this.widths = widthsOf(env);
  }

  async find(id: string): Promise<AssertionRow> {
    const row = await this.db.read((store) => store.claims.assertion(id));
    if (row === null) throw new DomainError('assertion/not-found');
    return row;
  }

  /** Applies a correction to what the assertion says now; the next check tests the corrected assertion. */
  correct(actor: Actor, id: string, version: number, correction: AssertionCorrection): Promise<AssertionRow> {
    return this.db.write(async (store) => {
      const found = await store.claims.assertion(id);
      // Under the claim's lock, so that what happens to a claim is recorded in the order in which it happens.
      if (found !== null) await store.claims.lockState(found.claimId);
      const row = await store.claims.assertion(id);
      const claim = row === null ? null : await store.claims.find(row.claimId);
      if (row === null || claim === null) throw new DomainError('assertion/not-found');
      await requireDesk(store, actor, claim.deskId);
      const spec = corrected(specOf(row), correction, this.widths);
      const now = await notBeforeLast(store, claim.id, this.clock.now());
      const kept = await store.claims.correctAssertion(id, version, spec, actor.personId, now);
      if (kept === null) throw versionMismatch();
      const after = await store.claims.assertion(id);
      if (after === null) throw new DomainError('assertion/not-found');
      await store.revisions.append({
        ...{ subjectKind: 'assertion', subjectId: id, version: after.version, claimId: claim.id },
        ...{ action: 'change', ...differenceOf(readable(row), readable(after)), reason: null },
        ...{ actorId: actor.personId, recordedAt: now },
      });
      await store.drafts.touch(claim.id);
      const cause = { kind: 'policy', id: null } as const;
      // An assertion of another kind is looked at again at another time.
      await planAgain(store, [claim.id], { now, cause, actorId: actor.personId });
      return after;
    });
  }
}

/** What a correction may change of the row. */
function readable(
  row: AssertionRow,
): Pick<AssertionRow, 'kind' | 'dueOn' | 'corrected' | 'correctedBy' | 'correctedAt'> {
  const { kind, dueOn, corrected, correctedBy, correctedAt } = row;
  return { kind, dueOn, corrected, correctedBy, correctedAt };
}
