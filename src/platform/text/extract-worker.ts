import { parentPort } from 'node:worker_threads';
import { extractDocument } from './extract-document.js';
import type { RawDocument } from './extract-document.js';
import type { ExtractedText } from './extracted-text.js';

/** What a worker answers to one document. */
export type WorkerAnswer =
  { readonly ok: true; readonly text: ExtractedText } | { readonly ok: false; readonly message: string };

parentPort?.on('message', (document: RawDocument) => {
  extractDocument(document).then(
    (text) => parentPort?.postMessage({ ok: true, text } satisfies WorkerAnswer),
    (error: unknown) => parentPort?.postMessage({ ok: false, message: String(error) } satisfies WorkerAnswer),
  );
});
