import fc from 'fast-check';
import type { AsyncCommand } from 'fast-check';
import { ChecksService } from '../../src/features/checks/checks.service.js';
import { Clock } from '../../src/platform/clock.js';
import { comparison, ratingIdOf, told } from './standing-real.js';
import type { Real } from './standing-real.js';
import type { Figure, RatingCode, StandingModel } from './standing-model.js';

type Command = AsyncCommand<StandingModel, Real>;

/** A step of a run: does it to the ledger and to the model, then both must say the same of everything. */
abstract class Step implements Command {
  check(): boolean {
    return true;
  }
  async run(model: StandingModel, real: Real): Promise<void> {
    await this.take(model, real);
    await comparison(model, real);
  }
  abstract toString(): string;
  protected abstract take(model: StandingModel, real: Real): Promise<void>;
}

class Revise extends Step {
  constructor(private readonly figure: Figure) {
    super();
  }
  protected async take(model: StandingModel, real: Real): Promise<void> {
    const csv = `period,value\n2015,1000\n${this.figure === null ? '' : `2018,${this.figure}\n`}`;
    const publishedOn = real.app.nest.get(Clock).today();
    await told(real, 'POST', `/v1/series/${real.seriesId}/vintages`, 201, { body: { publishedOn, csv } });
    model.figure = this.figure;
  }
  toString(): string {
    return `revise(${this.figure})`;
  }
}

class Check extends Step {
  protected async take(model: StandingModel, real: Real): Promise<void> {
    await told(real, 'POST', `/v1/claims/${real.claimId}/checks`, 202);
    await runQueued(model, real);
  }
  toString(): string {
    return 'check';
  }
}

class Publish extends Step {
  constructor(
    private readonly rating: RatingCode,
    private readonly backDays: number,
    private readonly note: boolean,
  ) {
    super();
  }
  protected async take(model: StandingModel, real: Real): Promise<void> {
    const isFree = model.reviewers === 0 && model.workflow !== 'rejected';
    const isOpen = isFree && (!this.note || model.verdicts.length > 0);
    const refusal = isFree ? 404 : 409;
    const since = this.backDays === 0 ? null : now(real) - this.backDays * 86_400_000;
    const body = {
      ...{ ratingId: ratingIdOf(real, this.rating), rationale: 'Because.', citationIds: [] },
      ...(since === null ? {} : { validFrom: new Date(since).toISOString() }),
      ...(this.note ? { correctionNote: 'It was wrong.' } : {}),
    };
    await told(real, 'POST', `/v1/claims/${real.claimId}/verdicts`, isOpen ? 201 : refusal, { body });
    const more = { since, isCorrection: this.note && model.isInForce };
    if (isOpen) model.publish(this.rating, model.against(this.rating), now(real), more);
  }
  toString(): string {
    return `publish(${this.rating}, ${this.backDays} days back${this.note ? ', corrected' : ''})`;
  }
}

class Withdraw extends Step {
  protected async take(model: StandingModel, real: Real): Promise<void> {
    const status = model.isInForce ? 201 : 409;
    const body = { reason: 'A hoax.' };
    await told(real, 'POST', `/v1/claims/${real.claimId}/verdicts/withdraw`, status, { body });
    if (model.isInForce) model.withdraw(now(real));
  }
  toString(): string {
    return 'withdraw';
  }
}

class Uphold extends Step {
  constructor(private readonly stale: boolean) {
    super();
  }
  protected async take(model: StandingModel, real: Real): Promise<void> {
    const path = `/v1/claims/${real.claimId}`;
    interface Shown {
      parts: { part: string; isUpheld: boolean }[];
    }
    const shown = (await told(real, 'GET', `${path}/disagreement`, 200)).json<Shown>();
    const open = shown.parts.filter((each) => !each.isUpheld).map((each) => each.part);
    if (open.length > 0 !== (model.challenge !== null))
      throw new Error(`${open.join()} challenges, the model says ${model.challenge}`);
    const disagreement = this.stale || open.length === 0 ? ['assertion of another day'] : open;
    const isOpen = model.challenge !== null && !this.stale;
    const answer = await real.app.call('POST', `${path}/verdicts/uphold`, {
      body: { disagreement, reason: 'Another measure.' },
    });
    if ((answer.status === 201) !== isOpen) throw new Error(`upheld: ${answer.status} ${answer.text}`);
    if (isOpen) model.uphold(now(real));
  }
  toString(): string {
    return this.stale ? 'uphold(what is not there)' : 'uphold';
  }
}

class Advance extends Step {
  constructor(private readonly days: number) {
    super();
  }
  protected async take(model: StandingModel, real: Real): Promise<void> {
    await real.app.advance(`P${this.days}D`);
    await real.app.tick();
    // The tick ends shelf lives; what it asked for is checked after it.
    model.derive(now(real));
    await comparison(model, real);
    await runQueued(model, real);
  }
  toString(): string {
    return `advance(${this.days} days)`;
  }
}

class Draft extends Step {
  constructor(
    private readonly who: number,
    private readonly rating: RatingCode,
    private readonly note: boolean,
  ) {
    super();
  }
  protected async take(model: StandingModel, real: Real): Promise<void> {
    const isNote = this.note && model.verdicts.length === 0;
    const isOpen = ['inbox', 'assigned', 'in-review'].includes(model.workflow) && !isNote;
    const body = {
      ...{ ratingId: ratingIdOf(real, this.rating), rationale: 'So it seems.', citationIds: [] },
      ...(this.note ? { correctionNote: 'It was wrong.' } : {}),
    };
    const headers: Record<string, string> =
      model.draft === null ? {} : { 'if-match': `"${model.draft.version}"` };
    const token = real.people[this.who]?.token ?? '';
    const answer = await real.app.call('PUT', `/v1/claims/${real.claimId}/draft`, { body, headers, token });
    if ((answer.status === 200) !== isOpen) throw new Error(`draft: ${answer.status} ${answer.text}`);
    if (!isOpen) return;
    model.draft = {
      id: answer.json<{ id: string }>().id,
      ...{ rating: this.rating, note: this.note ? 'It was wrong.' : null, approvals: new Set() },
      authors: new Set([...(model.draft?.authors ?? []), this.who]),
      ...{ known: model.against(this.rating), version: (model.draft?.version ?? 0) + 1 },
    };
  }
  toString(): string {
    return `draft(by ${this.who}, ${this.rating}${this.note ? ', corrected' : ''})`;
  }
}

const moves = {
  assign: { inbox: 'assigned', assigned: 'assigned' },
  release: { assigned: 'inbox' },
  submit: { assigned: 'in-review' },
  approve: { 'in-review': 'in-review' },
  return: { 'in-review': 'assigned' },
  publish: { 'in-review': 'published' },
  reject: { inbox: 'rejected', assigned: 'rejected', 'in-review': 'rejected' },
  reopen: { published: 'assigned', rejected: 'inbox' },
} as const;
type Action = keyof typeof moves;

class Move extends Step {
  constructor(
    private readonly action: Action,
    private readonly who: number,
  ) {
    super();
  }
  protected async take(model: StandingModel, real: Real): Promise<void> {
    const to = this.leadsTo(model);
    const body = {
      action: this.action,
      ...(['reject', 'return', 'reopen'].includes(this.action) ? { reason: 'So it must be.' } : {}),
      ...(this.action === 'assign' ? { assigneeId: real.people[this.who]?.id } : {}),
      ...(this.action === 'approve' ? namedDraft(model, real) : {}),
    };
    const token = real.people[this.who]?.token ?? '';
    const answer = await real.app.call('POST', `/v1/claims/${real.claimId}/workflow`, { body, token });
    if ((answer.status === 200) !== (to !== null))
      throw new Error(`${this.toString()}: ${answer.status} ${answer.text}, the model says ${to}`);
    if (to !== null) this.happen(model, to, now(real));
  }
  private leadsTo(model: StandingModel): StandingModel['workflow'] | null {
    const to = (moves[this.action] as Partial<Record<StandingModel['workflow'], StandingModel['workflow']>>)[
      model.workflow
    ];
    const { draft } = model;
    if (to === undefined) return null;
    if (['submit', 'approve', 'publish'].includes(this.action) && draft === null) return null;
    if (this.action === 'approve' && (draft?.authors.has(this.who) || draft?.approvals.has(this.who)))
      return null;
    if (this.action === 'publish' && (draft?.approvals.size ?? 0) < model.reviewers) return null;
    return to;
  }
  private happen(model: StandingModel, to: StandingModel['workflow'], at: number): void {
    const { draft } = model;
    model.workflow = to;
    if (this.action === 'approve') draft?.approvals.add(this.who);
    // An objection takes away what was approved before it.
    if (this.action === 'return') draft?.approvals.clear();
    if (this.action !== 'publish' || draft === null) return;
    model.draft = null;
    model.publish(draft.rating, draft.known, at, { isCorrection: draft.note !== null && model.isInForce });
  }
  toString(): string {
    return `${this.action}(by ${this.who})`;
  }
}

/** An approval names the very text it is of. */
function namedDraft({ draft }: StandingModel, { claimId }: Real): { draftId: string; draftVersion: number } {
  return { draftId: draft?.id ?? claimId, draftVersion: draft?.version ?? 1 };
}

/** Runs every check of the claim that waits in the queue, here and now. */
async function runQueued(model: StandingModel, real: Real): Promise<void> {
  const waiting = await real.app.rows<{ refId: string; outboxId: string }>(
    `SELECT k.id AS "refId", o.id AS "outboxId" FROM "check" k JOIN outbox o ON o.ref_id = k.id
     WHERE k.claim_id = $1 AND k.state = 'queued' ORDER BY k.id`,
    [real.claimId],
  );
  for (const { refId, outboxId } of waiting) {
    const payload = { refId, outboxId: Number(outboxId) };
    await real.app.nest.get(ChecksService).run(payload, new AbortController().signal);
    model.checked(now(real));
  }
}

function now({ app }: Real): number {
  return app.nest.get(Clock).now().getTime();
}

const rating = fc.constantFrom<RatingCode>('true', 'false', 'half-true', 'unproven');
const who = fc.nat({ max: 2 });

/** All that may happen to a claim, more often what leads somewhere. */
export const steps: fc.Arbitrary<Command>[] = [
  fc.constantFrom<Figure>('3000', '1200', '1400', null).map((figure) => new Revise(figure)),
  fc.constant(new Check()),
  fc.constant(new Check()),
  fc
    .tuple(rating, fc.constantFrom(0, 0, 3, 30), fc.boolean())
    .map(([code, backDays, note]) => new Publish(code, backDays, note)),
  fc.constant(new Withdraw()),
  fc.boolean().map((stale) => new Uphold(stale)),
  fc.constant(new Uphold(false)),
  fc.constantFrom(1, 8, 40, 91).map((days) => new Advance(days)),
  fc.tuple(who, rating, fc.boolean()).map(([person, code, note]) => new Draft(person, code, note)),
  fc
    .tuple(fc.constantFrom(...(Object.keys(moves) as Action[])), who)
    .map(([action, person]) => new Move(action, person)),
  fc
    .tuple(fc.constantFrom<Action>('assign', 'submit', 'approve', 'publish'), who)
    .map(([a, p]) => new Move(a, p)),
];
