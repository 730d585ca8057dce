import type { LoggerService } from '@nestjs/common';
import { destination, pino, stdSerializers } from 'pino';
import type { Logger } from 'pino';

export type Log = Logger;

interface Printable {
  readonly type: string;
  readonly message: string;
  readonly code?: unknown;
  readonly stack?: string | undefined;
}

/** Keeps type, message, code and stack: a query error also carries the statement's parameters, which are people's text. */
export function printableError(error: unknown): Printable {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(code === undefined ? {} : { code }),
  };
}

/** JSON lines on standard error; standard output belongs to what a command prints. */
export function createLog(level: string, name: string): Log {
  return pino(
    {
      name,
      level,
      redact: {
        paths: ['req.headers.authorization', 'headers.authorization', '*.secret', '*.password'],
        censor: '[redacted]',
      },
      serializers: { ...stdSerializers, err: printableError },
    },
    destination({ dest: 2, sync: true }),
  );
}

/** Nest's own lines through the same log; its chatter about mapped routes is for debugging. */
export class NestLog implements LoggerService {
  constructor(private readonly sink: Log) {}

  log(message: unknown, ...context: unknown[]): void {
    this.sink.debug({ context: context.at(-1) }, String(message));
  }

  warn(message: unknown, ...context: unknown[]): void {
    this.sink.warn({ context: context.at(-1) }, String(message));
  }

  error(message: unknown, ...context: unknown[]): void {
    if (message instanceof Error) this.sink.error({ err: message }, message.message);
    else this.sink.error({ context: context.at(-1) }, String(message));
  }
}

/** Warns once per message and ten seconds: one database crash gives hundreds of equal errors. */
export function rateLimitedWarn(log: Log): (message: string, error: unknown) => void {
  const last = new Map<string, number>();
  return (message, error) => {
    const printed = printableError(error);
    const key = `${message}:${printed.message}`;
    const now = performance.now();
    if (now - (last.get(key) ?? -Infinity) < 10_000) return;
    if (last.size > 200) last.clear();
    last.set(key, now);
    log.warn({ cause: { type: printed.type, message: printed.message, code: printed.code } }, message);
  };
}
