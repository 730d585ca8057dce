import type { EntityManager } from 'typeorm';
import { CheckTable } from './check.table.js';
import { CitationTable } from './citation.table.js';
import { ClaimListTable } from './claim-list.table.js';
import { ClaimTable } from './claim.table.js';
import { ClockTable } from './clock.table.js';
import { DeliveryTable } from './delivery.table.js';
import { EventTable } from './event.table.js';
import { IdempotencyTable } from './idempotency.table.js';
import { OutboxTable } from './outbox.table.js';
import { PersonTable } from './person.table.js';
import { ScaleTable } from './scale.table.js';
import { ScheduleTable } from './schedule.table.js';
import { SeriesTable } from './series.table.js';
import { SnapshotTable } from './snapshot.table.js';
import { SourceTable } from './source.table.js';
import { Sql } from './sql.js';
import { StandingTable } from './standing.table.js';
import { VerdictTable } from './verdict.table.js';
import { EndpointTable } from './webhook.table.js';

/** All tables under one transaction: a namespace, no methods of its own. */
export class Store {
  readonly checks: CheckTable;
  readonly citations: CitationTable;
  readonly claimLists: ClaimListTable;
  readonly claims: ClaimTable;
  readonly clock: ClockTable;
  readonly deliveries: DeliveryTable;
  readonly endpoints: EndpointTable;
  readonly events: EventTable;
  readonly idempotency: IdempotencyTable;
  readonly outbox: OutboxTable;
  readonly people: PersonTable;
  readonly scales: ScaleTable;
  readonly schedules: ScheduleTable;
  readonly series: SeriesTable;
  readonly snapshots: SnapshotTable;
  readonly sources: SourceTable;
  readonly standings: StandingTable;
  readonly verdicts: VerdictTable;

  constructor(manager: EntityManager) {
    const sql = new Sql(manager);
    this.checks = new CheckTable(sql);
    this.citations = new CitationTable(sql);
    this.claimLists = new ClaimListTable(sql);
    this.claims = new ClaimTable(sql);
    this.clock = new ClockTable(sql);
    this.deliveries = new DeliveryTable(sql);
    this.endpoints = new EndpointTable(sql);
    this.events = new EventTable(sql);
    this.idempotency = new IdempotencyTable(sql);
    this.outbox = new OutboxTable(sql);
    this.people = new PersonTable(sql);
    this.scales = new ScaleTable(sql);
    this.schedules = new ScheduleTable(sql);
    this.series = new SeriesTable(sql);
    this.snapshots = new SnapshotTable(sql);
    this.sources = new SourceTable(sql);
    this.standings = new StandingTable(sql);
    this.verdicts = new VerdictTable(sql);
  }
}
