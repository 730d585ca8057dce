import 'reflect-metadata';
import { Expose, Type, plainToInstance } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  validateSync,
} from 'class-validator';
import { hedgeWidths, type HedgeWidths } from '../domain/claim/hedges.js';
import { openBlobStores } from './blob-store/open-blob-store.js';
import { addressFromUrl } from './database-url.js';
import { parseFetchAllow } from './fetch-allow.js';
import { openSecretBox } from './secrets.js';

export type ProcessRole = 'api' | 'worker' | 'all';

/** The environment of a Stet process; each variable is described in docs/configuration.md. */
export class Env {
  @Expose() @IsOptional() @IsString() DATABASE_URL?: string;
  @Expose() @IsOptional() @IsString() DATABASE_OWNER_URL?: string;
  @Expose() @IsOptional() @Matches(/^rediss?:\/\//) REDIS_URL?: string;
  @Expose() @IsString() STET_DATA_DIR: string = './data';
  @Expose() @IsString() STET_HOST: string = '127.0.0.1';
  @Expose() @Type(() => Number) @IsInt() @Min(0) @Max(65_535) STET_PORT: number = 3000;
  @Expose() @IsString() STET_FETCH_ALLOW: string = '';
  @Expose() @IsOptional() @IsISO8601({ strict: true }) STET_NOW?: string;
  @Expose() @IsOptional() @IsString() STET_SECRET_KEY?: string;
  @Expose() @IsString() STET_CONTACT: string = 'https://example.org/stet';
  @Expose() @Matches(/^https?:\/\/[^\s/?#]+[^\s?#]*$/) STET_PUBLIC_URL: string = 'http://127.0.0.1:3000';
  @Expose() @IsString() @MaxLength(200) STET_PUBLISHER_NAME: string = '';
  @Expose() @Matches(/^$|^https?:\/\/\S+$/) STET_PUBLISHER_URL: string = '';
  @Expose() @Type(() => Number) @IsInt() @Min(1) @Max(30) STET_ALMOST_WITHIN: number = 10;
  @Expose() @Type(() => Number) @IsInt() @Min(1) @Max(30) STET_ABOUT_WITHIN: number = 10;
  @Expose() @Matches(/^\d+(,\d+)*$/) STET_RETRY_SCHEDULE: string =
    '0,5,300,1800,7200,18000,36000,50400,72000,86400';
  @Expose() @Type(() => Number) @IsInt() @Min(100) @Max(60_000) STET_DELIVERY_TIMEOUT_MS: number = 15_000;
  @Expose() @Type(() => Number) @IsInt() @Min(100) @Max(120_000) STET_FETCH_TIMEOUT_MS: number = 20_000;
  @Expose() @Type(() => Number) @IsInt() @Min(0) @Max(60_000) STET_HOST_GAP_MS: number = 1_000;
  @Expose() @Type(() => Number) @IsInt() @Min(1) @Max(720) STET_SOURCE_MIN_HOURS: number = 6;
  @Expose() @Type(() => Number) @IsInt() @Min(1) @Max(365) STET_SOURCE_MAX_DAYS: number = 30;
  /** Fewer hours than this after a strike, another failure is none: `gone` takes three of them. */
  @Expose() @Type(() => Number) @IsInt() @Min(0) @Max(720) STET_STRIKE_HOURS: number = 48;
  @Expose() @Type(() => Number) @IsInt() @Min(1) @Max(64) STET_FETCH_CONCURRENCY: number = 8;
  @Expose() @IsIn(['database', 'directory', 's3']) STET_BLOB_STORE: 'database' | 'directory' | 's3' =
    'database';
  @Expose() @IsOptional() @IsString() STET_BLOB_DIR?: string;
  @Expose() @IsOptional() @Matches(/^https?:\/\/[^\s/?#]+[^\s?#]*$/) STET_S3_ENDPOINT?: string;
  @Expose() @IsOptional() @Matches(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/) STET_S3_BUCKET?: string;
  @Expose() @IsString() STET_S3_REGION: string = 'us-east-1';
  @Expose() @IsOptional() @IsString() STET_S3_KEY_ID?: string;
  @Expose() @IsOptional() @IsString() STET_S3_SECRET?: string;
  /** Days after which raw bytes that no verdict cites are dropped; 0: never. */
  @Expose() @Type(() => Number) @IsInt() @Min(0) @Max(36_500) STET_KEEP_RAW_DAYS: number = 0;
  @Expose() @Type(() => Number) @IsInt() @Min(1) @Max(64) STET_CHECK_CONCURRENCY: number = 8;
  @Expose() @Type(() => Number) @IsInt() @Min(1) @Max(64) STET_DELIVERY_CONCURRENCY: number = 16;
  @Expose() @Type(() => Number) @IsInt() @Min(100) @Max(60_000) STET_TICK_MS: number = 5_000;
  @Expose() @Type(() => Number) @IsInt() @Min(50) @Max(60_000) STET_RELAY_MS: number = 1_000;
  @Expose() @Type(() => Number) @IsInt() @Min(1) @Max(200) STET_POOL_SIZE: number = 10;
  @Expose() @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'silent']) STET_LOG_LEVEL: string = 'info';
  @Expose() @IsOptional() @IsString() NODE_ENV?: string;
}

/** A start that cannot succeed; the message is one line for the operator. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/**
 * The validated environment.
 * @throws StartError naming each bad variable and the rule it breaks, never its value.
 */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const env = plainToInstance(Env, set, { excludeExtraneousValues: true, exposeDefaultValues: true });
  const errors = validateSync(env, { validationError: { target: false, value: false } });
  const wrong = [...errors.flatMap((error) => Object.values(error.constraints ?? {})), ...unreadable(env)];
  if (wrong.length > 0) throw new StartError(`${wrong.join('; ')} (docs/configuration.md)`);
  if (env.STET_NOW !== undefined && env.NODE_ENV === 'production') {
    throw new StartError('STET_NOW is refused when NODE_ENV is production: a newsroom keeps real time');
  }
  return env;
}

/** Seconds between the attempts of one delivery, the first for the first attempt. */
export function retrySchedule(env: Env): readonly number[] {
  return env.STET_RETRY_SCHEDULE.split(',').map(Number);
}

/** The table of hedge widths with those of the environment: "almost" reaches so far below a figure, "about" to both sides. */
export function widthsOf(env: Env): HedgeWidths {
  const share = (percent: number) => percent / 100;
  return {
    ...hedgeWidths,
    almostLow: share(100 - env.STET_ALMOST_WITHIN),
    aboutLow: share(100 - env.STET_ABOUT_WITHIN),
    aboutHigh: share(100 + env.STET_ABOUT_WITHIN),
  };
}

/** What only its reader can judge: said before anything is started, not when it is first needed. */
function unreadable(env: Env): string[] {
  const readers: (() => unknown)[] = [
    () => parseFetchAllow(env.STET_FETCH_ALLOW),
    () => openBlobStores(env),
    () => env.STET_SECRET_KEY === undefined || openSecretBox({ key: env.STET_SECRET_KEY, dataDir: null }),
    () => env.DATABASE_URL === undefined || addressFromUrl('DATABASE_URL', env.DATABASE_URL),
    () =>
      env.DATABASE_OWNER_URL === undefined || addressFromUrl('DATABASE_OWNER_URL', env.DATABASE_OWNER_URL),
  ];
  return readers.flatMap((read) => {
    try {
      read();
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });
}
