import { DomainError } from '../domain/errors.js';
import type { Store } from './store.js';

/** A POST that carries an Idempotency-Key: made once, answered alike when it comes again. */
export interface Once {
  readonly personId: string;
  readonly key: string;
  /** Method and route, with ids. */
  readonly route: string;
  readonly bodyHash: Buffer;
  /** Called when an earlier answer is given again. */
  readonly onReplay: () => void;
}

/**
 * Runs `work` in the caller's transaction unless this request was made before; then gives the earlier result.
 * The key is stored with the effect, so neither can be there without the other.
 * `work` must give plain JSON: a replay parses what was stored.
 *
 * @throws DomainError `idempotency/other-request` when the key came with another request.
 */
export async function once<T>(store: Store, request: Once | null, work: () => Promise<T>): Promise<T> {
  if (request === null) return work();
  if (await store.idempotency.claim(request)) {
    // Parsed back, so that the first answer has the very shape of every later one.
    const text = JSON.stringify(await work());
    await store.idempotency.finish(request.personId, request.key, text);
    return JSON.parse(text) as T;
  }
  const earlier = await store.idempotency.find(request.personId, request.key);
  if (earlier?.response == null) {
    throw new DomainError(
      'idempotency/in-progress',
      'The first request with this Idempotency-Key is not finished; try again.',
    );
  }
  if (earlier.route !== request.route || !earlier.bodyHash.equals(request.bodyHash)) {
    throw new DomainError(
      'idempotency/other-request',
      'This Idempotency-Key was used for another request; use a new one.',
    );
  }
  request.onReplay();
  return JSON.parse(earlier.response) as T;
}
