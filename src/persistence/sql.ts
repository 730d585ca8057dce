import type { EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import pg from 'pg';

// Ledger values as they are: dates as ISO days (a Date at local midnight would shift them), counts and ids as numbers.
pg.types.setTypeParser(pg.types.builtins.DATE, String);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// Local time would lose the seconds that offsets had before 1900, and depend on the machine's zone.
pg.defaults.parseInputDatesAsUTC = true;

/** Statements within one transaction or read. Written as SQL because the builder's inserts cost 40 % (docs/adr/0004). */
export class Sql {
  constructor(private readonly manager: EntityManager) {}

  /** TypeORM's repository, for plain reads and single-row writes off the hot paths. */
  of<T extends ObjectLiteral>(entity: EntityTarget<T>): Repository<T> {
    return this.manager.getRepository(entity);
  }

  /** All columns of an entity as a SELECT list under an alias, named as its properties. */
  columns(entity: EntityTarget<ObjectLiteral>, alias: string): string {
    return this.manager.connection
      .getMetadata(entity)
      .columns.map((column) => `${alias}."${column.databaseName}" AS "${column.propertyName}"`)
      .join(', ');
  }

  /** The rows of a SELECT, or those that a statement returns. */
  async rows<T>(text: string, parameters: readonly unknown[] = []): Promise<T[]> {
    const result: unknown = await this.manager.query(text, [...parameters]);
    // UPDATE and DELETE come back as [rows, count].
    const isPair =
      Array.isArray(result) &&
      result.length === 2 &&
      Array.isArray(result[0]) &&
      typeof result[1] === 'number';
    return (isPair ? (result as [T[], number])[0] : result) as T[];
  }

  /** The first row, or null. */
  async one<T>(text: string, parameters: readonly unknown[] = []): Promise<T | null> {
    return (await this.rows<T>(text, parameters))[0] ?? null;
  }

  /** How many rows an UPDATE or DELETE touched. */
  async count(text: string, parameters: readonly unknown[] = []): Promise<number> {
    const result: unknown = await this.manager.query(text, [...parameters]);
    return Array.isArray(result) && typeof result[1] === 'number' ? result[1] : 0;
  }

  /** A statement whose result is of no interest. */
  async run(text: string, parameters: readonly unknown[] = []): Promise<void> {
    await this.manager.query(text, [...parameters]);
  }
}
