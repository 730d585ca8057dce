import { mkdirSync, realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresServerError, asServerError } from './errors.js';
import { type Joined, type OpenOptions, depart, enter } from './open.js';
import type { Addresses, PgAddress } from './roles.js';

export type { PgAddress } from './roles.js';
export type { OpenOptions } from './open.js';

/** The PostgreSQL server of a data directory, joined by this process. */
export interface EmbeddedServer extends Addresses {
  /**
   * Counts this process out; the last one stops the server. Close workers, queues and pools first. Never rejects, and
   * may be called twice.
   */
  leave(): Promise<void>;
}

/**
 * Opens the server of a data directory: started under a gate when none runs, joined when one does. When it is lost,
 * it is opened again with back-off at the same address.
 * @throws PostgresServerError with one line that says what to do.
 */
export async function openServer(dataDir: string, options: OpenOptions): Promise<EmbeddedServer> {
  try {
    const data = realDirectory(dataDir);
    return new Session(data, options, await enter(data, options));
  } catch (error) {
    throw asServerError(error, `cannot open the database of ${dataDir}`);
  }
}

function realDirectory(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true });
  const data = realpathSync(dataDir);
  if (/[\n\r]/.test(data)) {
    throw new PostgresServerError('the path of the data directory has a line break: move it');
  }
  return data;
}

class Session implements EmbeddedServer {
  readonly owner: PgAddress;
  readonly app: PgAddress;
  readonly admin: PgAddress;
  readonly #closing = new AbortController();
  #joined: Joined | null = null;
  #reopening: Promise<void> = Promise.resolve();
  #leaving: Promise<void> | null = null;

  constructor(
    private readonly data: string,
    private readonly options: OpenOptions,
    joined: Joined,
  ) {
    ({ owner: this.owner, app: this.app, admin: this.admin } = joined.addresses);
    this.#watch(joined);
  }

  leave(): Promise<void> {
    this.#leaving ??= this.#leave();
    return this.#leaving;
  }

  async #leave(): Promise<void> {
    this.#closing.abort();
    await this.#reopening;
    const joined = this.#joined;
    if (joined === null) return;
    await depart(this.data, joined, this.options.log).catch((error: unknown) =>
      this.options.log(asServerError(error, 'leaving PostgreSQL').message),
    );
  }

  #watch(joined: Joined): void {
    this.#joined = joined;
    void joined.keeper.ended.then(() => {
      if (this.#closing.signal.aborted) return;
      this.#joined = null;
      this.options.log('lost PostgreSQL, opening it again');
      this.#reopening = this.#reopen();
      this.options.onLost?.();
    });
  }

  /** Every long-lived process does this; the first one through the gate restarts the server for all. */
  async #reopen(): Promise<void> {
    const { signal } = this.#closing;
    let said = '';
    for (let pause = 50; !signal.aborted; pause = Math.min(pause * 2, 5_000)) {
      try {
        this.#watch(await enter(this.data, { ...this.options, create: false }, signal));
        return this.options.log('PostgreSQL is back');
      } catch (error) {
        if (signal.aborted) return;
        const { message } = asServerError(error, 'cannot open PostgreSQL again');
        if (message !== said) this.options.log(message);
        said = message;
      }
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }
}
