import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import { Db } from '../../persistence/db.js';
import type { Memento } from '../../persistence/memento.table.js';
import type { Once } from '../../persistence/once.js';
import { differenceOf } from '../../persistence/revision.table.js';
import type { Source } from '../../persistence/source.table.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { CONTEXT } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';
import { classifyUrl } from '../../platform/fetch/classify-url.js';
import { parseFetchAllow } from '../../platform/fetch-allow.js';
import { versionMismatch } from '../../platform/http.js';
import { captureAddress, isToCome } from './mementos.address.js';
import { MementoVerifier } from './mementos.verifier.service.js';

export interface MementoInput {
  readonly url: string;
  readonly capturedAt?: string;
  readonly note?: string;
}

/** Captures of sources in web archives: recorded, compared with what was archived here, read in a dead source's place. */
@Injectable()
export class MementosService {
  private readonly allow;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly verifier: MementoVerifier,
    @Inject(CONTEXT) { env }: Context,
  ) {
    this.allow = parseFetchAllow(env.STET_FETCH_ALLOW);
  }

  /** @throws DomainError `source/not-fetched`, `source/url-refused`, `memento/url-taken`. */
  record(actor: Actor, sourceId: string, input: MementoInput, request: Once | null): Promise<{ id: string }> {
    return this.db.writeOnce(request, async (store) => {
      const source = await sourceOf(store, sourceId);
      if (source.url === null)
        throw new DomainError('source/not-fetched', 'It has no address to be captured.');
      const judged = classifyUrl(input.url, this.allow);
      if (!judged.ok) throw new DomainError('source/url-refused', `${judged.message}.`);
      const { href } = judged.url;
      const said = input.capturedAt === undefined ? undefined : new Date(input.capturedAt);
      const capturedAt = said ?? captureAddress(href)?.capturedAt ?? null;
      if (capturedAt !== null && isToCome(capturedAt, this.clock.wall()))
        throw new DomainError('request/invalid', 'A capture of a time to come is none: check capturedAt.');
      const row: Memento = {
        ...{ id: uuidv7(), sourceId, url: href, note: input.note ?? null, state: 'recorded' },
        capturedAt,
        ...{ verification: null, verifiedAt: null, createdBy: actor.personId, recordedAt: this.clock.now() },
      };
      if (!(await store.mementos.add(row))) throw new DomainError('memento/url-taken');
      return { id: row.id };
    });
  }

  /** In the order they were recorded. */
  list(sourceId: string): Promise<Memento[]> {
    return this.db.read(async (store) => {
      await sourceOf(store, sourceId);
      return store.mementos.ofSource(sourceId);
    });
  }

  /** Fetches and compares a capture; one that was verified or refused before is returned as it is. */
  async verify(sourceId: string, id: string): Promise<Memento> {
    const [source, memento] = await this.db.read(async (store) =>
      Promise.all([sourceOf(store, sourceId), mementoOf(store, sourceId, id)]),
    );
    if (memento.state !== 'recorded') return memento;
    const { state, verification, capturedAt } = await this.verifier.judge(source, memento);
    return this.db.write(async (store) => {
      const verifiedAt = state === 'recorded' ? null : this.clock.now();
      await store.mementos.judge(id, { state, verification: { ...verification }, verifiedAt, capturedAt });
      return mementoOf(store, sourceId, id);
    });
  }

  /**
   * Has the source read from a verified capture from now on, or from its own address again (null). Returns its new version.
   * @throws DomainError `memento/not-verified`, `request/version-mismatch`.
   */
  readFrom(actor: Actor, sourceId: string, version: number, mementoId: string | null): Promise<number> {
    return this.db.write(async (store) => {
      const source = await sourceOf(store, sourceId);
      const memento = mementoId === null ? null : await mementoOf(store, sourceId, mementoId);
      if (memento !== null && memento.state !== 'verified')
        throw new DomainError('memento/not-verified', `The capture is ${memento.state}.`);
      const changed = await store.mementos.readFrom(sourceId, version, mementoId);
      if (changed === null) throw versionMismatch();
      await store.revisions.append({
        ...{ subjectKind: 'source', subjectId: sourceId, version: changed, claimId: null, action: 'change' },
        ...differenceOf({ readFrom: source.readFrom }, { readFrom: mementoId }),
        ...{ reason: null, actorId: actor.personId, recordedAt: this.clock.now() },
      });
      return changed;
    });
  }
}

async function sourceOf(store: Store, id: string): Promise<Source> {
  const source = await store.sources.find(id);
  if (source === null) throw new DomainError('source/not-found');
  return source;
}

async function mementoOf(store: Store, sourceId: string, id: string): Promise<Memento> {
  const memento = await store.mementos.find(id);
  if (memento === null || memento.sourceId !== sourceId) throw new DomainError('memento/not-found');
  return memento;
}
