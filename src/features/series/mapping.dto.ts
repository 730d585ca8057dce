import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsObject,
  IsString,
  Length,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Optional } from '../../platform/optional.js';
import { IsTextByName } from './text-by-name.validator.js';

/** The names of columns in the file; `period` also names the dimension of time of a JSON-stat data set. */
export class ColumnsDto {
  @Optional() @IsString() @Length(1, 200) period?: string;
  @Optional() @IsString() @Length(1, 200) value?: string;
  /** Flags such as `p` provisional, `b` break in series. */
  @Optional() @IsString() @Length(1, 200) status?: string;
  @Optional() @IsString() @Length(1, 200) unit?: string;
  /** What one unit of the value stands for: `1000000`. */
  @Optional() @IsString() @Length(1, 200) scale?: string;
  /** ISO 4217. */
  @Optional() @IsString() @Length(1, 200) currency?: string;
}

/** What a reader has to be told where the data do not say it (docs/series.md). */
export class MappingDto {
  /** Of CSV; told by the header when not given. */
  @Optional() @IsIn([',', ';', '\t', '|']) delimiter?: string;
  /** The decimal mark of CSV; told by the values when not given, as far as it can be. */
  @Optional() @IsIn(['.', ',']) decimal?: '.' | ',';
  @Optional() @IsObject() @ValidateNested() @Type(() => ColumnsDto) columns?: ColumnsDto;
  /** Columns that tell no series from another: notes, labels. */
  @Optional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  ignore?: string[];
  /**
   * Which of several series: a code or its label, by dimension.
   * @example { "GEO": "KZ", "UNIT": "MIO_USD" }
   */
  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' } })
  @Optional()
  @IsTextByName(50)
  select?: Record<string, string>;
  /** Which resource of a data package, by name. */
  @Optional() @IsString() @Length(1, 200) resource?: string;
}
