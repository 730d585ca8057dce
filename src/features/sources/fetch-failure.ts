import type { FetchFailure } from '../../domain/source/liveness.js';
import type { PageKind } from '../../domain/source/page-kind.js';
import type { FetchTrigger } from '../../persistence/fetch.table.js';
import { HostTurnError } from '../../persistence/host-turns.js';
import { ExtractError } from '../../platform/extract-text.js';
import { FetchError } from '../../platform/fetch/fetch-error.js';
import { RobotsError } from './robots.service.js';

/**
 * The failure that an error of a fetch is.
 *
 * @throws the error, where it is no failure of the source, or where a queued fetch found its host not free and can come back.
 */
export function failureOf(error: unknown, trigger: FetchTrigger): FetchFailure {
  if (error instanceof HostTurnError && !canComeBack(error, trigger))
    return { code: error.code, message: error.message, transient: error.transient, status: null };
  if (error instanceof RobotsError)
    return { code: error.code, message: error.message, transient: error.transient, status: error.status };
  if (error instanceof FetchError)
    return { code: error.code, message: error.message, transient: error.transient, status: null };
  // A document that cannot be read is the document's fault: trying again would only kill the next reader.
  if (error instanceof ExtractError && error.code !== 'stopped')
    return { code: `extract-${error.code}`, message: error.message, transient: false, status: null };
  throw error;
}

/** A person who asked for a fetch is told that its host cools down for long, and does not wait without knowing why. */
const longestManualWaitMs = 10 * 60_000;

function canComeBack({ knownMs }: HostTurnError, trigger: FetchTrigger): boolean {
  return trigger === 'scheduled' || (trigger === 'manual' && knownMs <= longestManualWaitMs);
}

/** Answers that a later try may not give: the server's trouble, not the page's absence. */
const transientStatus = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500;

export function statusFailure(status: number): FetchFailure {
  const message =
    status === 304
      ? 'the server answered 304 (not modified), although nothing it could compare with was named'
      : `the server answered ${status}`;
  return { code: `http-${status}`, message, transient: transientStatus(status), status };
}

const unreadableMessages = {
  'no-text-layer': 'the document has no text layer (a scan); what it says cannot be read',
  unsupported: 'the document is of a kind whose text cannot be read',
} as const;

/** Why a document that came gives no text: nothing can be said of what it holds. */
export function unreadable(state: keyof typeof unreadableMessages): FetchFailure {
  return { code: state, message: unreadableMessages[state], transient: false, status: null };
}

const insteadMessages: Readonly<Record<Exclude<PageKind, 'page'>, string>> = {
  'soft-404': 'the server answered that all is well, but the page says that what was asked for is not there',
  parked: 'the domain is for sale; what stood there is gone',
  paywall: 'only the beginning is shown to readers who do not pay; the rest cannot be read',
  consent: 'a question about cookies is shown in place of the page',
  challenge: 'a question whether a person asks is shown in place of the page',
};

/** What was shown in place of the page: it says nothing of what the page holds. */
export function insteadOfPage(kind: Exclude<PageKind, 'page'>, status: number): FetchFailure {
  return { code: kind, message: insteadMessages[kind], transient: false, status };
}
