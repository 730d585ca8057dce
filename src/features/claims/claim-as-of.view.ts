import type { ClaimAsOf, SeriesThen, SourceThen, VerdictThen } from './claim-as-of.dto.js';
import type { HeldClaim } from './claim-as-of.service.js';
import { toAssertionView, toCitationView, toClaimView } from './claims.view.js';

/** The answer of GET /v1/claims/{id}?asOf=&knownAt=. */
export function toClaimAsOf(held: HeldClaim): ClaimAsOf {
  const { standingSince, cause, causeId, disagreement, ...claim } = held.claim;
  return {
    ...toClaimView({ ...claim, lastVerifiedAt: held.lastVerifiedAt, nextCheckAt: null, nextCheckWhy: null }),
    ...{ asOf: held.asOf.toISOString(), knownAt: held.knownAt.toISOString() },
    verdict: held.verdict === null ? null : toVerdict(held.verdict),
    standing: {
      ...{ version: claim.standingVersion, since: standingSince.toISOString() },
      ...{ cause, causeId, disagreement },
    },
    lastCheck: toCheck(held.check),
    findings: held.findings.map(
      ({ checkId: _c, claimId: _d, position: _p, recordedAt: _r, ...finding }) => finding,
    ),
    personFindings: held.personFindings.map(({ claimId: _c, ...each }) => ({
      ...each,
      recordedAt: each.recordedAt.toISOString(),
    })),
    assertions: held.assertions.map(toAssertionView),
    citations: held.citations.map(toCitationView),
    sources: held.sources.map(toSource),
    series: held.series.map(toSeries),
  };
}

function toVerdict(row: NonNullable<HeldClaim['verdict']>): VerdictThen {
  const { claimId: _, ratingId: _r, ratingCode, ratingLabel, expects: _e, ...rest } = row;
  return {
    ...rest,
    rating: ratingCode === null ? null : { code: ratingCode, label: ratingLabel ?? ratingCode },
    publishedBy: row.publishedBy ?? row.authorId,
    validFrom: row.validFrom.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
  };
}

function toCheck(row: HeldClaim['check']): ClaimAsOf['lastCheck'] {
  if (row?.completedAt == null) return null;
  const { id, trigger, label, parts, reasons } = row;
  return { id, trigger, completedAt: row.completedAt.toISOString(), label, parts: [...parts], reasons };
}

function toSource(row: HeldClaim['sources'][number]): SourceThen {
  const { id, kind, url, title, tier, origin, note, version } = row;
  const { snapshotId, fetchedAt, textSha256 } = row;
  return {
    ...{ id, kind, url, title, tier, origin, note, version },
    snapshot:
      snapshotId === null || fetchedAt === null || textSha256 === null
        ? null
        : {
            ...{ id: snapshotId, fetchedAt: fetchedAt.toISOString(), title: row.snapshotTitle },
            ...{ textSha256: textSha256.toString('hex'), status: row.snapshotStatus },
          },
  };
}

function toSeries(row: HeldClaim['series'][number]): SeriesThen {
  const { assertionId, seriesId, title, vintageId, number, publishedOn, vintageRecordedAt } = row;
  const known = vintageId !== null && number !== null && publishedOn !== null && vintageRecordedAt !== null;
  return {
    ...{ assertionId, seriesId, title },
    vintage: known
      ? { id: vintageId, number, publishedOn, recordedAt: vintageRecordedAt.toISOString() }
      : null,
  };
}
