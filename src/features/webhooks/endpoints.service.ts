import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import { defaultEventTypes } from '../../domain/events.js';
import type { EventType } from '../../domain/events.js';
import { Db } from '../../persistence/db.js';
import type { Once } from '../../persistence/once.js';
import { pageRequest, toPage } from '../../persistence/page.js';
import type { Page, PageQuery } from '../../persistence/page.js';
import type {
  Attempt,
  Delivery,
  DeliveryState,
  Endpoint,
  EndpointState,
} from '../../persistence/webhook.table.js';
import { Clock } from '../../platform/clock.js';
import { CONTEXT, SECRET_BOX } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';
import { classifyUrl } from '../../platform/fetch/classify-url.js';
import { parseFetchAllow } from '../../platform/fetch-allow.js';
import { versionMismatch } from '../../platform/http.js';
import type { SecretBox } from '../../platform/secrets.js';
import { generateSecret } from '../../platform/signature.js';

export interface EndpointInput {
  readonly url: string;
  readonly eventTypes?: readonly EventType[];
  readonly description?: string;
}

export interface EndpointChange {
  readonly url?: string;
  readonly eventTypes?: readonly EventType[];
  readonly description?: string;
  readonly state?: 'active' | 'paused';
}

export type DeliveryRow = Delivery & { readonly eventType: string; readonly url: string };

/** Who is told of what, and what became of it. */
@Injectable()
export class EndpointsService {
  private readonly allow;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    @Inject(CONTEXT) { env }: Context,
    @Inject(SECRET_BOX) private readonly secrets: SecretBox,
  ) {
    this.allow = parseFetchAllow(env.STET_FETCH_ALLOW);
  }

  /** Registers an endpoint; the secret is in this answer (and its replays) only. */
  async create(
    actor: Actor,
    input: EndpointInput,
    request: Once | null,
  ): Promise<{ id: string; secret: string }> {
    const url = this.address(input.url);
    // The sealed secret is what a replay stores, never the secret.
    const made = await this.db.writeOnce(request, async (store) => {
      const id = uuidv7();
      const secretSealed = this.secrets.seal(generateSecret());
      await store.endpoints.add({
        ...{
          id,
          url,
          eventTypes: [...(input.eventTypes ?? defaultEventTypes)],
          description: input.description ?? '',
          secretSealed,
        },
        ...{
          state: 'active',
          disabledReason: null,
          failingSince: null,
          createdBy: actor.personId,
          createdAt: this.clock.now(),
          version: 1,
        },
      });
      return { id, secretSealed };
    });
    return { id: made.id, secret: this.secrets.open(made.secretSealed) };
  }

  async find(id: string): Promise<Endpoint> {
    const endpoint = await this.db.read((store) => store.endpoints.find(id));
    if (endpoint === null) throw new DomainError('endpoint/not-found');
    return endpoint;
  }

  async list(query: PageQuery): Promise<Page<Endpoint>> {
    const page = pageRequest(query);
    const rows = await this.db.read((store) => store.endpoints.list(page));
    return toPage(rows, page.limit, (row) => ({ key: row.createdAt.toISOString(), id: row.id }));
  }

  /** A person's change; made active again, an endpoint gets what waited for it. */
  change(id: string, version: number, input: EndpointChange): Promise<Endpoint> {
    return this.db.write(async (store) => {
      const endpoint = await store.endpoints.find(id);
      if (endpoint === null) throw new DomainError('endpoint/not-found');
      const state: EndpointState = input.state ?? endpoint.state;
      const revived = state === 'active' && endpoint.state !== 'active';
      const set = {
        url: input.url === undefined ? endpoint.url : this.address(input.url),
        eventTypes: [...(input.eventTypes ?? endpoint.eventTypes)],
        description: input.description ?? endpoint.description,
        state,
        disabledReason: state === 'disabled' ? endpoint.disabledReason : null,
        failingSince: revived ? null : endpoint.failingSince,
      };
      const now = await store.endpoints.change(id, version, set);
      if (now === null) throw versionMismatch();
      if (revived) await store.deliveries.resume(id);
      return { ...endpoint, ...set, version: now };
    });
  }

  async deliveries(
    filter: { endpointId?: string; eventId?: string; state?: DeliveryState },
    query: PageQuery,
  ): Promise<Page<DeliveryRow>> {
    const page = pageRequest(query);
    const { endpointId = null, eventId = null, state = null } = filter;
    const rows = await this.db.read((store) => store.deliveries.list({ endpointId, eventId, state }, page));
    return toPage(rows, page.limit, (row) => ({ key: row.createdAt.toISOString(), id: row.id }));
  }

  async delivery(id: string): Promise<{ delivery: Delivery; attempts: readonly Attempt[] }> {
    return this.db.read(async (store) => {
      const delivery = await store.deliveries.find(id);
      if (delivery === null) throw new DomainError('delivery/not-found');
      return { delivery, attempts: await store.deliveries.attempts(id) };
    });
  }

  /** Sends a delivery once more, now; one that is pending anyway is left to its schedule. */
  redeliver(id: string, request: Once | null): Promise<{ id: string }> {
    return this.db.writeOnce(request, async (store) => {
      if ((await store.deliveries.find(id)) === null) throw new DomainError('delivery/not-found');
      if (await store.deliveries.reopen(id)) await store.outbox.add('delivery.send', id);
      return { id };
    });
  }

  /** @throws DomainError `endpoint/url-refused` for an address that would never be called. */
  private address(text: string): string {
    const judged = classifyUrl(text, this.allow);
    if (!judged.ok)
      throw new DomainError('endpoint/url-refused', `${judged.message}.`, [
        { pointer: '/url', detail: judged.message },
      ]);
    return judged.url.href;
  }
}
