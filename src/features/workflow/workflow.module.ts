import { Module } from '@nestjs/common';
import { DraftsController } from './drafts.controller.js';
import { DraftsService } from './drafts.service.js';
import { ReviewPolicyController } from './review-policy.controller.js';
import { ReviewPolicyService } from './review-policy.service.js';
import { WorkflowController } from './workflow.controller.js';
import { WorkflowService } from './workflow.service.js';

@Module({
  controllers: [WorkflowController, DraftsController, ReviewPolicyController],
  providers: [WorkflowService, DraftsService, ReviewPolicyService],
})
export class WorkflowModule {}
