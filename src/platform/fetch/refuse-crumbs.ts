import type { Client, Dispatcher } from 'undici';
import { FetchError } from './fetch-error.js';

/** Chunks of a byte or two cost a thousand times what they bring; beyond this many they must hold eight bytes on average (a piece of the network may end within one). */
const [crumbGrace, crumb] = [2_000, 8];

/**
 * Ends answers of a client whose bodies come in crumbs, with FetchError `too-large`. Counted where the parser hands them over:
 * whoever reads the body sees what has gathered meanwhile as one piece, after tens of thousands have been paid for.
 */
export function refuseCrumbs(client: Client): void {
  const dispatch = client.dispatch.bind(client);
  client.dispatch = (options, handler) => {
    countCrumbs(handler);
    return dispatch(options, handler);
  };
}

function countCrumbs(handler: Dispatcher.DispatchHandler): void {
  const onData = handler.onData?.bind(handler);
  if (onData === undefined)
    throw new Error('the HTTP client hands its answers over in another way than is known');
  let [chunks, bytes] = [0, 0];
  handler.onData = (chunk) => {
    chunks += 1;
    bytes += chunk.length;
    if (chunks > crumbGrace && bytes < chunks * crumb)
      throw new FetchError('too-large', `the body comes in more than ${crumbGrace} crumbs`);
    return onData(chunk);
  };
}
