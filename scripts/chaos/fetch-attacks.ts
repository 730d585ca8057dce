import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, gzipSync } from 'node:zlib';

/** What a hostile host answers to a request, and what the door must make of it. */
export interface Attack {
  /** Codes of FetchError that name it. */
  readonly codes: RegExp;
  /** Whether it speaks TLS, with a certificate nobody trusts. */
  readonly isTls?: boolean;
  readonly answer: (socket: Socket) => void;
}

const ok = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n';

/** Every attack of the list, by name. Bodies are made while they are sent: nothing of 10 GiB is stored. */
export const attacks: Readonly<Record<string, Attack>> = {
  'gzip bomb of 10 GiB': {
    codes: /^too-large$/,
    answer: (socket) => bomb(socket, 'gzip', [gzipPiece, gzipPiece]),
  },
  'br bomb of 10 GiB': {
    codes: /^too-large$/,
    answer: (socket) => bomb(socket, 'br', brotliPieces),
  },
  'body of 1 byte/s': {
    codes: /^(timeout|too-slow)$/,
    answer: (socket) => drip(socket, `${ok}content-length: 100000\r\n\r\n`, 'x', 1_000),
  },
  'headers of 1 byte/s': {
    codes: /^timeout$/,
    answer: (socket) => drip(socket, `${ok}x-slow: `, 'x', 1_000),
  },
  '100,000 headers': {
    codes: /^too-large$/,
    answer: (socket) => void socket.write(`${ok}${'x-a: 1\r\n'.repeat(100_000)}\r\n`),
  },
  '100,000 empty headers': {
    codes: /^(too-large|network)$/,
    answer: (socket) => void socket.write(`${ok}${'x:\r\n'.repeat(100_000)}\r\n`),
  },
  'header of 1 MiB': {
    codes: /^too-large$/,
    answer: (socket) => void socket.write(`${ok}x-big: ${'x'.repeat(1 << 20)}\r\n\r\n`),
  },
  'endless chunks': {
    codes: /^too-large$/,
    answer: (socket) =>
      flood(socket, `${ok}transfer-encoding: chunked\r\n\r\n`, `4000\r\n${'x'.repeat(0x4000)}\r\n`),
  },
  'endless chunks of one byte': {
    codes: /^too-large$/,
    answer: (socket) => flood(socket, `${ok}transfer-encoding: chunked\r\n\r\n`, '1\r\nx\r\n'.repeat(2_000)),
  },
  'endless chunk extension': {
    codes: /^too-large$/,
    answer: (socket) => flood(socket, `${ok}transfer-encoding: chunked\r\n\r\n1;x=`, 'y'.repeat(0x4000)),
  },
  'a connection taken and silence': { codes: /^timeout$/, answer: () => undefined },
  'endless 100 Continue': {
    codes: /^(network|timeout)$/,
    answer: (socket) => flood(socket, '', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100)),
  },
  'endless 103 Early Hints': {
    codes: /^(network|timeout)$/,
    answer: (socket) => flood(socket, '', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(100)),
  },
  'reset in the middle of the body': {
    codes: /^network$/,
    answer: (socket) =>
      void socket.write(`${ok}content-length: 100000\r\n\r\nhalf`, () => socket.resetAndDestroy()),
  },
  'length of a terabyte': {
    codes: /^too-large$/,
    answer: (socket) => void socket.write(`${ok}content-length: 1099511627776\r\n\r\nx`),
  },
  'six codings on each other': {
    codes: /^bad-encoding$/,
    answer: (socket) =>
      void socket.write(`${ok}content-encoding: gzip, gzip, gzip, gzip, gzip, gzip\r\n\r\nx`),
  },
  'redirect onto itself': {
    codes: /^too-many-redirects$/,
    answer: (socket) => void socket.end('HTTP/1.1 302 x\r\nlocation: /\r\ncontent-length: 0\r\n\r\n'),
  },
  'certificate nobody trusts': {
    codes: /^tls-failed$/,
    isTls: true,
    answer: (socket) => void socket.end(`${ok}content-length: 2\r\n\r\nok`),
  },
};

/** The first piece of a bomb and the one it goes on with, each 16 MiB of zeros packed. */
type Pieces = readonly [Buffer, Buffer];

const zeros = Buffer.alloc(16 << 20);
const pieces = (10 * 2 ** 30) / zeros.length;
/** A gzip file may be many behind each other. */
const gzipPiece = gzipSync(zeros, { level: 9 });
const brotliPieces = await packBrotli();

/** Flushed after each piece; from the second on they are the same, because nothing but zeros came before. */
async function packBrotli(): Promise<Pieces> {
  const encoder = createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  const packed: Buffer[] = [];
  for (let at = 0; at < 3; at += 1) {
    const parts: Buffer[] = [];
    encoder.removeAllListeners('data').on('data', (part: Buffer) => parts.push(part));
    await new Promise<void>((flushed) => encoder.write(zeros, () => encoder.flush(() => flushed())));
    packed.push(Buffer.concat(parts));
  }
  encoder.destroy();
  const [first, second, third] = packed as [Buffer, Buffer, Buffer];
  if (!second.equals(third)) throw new Error('the pieces of the br bomb differ');
  return [first, second];
}

function bomb(socket: Socket, coding: string, [first, next]: Pieces): void {
  const source = Readable.from(
    (function* () {
      yield `${ok}content-encoding: ${coding}\r\n\r\n`;
      for (let sent = 0; sent < pieces; sent += 1) yield sent === 0 ? first : next;
    })(),
    { objectMode: false },
  );
  pipeline(source, socket).catch(() => undefined);
}

function drip(socket: Socket, head: string, byte: string, everyMs: number): void {
  socket.write(head);
  const timer = setInterval(() => socket.write(byte), everyMs);
  socket.once('close', () => clearInterval(timer));
}

/** As fast as the other side takes it. */
function flood(socket: Socket, head: string, again: string): void {
  socket.write(head);
  const more = (): void => void (socket.writable && socket.write(again, () => setImmediate(more)));
  more();
}
