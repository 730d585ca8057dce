import { until } from './app.js';
import type { TestApp } from './app.js';
import { endedCheck, publish, recordClaim } from './factory.js';

export interface FetchAnswer {
  readonly id: string;
  readonly trigger: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly code: string | null;
  readonly effects: string[];
  readonly snapshotId: string | null;
}

export interface SourceEvent {
  readonly type: string;
  readonly data: {
    readonly claimCount: number;
    readonly claims: readonly { readonly claim: { readonly id: string } }[];
    readonly passages?: readonly {
      readonly claimId: string;
      readonly old: { readonly state: string };
      readonly new: { readonly state: string; readonly passage: string | null };
      readonly figures: readonly { readonly from: string | null; readonly to: string | null }[];
    }[];
    readonly code?: string;
    readonly correction?: { readonly text: string };
  };
}

/** A claim with a verdict that rests on a passage, checked once. */
export async function publishedClaim(
  app: TestApp,
  claim: { readonly text: string; readonly url: string; readonly exact: string },
): Promise<string> {
  const { id, checkId } = await recordClaim(app, claim.text, {
    sources: [{ url: claim.url, quote: { exact: claim.exact } }],
  });
  await app.poll();
  await endedCheck(app, checkId);
  const cited = await app.rows<{ id: string }>('SELECT id FROM citation WHERE claim_id = $1', [id]);
  await publish(
    app,
    id,
    'true',
    cited.map((each) => each.id),
  );
  return id;
}

export async function sourceIdOf(app: TestApp, url: string): Promise<string> {
  const [row] = await app.rows<{ id: string }>('SELECT id FROM source WHERE url = $1', [url]);
  return row?.id ?? '';
}

/** Makes the source due at this moment of ledger time, ticks, and waits until its fetch and all that it causes are done. */
export async function fetchWhenDue(app: TestApp, url: string): Promise<FetchAnswer> {
  const id = await sourceIdOf(app, url);
  const before = new Set((await fetchesOf(app, id)).map((fetch) => fetch.id));
  const [place] = await app.rows<{ at: Date }>(
    `SELECT next_at AS at FROM schedule WHERE subject_kind = 'source' AND subject_id = $1`,
    [id],
  );
  if (place === undefined) throw new Error(`${url} has no place in the schedule`);
  const [clock] = await app.rows<{ now: Date }>(
    `SELECT now() + make_interval(secs => offset_ms / 1000.0) AS now FROM clock`,
  );
  const seconds = Math.ceil((place.at.getTime() - (clock?.now ?? new Date()).getTime()) / 1000) + 1;
  if (seconds > 0) await app.advance(`PT${seconds}S`);
  await app.tick();
  const fetch = await until(`the scheduled fetch of ${url}`, async () => {
    await app.poll();
    const made = await fetchesOf(app, id);
    return made.find((each) => !before.has(each.id) && each.trigger === 'scheduled' && each.state === 'done');
  });
  await settled(app);
  return fetch;
}

/** Waits until no check is open and no job is owed. */
export async function settled(app: TestApp): Promise<void> {
  await until('the end of all jobs', async () => {
    await app.poll();
    const [row] = await app.rows<{ open: number }>(
      `SELECT (SELECT count(*)::int FROM outbox WHERE completed_at IS NULL AND dead_at IS NULL) AS open`,
    );
    return row?.open === 0;
  });
}

/** Newest first. */
export function fetchesOf(app: TestApp, sourceId: string): Promise<FetchAnswer[]> {
  return app.rows<FetchAnswer>(
    `SELECT id, trigger, state, outcome, code, effects, snapshot_id AS "snapshotId" FROM source_fetch WHERE source_id = $1
     ORDER BY requested_at DESC, id DESC`,
    [sourceId],
  );
}

/** Events about a source, oldest first. */
export async function sourceEvents(app: TestApp, url: string): Promise<SourceEvent[]> {
  const rows = await app.rows<{ payload: string }>(
    'SELECT payload FROM event WHERE subject_id = $1 ORDER BY id',
    [await sourceIdOf(app, url)],
  );
  return rows.map(({ payload }) => JSON.parse(payload) as SourceEvent);
}

/** Checks that a change of a source caused. */
export async function causedChecks(app: TestApp, claimId: string): Promise<number> {
  const rows = await app.rows(`SELECT 1 FROM "check" WHERE claim_id = $1 AND trigger = 'source-changed'`, [
    claimId,
  ]);
  return rows.length;
}
