export class HealthView {
  /** `ok`: the process answers. */
  status!: string;
  /** Ledger time of this process. */
  ledgerTime!: string;
}

export class BacklogView {
  /** Work that is owed. */
  open!: number;
  /** Work that was given up. */
  dead!: number;
  /** Age of the oldest open row. */
  oldestSeconds!: number;
}

export class ReadyView {
  ready!: boolean;
  /** What is wrong, or worth knowing. */
  notes!: string[];
  ledgerTime!: string;
  /** Null when the database does not answer. */
  outbox!: BacklogView | null;
}

export class DeadLetterView {
  id!: number;
  job!: string;
  /** The check, event or delivery it is about. */
  refId!: string;
  dispatches!: number;
  lastError!: string | null;
  createdAt!: string;
  deadAt!: string;
}
