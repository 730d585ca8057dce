import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsNumber,
  IsObject,
  IsString,
  IsUUID,
  IsUrl,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { dimensions } from '../../domain/claim/assertion.js';
import type { Dimension } from '../../domain/claim/assertion.js';
import { measureKinds } from '../../domain/series/observation.js';
import type { MeasureKind } from '../../domain/series/observation.js';
import { seriesFormats } from '../../domain/series/readers/data-table.js';
import type { SeriesFormat } from '../../domain/series/readers/data-table.js';
import { IsDay } from '../../platform/day.validator.js';
import { Optional } from '../../platform/optional.js';
import { MappingDto } from './mapping.dto.js';
import { IsTextByName } from './text-by-name.validator.js';

export class CreateSeries {
  /** What is measured, where, and how often, in the publisher's words. Words like "exports" or "debt" decide whether periods are summed. */
  @IsString() @Length(1, 300) @Matches(/\S/) title!: string;
  /** Who publishes the data. */
  @Optional() @IsString() @MaxLength(200) publisher?: string;
  /** Where people find the data; shown, never fetched. */
  @Optional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(2000)
  url?: string;
  /** What the values are counted in: claims in another dimension are not compared with them. */
  @IsIn(dimensions) dimension!: Dimension;
  /** Of a measure: `tonnes`, `km`. A percentage needs none. */
  @Optional() @IsString() @Length(1, 60) @Matches(/\S/) unit?: string;
  /**
   * ISO 4217, for money and nothing else.
   * @example USD
   */
  @Optional() @Matches(/^[A-Z]{3}$/) currency?: string;
  /** What one unit of the values stands for: 1000000 where they are in millions. 1 when not given. */
  @Optional() @IsNumber() @Min(1e-12) @Max(1e15) scale?: number;
  /**
   * What may be computed from the values: a `flow` is summed over periods, a `change` needs no base. Read from title and
   * unit when not given; say it where you know it.
   */
  @Optional() @IsIn(measureKinds) measureKind?: MeasureKind;
}

export class GivenObservationDto {
  /**
   * `2018`, `2018-Q1`, `2018-06`, `2018-H1` or a day.
   * @example 2018-Q1
   */
  @IsString() @Length(1, 20) @Matches(/\S/) period!: string;
  /** A decimal, as text to keep all digits; an empty text is a period without a figure. */
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'number' }] })
  @ValidateIf((given: GivenObservationDto) => typeof given.value !== 'number')
  @IsString()
  @MaxLength(60)
  value!: string | number;
  /** The publisher's flag: `p` provisional, `e` estimated. */
  @Optional() @IsString() @MaxLength(50) status?: string;
}

export class PackageFileDto {
  @IsString() @Length(1, 500) path!: string;
  @IsString() @MaxLength(4_500_000) text!: string;
}

export class AddVintage {
  /**
   * The day this edition came out; not before that of the newest vintage. Left out, the day that the data say; of fetched
   * data that say none, today.
   */
  @Optional() @IsDay() publishedOn?: string;
  /** What changed and why, in the publisher's words. */
  @Optional() @IsString() @MaxLength(2000) note?: string;
  /** A CSV file: a header with `period` and `value`, or the mapping says which columns they are. */
  @Optional() @IsString() @MaxLength(1_000_000) csv?: string;
  /** A data file of any format, as text; JSON as well. */
  @Optional() @IsString() @MaxLength(4_500_000) data?: string;
  /** Where a data file is; fetched now, once. */
  @Optional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(2000)
  url?: string;
  /** Told by the data when not given. */
  @Optional() @IsIn(seriesFormats) format?: SeriesFormat;
  @Optional() @IsObject() @ValidateNested() @Type(() => MappingDto) mapping?: MappingDto;
  /** The files that a data package names, when it comes as `data`. */
  @Optional()
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => PackageFileDto)
  files?: PackageFileDto[];
  /** All values of the edition. Exactly one of `csv`, `data`, `url` and `observations` is given. */
  @Optional()
  @IsArray()
  @ArrayMaxSize(20_000)
  @ValidateNested({ each: true })
  @Type(() => GivenObservationDto)
  observations?: GivenObservationDto[];
}

export class BindSeries {
  /** The series that settles the assertion; null for none. This or `expression`. */
  @ValidateIf((binding: BindSeries) => binding.seriesId !== null && binding.seriesId !== undefined)
  @IsUUID()
  seriesId?: string | null;
  /**
   * What settles the assertion, computed from series: `+ - * /`, parentheses, `change(a)`, `diff(a)`, `share(a, b)`, `mirror(a, b)`.
   * @example share(a, b)
   */
  @Optional() @IsString() @Length(1, 200) expression?: string;
  /** The ids of the series by the names that the expression gives them. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string', format: 'uuid' } })
  @Optional()
  @IsTextByName(10)
  terms?: Record<string, string>;
}

export class SeriesView {
  id!: string;
  title!: string;
  publisher!: string;
  url!: string | null;
  dimension!: Dimension;
  unit!: string | null;
  currency!: string | null;
  /** What one unit of the values stands for. */
  scale!: number;
  measureKind!: MeasureKind;
  createdBy!: string;
  recordedAt!: string;
}

export class SeriesPage {
  /** Newest first. */
  items!: SeriesView[];
  /** The cursor of the next page; null on the last. */
  next!: string | null;
}

export class VintageView {
  id!: string;
  seriesId!: string;
  /** 1 for the first edition. */
  number!: number;
  /** The day it came out. */
  publishedOn!: string;
  note!: string | null;
  /** What the values were read from; null where the request listed them. */
  format!: SeriesFormat | null;
  /** Where they were fetched. */
  url!: string | null;
  /** How they were read. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  mapping!: object | null;
  /** Of what was read, in hexadecimal. */
  sha256!: string | null;
  /** By the clock of the machine. */
  fetchedAt!: string | null;
  createdBy!: string;
  recordedAt!: string;
}

export class SeriesDetailView extends SeriesView {
  /** Oldest first; GET /v1/vintages/{id}/observations has the values. */
  vintages!: VintageView[];
}

export class RevisionView {
  /** First and last day of the period. */
  from!: string;
  to!: string;
  /** Null where the period is new. */
  before!: string | null;
  /** Null where the period is gone. */
  after!: string | null;
}

export class AddedVintageView extends VintageView {
  /** How many values it has. */
  observations!: number;
  /** What differs from the vintage before, in order of time; nothing for the first. */
  changes!: RevisionView[];
}

export class ObservationView {
  /** First and last day of the period. */
  from!: string;
  to!: string;
  /** A decimal; times the scale of the series. */
  value!: string;
  /** The publisher's flag. */
  status?: string;
  /** Where this value is counted in something else than the series. */
  unit?: string;
  currency?: string;
  /** What one unit of this value stands for, where it is not the scale of the series. */
  scale?: string;
}

export class ObservationsView extends VintageView {
  /** In order of time. */
  items!: ObservationView[];
}

export class BindingView {
  assertionId!: string;
  /** Null when the assertion is bound to none, or to an expression. */
  seriesId!: string | null;
  /** Null when the assertion is bound to none, or to one series. */
  expression!: string | null;
  /** Series by name; null without an expression. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, nullable: true })
  terms!: Record<string, string> | null;
  /** Who bound or unbound it last; null when nobody did. */
  boundBy!: string | null;
  recordedAt!: string | null;
}
