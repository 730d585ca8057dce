import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import type { Transform } from 'node:stream';
import type { Zlib } from 'node:zlib';
import { FetchError } from './fetch-error.js';
import { watchFraming, watchRate } from './read-rate.js';
import type { MinimumRate } from './read-rate.js';

export interface BodyLimits {
  /** Cap on *decoded* bytes. */
  readonly maxBytes: number;
  /** What happens beyond the cap: `refuse` throws, `cut` keeps the first `maxBytes`. */
  readonly overflow: 'refuse' | 'cut';
  readonly rate: MinimumRate;
  /** Bytes of the connection since the answer began. */
  readonly received: () => number;
}

/**
 * Reads an answer's body, decoding at most one content coding as it comes in: a bomb is cut where it crosses a limit, never unpacked.
 *
 * @param coding The `content-encoding` header; null or '' when there is none.
 * @throws FetchError `too-large` beyond the cap or a ratio of 100:1 (judged after 64 KiB; no honest page comes near it),
 *   `bad-encoding` for unknown, stacked or broken codings (zstd is not asked for, so it is not read either), `too-slow` below the rate.
 */
export async function readBody(
  stream: Readable,
  coding: string | null,
  limits: BodyLimits,
): Promise<{ readonly body: Buffer; readonly encodedBytes: number; readonly truncated: boolean }> {
  const name = codingName(coding);
  const tally: Tally = { encoded: 0, isWaiting: true, decoded: 0, decoder: null, chunks: [], stop: null };
  const sink = collect(tally, limits);
  const stop = (reason: FetchError): void => {
    tally.stop ??= reason;
    stream.destroy(reason);
  };
  const watches = [
    watchRate(() => tally, limits.rate, stop),
    watchFraming(() => tally, limits.received, stop),
  ];
  try {
    if (name === null) await pipeline(counted(stream, tally), sink);
    else {
      const opened = await openDecoder(name, counted(stream, tally));
      tally.decoder = opened?.decoder ?? null;
      if (opened !== null) await pipeline(opened.source, opened.decoder, sink);
    }
  } catch (error) {
    // A pipeline that its end leaves reports an abort of its beginning: the reason is what the end wrote down.
    if (tally.stop === null) throw isZlibError(error) ? badEncoding(`broken ${name ?? 'body'}`) : error;
    if (tally.stop !== 'cut') throw tally.stop;
  } finally {
    for (const end of watches) end();
    stream.destroy();
  }
  const truncated = tally.stop === 'cut';
  return { body: Buffer.concat(tally.chunks), encodedBytes: tally.encoded, truncated };
}

interface Tally {
  encoded: number;
  isWaiting: boolean;
  decoded: number;
  decoder: Zlib | null;
  readonly chunks: Buffer[];
  stop: FetchError | 'cut' | null;
}

type Coding = 'gzip' | 'deflate' | 'br';

const ratioLimit = 100;
const ratioGrace = 64 * 1024;
/** From here on the ratio is that of what the decoder has taken up, not of all that came: a bomb comes faster than it unpacks. */
const takenGrace = 512 * 1024;
/** Decoded at a time: each piece is a way to zlib's threads and back, past whatever else the event loop has to do. */
const chunkSize = 64 * 1024;
const codings: Readonly<Record<string, Coding>> = {
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
  br: 'br',
};

function codingName(header: string | null): Coding | null {
  const names = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length === 0) return null;
  const name = codings[names[0] ?? ''];
  if (names.length > 1 || name === undefined)
    throw badEncoding(`content-encoding "${names.join(', ').slice(0, 60)}"`);
  return name;
}

function collect(tally: Tally, limits: BodyLimits) {
  return async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      const room = limits.maxBytes - tally.decoded;
      tally.decoded += chunk.length;
      tally.stop ??= stopFor(tally, limits);
      if (tally.stop !== 'cut' && tally.stop !== null) throw tally.stop;
      tally.chunks.push(chunk.subarray(0, Math.max(0, room)));
      if (tally.stop === 'cut') throw new Error('cut');
    }
  };
}

function stopFor(tally: Tally, limits: BodyLimits): Tally['stop'] {
  const { decoded, encoded, decoder } = tally;
  const packed = decoded > takenGrace && decoder !== null ? decoder.bytesWritten : encoded;
  const isBomb = decoded > ratioGrace && decoded > packed * ratioLimit;
  if (tally.decoded <= limits.maxBytes && !isBomb) return null;
  if (limits.overflow === 'cut') return 'cut';
  const why = isBomb
    ? `unpacks to more than ${ratioLimit} times its size`
    : `is larger than ${limits.maxBytes} bytes`;
  return new FetchError('too-large', `the body ${why}`);
}

async function* counted(stream: Readable, tally: Tally): AsyncGenerator<Buffer> {
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    tally.encoded += chunk.length;
    tally.isWaiting = false;
    yield chunk;
    tally.isWaiting = true;
  }
}

/**
 * "deflate" means zlib format by RFC 9110, but some servers send it raw: the first byte tells them apart.
 * Null for an empty body, which is fine under any coding (a 304, an empty page).
 */
async function openDecoder(
  name: Coding,
  source: AsyncGenerator<Buffer>,
): Promise<{ readonly decoder: Transform & Zlib; readonly source: Readable } | null> {
  const first = await source.next();
  if (first.done) return null;
  const head = first.value;
  async function* whole(): AsyncGenerator<Buffer> {
    yield head;
    yield* source;
  }
  return {
    decoder: createDecoder(name, head[0] ?? 0),
    source: Readable.from(whole(), { objectMode: false }),
  };
}

function createDecoder(name: Coding, firstByte: number): Transform & Zlib {
  if (name === 'gzip') return createGunzip({ chunkSize });
  if (name === 'br') return createBrotliDecompress({ chunkSize });
  return (firstByte & 0x0f) === 8 ? createInflate({ chunkSize }) : createInflateRaw({ chunkSize });
}

function isZlibError(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  return /^(Z_|ERR__ERROR_FORMAT|ERR_BROTLI|ERR_PADDING|ERR__ERROR)/.test(code);
}

function badEncoding(what: string): FetchError {
  return new FetchError('bad-encoding', `the body cannot be decoded: ${what}`);
}
