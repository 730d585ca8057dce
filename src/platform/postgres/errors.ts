/** A refusal or failure of the embedded server. Its message is one line that says what to do. */
export class PostgresServerError extends Error {
  override readonly name = 'PostgresServerError';
}

/** Any failure as one line; file system errors keep their code and path, a stack is never shown. */
export function asServerError(error: unknown, doing: string): PostgresServerError {
  if (error instanceof PostgresServerError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new PostgresServerError(`${doing}: ${message.replace(/\s*\n\s*/g, ' ')}`);
}

/** The code of a system or PostgreSQL error (`ENOENT`, `57P01`), or an empty string. */
export function errorCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}
