import { differenceOf } from '../../src/persistence/revision.table.js';
import type { TestApp } from './app.js';
import type { Dice } from './random-history.js';

export interface Moment {
  readonly claimId: string;
  readonly at: number;
}

/** A due time: holds put it off until a check took it; a hold that moved it is the end of it. */
export interface Slot extends Moment {
  readonly taken: number;
  readonly left: number;
}

/** `until` null: until the next change. */
interface Hold {
  readonly held: boolean;
  readonly until: number | null;
}

const dayMs = 86_400_000;

/** Holds of claims as people set and ended them, and what a replay of them says. */
export class Holds {
  /** Due times that a hold moved. */
  readonly moved: Slot[] = [];
  private readonly changes: (Moment & Hold)[] = [];

  constructor(
    private readonly app: TestApp,
    private readonly dice: Dice,
  ) {}

  /** Writes the revisions that five pauses, snoozes and resumptions of a claim leave. */
  async write(claimId: string, since: number): Promise<void> {
    let at = since;
    let last: Hold = { held: false, until: null };
    for (let version = 1; version <= 5; version += 1) {
      at += this.dice.below(20 * dayMs);
      const now = this.after(last, at);
      const due = this.dice.below(2) === 0 ? null : at - this.dice.below(10 * dayMs);
      const action = now.held ? (now.until === null ? 'pause' : 'snooze') : 'resume';
      const { before, after } = differenceOf(shown(last), shown(now));
      await this.app.sql.query(
        `INSERT INTO revision (subject_kind, subject_id, version, claim_id, action, before, after, actor_id, recorded_at)
         SELECT 'hold', id, $2, id, $3, $4, $5, created_by, $6 FROM claim WHERE id = $1`,
        [claimId, version, action, { ...before, nextAt: iso(due) }, after, new Date(at)],
      );
      this.changes.push({ claimId, at, ...now });
      if (due !== null) this.moved.push({ claimId, at: due, taken: Infinity, left: at });
      last = now;
    }
  }

  isHeld(claimId: string, moment: number): boolean {
    const last = this.changes.filter((each) => each.claimId === claimId && each.at <= moment).at(-1);
    return last?.held === true && (last.until === null || moment < last.until);
  }

  private after(last: Hold, at: number): Hold {
    if (last.held && this.dice.below(2) === 0) return { held: false, until: null };
    return { held: true, until: this.dice.below(2) === 0 ? null : at + 1 + this.dice.below(30 * dayMs) };
  }
}

function iso(moment: number | null): string | null {
  return moment === null ? null : new Date(moment).toISOString();
}

function shown({ held, until }: Hold): { held: boolean; until: string | null } {
  return { held, until: iso(until) };
}
