import { fileURLToPath } from 'node:url';
import { DataSource } from 'typeorm';
import type { DatabaseAddress } from '../platform/database-url.js';
import { Blob } from './blob.table.js';
import { Assessment, CheckRow, FindingRow } from './check.table.js';
import { Citation } from './citation.table.js';
import { AssertionRow, Claim, ClaimState } from './claim.table.js';
import { ClockRow } from './clock.table.js';
import { Comment, Mention } from './comment.table.js';
import { CorrectionOutcome, CorrectionRequest } from './correction.table.js';
import { Draft } from './draft.table.js';
import { EventRow } from './event.table.js';
import { FetchRow } from './fetch.table.js';
import { HostTurn } from './host-turn.table.js';
import { IdempotencyRow } from './idempotency.table.js';
import { Memento } from './memento.table.js';
import { SnakeNames } from './naming.js';
import { OutboxRow } from './outbox.table.js';
import { PassageRow } from './passage.table.js';
import { FindingRetraction, PersonFinding } from './person-finding.table.js';
import { ApiKey, Desk, DeskMember, Person } from './person.table.js';
import { Policy, PolicyUse, ScheduleSetting } from './policy.table.js';
import { Review, ReviewPolicy } from './review.table.js';
import { Revision } from './revision.table.js';
import { RobotsRow } from './robots.table.js';
import { Rating, Scale } from './scale.table.js';
import { ScheduleHold, ScheduleRow } from './schedule.table.js';
import { Binding, BindingTerm, ObservationRow, Series, Vintage } from './series.table.js';
import { Snapshot } from './snapshot.table.js';
import { SourceState } from './source-state.table.js';
import { Source } from './source.table.js';
import { StandingPeriod } from './standing-period.table.js';
import { StandingRow } from './standing.table.js';
import { Upheld } from './upheld.table.js';
import { Verdict } from './verdict.table.js';
import { Attempt, Delivery, Endpoint } from './webhook.table.js';

const entities = [
  ApiKey,
  AssertionRow,
  Assessment,
  Attempt,
  Binding,
  BindingTerm,
  Blob,
  CheckRow,
  Citation,
  Claim,
  ClaimState,
  ClockRow,
  Comment,
  CorrectionOutcome,
  CorrectionRequest,
  Delivery,
  Desk,
  DeskMember,
  Draft,
  Endpoint,
  EventRow,
  FetchRow,
  FindingRetraction,
  FindingRow,
  HostTurn,
  IdempotencyRow,
  Memento,
  Mention,
  ObservationRow,
  OutboxRow,
  PassageRow,
  Person,
  PersonFinding,
  Policy,
  PolicyUse,
  Rating,
  Review,
  ReviewPolicy,
  Revision,
  RobotsRow,
  Scale,
  ScheduleHold,
  ScheduleRow,
  ScheduleSetting,
  Series,
  Snapshot,
  Source,
  SourceState,
  StandingPeriod,
  StandingRow,
  Upheld,
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
