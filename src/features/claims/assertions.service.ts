import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/actor.js';
import type { Assertion, AssertionKind, Dimension } from '../../domain/claim/assertion.js';
import { DomainError } from '../../domain/errors.js';
import type { AssertionRow } from '../../persistence/claim.table.js';
import { specOf } from '../../persistence/claim.table.js';
import { Db } from '../../persistence/db.js';
import { differenceOf } from '../../persistence/revision.table.js';
import { planAgain } from '../../persistence/schedule-change.js';
import { notBeforeLast } from '../../persistence/standing-change.js';
import { Clock } from '../../platform/clock.js';
import { versionMismatch } from '../../platform/http.js';
import { requireDesk } from '../auth/auth.service.js';

/** What a person may correct of a parse. */
export interface AssertionCorrection {
  readonly kind?: AssertionKind;
  readonly dimension?: Dimension;
  readonly value?: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly lowInclusive?: boolean | null;
  readonly highInclusive?: boolean | null;
  readonly unit?: string | null;
  readonly currency?: string | null;
  readonly direction?: 'up' | 'down' | null;
  readonly period?: { readonly from: string | null; readonly to: string | null } | null;
  readonly baseline?: { readonly from: string | null; readonly to: string | null } | null;
  readonly dueOn?: string | null;
}

/** Correcting how Stet read a claim. The parse stays beside the correction. */
@Injectable()
export class AssertionsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

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
      const spec = merged(specOf(row), correction);
      const now = await notBeforeLast(store, claim.id, this.clock.now());
      const corrected = await store.claims.correctAssertion(id, version, spec, actor.personId, now);
      if (corrected === null) throw versionMismatch();
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

function merged(spec: Assertion, correction: AssertionCorrection): Assertion {
  const given = Object.fromEntries(Object.entries(correction).filter(([, value]) => value !== undefined));
  const next: Assertion = { ...spec, ...given };
  for (const [pointer, isWrong] of contradictions(next)) {
    if (isWrong) {
      const detail = 'the first must not be above the second';
      throw new DomainError('request/invalid', `${pointer}: ${detail}.`, [{ pointer, detail }]);
    }
  }
  // A bound that is set is inclusive unless said otherwise; an open end is neither.
  return {
    ...next,
    lowInclusive: next.low === null ? null : (next.lowInclusive ?? true),
    highInclusive: next.high === null ? null : (next.highInclusive ?? true),
  };
}

function contradictions({ low, high, period, baseline }: Assertion): [string, boolean][] {
  const isTurned = (range: Assertion['period']): boolean =>
    range?.from != null && range.to !== null && range.from > range.to;
  return [
    ['/low', low !== null && high !== null && low > high],
    ['/period', isTurned(period)],
    ['/baseline', isTurned(baseline)],
  ];
}
