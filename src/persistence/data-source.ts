import { fileURLToPath } from 'node:url';
import { DataSource } from 'typeorm';
import type { DatabaseAddress } from '../platform/database-url.js';
import { Assessment, CheckRow, FindingRow } from './check.table.js';
import { Citation } from './citation.table.js';
import { AssertionRow, Claim, ClaimState } from './claim.table.js';
import { ClockRow } from './clock.table.js';
import { EventRow } from './event.table.js';
import { IdempotencyRow } from './idempotency.table.js';
import { SnakeNames } from './naming.js';
import { OutboxRow } from './outbox.table.js';
import { ApiKey, Desk, DeskMember, Person } from './person.table.js';
import { Rating, Scale } from './scale.table.js';
import { ScheduleRow } from './schedule.table.js';
import { Binding, ObservationRow, Series, Vintage } from './series.table.js';
import { Blob, Snapshot } from './snapshot.table.js';
import { Source } from './source.table.js';
import { StandingRow } from './standing.table.js';
import { Verdict } from './verdict.table.js';
import { Attempt, Delivery, Endpoint } from './webhook.table.js';

const entities = [
  ApiKey,
  Assessment,
  AssertionRow,
  Attempt,
  Binding,
  Blob,
  CheckRow,
  Citation,
  Claim,
  ClaimState,
  ClockRow,
  Delivery,
  Desk,
  DeskMember,
  Endpoint,
  EventRow,
  FindingRow,
  IdempotencyRow,
  ObservationRow,
  OutboxRow,
  Person,
  Rating,
  Scale,
  ScheduleRow,
  Series,
  Snapshot,
  Source,
  StandingRow,
  Verdict,
  Vintage,
];

/** Compiled migrations, also when this file itself runs from source (tests). */
const migrationsFolder = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../dist/migrations/' : '../../migrations/', import.meta.url),
);

export interface DataSourceOptions {
  readonly applicationName: string;
  readonly poolSize: number;
  readonly onPoolError?: (error: unknown) => void;
  /** True for who compares or runs migrations: nobody else needs their files loaded. */
  readonly migrations?: boolean;
}

/** Not yet connected: `initialize()` belongs to start-up, so that the OpenAPI script needs no database. */
export function createDataSource(address: DatabaseAddress, options: DataSourceOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    host: address.host,
    port: address.port,
    username: address.user,
    password: address.password,
    database: address.database,
    ssl: address.ssl ?? false,
    applicationName: options.applicationName,
    poolSize: options.poolSize,
    poolErrorHandler: (error: unknown) => options.onPoolError?.(error),
    entities,
    migrations: options.migrations === true ? [`${migrationsFolder}*.js`] : [],
    namingStrategy: new SnakeNames(),
    synchronize: false,
    installExtensions: false,
    logging: false,
    extra: { connectionTimeoutMillis: 10_000, idleTimeoutMillis: 30_000, keepAlive: true },
  });
}
