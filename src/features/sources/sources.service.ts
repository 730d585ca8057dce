import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { DomainError } from '../../domain/errors.js';
import type { Tier } from '../../domain/finding.js';
import { Db } from '../../persistence/db.js';
import type { Once } from '../../persistence/once.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { Page, PageQuery } from '../../persistence/page.js';
import type { ReadSnapshot, Snapshot } from '../../persistence/snapshot.table.js';
import { differenceOf } from '../../persistence/revision.table.js';
import type { Source, SourceKind } from '../../persistence/source.table.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { CONTEXT } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';
import { classifyUrl } from '../../platform/fetch/classify-url.js';
import { parseFetchAllow } from '../../platform/fetch-allow.js';
import type { Actor } from '../../domain/actor.js';
import { versionMismatch } from '../../platform/http.js';

export interface SourceInput {
  readonly url?: string;
  readonly kind?: SourceKind;
  readonly title?: string;
  readonly tier?: Tier;
  readonly origin?: string;
  readonly note?: string;
}

export type SourceChange = Pick<SourceInput, 'title' | 'tier' | 'origin' | 'note'>;

/** What is not said follows from the kind: data and documents are primary, the rest secondary (DESIGN 5.6). */
const tierOf: Readonly<Record<SourceKind, Tier>> = {
  web: 'secondary',
  dataset: 'primary',
  document: 'primary',
  interview: 'secondary',
  correspondence: 'secondary',
};

/** Kinds that are fetched; the others are what people heard or read. */
const fetched: readonly SourceKind[] = ['web', 'dataset'];

/** Registering and reading sources. */
@Injectable()
export class SourcesService {
  private readonly allow;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    @Inject(CONTEXT) { env }: Context,
  ) {
    this.allow = parseFetchAllow(env.STET_FETCH_ALLOW);
  }

  /** Registers a source within a transaction; a web address registered before gives the source it has. Returns the id. */
  async register(store: Store, actor: Actor, input: SourceInput): Promise<string> {
    const kind = input.kind ?? 'web';
    const url = this.address(kind, input.url);
    return store.sources.register({
      id: uuidv7(),
      kind,
      url: url?.href ?? null,
      title: input.title ?? '',
      tier: input.tier ?? tierOf[kind],
      // One publisher, one voice, until somebody says otherwise.
      origin: input.origin ?? url?.hostname.replace(/^www\./, '') ?? uuidv7(),
      note: input.note ?? null,
      createdBy: actor.personId,
      recordedAt: this.clock.now(),
    });
  }

  create(actor: Actor, input: SourceInput, request: Once | null): Promise<{ id: string }> {
    return this.db.writeOnce(request, async (store) => {
      const url = this.address(input.kind ?? 'web', input.url);
      if (url !== null && (await store.sources.byUrl(url.href)) !== null) {
        throw new DomainError('source/url-taken', 'Use the source that has this address, or PATCH it.');
      }
      return { id: await this.register(store, actor, input) };
    });
  }

  async find(id: string): Promise<Source> {
    const source = await this.db.read((store) => store.sources.find(id));
    if (source === null) throw new DomainError('source/not-found');
    return source;
  }

  async list(query: PageQuery): Promise<Page<Source>> {
    const page = pageRequest(query);
    const rows = await this.db.read((store) => store.sources.list(page));
    return toPage(rows, page.limit, (row) => ({ key: row.recordedAt.toISOString(), id: row.id }));
  }

  /** A person's change under If-Match; how the source read before stays in its revision. */
  change(actor: Actor, id: string, version: number, input: SourceChange): Promise<Source> {
    return this.db.write(async (store) => {
      const source = await store.sources.find(id);
      if (source === null) throw new DomainError('source/not-found');
      const set = {
        title: input.title ?? source.title,
        tier: input.tier ?? source.tier,
        origin: input.origin ?? source.origin,
        note: input.note ?? source.note,
      };
      const changed = await store.sources.change(id, version, set);
      if (changed === null) throw versionMismatch();
      const { title, tier, origin, note } = source;
      const difference = differenceOf({ title, tier, origin, note }, set);
      await store.revisions.append({
        ...{ subjectKind: 'source', subjectId: id, version: changed, claimId: null, action: 'change' },
        ...{ ...difference, reason: null, actorId: actor.personId, recordedAt: this.clock.now() },
      });
      return { ...source, ...set, version: changed };
    });
  }

  async snapshots(id: string, query: PageQuery): Promise<Page<Omit<Snapshot, 'text' | 'otherText'>>> {
    await this.find(id);
    const page = pageRequest(query);
    const rows = await this.db.read((store) => store.snapshots.list(id, page));
    return toPage(rows, page.limit, (row) => ({ key: row.fetchedAt.toISOString(), id: row.id }));
  }

  async snapshot(id: string): Promise<ReadSnapshot> {
    const snapshot = await this.db.read((store) => store.snapshots.find(id));
    if (snapshot === null) throw new DomainError('snapshot/not-found');
    return snapshot;
  }

  /** @throws DomainError `source/url-refused` for an address that would never be fetched; better now than at every check. */
  private address(kind: SourceKind, text: string | undefined): URL | null {
    if (text === undefined) {
      if (fetched.includes(kind))
        throw new DomainError('source/url-refused', `A source of kind ${kind} needs a url.`);
      return null;
    }
    const judged = classifyUrl(text, this.allow);
    if (!judged.ok)
      throw new DomainError('source/url-refused', `${judged.message}.`, [
        { pointer: '/url', detail: judged.message },
      ]);
    return judged.url;
  }
}
