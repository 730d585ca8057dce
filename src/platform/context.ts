import type { DatabaseAddress } from './database-url.js';
import type { Env, ProcessRole } from './config.js';
import type { Log } from './log.js';
import type { QueueStore } from './queue.js';

/** What a process is made of, settled before any module exists. */
export interface Context {
  readonly env: Env;
  readonly role: ProcessRole;
  readonly log: Log;
  /** The database as the app role. */
  readonly database: DatabaseAddress;
  readonly queueStore: QueueStore;
  /** Where the key file lies when STET_SECRET_KEY is not set; null with neither. */
  readonly dataDir: string | null;
}

/** Injection token of the {@link Context}. */
export const CONTEXT = Symbol('Context');

/** Injection tokens of what has no class of its own. */
export const SAFE_FETCH = Symbol('SafeFetch');
export const SECRET_BOX = Symbol('SecretBox');
