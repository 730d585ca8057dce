import { figureChanges } from '../evidence/figure-changes.js';
import type { QuoteMatch } from '../evidence/quote-match.js';
import type { Finding, Reason } from '../finding.js';
import { finding, readable, type CheckedCitation, type CheckFacts } from './facts.js';

/**
 * Looks every cited passage up again in what its source says now. A passage that stands is `supported`; one that changed or
 * went is no finding on the claim, so it is `not-enough-evidence` with its state. These findings name no assertion and are
 * never weighed. While a source cannot be read, what its last snapshot lacked is still lacking: a challenge does not end by a 404.
 */
export function checkQuotations(facts: CheckFacts): Finding[] {
  return facts.citations.flatMap((citation) => {
    const source = facts.sources.find((each) => each.id === citation.sourceId);
    const held = source === undefined ? null : readable(source);
    if (source === undefined || held === null || citation.selector === null) return [];
    const { snapshot, isArchived } = held;
    const match = facts.matchQuote(snapshot.text, citation.selector);
    const isThere = match.state === 'exact' || match.state === 'reworded';
    // Of a source that cannot be read now nobody can say that the passage stands; that it was gone before is still so.
    if (isArchived && isThere) return [];
    const subject = { citationId: citation.id, sourceId: source.id, snapshotId: snapshot.snapshotId };
    const reason = { ...explain(citation, match, snapshot.text), ...(isArchived ? archived : {}) };
    return [finding('quotation', isThere ? 'supported' : 'not-enough-evidence', [reason], subject)];
  });
}

const archived = {
  isArchived: true,
  message: 'The last copy that could be read does not have the passage.',
};

type State = QuoteMatch['state'];

const codes: Readonly<Record<State, { readonly code: string; readonly message: string }>> = {
  exact: { code: 'passage-stands', message: 'The passage stands as cited.' },
  reworded: { code: 'passage-stands', message: 'The passage stands in other words with the same facts.' },
  changed: { code: 'passage-changed', message: 'The passage says something else now.' },
  gone: { code: 'passage-gone', message: 'The passage is no longer there.' },
};

function explain(citation: CheckedCitation, match: QuoteMatch, text: string): Reason {
  const { start, end, state, similarity, changes, layer } = match;
  const passage = match.passage ?? (start === null || end === null ? null : text.slice(start, end));
  const figures = figureChanges(changes);
  return {
    ...codes[state],
    state,
    similarity,
    cited: citation.selector?.exact ?? null,
    changes,
    ...(figures.length === 0 ? {} : { figures }),
    ...(layer === undefined || layer === null ? {} : { layer }),
    ...(passage === null ? {} : { passage }),
  };
}
