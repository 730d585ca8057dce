import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import type { RatingExpectation } from '../../domain/verdict/rating.js';
import { Db } from '../../persistence/db.js';
import type { Once } from '../../persistence/once.js';
import { differenceOf } from '../../persistence/revision.table.js';
import type { ChangeableRating, Rating, Scale } from '../../persistence/scale.table.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { versionMismatch } from '../../platform/http.js';

type Translations = Record<string, string>;

export interface ScaleInput {
  readonly code: string;
  readonly label: string;
  readonly labels?: Translations;
}

export interface RatingInput extends Partial<ChangeableRating> {
  readonly code: string;
  readonly label: string;
}

/** A rating scale as answers show one: plain JSON. */
export interface ShownScale {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly labels: Translations;
  readonly retiredAt: string | null;
  readonly version: number;
  readonly ratings: ShownRating[];
}

export interface ShownRating {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly labels: Translations;
  readonly numericValue: number | null;
  readonly expects: RatingExpectation;
  readonly position: number;
  readonly colour: string | null;
  readonly retiredAt: string | null;
  readonly version: number;
}

/** The scales that verdicts are given on; they are data (DESIGN §2). Nothing of them is ever deleted: old verdicts show it. */
@Injectable()
export class ScalesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** All scales that can be used, each with its ratings in their order; with `retired` those that cannot, too. */
  list(retired = false): Promise<ShownScale[]> {
    return this.db.read(async (store) => {
      const [scales, ratings] = [await store.scales.scales(), await store.scales.ratings()];
      const shown = scales.map((scale) => showScale(scale, ratings));
      if (retired) return shown;
      return shown
        .filter((each) => each.retiredAt === null)
        .map((each) => ({ ...each, ratings: each.ratings.filter((one) => one.retiredAt === null) }));
    });
  }

  create(actor: Actor, { code, label, labels = {} }: ScaleInput, once: Once | null): Promise<ShownScale> {
    return this.db.writeOnce(once, async (store) => {
      const scale: Scale = { ...{ id: uuidv7(), code, label, labels }, retiredAt: null, version: 1 };
      if (!(await store.scales.addScale(scale))) throw new DomainError('scale/code-taken');
      await this.announce(store, actor, scale, {}, { label, labels });
      return showScale(scale, []);
    });
  }

  change(
    actor: Actor,
    id: string,
    version: number,
    input: { readonly label?: string; readonly labels?: Translations },
  ): Promise<ShownScale> {
    return this.db.write(async (store) => {
      const scale = await lockedScale(store, id);
      if (scale.version !== version) throw versionMismatch();
      const before = { label: scale.label, labels: sorted(scale.labels) };
      const after = { label: input.label ?? scale.label, labels: sorted(input.labels ?? scale.labels) };
      const difference = differenceOf(before, after);
      if (Object.keys(difference.after).length > 0) {
        if (await store.scales.isScaleInUse(id))
          throw new DomainError(
            'rating/in-use',
            'Verdicts name the scale as it is: add another scale and retire this one.',
          );
        await store.scales.changeScale(id, after);
        await this.announce(store, actor, scale, difference.before, difference.after);
      }
      return this.scaleNow(store, id);
    });
  }

  retire(actor: Actor, id: string, once: Once | null): Promise<ShownScale> {
    return this.db.writeOnce(once, async (store) => {
      const scale = await lockedScale(store, id);
      if (scale.retiredAt === null) {
        const at = this.clock.now();
        await store.scales.retireScale(id, at);
        await this.announce(store, actor, scale, { retiredAt: null }, { retiredAt: at.toISOString() });
      }
      return this.scaleNow(store, id);
    });
  }

  addRating(actor: Actor, scaleId: string, input: RatingInput, once: Once | null): Promise<ShownRating> {
    return this.db.writeOnce(once, async (store) => {
      const scale = await lockedScale(store, scaleId);
      if (scale.retiredAt !== null) throw new DomainError('rating/retired', 'The scale is retired.');
      const { code, label, labels = {}, numericValue = null, expects = null, colour = null } = input;
      const position = input.position ?? (await store.scales.nextPosition(scaleId));
      const set = { label, labels, numericValue, expects, position, colour };
      await requireSameEnds(store, scaleId, null, numericValue);
      const rating: Rating = { ...set, id: uuidv7(), scaleId, code, retiredAt: null, version: 1 };
      if (!(await store.scales.addRating(rating))) throw new DomainError('rating/code-taken');
      await this.announce(store, actor, scale, {}, { rating: { code, ...set } });
      return showRating(rating);
    });
  }

  /** @throws DomainError `rating/in-use` when it would change what a verdict or draft says. */
  changeRating(
    actor: Actor,
    id: string,
    version: number,
    input: Partial<ChangeableRating>,
  ): Promise<ShownRating> {
    return this.db.write(async (store) => {
      const { rating, scale } = await lockedRating(store, id);
      if (rating.version !== version) throw versionMismatch();
      const before = changeable(rating);
      const after = changeable({ ...before, ...definedOf(input) });
      const difference = differenceOf(before, after);
      if (Object.keys(difference.after).length === 0) return showRating(rating);
      if (changesMeaning(before, after) && (await store.scales.isInUse(id))) {
        throw new DomainError(
          'rating/in-use',
          'Verdicts keep what they said: add another rating and retire this one. Colour and position may change.',
        );
      }
      await requireSameEnds(store, scale.id, id, after.numericValue);
      await store.scales.changeRating(id, after);
      const { code } = rating;
      await this.announce(
        ...([store, actor, scale] as const),
        { rating: { code, ...difference.before } },
        { rating: { code, ...difference.after } },
      );
      return showRating({ ...rating, ...after, version: version + 1 });
    });
  }

  retireRating(actor: Actor, id: string, once: Once | null): Promise<ShownRating> {
    return this.db.writeOnce(once, async (store) => {
      const { rating, scale } = await lockedRating(store, id);
      if (rating.retiredAt !== null) return showRating(rating);
      const { code, version } = rating;
      const at = this.clock.now();
      await store.scales.retireRating(id, at);
      await this.announce(
        ...([store, actor, scale] as const),
        { rating: { code, retiredAt: null } },
        { rating: { code, retiredAt: at.toISOString() } },
      );
      return showRating({ ...rating, retiredAt: at, version: version + 1 });
    });
  }

  private async scaleNow(store: Store, id: string): Promise<ShownScale> {
    return showScale(await lockedScale(store, id), await store.scales.ratings());
  }

  private async announce(
    store: Store,
    actor: Actor,
    { id, code }: Scale,
    before: Record<string, unknown>,
    after: Record<string, unknown>,
  ): Promise<void> {
    const data = { scaleId: id, code, before, after, actorId: actor.personId };
    const eventId = await store.events.append('scale.changed', id, data, this.clock.now());
    await store.outbox.addFanOut(eventId, 'scale.changed');
  }
}

async function lockedScale(store: Store, id: string): Promise<Scale> {
  const scale = await store.scales.lockScale(id);
  if (scale === null) throw new DomainError('scale/not-found');
  return scale;
}

async function lockedRating(store: Store, id: string): Promise<{ rating: Rating; scale: Scale }> {
  const rating = await store.scales.lockRating(id);
  if (rating === null) throw new DomainError('rating/not-found');
  return { rating, scale: await lockedScale(store, rating.scaleId) };
}

function changeable({
  label,
  labels,
  numericValue,
  expects,
  position,
  colour,
}: ChangeableRating): ChangeableRating {
  return { label, labels: sorted(labels), numericValue, expects, position, colour };
}

/** The database has an order of its own: compared is what is said, not in which order. */
function sorted(labels: Readonly<Translations>): Translations {
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a request leaves out stays; what it sets to null goes. */
function definedOf(input: Partial<ChangeableRating>): Partial<ChangeableRating> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

/** A published 5 of 5 must not become a 5 of 1000: once a verdict carries a rating of it, a scale keeps its ends. */
async function requireSameEnds(
  store: Store,
  scaleId: string,
  ratingId: string | null,
  value: number | null,
): Promise<void> {
  if (!(await store.scales.isScaleInUse(scaleId))) return;
  const now = await store.scales.ends(scaleId, null);
  const others = await store.scales.ends(scaleId, ratingId);
  const all = [others.best, others.worst, value].filter((each) => each !== null);
  const after = {
    best: all.length === 0 ? null : Math.max(...all),
    worst: all.length === 0 ? null : Math.min(...all),
  };
  if (after.best !== now.best || after.worst !== now.worst)
    throw new DomainError(
      'rating/in-use',
      `Verdicts stand on a scale from ${now.worst} to ${now.best}: keep within it, or add another scale.`,
    );
}

function changesMeaning(before: ChangeableRating, after: ChangeableRating): boolean {
  return (
    before.label !== after.label ||
    before.numericValue !== after.numericValue ||
    before.expects !== after.expects ||
    JSON.stringify(sorted(before.labels)) !== JSON.stringify(sorted(after.labels))
  );
}

function showScale(scale: Scale, ratings: readonly Rating[]): ShownScale {
  const { id, code, label, labels, version } = scale;
  return {
    ...{ id, code, label, labels, version },
    retiredAt: scale.retiredAt?.toISOString() ?? null,
    ratings: ratings.filter((each) => each.scaleId === id).map(showRating),
  };
}

function showRating(rating: Rating): ShownRating {
  const { id, code, version } = rating;
  return {
    ...{ id, code, version, ...changeable(rating) },
    retiredAt: rating.retiredAt?.toISOString() ?? null,
  };
}
