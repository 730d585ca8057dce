import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsString,
  IsUUID,
  Length,
  MaxLength,
} from 'class-validator';
import { eventTypes } from '../../domain/events.js';
import type { EventType } from '../../domain/events.js';
import { PageDto } from '../../platform/page.dto.js';
import { Optional } from '../../platform/optional.js';

const deliveryStates = ['pending', 'delivered', 'exhausted', 'cancelled'] as const;

export class CreateEndpoint {
  /**
   * Where events are posted to.
   * @example "https://desk.example.org/hooks/stet"
   */
  @IsString() @Length(1, 8192) url!: string;
  /** `claim.standing_changed` unless given. */
  @Optional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(eventTypes, { each: true })
  eventTypes?: EventType[];
  @Optional() @IsString() @MaxLength(500) description?: string;
}

export class ChangeEndpoint {
  @Optional() @IsString() @Length(1, 8192) url?: string;
  @Optional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(eventTypes, { each: true })
  eventTypes?: EventType[];
  @Optional() @IsString() @MaxLength(500) description?: string;
  /** `paused` keeps deliveries waiting; `active` sends what waited, also after Stet disabled the endpoint. */
  @Optional() @IsIn(['active', 'paused']) state?: 'active' | 'paused';
}

export class CreatedEndpointView {
  id!: string;
  /** `whsec_…`: verifies signatures (Standard Webhooks); shown this once. */
  secret!: string;
}

export class EndpointView {
  id!: string;
  url!: string;
  eventTypes!: EventType[];
  description!: string;
  state!: string;
  disabledReason!: string | null;
  /** Since when nothing but failure came from it. */
  failingSince!: string | null;
  createdBy!: string;
  createdAt!: string;
  /** The ETag. */
  version!: number;
}

export class EndpointPage {
  items!: EndpointView[];
  next!: string | null;
}

export class DeliveryQuery extends PageDto {
  @Optional() @IsUUID() endpointId?: string;
  @Optional() @IsUUID() eventId?: string;
  @Optional() @IsIn(deliveryStates) state?: (typeof deliveryStates)[number];
}

export class DeliveryBrief {
  id!: string;
  eventId!: string;
  endpointId!: string;
  state!: string;
  attempts!: number;
  nextAttemptAt!: string | null;
  createdAt!: string;
}

export class DeliveryListItem extends DeliveryBrief {
  eventType!: string;
  url!: string;
}

export class DeliveryPage {
  items!: DeliveryListItem[];
  next!: string | null;
}

export class AttemptView {
  number!: number;
  /** `manual` when a person asked for it. */
  trigger!: string;
  startedAt!: string;
  ms!: number;
  status!: number | null;
  /** Why no answer came. */
  error!: string | null;
  /** The first 4 KiB of the answer. */
  responseHead!: string | null;
  address!: string | null;
}

export class DeliveryView extends DeliveryBrief {
  attemptLog!: AttemptView[];
}

export class RedeliveredView {
  id!: string;
}
