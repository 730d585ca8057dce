/**
 * Every refusal Stet can give, as `subject/what`. HTTP status and public text stand in `platform/problem.ts`,
 * meaning and remedy in docs/errors.md (a contract test compares the three).
 */
export type ErrorCode =
  | 'request/invalid'
  | 'request/bad-json'
  | 'request/too-large'
  | 'request/unsupported-media-type'
  | 'request/no-such-route'
  | 'request/if-match-required'
  | 'request/version-mismatch'
  | 'request/bad-cursor'
  | 'request/malformed'
  | 'idempotency/other-request'
  | 'idempotency/in-progress'
  | 'auth/key-missing'
  | 'auth/key-invalid'
  | 'auth/forbidden'
  | 'auth/other-desk'
  | 'auth/person-required'
  | 'person/not-found'
  | 'person/last-admin'
  | 'person/role-too-high'
  | 'key/not-found'
  | 'desk/not-found'
  | 'desk/name-taken'
  | 'claim/not-found'
  | 'claim/not-yet-recorded'
  | 'assertion/not-found'
  | 'source/not-found'
  | 'source/url-taken'
  | 'source/url-refused'
  | 'source/not-fetched'
  | 'source/not-a-document'
  | 'document/empty'
  | 'document/too-large'
  | 'document/unreadable'
  | 'snapshot/not-found'
  | 'snapshot/other-source'
  | 'snapshot/no-bytes'
  | 'fetch/not-found'
  | 'memento/not-found'
  | 'memento/url-taken'
  | 'memento/not-verified'
  | 'citation/not-found'
  | 'series/not-found'
  | 'series/bad-csv'
  | 'series/bad-data'
  | 'series/ambiguous'
  | 'series/other-measure'
  | 'series/not-fetched'
  | 'series/bad-expression'
  | 'series/no-observations'
  | 'series/vintage-not-newer'
  | 'vintage/not-found'
  | 'check/not-found'
  | 'scale/not-found'
  | 'scale/code-taken'
  | 'rating/not-found'
  | 'rating/code-taken'
  | 'rating/in-use'
  | 'rating/retired'
  | 'verdict/none-to-withdraw'
  | 'verdict/none-in-force'
  | 'verdict/review-required'
  | 'verdict/valid-from-in-future'
  | 'draft/not-found'
  | 'review/own-draft'
  | 'upheld/no-such-disagreement'
  | 'workflow/illegal-transition'
  | 'finding/not-found'
  | 'finding/already-retracted'
  | 'correction-request/not-found'
  | 'policy/not-found'
  | 'policy/name-taken'
  | 'policy/in-use'
  | 'policy/bad-rule'
  | 'schedule/not-held'
  | 'endpoint/not-found'
  | 'endpoint/url-refused'
  | 'delivery/not-found'
  | 'dead-letter/not-found'
  | 'ops/unavailable'
  | 'internal/unexpected';

export interface FieldError {
  /** JSON pointer into the request body or the name of a parameter. */
  readonly pointer: string;
  readonly detail: string;
}

/** An expected refusal. Thrown by services; the problem filter turns it into RFC 9457. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    /** One sentence for the caller: what happened and what to do. */
    readonly detail: string = '',
    readonly fields: readonly FieldError[] = [],
  ) {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.name = 'DomainError';
  }
}
