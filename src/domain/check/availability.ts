import type { Finding } from '../finding.js';
import { failure, type CheckFacts } from './facts.js';

/** One error finding for each source that could not be fetched, with the cause. A source that was is no finding. */
export function checkAvailability(facts: CheckFacts): Finding[] {
  return facts.sources.flatMap(({ id, capture }) => {
    if (capture.ok) return [];
    const { error, archived } = capture;
    const instead = archived
      ? ` Its archived copy of ${archived.fetchedAt.slice(0, 10)} is judged instead.`
      : '';
    const reason = {
      code: 'source-unavailable',
      message: `The source could not be fetched: ${error.message}.${instead}`.replace('..', '.'),
      cause: error.code,
    };
    return [
      failure('availability', error.code, [reason], {
        sourceId: id,
        snapshotId: archived?.snapshotId ?? null,
      }),
    ];
  });
}
