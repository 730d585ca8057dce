import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { isDay } from '../domain/claim/days.js';

/** A line that cannot be answered: the code and message that stand on its output line. */
export class LineError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Answers JSON Lines one by one in constant memory: each output line carries the `id` of its input. A bad line gets
 * `{id,error:{code,message}}` and stops nothing. Returns the exit status: 1 if any line was bad, else 0. A reader that
 * closes the output early ("| head") ends the run quietly.
 */
export async function runLines(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  handle: (record: Record<string, unknown>) => unknown,
): Promise<number> {
  let status = 0;
  let isClosed = false;
  const close = (error?: NodeJS.ErrnoException) => {
    isClosed = true;
    if (error !== undefined && error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') status = 1;
  };
  output.on('error', close);
  output.on('close', close);
  const lines = createInterface({ input, crlfDelay: Infinity });
  try {
    for await (const line of lines) {
      if (isClosed) break;
      if (line.trim() === '') continue;
      const answer = await answerLine(line, handle);
      if (answer.isBad) status = 1;
      if (!output.write(`${answer.text}\n`)) await drained(output, () => isClosed);
    }
  } finally {
    lines.close();
    output.off('error', close);
    output.off('close', close);
    // an error that is still on its way must not end the process
    output.on('error', () => undefined);
  }
  return status;
}

async function drained(output: NodeJS.WritableStream, isClosed: () => boolean): Promise<void> {
  if (isClosed()) return;
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    await Promise.race([once(output, 'drain', { signal }), once(output, 'close', { signal })]);
  } catch {
    // the output failed: its own error handler has seen it
  } finally {
    waiting.abort();
  }
}

async function answerLine(
  line: string,
  handle: (record: Record<string, unknown>) => unknown,
): Promise<{ text: string; isBad: boolean }> {
  let id: unknown = null;
  try {
    const record = readRecord(line);
    id = record.id;
    const answer = await handle(record);
    return { text: JSON.stringify({ id, ...(answer as object) }), isBad: false };
  } catch (error) {
    const code = error instanceof LineError ? error.code : 'line/failed';
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof BadRecord) id = error.id;
    return { text: JSON.stringify({ id, error: { code, message } }), isBad: true };
  }
}

class BadRecord extends LineError {
  constructor(
    code: string,
    message: string,
    readonly id: unknown,
  ) {
    super(code, message);
  }
}

function readRecord(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    // a byte order mark may stand before the first line
    value = JSON.parse(line.replace(/^\uFEFF/u, ''));
  } catch {
    throw new BadRecord('line/not-json', 'The line is not JSON.', null);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadRecord('line/not-an-object', 'The line is not a JSON object.', null);
  }
  const record = value as Record<string, unknown>;
  if (typeof record.id !== 'string' && typeof record.id !== 'number') {
    throw new BadRecord('line/no-id', '"id" must be a string or a number.', null);
  }
  return record;
}

/** A field that must be text. */
export function textOf(record: Record<string, unknown>, field: string): string {
  const value = record[field];
  if (typeof value !== 'string') throw new LineError(`line/bad-${field}`, `"${field}" must be a string.`);
  return value;
}

/** A field that holds a real ISO date, or null where it is not given. */
export function dayOf(record: Record<string, unknown>, field: string): string | null {
  const value = record[field];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || !isDay(value)) {
    throw new LineError(`line/bad-${field}`, `"${field}" must be a real ISO date (YYYY-MM-DD).`);
  }
  return value;
}

/** A field `language` as it is given to the parser; nothing where it is not given. */
export function languageOf({ language }: Record<string, unknown>): { language?: string } {
  if (language === undefined || language === null) return {};
  if (typeof language !== 'string')
    throw new LineError('line/bad-language', '"language" must be a BCP 47 tag.');
  return { language };
}
