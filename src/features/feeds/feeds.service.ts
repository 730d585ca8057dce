import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import { claimReviewOf } from '../../domain/feed/claim-review.js';
import type { CitedWork, Node, Publisher, ReviewedVerdict } from '../../domain/feed/claim-review.js';
import type { Citation } from '../../persistence/citation.table.js';
import { Db } from '../../persistence/db.js';
import type { Source } from '../../persistence/source.table.js';
import type { Store } from '../../persistence/store.js';
import type { RatedVerdict } from '../../persistence/verdict.table.js';
import { CONTEXT } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';

/** Verdicts as other systems read them. */
@Injectable()
export class FeedsService {
  private readonly publisher: Publisher;

  constructor(
    private readonly db: Db,
    @Inject(CONTEXT) { env }: Context,
  ) {
    this.publisher = {
      name: env.STET_PUBLISHER_NAME.trim(),
      url: env.STET_PUBLISHER_URL,
      stetUrl: env.STET_PUBLIC_URL.replace(/\/+$/, ''),
    };
  }

  /** @throws DomainError `verdict/none-in-force` before the first verdict and after a withdrawal. */
  claimReview(claimId: string): Promise<Node> {
    return this.db.readTogether(async (store) => {
      const claim = await store.claims.find(claimId);
      if (claim === null) throw new DomainError('claim/not-found');
      const versions = await store.verdicts.versions(claimId);
      const inForce = versions.at(-1);
      if (inForce === undefined || inForce.kind === 'withdrawn' || inForce.ratingId === null)
        throw new DomainError(
          'verdict/none-in-force',
          'The claim has no published verdict to be reviewed by.',
        );
      const cited = await citedWorks(store, claimId);
      const { id, text, claimant, statedOn, language, publicUrl } = claim;
      return claimReviewOf(
        { ...{ id, text, claimant, statedOn, language, publicUrl }, appearances: cited.appearances },
        {
          ...published(versions, inForce),
          rating: await ratingOn(store, inForce.ratingId),
          evidence: cited.evidenceOf(inForce.citationIds),
        },
        this.publisher,
      );
    });
  }
}

async function ratingOn(store: Store, ratingId: string): Promise<ReviewedVerdict['rating']> {
  const rating = await store.scales.shown(ratingId);
  if (rating === null) throw new Error(`rating ${ratingId} of a verdict is not there`);
  return rating;
}

function published(
  versions: readonly RatedVerdict[],
  inForce: RatedVerdict,
): Omit<ReviewedVerdict, 'rating' | 'evidence'> {
  const first = versions.find((each) => each.kind === 'published') ?? inForce;
  return {
    rationale: inForce.rationale,
    firstPublishedAt: first.recordedAt.toISOString(),
    publishedAt: inForce.recordedAt.toISOString(),
    expiresOn: inForce.expiresOn,
    corrections: versions.flatMap(({ correctionNote, recordedAt }) =>
      correctionNote === null ? [] : [{ text: correctionNote, publishedAt: recordedAt.toISOString() }],
    ),
  };
}

async function citedWorks(
  store: Store,
  claimId: string,
): Promise<{ appearances: CitedWork[]; evidenceOf: (citationIds: readonly string[]) => CitedWork[] }> {
  const citations = await store.citations.ofClaim(claimId);
  const sources = await store.sources.findAll([...new Set(citations.map((each) => each.sourceId))]);
  const works = (chosen: readonly Citation[]): CitedWork[] => {
    const ids = [...new Set(chosen.map((each) => each.sourceId))];
    return ids.flatMap((id) => workOf(sources.find((each) => each.id === id)));
  };
  return {
    appearances: works(citations.filter((each) => each.role === 'appearance')),
    // A verdict that names no citation rests on the evidence there was; one that does, on those alone.
    evidenceOf: (ids) =>
      works(
        citations.filter(({ id, role }) => role === 'evidence' && (ids.length === 0 || ids.includes(id))),
      ),
  };
}

/** What people told the newsroom is not published, even when somebody gave it an address. */
function workOf(source: Source | undefined): CitedWork[] {
  if (source === undefined || source.url === null) return [];
  if (source.kind === 'interview' || source.kind === 'correspondence') return [];
  return [{ url: source.url, title: source.title }];
}
