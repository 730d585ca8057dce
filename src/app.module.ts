import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { AuthModule } from './features/auth/auth.module.js';
import { ChecksModule } from './features/checks/checks.module.js';
import { FindingsModule } from './features/checks/findings.module.js';
import { ClaimsModule } from './features/claims/claims.module.js';
import { CommentsModule } from './features/comments/comments.module.js';
import { CorrectionsModule } from './features/corrections/corrections.module.js';
import { DesksModule } from './features/desks/desks.module.js';
import { FeedsModule } from './features/feeds/feeds.module.js';
import { HistoryModule } from './features/history/history.module.js';
import { OpsModule } from './features/ops/ops.module.js';
import { OutboxModule } from './features/outbox/outbox.module.js';
import { PeopleModule } from './features/people/people.module.js';
import { SchedulesModule } from './features/schedules/schedules.module.js';
import { SeriesModule } from './features/series/series.module.js';
import { SourcesModule } from './features/sources/sources.module.js';
import { VerdictsModule } from './features/verdicts/verdicts.module.js';
import { WebhooksModule } from './features/webhooks/webhooks.module.js';
import { WorkflowModule } from './features/workflow/workflow.module.js';
import { PersistenceModule } from './persistence/persistence.module.js';
import type { Context } from './platform/context.js';
import { PlatformModule } from './platform/platform.module.js';

const features = [
  AuthModule,
  ChecksModule,
  ClaimsModule,
  CommentsModule,
  CorrectionsModule,
  DesksModule,
  FeedsModule,
  FindingsModule,
  HistoryModule,
  OpsModule,
  OutboxModule,
  PeopleModule,
  SchedulesModule,
  SeriesModule,
  SourcesModule,
  VerdictsModule,
  WebhooksModule,
  WorkflowModule,
];

/** The only list of feature modules. */
@Module({})
export class AppModule {
  static with(context: Context): DynamicModule {
    return {
      module: AppModule,
      imports: [PersistenceModule.with(context), PlatformModule.with(context), ...features],
    };
  }
}
