import { setTimeout as sleep } from 'node:timers/promises';
import { asksForLess, coolDownMs, leaseMs, renewMs } from '../domain/source/politeness.js';
import type { Clock } from '../platform/clock.js';
import type { Gate, HopOutcome } from '../platform/fetch/gate.js';
import type { Db } from './db.js';
import type { HostWaits, TakenTurn } from './host-turn.table.js';

/** The host was not free in time. A later try may succeed. */
export class HostTurnError extends Error {
  override readonly name = 'HostTurnError';
  readonly transient = true;

  constructor(
    /** `host-busy`: it is somebody else's turn; `host-cooling`: the host asked for less and is left alone. */
    readonly code: 'host-busy' | 'host-cooling',
    message: string,
    /** For how long the host is surely not free, in milliseconds. */
    readonly knownMs: number,
  ) {
    super(message);
  }
}

export interface TurnAsk {
  /** How long to wait for the turn. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
  /** Does not wait where another one of this process waits for the same host: one host then holds few places of the queue. */
  readonly yields?: boolean;
}

/** A host's turn; exactly one of its two ends is to be called, once. */
export interface Turn {
  /** The request is over. @param delayMs At least this long until the next one: the site's crawl-delay. */
  release(outcome: HopOutcome, delayMs?: number): Promise<void>;
  /** The host was not called after all. */
  giveBack(): Promise<void>;
}

export interface GateAsk {
  readonly patienceMs: number;
  readonly yields?: boolean;
  /** Time limit of the fetch. */
  readonly timeoutMs: number;
  /** What the site asks for before a hop to it; its crawl-delay in milliseconds. A hop that may not be made is refused here. */
  readonly before?: (url: URL, signal: AbortSignal) => Promise<number>;
}

/** Turns are purged once in so many. */
const purgeEvery = 200;
/** How often a turn that somebody holds is asked for: from this many milliseconds … */
const firstPollMs = 40;
/** … up to this many. */
const lastPollMs = 500;

/** One request at a time to a host, over all processes of an installation, with gaps and cool-downs. */
export class HostTurns {
  private readonly waiting = new Map<string, number>();
  private released = 0;

  /** @param gapMs Between the end of a request to a host and the next one (STET_HOST_GAP_MS). */
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    readonly gapMs: number,
  ) {}

  /** Waits for the host's turn. @throws HostTurnError when it does not come in time. */
  async take(host: string, ask: TurnAsk): Promise<Turn> {
    ask.signal.throwIfAborted();
    const taken = await this.tryTake(host);
    if (taken !== null) return this.turnOf(host, taken);
    const others = this.waiting.get(host) ?? 0;
    if (ask.yields === true && others > 0) throw busy(host, await this.waits(host));
    this.waiting.set(host, others + 1);
    try {
      return await this.wait(host, ask);
    } finally {
      const left = (this.waiting.get(host) ?? 1) - 1;
      if (left === 0) this.waiting.delete(host);
      else this.waiting.set(host, left);
    }
  }

  /** For a fetch: each of its hops holds the turn of its host. */
  gate(ask: GateAsk): Gate {
    let hops = 0;
    return async (url, signal) => {
      // While a redirect waits, the fetch's own time runs: it must end as what it is, a host that is not free.
      const patienceMs = hops++ === 0 ? ask.patienceMs : Math.min(ask.patienceMs, ask.timeoutMs / 2);
      const delayMs = (await ask.before?.(url, signal)) ?? 0;
      const turn = await this.take(hostKey(url), { patienceMs, yields: ask.yields ?? false, signal });
      // A redirect is no page: what it leads to on the same site follows after the ordinary gap.
      return (outcome) => turn.release(outcome, isRedirect(outcome) ? 0 : delayMs);
    };
  }

  private async wait(host: string, ask: TurnAsk): Promise<Turn> {
    const end = performance.now() + ask.patienceMs;
    for (let tries = 0; ; tries++) {
      const waits = await this.waits(host);
      const leftMs = end - performance.now();
      const knownMs = Math.max(waits.freeMs, waits.coolMs, 0);
      if (waits.coolMs > leftMs) throw cooling(host, waits);
      if (leftMs <= 0 || knownMs > leftMs) throw busy(host, waits);
      const poll = Math.min(lastPollMs, firstPollMs * 1.5 ** tries) * (0.5 + Math.random() / 2);
      await sleep(Math.min(leftMs, knownMs > 0 ? knownMs + Math.random() * firstPollMs : poll), undefined, {
        signal: ask.signal,
      });
      const taken = await this.tryTake(host);
      if (taken !== null) return this.turnOf(host, taken);
    }
  }

  private tryTake(host: string): Promise<TakenTurn | null> {
    return this.db.read((store) => store.hostTurns.take(host, leaseMs));
  }

  private async waits(host: string): Promise<HostWaits> {
    const waits = await this.db.read((store) => store.hostTurns.waits(host));
    return waits ?? { leasedMs: 0, freeMs: 0, coolMs: 0, coolUntil: new Date(0) };
  }

  private turnOf(host: string, { token, refusals }: TakenTurn): Turn {
    // A turn that could not be renewed ends by itself; whoever takes it then is told by its token.
    const renewal = setInterval(
      () => void this.db.read((store) => store.hostTurns.renew(host, token, leaseMs)).catch(() => undefined),
      renewMs,
    );
    renewal.unref();
    return {
      release: async ({ status, headers }, delayMs = 0) => {
        clearInterval(renewal);
        const answer = { status, retryAfter: headers['retry-after'], date: headers['date'] };
        const gapMs = Math.max(this.gapMs, delayMs);
        const coolMs = coolDownMs(answer, refusals, this.gapMs, this.clock.wall().getTime());
        const counted = asksForLess(answer) ? refusals + 1 : status === null ? refusals : 0;
        await this.db.read((store) =>
          store.hostTurns.release(host, token, { gapMs, coolMs, refusals: counted }),
        );
        await this.purgeNowAndThen();
      },
      giveBack: () => {
        clearInterval(renewal);
        return this.db.read((store) => store.hostTurns.giveBack(host, token));
      },
    };
  }

  private async purgeNowAndThen(): Promise<void> {
    if (this.released++ % purgeEvery !== 0) return;
    await this.db.read((store) => store.hostTurns.purge());
    await this.db.read((store) => store.robots.purge());
  }
}

/** A name with its final dot is the same host, and another scheme at its usual port the same server. */
export const hostKey = ({ host }: URL): string => host.replace(/\.(?=:|$)/, '');

const isRedirect = ({ status }: HopOutcome): boolean => status !== null && status >= 300 && status < 400;

function busy(host: string, { freeMs, coolMs }: HostWaits): HostTurnError {
  return new HostTurnError(
    'host-busy',
    `${host}: other requests to it come first; it is asked one at a time, with gaps`,
    Math.max(0, freeMs, coolMs),
  );
}

function cooling(host: string, { coolMs, coolUntil }: HostWaits): HostTurnError {
  return new HostTurnError(
    'host-cooling',
    `${host} asked for fewer requests (429 or 503) and is left alone until ${coolUntil.toISOString()}`,
    coolMs,
  );
}
