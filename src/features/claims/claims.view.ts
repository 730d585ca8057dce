import { printReading } from '../../domain/claim/print-reading.js';
import { specOf } from '../../persistence/claim.table.js';
import type { AssertionView, CitationView, ClaimView } from './claims.dto.js';
import type { ClaimsService } from './claims.service.js';

type ClaimRow = Awaited<ReturnType<ClaimsService['find']>>;
type AssertionRow = Awaited<ReturnType<ClaimsService['assertions']>>[number];
type Citation = Awaited<ReturnType<ClaimsService['citationList']>>[number];

export function toClaimView(row: ClaimRow): ClaimView {
  const { createdBy: _, reviewPriority: _r, label, ratingCode, ratingLabel, ...rest } = row;
  return {
    ...rest,
    assessment: label,
    rating: ratingCode === null ? null : { code: ratingCode, label: ratingLabel ?? ratingCode },
    recordedAt: row.recordedAt.toISOString(),
    lastVerifiedAt: row.lastVerifiedAt?.toISOString() ?? null,
    nextCheckAt: row.nextCheckAt?.toISOString() ?? null,
  };
}

/** A correction read back from history brings its moment as text. */
export function toAssertionView(row: AssertionRow): AssertionView {
  return {
    ...row,
    reading: printReading(specOf(row)),
    correctedAt: row.correctedAt === null ? null : new Date(row.correctedAt).toISOString(),
  };
}

export function toCitationView({ claimId: _, ...row }: Citation): CitationView {
  return { ...row, recordedAt: row.recordedAt.toISOString() };
}
