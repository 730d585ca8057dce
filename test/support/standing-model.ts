/** What the ledger should hold of one claim, kept by hand: the oracle of the model-based test. Shares no code with src. */

export type RatingCode = 'true' | 'false' | 'half-true' | 'unproven';
export type Label = 'supported' | 'refuted' | 'not-enough-evidence';
export type Workflow = 'inbox' | 'assigned' | 'in-review' | 'published' | 'rejected';

/** The figures a series may give for the claim "reached $3 billion"; null: nothing for its year. */
export const figures = { '3000': 'supported', '1200': 'refuted', '1400': 'refuted' } as const;
export type Figure = keyof typeof figures | null;

export const expected: Readonly<Record<RatingCode, Label | null>> = {
  ...{ true: 'supported', false: 'refuted', 'half-true': null, unproven: null },
};

export interface ModelVerdict {
  readonly kind: 'published' | 'withdrawn';
  readonly rating: RatingCode | null;
  /** Disagreements that its authors had before them, and those upheld since. */
  readonly accepted: Set<string>;
  /** Since when it was said to hold; null: since it was recorded. */
  readonly since: number | null;
  /** It holds since its predecessor held. */
  readonly inherits: boolean;
}

export interface ModelStanding {
  readonly status: string;
  readonly label: Label | null;
  readonly verdictVersion: number | null;
}

export interface ModelDraft {
  /** The ledger's; an approval names it. */
  readonly id: string;
  readonly rating: RatingCode;
  readonly authors: Set<number>;
  readonly approvals: Set<number>;
  readonly note: string | null;
  /** What the last check said against the rating when the draft was last written. */
  readonly known: string | null;
  readonly version: number;
}

export interface CheckMade {
  readonly label: Label;
  readonly figure: Figure;
}

const day = 86_400_000;
/** Of a level (DESIGN 2). */
const shelfLife = 90 * day;

export class StandingModel {
  figure: Figure = null;
  workflow: Workflow = 'inbox';
  draft: ModelDraft | null = null;
  lastCheck: CheckMade | null = null;
  /** Ledger time of the last completed check. */
  verifiedAt: number | null = null;
  readonly verdicts: ModelVerdict[] = [];
  readonly standings: ModelStanding[] = [{ status: 'unverified', label: null, verdictVersion: null }];

  constructor(readonly reviewers: number) {}

  get verdict(): ModelVerdict | null {
    return this.verdicts.at(-1) ?? null;
  }

  get isInForce(): boolean {
    return this.verdict?.kind === 'published';
  }

  /** What the last check says against a rating, by the figure it saw; null when nothing. */
  against(rating: RatingCode | null): string | null {
    if (rating === null || this.lastCheck === null) return null;
    const { label, figure } = this.lastCheck;
    const expects = expected[rating];
    const agrees = expects === null || label === 'not-enough-evidence' || label === expects;
    return agrees ? null : `${label}: ${figure ?? ''}`;
  }

  /** What challenges the verdict now. */
  get challenge(): string | null {
    if (!this.isInForce) return null;
    const found = this.against(this.verdict?.rating ?? null);
    return found === null || this.verdict?.accepted.has(found) === true ? null : found;
  }

  checked(at: number): void {
    const label = this.figure === null ? 'not-enough-evidence' : figures[this.figure];
    this.lastCheck = { label, figure: this.figure };
    this.verifiedAt = at;
    this.derive(at);
  }

  publish(rating: RatingCode, known: string | null, at: number, more: Partial<PublishMore> = {}): void {
    const { since = null, isCorrection = false } = more;
    const before = this.verdict;
    const accepted = new Set(known === null ? [] : [known]);
    const keeps = isCorrection && before?.rating != null && expected[before.rating] === expected[rating];
    if (keeps) for (const each of before.accepted) accepted.add(each);
    this.verdicts.push({
      kind: 'published',
      rating,
      accepted,
      since,
      inherits: isCorrection && since === null,
    });
    this.workflow = 'published';
    this.derive(at);
  }

  withdraw(at: number): void {
    this.verdicts.push({
      kind: 'withdrawn',
      rating: null,
      accepted: new Set(),
      since: null,
      inherits: false,
    });
    this.derive(at);
  }

  uphold(at: number): void {
    if (this.challenge !== null) this.verdict?.accepted.add(this.challenge);
    this.derive(at);
  }

  /** The status by the precedence of DESIGN 2; a new standing when one of the three changed. */
  derive(at: number): void {
    const status = this.status(at);
    const label = this.lastCheck?.label ?? null;
    const verdictVersion = this.verdicts.length === 0 ? null : this.verdicts.length;
    const last = this.standings.at(-1);
    if (last?.status === status && last.label === label && last.verdictVersion === verdictVersion) return;
    this.standings.push({ status, label, verdictVersion });
  }

  private status(at: number): string {
    if (this.verdict?.kind === 'withdrawn') return 'withdrawn';
    if (this.challenge !== null) return 'challenged';
    if (this.verifiedAt !== null && at >= this.verifiedAt + shelfLife) return 'stale';
    if (this.lastCheck === null) return 'unverified';
    return this.isInForce ? 'settled' : 'assessed';
  }
}

export interface PublishMore {
  readonly since: number | null;
  /** It takes over what its predecessor was upheld against, where it expects the same. */
  readonly isCorrection: boolean;
}
