import type { Label } from '../../domain/finding.js';

export class RequestedCheckView {
  id!: string;
}

export class CheckBrief {
  id!: string;
  claimId!: string;
  trigger!: string;
  state!: string;
  /** Null when the machine asked for it. */
  requestedBy!: string | null;
  requestedAt!: string;
  startedAt!: string | null;
  completedAt!: string | null;
  /** Why it could not be made. */
  failure!: string | null;
}

export class CheckPage {
  items!: CheckBrief[];
  next!: string | null;
}

export class FindingView {
  id!: string;
  checker!: string;
  assertionId!: string | null;
  citationId!: string | null;
  sourceId!: string | null;
  snapshotId!: string | null;
  vintageId!: string | null;
  label!: Label | null;
  /** The cause, when the checker could not do its work: no finding of fact. */
  error!: string | null;
  /** Step by step: `code`, `message` and the figures compared. */
  reasons!: object[];
}

export class AssessmentView {
  label!: Label;
  /** One label for each assertion; the claim's never hides them. */
  parts!: object[];
  reasons!: object[];
  recordedAt!: string;
}

export class CheckView extends CheckBrief {
  findings!: FindingView[];
  /** Null until the check has completed. */
  assessment!: AssessmentView | null;
}
