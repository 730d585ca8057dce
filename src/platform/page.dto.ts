import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** Which part of a list; a cursor is stable while rows are added, an offset is for jumping. */
export class PageDto {
  /** How many rows. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  /** `next` of the page before. */
  @IsOptional() @IsString() @MaxLength(300) cursor?: string;
  /** Rows to pass over. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(100_000) offset?: number;
}
