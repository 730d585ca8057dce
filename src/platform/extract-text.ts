import { Worker } from 'node:worker_threads';
import type { RawDocument } from './text/extract-document.js';
import type { WorkerAnswer } from './text/extract-worker.js';
import type { ExtractedText } from './text/extracted-text.js';

export type { ExtractedText, RawDocument };

/** Why a document gave no text: it took too long, it killed its worker (memory), or its parser failed. */
export class ExtractError extends Error {
  override readonly name = 'ExtractError';

  constructor(
    readonly code: 'timeout' | 'crashed' | 'failed' | 'stopped',
    message: string,
  ) {
    super(message);
  }
}

/**
 * Reads the text out of an HTML, PDF or plain text document, in a worker thread with limits of memory and time:
 * a hostile document ends its worker, not the service.
 *
 * @param options `timeoutMs`: 20,000 unless given, counted from when a worker takes the document.
 * @throws ExtractError; an unreadable kind is no error but the state `unsupported`.
 */
export function extractText(
  document: RawDocument,
  options: { readonly timeoutMs?: number } = {},
): Promise<ExtractedText> {
  return new Promise((done, failed) => {
    queue.push({ document, timeoutMs: options.timeoutMs ?? defaultTimeout, done, failed });
    dispatch();
  });
}

/** Ends all workers; documents still waiting are refused. A later call starts new ones. */
export async function closeExtractors(): Promise<void> {
  for (const job of queue.splice(0)) job.failed(new ExtractError('stopped', 'the service is stopping'));
  await Promise.all(
    [...workers].map((one) => one.stop(new ExtractError('stopped', 'the service is stopping'))),
  );
}

interface Job {
  readonly document: RawDocument;
  readonly timeoutMs: number;
  readonly done: (text: ExtractedText) => void;
  readonly failed: (error: ExtractError) => void;
}

interface Extractor {
  isBusy: boolean;
  take(job: Job): void;
  stop(reason: ExtractError): Promise<unknown>;
}

/** The slowest page of the measured 181 took 90 ms, PDFs of some hundred pages take seconds. */
const defaultTimeout = 20_000;
const maxWorkers = 2;
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 48, stackSizeMb: 4 };
const queue: Job[] = [];
const workers = new Set<Extractor>();

/** Under jest this file is TypeScript, and a thread can only load what is built. */
const workerFile = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/src/platform/text/extract-worker.js', import.meta.url)
  : new URL('./text/extract-worker.js', import.meta.url);

function dispatch(): void {
  while (queue.length > 0) {
    const free =
      [...workers].find((one) => !one.isBusy) ?? (workers.size < maxWorkers ? startExtractor() : null);
    const job = free === null ? undefined : queue.shift();
    if (free === null || job === undefined) return;
    free.take(job);
  }
}

function startExtractor(): Extractor {
  const worker = new Worker(workerFile, { resourceLimits, execArgv: [], env: {}, stdout: false });
  let current: { readonly job: Job; readonly timer: NodeJS.Timeout } | null = null;
  const finish = (settle: (job: Job) => void): void => {
    const ended = current;
    current = null;
    extractor.isBusy = false;
    // An idle worker does not keep the process alive.
    worker.unref();
    if (ended === null) return;
    clearTimeout(ended.timer);
    settle(ended.job);
  };
  const stop = (reason: ExtractError): Promise<unknown> => {
    workers.delete(extractor);
    finish((job) => job.failed(reason));
    return worker.terminate().finally(dispatch);
  };
  const extractor: Extractor = {
    isBusy: false,
    stop,
    take(job) {
      const late = new ExtractError('timeout', `the document was not read within ${job.timeoutMs} ms`);
      current = { job, timer: setTimeout(() => void stop(late), job.timeoutMs) };
      extractor.isBusy = true;
      worker.ref();
      worker.postMessage(job.document);
    },
  };
  workers.add(extractor);
  worker.on('message', (answer: WorkerAnswer) => {
    finish((job) =>
      answer.ok ? job.done(answer.text) : job.failed(new ExtractError('failed', answer.message)),
    );
    dispatch();
  });
  worker.on('error', (error) => void stop(new ExtractError('crashed', `the reader ended: ${error.message}`)));
  worker.on('exit', () => void stop(new ExtractError('crashed', 'the reader ended')));
  return extractor;
}
