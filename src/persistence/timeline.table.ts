import type { Sql } from './sql.js';

/** Everything that happened to a claim, in one order. */
export class TimelineTable {
  constructor(private readonly sql: Sql) {}
}
