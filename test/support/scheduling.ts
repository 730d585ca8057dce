import { Db } from '../../src/persistence/db.js';
import { Clock } from '../../src/platform/clock.js';
import { startApp } from './app.js';
import type { TestApp } from './app.js';
import { endedCheck, recordClaim } from './factory.js';
import { startSite } from './site.js';
import type { Site } from './site.js';

export interface Newsroom {
  readonly app: TestApp;
  readonly site: Site;
  /** Records a claim with one source and waits for its first check. */
  checked(more?: Record<string, unknown>, path?: string): Promise<string>;
  /** Carries out what the relay has to give and waits for the end of the claim's newest check. */
  settle(claimId: string): Promise<void>;
  checksOf(claimId: string): Promise<{ id: string; trigger: string; state: string; slotAt: Date | null }[]>;
  /** The claim's place in the schedule; null when it has none. */
  placeOf(claimId: string): Promise<Place | null>;
  now(): Date;
  close(): Promise<void>;
}

export interface Place {
  readonly nextAt: Date;
  readonly why: string;
  readonly rank: number;
  readonly policyId: string | null;
}

const text = 'Trade turnover reached $3.1 billion in 2018.';

/** A newsroom whose ledger time stands on 16 April 2019, with a page that bears its claims out. */
export async function startNewsroom(): Promise<Newsroom> {
  const site = await startSite();
  site.publish('/turnover', `${text.slice(0, -1)}, the ministry said.`);
  const app = await startApp({ allow: [site.allow] });
  const offset = Date.parse('2019-04-16T08:00:00Z') - Date.now();
  await app.nest.get(Db).write((store) => store.clock.seed(offset));
  app.nest.get(Clock).setOffset(offset);
  const checksOf: Newsroom['checksOf'] = (id) =>
    app.rows(
      'SELECT id, trigger, state, slot_at AS "slotAt" FROM "check" WHERE claim_id = $1 ORDER BY requested_at, id',
      [id],
    );
  const settle = async (id: string): Promise<void> => {
    await app.poll();
    await endedCheck(app, (await checksOf(id)).at(-1)?.id ?? '');
  };
  return {
    ...{ app, site, checksOf, settle },
    checked: async (more = {}, path = '/turnover') => {
      const { id } = await recordClaim(app, text, { sources: [{ url: site.url(path) }], ...more });
      await settle(id);
      return id;
    },
    placeOf: async (id) => {
      const [row] = await app.rows<Place>(
        `SELECT next_at AS "nextAt", why, rank, policy_id AS "policyId" FROM schedule WHERE subject_kind = 'claim' AND subject_id = $1`,
        [id],
      );
      return row ?? null;
    },
    now: () => app.nest.get(Clock).now(),
    close: async () => {
      await app.close();
      await site.close();
    },
  };
}

/** Claims that fell out of the schedule: not held, without a place, and no check of theirs is open. There are never any. */
export async function lostClaims(app: TestApp): Promise<string[]> {
  const rows = await app.rows<{ id: string }>(
    `SELECT c.id FROM claim c WHERE NOT EXISTS (SELECT 1 FROM schedule s WHERE s.subject_kind = 'claim' AND s.subject_id = c.id)
       AND NOT EXISTS (SELECT 1 FROM schedule_hold h WHERE h.claim_id = c.id AND h.until IS NULL)
       AND NOT EXISTS (SELECT 1 FROM "check" k WHERE k.claim_id = c.id AND k.state IN ('queued', 'running'))`,
  );
  return rows.map(({ id }) => id);
}
