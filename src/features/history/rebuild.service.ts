import { periodsOf } from '../../domain/history/periods.js';
import type { HeldPeriod } from '../../domain/history/periods.js';
import { byClaim, historiesOf, stateOf } from '../../persistence/claim-history.js';
import type { ClaimHistory } from '../../persistence/claim-history.js';
import type { ClaimState } from '../../persistence/claim.table.js';
import type { Db } from '../../persistence/db.js';
import { placeDifferences } from '../../persistence/place-difference.js';
import { planAll } from '../../persistence/schedule-change.js';
import { sourcePlace } from '../../persistence/source-plan.js';
import type { Store } from '../../persistence/store.js';
import type { Clock } from '../../platform/clock.js';

export interface RebuildOptions {
  /** Only compares. */
  readonly check: boolean;
  /** Claims of one transaction. */
  readonly batch?: number;
  /** Told once for each claim that differs. */
  readonly say: (line: string) => void;
}

export interface Rebuilt {
  readonly claims: number;
  /** How many differed, and unless only compared were put right. */
  readonly differing: number;
}

interface Difference {
  readonly claimId: string;
  /** Null when the state row is right; else the row it ought to be. */
  readonly state: ClaimState | null;
  /** Null when they are right; else what they ought to be. */
  readonly periods: readonly HeldPeriod[] | null;
  readonly words: string;
}

/** Derives again what is derived: the state of each claim, its standing periods and its place in the schedule; and finds sources that lost theirs. */
export class RebuildService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /**
   * Goes through all claims in batches, each one transaction under the claims' state locks, so that workers may go on
   * meanwhile; a claim whose projections are right is not written to. Only comparing takes no locks.
   */
  async run({ check, say, batch = 200 }: RebuildOptions): Promise<Rebuilt> {
    let [claims, differing, isApplying] = [0, 0, false];
    for (let last: string | null = null; ;) {
      const after: string | null = last;
      const ids: string[] = await this.db.read((store) => store.rebuilds.claims(after, batch));
      const { lines, withoutPlaces } = check
        ? await this.db.readTogether((store) => this.compared(store, ids))
        : await this.db.write((store) => this.rebuilt(store, ids));
      if (withoutPlaces && !isApplying) say(applying);
      isApplying ||= withoutPlaces;
      for (const [claimId, words] of lines) say(`claim ${claimId}: ${words.join('; ')}`);
      [claims, differing] = [claims + ids.length, differing + lines.size];
      last = ids.at(-1) ?? null;
      if (ids.length < batch) break;
    }
    const unwatched = check
      ? await this.db.read((store) => store.rebuilds.unwatchedSources())
      : await this.db.write((store) => this.watchAgain(store));
    for (const id of unwatched) say(`source ${id}: it has no place in the schedule`);
    return { claims, differing: differing + unwatched.length };
  }

  /** A source whose place was lost is fetched now: that fetch plans the next one. */
  private async watchAgain(store: Store): Promise<string[]> {
    const ids = await store.rebuilds.unwatchedSources();
    const now = this.clock.now();
    await store.schedules.setAll(ids.map((id) => sourcePlace(id, now, 'Its place had been lost.')));
    return ids;
  }

  /** A changed policy that is not applied to all yet leaves places behind that are right as they were: nothing is said of them. */
  private async compared(store: Store, ids: readonly string[]): Promise<Compared> {
    const found = await compare(store, ids, true);
    const withoutPlaces = await store.outbox.isOpen('policies.apply');
    const places = withoutPlaces
      ? new Map<string, string>()
      : await placeDifferences(store, ids, this.clock.now());
    return { lines: linesOf(found, places), withoutPlaces };
  }

  private async rebuilt(store: Store, ids: readonly string[]): Promise<Compared> {
    const found = await compare(store, ids, false);
    await putRight(store, found);
    // Only now: the schedule follows from the state.
    const now = this.clock.now();
    const places = await placeDifferences(store, ids, now);
    if (places.size > 0) await planAll(store, [...places.keys()], now);
    return { lines: linesOf(found, places), withoutPlaces: false };
  }
}

/** What differs, by claim. */
type Lines = ReadonlyMap<string, readonly string[]>;

interface Compared {
  readonly lines: Lines;
  /** Places in the schedule were not compared. */
  readonly withoutPlaces: boolean;
}

const applying = 'policies are being applied: places in the schedule are not compared; run this again later';

function linesOf(found: readonly Difference[], places: ReadonlyMap<string, string>): Lines {
  const lines = new Map(found.map(({ claimId, words }) => [claimId, [words]]));
  for (const [claimId, words] of places) lines.set(claimId, [...(lines.get(claimId) ?? []), words]);
  return lines;
}

async function compare(store: Store, ids: readonly string[], reading: boolean): Promise<Difference[]> {
  if (!reading) await store.rebuilds.addMissingStates(ids);
  // Read after the locks are held, and the desk with it: nothing may move between.
  const states = byClaim(await store.rebuilds.states(ids, reading));
  const histories = await historiesOf(store, await store.rebuilds.desks(ids));
  const periods = byClaim(await store.rebuilds.periods(ids));
  return histories.flatMap((history) => {
    const { claimId } = history;
    return differenceOf(history, states.get(claimId)?.[0], periods.get(claimId) ?? []) ?? [];
  });
}

function differenceOf(
  history: ClaimHistory,
  state: ClaimState | undefined,
  periods: readonly HeldPeriod[],
): Difference | null {
  const [right, rightPeriods] = [
    stateOf(history),
    periodsOf(history.standings, history.moves, history.deskId),
  ];
  if (right === null) return null;
  const wrong = wrongFields(state, right);
  const samePeriods = JSON.stringify(periods.map(inOrder)) === JSON.stringify(rightPeriods.map(inOrder));
  if (wrong.length === 0 && samePeriods) return null;
  return {
    claimId: history.claimId,
    state: wrong.length === 0 ? null : right,
    periods: samePeriods ? null : rightPeriods,
    words: [...wrong, ...(samePeriods ? [] : ['its standing periods are not those of its standings'])].join(
      '; ',
    ),
  };
}

function wrongFields(state: ClaimState | undefined, right: ClaimState): string[] {
  if (state === undefined) return ['it has no state'];
  const names = Object.keys(right) as (keyof ClaimState)[];
  return names.flatMap((name) => {
    const [is, ought] = [JSON.stringify(state[name]), JSON.stringify(right[name])];
    return is === ought ? [] : [`${name} is ${is}, history says ${ought}`];
  });
}

function inOrder(period: HeldPeriod): unknown[] {
  const { standingVersion, claimVersion, status, label, verdictVersion, ratingId, deskId, from, to } = period;
  return [standingVersion, claimVersion, status, label, verdictVersion, ratingId, deskId, from, to];
}

async function putRight(store: Store, found: readonly Difference[]): Promise<void> {
  for (const { state } of found) if (state !== null) await store.claims.saveState(state);
  const moved = found.filter((each) => each.periods !== null);
  await store.rebuilds.replacePeriods(
    moved.map(({ claimId }) => claimId),
    moved.flatMap(({ claimId, periods }) => (periods ?? []).map((period) => ({ ...period, claimId }))),
  );
}
