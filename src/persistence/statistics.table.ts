import type { Sql } from './sql.js';

/** Figures of the newsroom at any moment. */
export class StatisticsTable {
  constructor(private readonly sql: Sql) {}
}
