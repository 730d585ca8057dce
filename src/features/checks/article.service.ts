import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../domain/actor.js';
import { offered } from '../../domain/claim/extract.js';
import type { ExtractedClaim } from '../../domain/claim/extract.js';
import { proposeSeries } from '../../domain/series/propose.js';
import type { Bindable } from '../../domain/series/propose.js';
import { specOf } from '../../persistence/claim.table.js';
import { Db } from '../../persistence/db.js';
import { Clock } from '../../platform/clock.js';
import { findDayDates } from '../../platform/day-dates.js';
import { ClaimsService } from '../claims/claims.service.js';
import { BindingsService } from '../series/bindings.service.js';
import { SeriesService } from '../series/series.service.js';
import type { NewSeries } from '../series/series.service.js';
import { VintagesService } from '../series/vintages.service.js';
import type { NewVintage } from '../series/vintages.service.js';
import { CaptureService } from '../sources/capture.service.js';
import { SourcesService } from '../sources/sources.service.js';
import { ChecksService } from './checks.service.js';
import type { CheckedClaim, ArticleReport, ReportSource } from './report.js';

/** A file that was handed in, or an address. */
export type ArticleInput =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Buffer; readonly contentType: string };

export interface SeriesInput {
  readonly series: NewSeries;
  readonly vintage: NewVintage;
}

export interface ArticleRequest {
  /** The article's text as its claims are to be cut from it. */
  readonly text: string;
  readonly statedOn: string | null;
  readonly claimant: string;
  readonly appearance: ArticleInput;
  readonly sources: readonly ArticleInput[];
  readonly series: readonly SeriesInput[];
}

const pollMs = 100;

/** From an article to checked claims: what `stet check` does. */
@Injectable()
export class ArticleService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly claims: ClaimsService,
    private readonly checks: ChecksService,
    private readonly sources: SourcesService,
    private readonly captures: CaptureService,
    private readonly series: SeriesService,
    private readonly vintages: VintagesService,
    private readonly bindings: BindingsService,
  ) {}

  /** Records the check-worthy claims of an article with its sources and series, has them checked and reports. */
  async check(request: ArticleRequest): Promise<ArticleReport> {
    const actor = await this.actor();
    const [appearance, ...sources] = await this.registerAll(actor, [request.appearance, ...request.sources]);
    const bindable = await this.addSeries(actor, request.series);
    const found = offered(request.text, { statedOn: request.statedOn, dayDates: findDayDates });
    const recorded: { claim: ExtractedClaim; id: string; checkId: string }[] = [];
    for (const claim of found) {
      const cited = { appearances: appearance === undefined ? [] : [{ sourceId: appearance.id }] };
      const { id } = await this.claims.record(
        actor,
        {
          ...{
            text: claim.text,
            claimant: request.claimant,
            ...cited,
            sources: sources.map((each) => ({ sourceId: each.id })),
          },
          ...(request.statedOn === null ? {} : { statedOn: request.statedOn }),
        },
        null,
      );
      await this.bind(actor, id, request.text, bindable);
      // The check that recording asked for may have run before the series were bound.
      recorded.push({ claim, id, checkId: (await this.checks.request(actor, id, null)).id });
    }
    const claims = [];
    for (const each of recorded) claims.push(await this.result(each.claim, each.id, each.checkId));
    return { statedOn: request.statedOn, sources: await this.described(sources), claims };
  }

  /** Checks made from the command line are a service account's. */
  private actor(): Promise<Actor> {
    const name = 'stet check';
    return this.db.write(async (store) => {
      const found = await store.people.byName(name);
      const personId = found?.id ?? uuidv7();
      const row = {
        id: personId,
        name,
        kind: 'service-account' as const,
        role: 'checker' as const,
        createdAt: this.clock.now(),
        disabledAt: null,
      };
      if (found === null) await store.people.add(row);
      return { personId, role: 'checker', kind: 'service-account', keyId: null };
    });
  }

  private async registerAll(actor: Actor, inputs: readonly ArticleInput[]): Promise<{ id: string }[]> {
    const registered = [];
    for (const input of inputs) {
      const source =
        input.kind === 'url'
          ? { url: input.url }
          : { kind: 'document' as const, title: input.name, tier: 'secondary' as const, origin: input.name };
      const id = await this.db.write((store) => this.sources.register(store, actor, source));
      if (input.kind === 'file')
        await this.captures.keep(await this.sources.find(id), input.bytes, input.contentType);
      registered.push({ id });
    }
    return registered;
  }

  private async addSeries(actor: Actor, inputs: readonly SeriesInput[]): Promise<Bindable[]> {
    const added = [];
    for (const { series, vintage } of inputs) {
      const { id } = await this.series.create(actor, series, null);
      await this.vintages.add(actor, id, vintage, null);
      added.push({ id, title: series.title, dimension: series.dimension, currency: series.currency ?? null });
    }
    return added;
  }

  private async bind(
    actor: Actor,
    claimId: string,
    article: string,
    series: readonly Bindable[],
  ): Promise<void> {
    for (const row of await this.claims.assertions(claimId)) {
      const chosen = proposeSeries(specOf(row), article, series);
      if (chosen !== null) await this.bindings.bind(actor, row.id, { seriesId: chosen.id });
    }
  }

  private async result(claim: ExtractedClaim, claimId: string, checkId: string): Promise<CheckedClaim> {
    const assertions = await this.claims.assertions(claimId);
    for (;;) {
      const { check, findings, assessment } = await this.checks.find(checkId);
      if (check.state === 'completed' || check.state === 'failed') {
        return { claim, claimId, assertions, findings, assessment, failure: check.failure };
      }
      await sleep(pollMs);
    }
  }

  private async described(sources: readonly { id: string }[]): Promise<ReportSource[]> {
    const ids = sources.map((each) => each.id);
    return this.db.read(async (store) => {
      const rows = new Map((await store.sources.findAll(ids)).map((row) => [row.id, row]));
      const states = new Map((await store.sourceStates.findAll(ids)).map((row) => [row.sourceId, row]));
      const told: ReportSource[] = [];
      for (const id of ids) {
        const row = rows.get(id);
        if (row === undefined) continue;
        const { kind, url, title, tier, origin } = row;
        const snapshot = await store.snapshots.latest(id);
        const { liveness = 'unknown', code = null, message = null } = states.get(id) ?? {};
        told.push({
          ...{ id, kind, url, title, tier, origin, liveness, code, message },
          ...{ publishedOn: snapshot?.publishedOn ?? null, correction: snapshot?.correction ?? null },
        });
      }
      return told;
    });
  }
}
