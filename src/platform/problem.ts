import { DomainError } from '../domain/errors.js';
import type { ErrorCode, FieldError } from '../domain/errors.js';

/** What each refusal becomes over HTTP. */
export const problems: Readonly<Record<ErrorCode, { readonly status: number; readonly title: string }>> = {
  'request/invalid': { status: 400, title: 'The request does not have the shape this route takes' },
  'request/bad-json': { status: 400, title: 'The body is not JSON' },
  'request/malformed': { status: 400, title: 'The request is malformed' },
  'request/bad-cursor': { status: 400, title: 'The cursor is not one of this list' },
  'request/too-large': { status: 413, title: 'The body is too large' },
  'request/unsupported-media-type': { status: 415, title: 'The body is of a type this route does not take' },
  'request/no-such-route': { status: 404, title: 'There is no such route' },
  'request/if-match-required': { status: 428, title: 'If-Match is required' },
  'request/version-mismatch': { status: 412, title: 'It was changed meanwhile' },
  'idempotency/other-request': { status: 422, title: 'The Idempotency-Key belongs to another request' },
  'idempotency/in-progress': {
    status: 409,
    title: 'The first request with this Idempotency-Key is under way',
  },
  'auth/key-missing': { status: 401, title: 'No API key was sent' },
  'auth/key-invalid': { status: 401, title: 'The API key is not valid' },
  'auth/forbidden': { status: 403, title: 'The key lacks a permission' },
  'auth/other-desk': { status: 403, title: 'The claim belongs to another desk' },
  'auth/person-required': { status: 403, title: 'Only a person may do this' },
  'person/not-found': { status: 404, title: 'There is no such person' },
  'person/last-admin': { status: 409, title: 'The last admin must stay' },
  'person/role-too-high': { status: 409, title: 'The role is above that of the person' },
  'key/not-found': { status: 404, title: 'There is no such key' },
  'desk/not-found': { status: 404, title: 'There is no such desk' },
  'desk/name-taken': { status: 409, title: 'A desk has this name already' },
  'claim/not-found': { status: 404, title: 'There is no such claim' },
  'claim/not-yet-recorded': { status: 404, title: 'The claim was not recorded yet at that moment' },
  'assertion/not-found': { status: 404, title: 'There is no such assertion' },
  'source/not-found': { status: 404, title: 'There is no such source' },
  'source/url-taken': { status: 409, title: 'A source has this address already' },
  'source/url-refused': { status: 422, title: 'The address of the source is refused' },
  'source/not-fetched': { status: 409, title: 'The source is not one that is fetched' },
  'source/not-a-document': { status: 409, title: 'The source is no document' },
  'document/empty': { status: 422, title: 'The document is empty' },
  'document/too-large': { status: 413, title: 'The document is too large' },
  'document/unreadable': { status: 422, title: 'The document gives no text' },
  'snapshot/not-found': { status: 404, title: 'There is no such snapshot' },
  'snapshot/other-source': { status: 422, title: 'The snapshots are of two sources' },
  'snapshot/no-bytes': { status: 404, title: 'The bytes of the snapshot are not kept' },
  'fetch/not-found': { status: 404, title: 'There is no such fetch' },
  'memento/not-found': { status: 404, title: 'There is no such capture' },
  'memento/url-taken': { status: 409, title: 'The capture is recorded already' },
  'memento/not-verified': { status: 409, title: 'The capture was not verified' },
  'citation/not-found': { status: 404, title: 'There is no such citation' },
  'series/not-found': { status: 404, title: 'There is no such series' },
  'series/bad-csv': { status: 422, title: 'The CSV cannot be read as a series' },
  'series/bad-data': { status: 422, title: 'The data cannot be read as a series' },
  'series/ambiguous': { status: 422, title: 'The data hold several series' },
  'series/other-measure': { status: 422, title: 'The data are counted in something else' },
  'series/not-fetched': { status: 422, title: 'The data could not be fetched' },
  'series/bad-expression': { status: 422, title: 'The expression cannot be used' },
  'series/no-observations': { status: 422, title: 'A vintage needs observations' },
  'series/vintage-not-newer': { status: 409, title: 'The vintage is older than the newest one' },
  'vintage/not-found': { status: 404, title: 'There is no such vintage' },
  'check/not-found': { status: 404, title: 'There is no such check' },
  'scale/not-found': { status: 404, title: 'There is no such scale' },
  'scale/code-taken': { status: 409, title: 'A scale has this code already' },
  'rating/not-found': { status: 404, title: 'There is no such rating' },
  'rating/code-taken': { status: 409, title: 'A rating of the scale has this code already' },
  'rating/in-use': { status: 409, title: 'A verdict carries the rating' },
  'rating/retired': { status: 409, title: 'The rating is retired' },
  'verdict/none-to-withdraw': { status: 409, title: 'No verdict is in force' },
  'verdict/none-in-force': { status: 404, title: 'No verdict is in force' },
  'verdict/review-required': { status: 409, title: 'The verdict needs more reviewers' },
  'verdict/valid-from-in-future': { status: 422, title: 'A verdict cannot hold from a moment to come' },
  'draft/not-found': { status: 404, title: 'The claim has no draft' },
  'review/own-draft': { status: 403, title: 'Nobody reviews what they wrote' },
  'upheld/no-such-disagreement': { status: 409, title: 'The verdict is not challenged by this' },
  'workflow/illegal-transition': { status: 409, title: 'The workflow does not allow this step' },
  'finding/not-found': { status: 404, title: 'There is no such finding of a person' },
  'finding/already-retracted': { status: 409, title: 'The finding was retracted before' },
  'correction-request/not-found': { status: 404, title: 'There is no such correction request' },
  'policy/not-found': { status: 404, title: 'There is no such policy' },
  'policy/name-taken': { status: 409, title: 'A policy has this name already' },
  'policy/in-use': { status: 409, title: 'The policy is in use' },
  'policy/bad-rule': { status: 422, title: 'The rule of the policy cannot be followed' },
  'schedule/not-held': { status: 409, title: 'The schedule of the claim is not held' },
  'endpoint/not-found': { status: 404, title: 'There is no such endpoint' },
  'endpoint/url-refused': { status: 422, title: 'The address of the endpoint is refused' },
  'delivery/not-found': { status: 404, title: 'There is no such delivery' },
  'dead-letter/not-found': { status: 404, title: 'There is no such dead letter' },
  'ops/unavailable': { status: 503, title: 'Stet cannot reach what it needs' },
  'internal/unexpected': { status: 500, title: 'Stet failed; the log says why' },
};

/** RFC 9457. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail?: string;
  readonly instance?: string;
  readonly errors?: readonly FieldError[];
}

export const problemType = 'application/problem+json';

/** The problem of a refusal; `type` is a relative reference to the errors page that Stet serves. */
export function problemOf(error: DomainError, instance?: string): Problem {
  const { status, title } = problems[error.code];
  return {
    type: `/docs/errors#${error.code.replace('/', '-')}`,
    title,
    status,
    code: error.code,
    ...(error.detail === '' ? {} : { detail: error.detail }),
    ...(instance === undefined ? {} : { instance }),
    ...(error.fields.length === 0 ? {} : { errors: error.fields }),
  };
}

/** What a framework's status means in our codes. */
const codeOfStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'request/malformed',
  403: 'request/no-such-route',
  404: 'request/no-such-route',
  405: 'request/no-such-route',
  413: 'request/too-large',
  414: 'request/malformed',
  415: 'request/unsupported-media-type',
  417: 'request/malformed',
  431: 'request/malformed',
};

/** Connection trouble, by SQLSTATE class or socket error: not our fault, nor the caller's. */
const unavailable = /^(08|53|57P0|ECONN|EPIPE|ENOENT|ETIMEDOUT|EAI_)|^25006$/;

/** Any thrown thing as a refusal; what is not expected becomes `internal/unexpected`. */
export function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const { status, code } = traitsOf(error);
  const known = status === null ? undefined : codeOfStatus[status];
  if (known !== undefined) return new DomainError(known);
  if (code !== null && unavailable.test(code))
    return new DomainError('ops/unavailable', 'The database does not answer; try again shortly.');
  return new DomainError('internal/unexpected');
}

function traitsOf(error: unknown): { status: number | null; code: string | null } {
  if (typeof error !== 'object' || error === null) return { status: null, code: null };
  const { statusCode, code, driverError } = error as {
    statusCode?: unknown;
    code?: unknown;
    driverError?: { code?: unknown };
  };
  const getStatus = (error as { getStatus?: () => number }).getStatus?.bind(error);
  const inner = code ?? driverError?.code;
  return {
    status: getStatus?.() ?? (typeof statusCode === 'number' ? statusCode : null),
    code: typeof inner === 'string' ? inner : null,
  };
}
