import { Injectable } from '@nestjs/common';
import type { RatingExpectation } from '../../domain/verdict/rating.js';
import { Db } from '../../persistence/db.js';

/** A rating scale as answers show one: plain JSON. */
export interface ShownScale {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly ratings: ShownRating[];
}

export interface ShownRating {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly numericValue: number | null;
  readonly expects: RatingExpectation;
  readonly position: number;
}

/** The scales that verdicts are given on; they are data (DESIGN §2). */
@Injectable()
export class ScalesService {
  constructor(private readonly db: Db) {}

  /** All scales, each with its ratings in their order. */
  list(): Promise<ShownScale[]> {
    return this.db.read(async (store) => {
      const [scales, ratings] = [await store.scales.scales(), await store.scales.ratings()];
      return scales.map(({ id, code, label }) => ({
        ...{ id, code, label },
        ratings: ratings.filter((each) => each.scaleId === id).map(({ scaleId: _, ...rating }) => rating),
      }));
    });
  }
}
