import { Type } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { Optional } from './optional.js';

/** Which part of a list; a cursor is stable while rows are added, an offset is for jumping. */
export class PageDto {
  /** How many rows. */
  @Optional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  /** `next` of the page before. */
  @Optional() @IsString() @MaxLength(300) cursor?: string;
  /** Rows to pass over. */
  @Optional() @Type(() => Number) @IsInt() @Min(0) @Max(100_000) offset?: number;
}
