import {
  IsIn,
  IsInt,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
} from 'class-validator';
import { Optional } from '../../platform/optional.js';

type Expectation = 'supported' | 'refuted' | 'conflicting';

const expectations = ['supported', 'refuted', 'conflicting', null] as const;
const code = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const saysSomething = { message: 'label must hold a letter or a figure' };
const mostTranslations = 50;

/** Left out, or null where null has a meaning. */
const Nullable = (): PropertyDecorator =>
  ValidateIf((_object, value) => value !== undefined && value !== null);

/** BCP 47 tags to texts. */
const IsTranslations = (): PropertyDecorator =>
  ValidateBy({
    name: 'isTranslations',
    validator: {
      validate: areTranslations,
      defaultMessage: () =>
        `labels must map up to ${mostTranslations} BCP 47 language tags to texts of 1 to 200 characters`,
    },
  });

export class CreateScale {
  /** Stays when the label is reworded. */
  @IsString() @MaxLength(60) @Matches(code) code!: string;
  @IsString() @Length(1, 200) @Matches(/[\p{L}\p{N}]/u, saysSomething) label!: string;
  /**
   * The label in other languages.
   * @example { "de": "Fünf Stufen der Wahrheit" }
   */
  @Optional() @IsTranslations() labels?: Record<string, string>;
}

export class ChangeScale {
  @Optional() @IsString() @Length(1, 200) @Matches(/[\p{L}\p{N}]/u, saysSomething) label?: string;
  /** All translations that are to hold. */
  @Optional() @IsTranslations() labels?: Record<string, string>;
}

export class AddRating {
  /** Stays when the label is reworded; no other rating of the scale has it. */
  @IsString() @MaxLength(60) @Matches(code) code!: string;
  @IsString() @Length(1, 200) @Matches(/[\p{L}\p{N}]/u, saysSomething) label!: string;
  /**
   * The label in other languages.
   * @example { "de": "Falsch", "pt-BR": "Falso" }
   */
  @Optional() @IsTranslations() labels?: Record<string, string>;
  /** Place on the truth axis, a greater number is truer; null or left out for a rating off it. */
  @Nullable() @IsInt() @Min(0) @Max(1000) numericValue?: number | null;
  /** The assessment consistent with it; null or left out: no assessment challenges it. */
  @Nullable() @IsIn(expectations) expects?: Expectation | null;
  /** Place in the list; the last unless given. */
  @Optional() @IsInt() @Min(1) @Max(1000) position?: number;
  /** `#rrggbb`. */
  @Nullable() @Matches(/^#[0-9a-f]{6}$/i) colour?: string | null;
}

/** Label, number, expectation and translations that are there stay once a verdict or draft carries the rating. */
export class ChangeRating {
  @Optional() @IsString() @Length(1, 200) @Matches(/[\p{L}\p{N}]/u, saysSomething) label?: string;
  /** All translations that are to hold. */
  @Optional() @IsTranslations() labels?: Record<string, string>;
  /** Null takes it off the truth axis. */
  @Nullable() @IsInt() @Min(0) @Max(1000) numericValue?: number | null;
  /** Null: no assessment challenges it. */
  @Nullable() @IsIn(expectations) expects?: Expectation | null;
  @Optional() @IsInt() @Min(1) @Max(1000) position?: number;
  /** Null: none. */
  @Nullable() @Matches(/^#[0-9a-f]{6}$/i) colour?: string | null;
}

export class ScaleQuery {
  /** `true`: the retired scales and ratings too. */
  @Optional() @IsIn(['true', 'false']) retired?: 'true' | 'false';
}

export class RatingView {
  /** What POST /v1/claims/{id}/verdicts takes as ratingId. */
  id!: string;
  /** A short name that stays when the label is reworded. */
  code!: string;
  label!: string;
  /** The label in other languages: BCP 47 to text. */
  labels!: Record<string, string>;
  /** Place on the truth axis, a greater number is truer; null for a rating off it. */
  numericValue!: number | null;
  /** The assessment consistent with it; any other challenges the verdict. Null: no assessment does. */
  expects!: Expectation | null;
  /** Place in the list. */
  position!: number;
  /** `#rrggbb`. */
  colour!: string | null;
  /** Since when no new verdict may carry it; old ones keep it. */
  retiredAt!: string | null;
  /** The ETag. */
  version!: number;
}

export class ScaleView {
  id!: string;
  code!: string;
  label!: string;
  /** The label in other languages: BCP 47 to text. */
  labels!: Record<string, string>;
  /** Since when no new verdict may carry any of its ratings. */
  retiredAt!: string | null;
  /** The ETag. */
  version!: number;
  ratings!: RatingView[];
}

function areTranslations(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= mostTranslations && entries.every(([tag, text]) => isTag(tag) && isLabel(text));
}

/** Written as BCP 47 writes it, so that one language has one text. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}

function isLabel(text: unknown): boolean {
  return typeof text === 'string' && text.length <= 200 && /[\p{L}\p{N}]/u.test(text);
}
