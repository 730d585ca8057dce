import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { may } from '../../domain/actor.js';
import type { Actor } from '../../domain/actor.js';
import type { Priority } from '../../domain/claim/priority.js';
import type { HedgeWidths } from '../../domain/claim/hedges.js';
import { parseClaim } from '../../domain/claim/parse.js';
import { DomainError } from '../../domain/errors.js';
import type { Tier } from '../../domain/finding.js';
import type { Citation, CitationRole } from '../../persistence/citation.table.js';
import type { ClaimFilter, ClaimRow } from '../../persistence/claim-list.table.js';
import { exactTotal } from '../../persistence/claim-list.table.js';
import type { AssertionRow, Claim } from '../../persistence/claim.table.js';
import { Db } from '../../persistence/db.js';
import type { Once } from '../../persistence/once.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { Page, PageQuery } from '../../persistence/page.js';
import { changeClaim } from '../../persistence/claim-change.js';
import { planAgain } from '../../persistence/schedule-change.js';
import { briefOf } from '../../persistence/standing-change.js';
import type { Store } from '../../persistence/store.js';
import type { SourceKind } from '../../persistence/source.table.js';
import { Clock } from '../../platform/clock.js';
import { widthsOf } from '../../platform/config.js';
import { CONTEXT } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';
import { findDayDates } from '../../platform/day-dates.js';
import { versionMismatch } from '../../platform/http.js';
import { requireDesk } from '../auth/auth.service.js';
import { SourcesService } from '../sources/sources.service.js';

export interface QuoteInput {
  readonly exact: string;
  readonly prefix?: string;
  readonly suffix?: string;
}

/** A source that a claim names: one known by id, or one described. */
export interface CitedInput {
  readonly sourceId?: string;
  readonly url?: string;
  readonly kind?: SourceKind;
  readonly title?: string;
  readonly tier?: Tier;
  readonly origin?: string;
  readonly note?: string;
  readonly quote?: QuoteInput;
}

export interface ClaimInput {
  readonly text: string;
  readonly statedOn?: string;
  readonly claimant: string;
  readonly language?: string;
  readonly topics?: readonly string[];
  readonly priority?: Priority;
  readonly deskId?: string;
  /** Where the claim was made. */
  readonly appearances?: readonly CitedInput[];
  /** What it is to be checked against. */
  readonly sources?: readonly CitedInput[];
}

export interface ClaimChange {
  readonly claimant?: string;
  readonly topics?: readonly string[];
  readonly priority?: Priority;
  readonly deskId?: string;
  /** The newsroom's page about the claim; null takes it away. */
  readonly publicUrl?: string | null;
}

export interface Recorded {
  readonly id: string;
  readonly checkId: string;
}

/** Recording claims and reading them. */
@Injectable()
export class ClaimsService {
  private readonly widths: HedgeWidths;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly sources: SourcesService,
    @Inject(CONTEXT) { env }: Context,
  ) {
    this.widths = widthsOf(env);
  }

  /** Records a claim, reads its assertions and asks for its first check: one transaction. */
  record(actor: Actor, input: ClaimInput, request: Once | null): Promise<Recorded> {
    const assertions = parseClaim(input.text, {
      statedOn: input.statedOn ?? null,
      dayDates: findDayDates,
      widths: this.widths,
      ...(input.language === undefined ? {} : { language: input.language }),
    }).assertions;
    return this.db.writeOnce(request, async (store) => {
      const claim = await this.newClaim(store, actor, input);
      await store.claims.add(claim);
      await store.claims.addAssertions(
        claim.id,
        assertions.map((spec) => ({ id: uuidv7(), spec })),
      );
      await store.citations.add(await this.citationsOf(store, actor, claim, input));
      const checkId = uuidv7();
      await store.checks.add([
        {
          ...{ id: checkId, claimId: claim.id, trigger: 'recorded', requestedBy: actor.personId },
          ...{ requestedAt: claim.recordedAt, askedAt: this.clock.wall() },
        },
      ]);
      const standing = {
        version: 1,
        status: 'unverified' as const,
        assessment: null,
        rating: null,
        verdictVersion: null,
      };
      const data = { claim: briefOf(claim), standing, actorId: actor.personId };
      const eventId = await store.events.append('claim.recorded', claim.id, data, claim.recordedAt);
      await store.outbox.add('check.run', checkId);
      await store.outbox.addFanOut(eventId, 'claim.recorded');
      return { id: claim.id, checkId };
    });
  }

  /** Adds citations to a claim; the next check reads them. */
  cite(
    actor: Actor,
    claimId: string,
    role: CitationRole,
    inputs: readonly CitedInput[],
    request: Once | null,
  ): Promise<{ ids: string[] }> {
    return this.db.writeOnce(request, async (store) => {
      const claim = await this.changeable(store, actor, claimId);
      const citations = await this.citations(store, actor, claim, role, inputs);
      await store.citations.add(citations);
      return { ids: citations.map((each) => each.id) };
    });
  }

  async find(id: string): Promise<ClaimRow> {
    const claim = await this.db.read((store) => store.claimLists.one(id));
    if (claim === null) throw new DomainError('claim/not-found');
    return claim;
  }

  async list(
    filter: ClaimFilter,
    query: PageQuery,
  ): Promise<Page<ClaimRow> & { total: number; totalIsExact: boolean }> {
    const page = pageRequest(query);
    const now = this.clock.now();
    const [rows, total] = await this.db.read((store) =>
      Promise.all([store.claimLists.page(filter, page, now), store.claimLists.total(filter, now)]),
    );
    const shown = toPage(rows, page.limit, (row) => ({ key: row.recordedAt.toISOString(), id: row.id }));
    return { ...shown, total: Math.min(total, exactTotal), totalIsExact: total <= exactTotal };
  }

  async assertions(claimId: string): Promise<AssertionRow[]> {
    await this.find(claimId);
    return this.db.read((store) => store.claims.assertions(claimId));
  }

  async citationList(claimId: string): Promise<Citation[]> {
    await this.find(claimId);
    return this.db.read((store) => store.citations.ofClaim(claimId));
  }

  /** A person's change under If-Match. Returns the new version. */
  change(actor: Actor, id: string, version: number, input: ClaimChange): Promise<number> {
    return this.db.write(async (store) => {
      const state = await store.claims.lockState(id);
      const claim = await this.changeable(store, actor, id);
      if (state === null) throw new DomainError('claim/not-found');
      if (input.deskId !== undefined) await this.requireKnownDesk(store, actor, input.deskId);
      const changed = await changeClaim(store, {
        ...{ actor, state, claim, version, now: this.clock.now(), action: 'change', reason: null },
        set: {
          claimant: input.claimant ?? claim.claimant,
          topics: [...(input.topics ?? claim.topics)],
          priority: input.priority ?? claim.priority,
          deskId: input.deskId ?? claim.deskId,
          publicUrl: input.publicUrl === undefined ? claim.publicUrl : input.publicUrl,
        },
      });
      if (changed === null) throw versionMismatch();
      // Policies go by topic, and what goes first by priority.
      if (input.topics !== undefined || input.priority !== undefined)
        await planAgain(store, [id], {
          ...{ now: this.clock.now(), cause: { kind: 'policy', id: null }, actorId: actor.personId },
        });
      return changed;
    });
  }

  private async newClaim(store: Store, actor: Actor, input: ClaimInput): Promise<Claim> {
    return {
      id: uuidv7(),
      text: input.text,
      statedOn: input.statedOn ?? null,
      claimant: input.claimant,
      language: input.language ?? 'en',
      topics: [...(input.topics ?? [])],
      priority: input.priority ?? 'normal',
      deskId: await this.deskFor(store, actor, input.deskId),
      workflow: 'inbox',
      ...{ assigneeId: null, dueOn: null, publicUrl: null, reviewPriority: input.priority ?? 'normal' },
      createdBy: actor.personId,
      recordedAt: this.clock.now(),
      version: 1,
    };
  }

  private async deskFor(store: Store, actor: Actor, asked: string | undefined): Promise<string> {
    if (asked !== undefined) {
      await this.requireKnownDesk(store, actor, asked);
      return asked;
    }
    const desk = await store.people.deskFor(actor.personId, may(actor.role, 'desks:manage'));
    if (desk === null)
      throw new DomainError('desk/not-found', 'Name the desk of the claim: you belong to none that is open.');
    return desk;
  }

  private async requireKnownDesk(store: Store, actor: Actor, deskId: string): Promise<void> {
    if ((await store.people.desk(deskId)) === null) throw new DomainError('desk/not-found');
    await requireDesk(store, actor, deskId);
  }

  private async changeable(store: Store, actor: Actor, id: string): Promise<Claim> {
    const claim = await store.claims.find(id);
    if (claim === null) throw new DomainError('claim/not-found');
    await requireDesk(store, actor, claim.deskId);
    return claim;
  }

  private async citationsOf(
    store: Store,
    actor: Actor,
    claim: Claim,
    input: ClaimInput,
  ): Promise<Citation[]> {
    const appearances = await this.citations(store, actor, claim, 'appearance', input.appearances ?? []);
    return [...appearances, ...(await this.citations(store, actor, claim, 'evidence', input.sources ?? []))];
  }

  private async citations(
    store: Store,
    actor: Actor,
    claim: Claim,
    role: CitationRole,
    inputs: readonly CitedInput[],
  ): Promise<Citation[]> {
    const citations: Citation[] = [];
    for (const input of inputs) {
      citations.push({
        id: uuidv7(),
        claimId: claim.id,
        sourceId: await this.sourceOf(store, actor, input),
        role,
        exact: input.quote?.exact ?? null,
        prefix: input.quote?.prefix ?? null,
        suffix: input.quote?.suffix ?? null,
        createdBy: actor.personId,
        recordedAt: this.clock.now(),
      });
    }
    return citations;
  }

  private async sourceOf(store: Store, actor: Actor, input: CitedInput): Promise<string> {
    if (input.sourceId === undefined) return this.sources.register(store, actor, input);
    if ((await store.sources.find(input.sourceId)) === null) throw new DomainError('source/not-found');
    return input.sourceId;
  }
}
