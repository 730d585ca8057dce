import { Inject, Injectable } from '@nestjs/common';
import robotsModule from 'robots-parser';
import {
  crawlDelayMs,
  maxRobotsBytes,
  robotsForgottenMs,
  robotsFreshMs,
  robotsToken,
  robotsUnreachableMs,
} from '../../domain/source/politeness.js';
import { isMatchable, ownRules, plainEscapes, robotsLines } from '../../domain/source/robots-text.js';
import { Db } from '../../persistence/db.js';
import { HostTurns, hostKey } from '../../persistence/host-turns.js';
import type { RobotsRow } from '../../persistence/robots.table.js';
import { Clock } from '../../platform/clock.js';
import { CONTEXT, SAFE_FETCH } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';
import { FetchError } from '../../platform/fetch/fetch-error.js';
import type { FetchErrorCode } from '../../platform/fetch/fetch-error.js';
import type { Gate } from '../../platform/fetch/gate.js';
import type { SafeFetch } from '../../platform/safe-fetch.js';

/** Its types describe an ES module, but it is CommonJS: its default import is the function itself. */
const parseRobots = robotsModule as unknown as typeof robotsModule.default;

/** A fetch that robots.txt does not allow, or not now. */
export class RobotsError extends Error {
  override readonly name = 'RobotsError';

  constructor(
    readonly code: 'robots-disallowed' | 'robots-unreachable' | FetchErrorCode,
    message: string,
    readonly transient: boolean,
    /** Of the robots.txt. */
    readonly status: number | null,
  ) {
    super(message);
  }
}

/** How to wait for a host's turn, where robots.txt has to be fetched. */
export interface RobotsAsk {
  readonly patienceMs: number;
  readonly yields: boolean;
}

/** What robots.txt of hosts allow (RFC 9309): fetched once a day at most, for all workers, in the host's turn. */
@Injectable()
export class RobotsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly turns: HostTurns,
    @Inject(CONTEXT) private readonly context: Context,
    @Inject(SAFE_FETCH) private readonly fetch: SafeFetch,
  ) {}

  /**
   * The crawl-delay of a page's site in milliseconds, where the page may be fetched.
   *
   * @throws RobotsError where it may not; HostTurnError where robots.txt has to be fetched and the host is not free.
   */
  async require(url: URL, ask: RobotsAsk, signal: AbortSignal): Promise<number> {
    const row = (await this.fresh(url.origin)) ?? (await this.fetchRow(url.origin, ask, signal));
    if (!isAnswered(row)) return this.withoutAnswer(row, url);
    const own = ownRules(row.body);
    if (!isMatchable(own, url.href.length)) throw disallowed(url, 'its rules are too many to read');
    const robots = parseRobots(`${url.origin}/robots.txt`, plainEscapes(own.text));
    const href = plainEscapes(url.href);
    if (robots.isAllowed(href, robotsToken) === false) {
      const line = robots.getMatchingLineNumber(href, robotsToken);
      const rule = robotsLines(row.body)[line - 1]?.trim().slice(0, 120) ?? '';
      throw disallowed(url, `line ${line}: "${rule}"`);
    }
    return crawlDelayMs(robots.getCrawlDelay(robotsToken));
  }

  /** The crawl-delay that is known of a site, in milliseconds: nothing is fetched for it. */
  async knownDelay({ origin }: URL): Promise<number> {
    const row = await this.fresh(origin);
    if (row === null || !isAnswered(row)) return 0;
    const robots = parseRobots(`${origin}/robots.txt`, ownRules(row.body).text);
    return crawlDelayMs(robots.getCrawlDelay(robotsToken));
  }

  /** RFC 9309 §2.3.1.4: no answer means that nothing may be fetched, until it has been so for 30 days. */
  private withoutAnswer(row: RobotsRow, url: URL): number {
    if (this.clock.wall().getTime() - row.fetchedAt.getTime() >= robotsForgottenMs) return 0;
    const [code = '', message = ''] = row.body.split(/: (.*)/s);
    throw new RobotsError(
      row.status === null ? (code as FetchErrorCode) : 'robots-unreachable',
      `${url.host}: robots.txt gives no answer, so that nothing is fetched unasked; a person may fetch it by hand (${message})`,
      row.status !== null || new FetchError(code as FetchErrorCode, message).transient,
      row.status,
    );
  }

  private async fresh(origin: string): Promise<RobotsRow | null> {
    const row = await this.db.read((store) => store.robots.find(origin));
    return row !== null && row.expiresAt > this.clock.wall() ? row : null;
  }

  private async fetchRow(origin: string, ask: RobotsAsk, signal: AbortSignal): Promise<RobotsRow> {
    const timeoutMs = this.context.env.STET_FETCH_TIMEOUT_MS;
    const { gate, leave } = this.holding(origin, ask);
    try {
      const answer = await this.fetch({
        ...{ url: `${origin}/robots.txt`, timeoutMs, signal, gate },
        ...{ maxBytes: maxRobotsBytes, overflow: 'cut' },
      });
      return await this.keep(origin, answer.status, answer.body.toString('utf8'));
    } catch (error) {
      if (error instanceof AlreadyThere) return error.row;
      if (signal.aborted || !(error instanceof FetchError)) throw error;
      // RFC 9309 §2.3.1.2: after more than five redirects it counts as absent.
      if (error.code === 'too-many-redirects') return await this.keep(origin, 404, '');
      return await this.keep(origin, null, `${error.code}: ${error.message}`);
    } finally {
      await leave();
    }
  }

  /**
   * Holds the last hop's turn until what it brought is kept: whoever waited for it meanwhile finds that, and does not fetch
   * robots.txt again.
   */
  private holding(
    origin: string,
    { patienceMs, yields }: RobotsAsk,
  ): { readonly gate: Gate; readonly leave: () => Promise<void> } {
    const nothing = (): Promise<void> => Promise.resolve();
    let leave = nothing;
    let isOver = false;
    const gate: Gate = async (url, signal) => {
      await leave();
      leave = nothing;
      const turn = await this.turns.take(hostKey(url), { patienceMs, yields, signal });
      const row = await this.fresh(origin).catch(async (error: unknown) => {
        await turn.giveBack();
        throw error;
      });
      if (row !== null) {
        await turn.giveBack();
        throw new AlreadyThere(row);
      }
      return async (outcome) => {
        // The fetch ended while its turn was on the way: nobody comes back for it, and it would be renewed for ever.
        if (isOver) await turn.giveBack();
        else leave = () => turn.release(outcome);
      };
    };
    const end = (): Promise<void> => {
      isOver = true;
      return leave();
    };
    return { gate, leave: end };
  }

  private async keep(origin: string, status: number | null, text: string): Promise<RobotsRow> {
    const now = this.clock.wall();
    const row = { origin, status, body: bodyOf(status, text), fetchedAt: now, expiresAt: now };
    const isKnown = isAnswered(row);
    const before = isKnown ? null : await this.db.read((store) => store.robots.find(origin));
    if (before !== null && !isAnswered(before)) row.fetchedAt = before.fetchedAt;
    row.expiresAt = new Date(
      now.getTime() + (isKnown ? robotsFreshMs : robotsUnreachableMs(this.turns.gapMs)),
    );
    await this.db.write((store) => store.robots.set(row));
    return row;
  }
}

/** Ends a fetch of robots.txt that another worker has just made. */
class AlreadyThere extends Error {
  constructor(readonly row: RobotsRow) {
    super('robots.txt was fetched meanwhile');
  }
}

/** 429 asks to come later, it does not say that there is no robots.txt, as other 4xx do. */
function isAnswered({ status }: RobotsRow): boolean {
  return status !== null && status < 500 && status !== 429;
}

/** Rules only where the answer was a success; 4xx: there are none, everything is allowed. */
function bodyOf(status: number | null, text: string): string {
  if (status === null) return text;
  if (status >= 200 && status < 300) return text.replaceAll('\0', '');
  return isAnswered({ status } as RobotsRow) ? '' : `http-${status}: it answered ${status}`;
}

function disallowed(url: URL, why: string): RobotsError {
  return new RobotsError(
    'robots-disallowed',
    `robots.txt of ${url.host} does not allow fetching it unasked (${why}); a person may fetch it by hand`,
    false,
    null,
  );
}
