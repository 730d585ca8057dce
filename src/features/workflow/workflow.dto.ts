import {
  IsIn,
  IsInt,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { workflowActions } from '../../domain/verdict/workflow.js';
import type { WorkflowAction, WorkflowState } from '../../domain/verdict/workflow.js';
import { IsDay } from '../../platform/day.validator.js';
import { Optional } from '../../platform/optional.js';

export class TakeAction {
  /** Which are open to you: GET of this address. */
  @IsIn(workflowActions) action!: WorkflowAction;
  /** Why. Needed to return, reject and reopen. */
  @Optional()
  @IsString()
  @Length(1, 20_000)
  @Matches(/[\p{L}\p{N}]/u, { message: 'reason must say something' })
  reason?: string;
  /** Of assign, which needs it: an active person who works at the desk. */
  @Optional() @IsUUID() assigneeId?: string;
  /** Of assign: when the human work is to be done; null takes it away. */
  @ValidateIf((_, value) => value !== undefined && value !== null) @IsDay() dueOn?: string | null;
  /** Of approve and return: a word to the authors. */
  @Optional() @IsString() @MaxLength(20_000) note?: string;
  /** The draft that you read; approve needs it. */
  @Optional() @IsUUID() draftId?: string;
  /** The version of the draft that you read; approve needs it. */
  @Optional() @IsInt() @Min(1) draftVersion?: number;
}

export class ReviewState {
  /** How many who did not write it must approve. */
  required!: number;
  /** Who approved exactly this version. */
  approvedBy!: string[];
  draftId!: string | null;
  draftVersion!: number | null;
  /** None of them may review it. */
  authorIds!: string[];
}

export class ActionView {
  action!: WorkflowAction;
  /** Where it leads; null where it is not allowed. */
  to!: WorkflowState | null;
  /** Whether you may take it now. */
  open!: boolean;
  /** Why not; null when open. */
  why!: string | null;
}

export class WorkflowView {
  state!: WorkflowState;
  assigneeId!: string | null;
  dueOn!: string | null;
  /** The version of the claim; its ETag. */
  version!: number;
  verdictVersion!: number | null;
  review!: ReviewState;
  /** Every action, for you. */
  actions!: ActionView[];
}

export class ReviewView {
  id!: string;
  draftId!: string;
  draftVersion!: number;
  /** `approved` or `returned`. */
  decision!: string;
  reviewerId!: string;
  note!: string;
  recordedAt!: string;
}

export class ReviewPolicyBody {
  /** Reviewers beside the authors; no more than for normal. */
  @IsInt() @Min(0) @Max(2) low!: number;
  /** No more than for high. */
  @IsInt() @Min(0) @Max(2) normal!: number;
  @IsInt() @Min(0) @Max(2) high!: number;
}
