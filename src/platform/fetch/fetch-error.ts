/** Why a fetch gave no answer. The first three are refusals by rule: asking again later changes nothing. */
export type FetchErrorCode =
  | 'refused-address'
  | 'refused-url'
  | 'refused-port'
  | 'dns-failed'
  | 'connect-failed'
  | 'tls-failed'
  | 'timeout'
  | 'too-slow'
  | 'too-large'
  | 'too-many-redirects'
  | 'bad-content-type'
  | 'bad-encoding'
  | 'network'
  | 'aborted';

/** A fetch that gave no answer. `message` is one line for an operator; `transient` says whether a later try may succeed. */
export class FetchError extends Error {
  override readonly name = 'FetchError';

  constructor(
    readonly code: FetchErrorCode,
    message: string,
    readonly transient = transientCodes.has(code),
  ) {
    super(message.replace(/\s+/g, ' ').slice(0, maxMessage));
  }
}

/** Names an error of undici, Node or OpenSSL in our words. A FetchError, also one wrapped as a cause, stays what it is. */
export function toFetchError(error: unknown, host: string): FetchError {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1)
    if (at instanceof FetchError) return at;
  const code = codeOf(error);
  const kind = kinds.find((one) => one.pattern.test(code)) ?? {
    code: 'network' as const,
    says: 'connection broke',
  };
  const detail = error instanceof Error ? error.message : String(error);
  return new FetchError(kind.code, `${host}: ${kind.says} (${code === '' ? detail : `${code}: ${detail}`})`);
}

const transientCodes = new Set<FetchErrorCode>([
  'connect-failed',
  'timeout',
  'too-slow',
  'network',
  'aborted',
]);
const maxMessage = 300;

const kinds: readonly { readonly pattern: RegExp; readonly code: FetchErrorCode; readonly says: string }[] = [
  {
    pattern: /^UND_ERR_HEADERS_OVERFLOW$|^HPE_HEADER_OVERFLOW$/,
    code: 'too-large',
    says: 'headers beyond 16 KiB',
  },
  { pattern: /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/, code: 'timeout', says: 'no answer in time' },
  {
    pattern: /^(UND_ERR_CONNECT_TIMEOUT|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EADDRNOTAVAIL)$/,
    code: 'connect-failed',
    says: 'no connection',
  },
  {
    pattern:
      /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO$|HOSTNAME_MISMATCH|INVALID_CA)/,
    code: 'tls-failed',
    says: 'no trusted TLS connection; its owner has to repair that',
  },
];

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}
