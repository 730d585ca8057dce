import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A page that a claim cites, and the passage of it that matters, if one does. */
export interface SampleSource {
  readonly page: string;
  readonly quote?: string;
}

/** What an editor would decide about a sentence of the dispatch, found by a phrase that only it holds. */
export interface SampleClaim {
  readonly key: string;
  readonly phrase: string;
  readonly sources: readonly SampleSource[];
  /** Kind of assertion to key of the series that settles it, or what is to be computed from several. */
  readonly bindings?: Readonly<Record<string, string | SampleExpression>>;
  readonly verdict?: { readonly rating: string; readonly rationale: string };
}

export interface SampleExpression {
  readonly expression: string;
  /** Name in the expression to key of the series. */
  readonly terms: Readonly<Record<string, string>>;
}

export interface SampleSeries {
  readonly key: string;
  readonly title: string;
  readonly publisher: string;
  readonly url: string;
  readonly dimension: string;
  readonly currency: string;
  readonly scale: number;
  readonly vintages: readonly {
    readonly file: string;
    /** What to take of a file that holds several series. */
    readonly mapping?: { readonly select: Readonly<Record<string, string>> };
    readonly publishedOn: string;
    readonly note: string;
  }[];
}

interface ClaimsFile {
  readonly statedOn: string;
  readonly claimant: string;
  /** File name to how people know the page, and who first published what it says. */
  readonly pages: Readonly<Record<string, { readonly title: string; readonly origin: string }>>;
  readonly claims: readonly SampleClaim[];
}

export interface Samples extends ClaimsFile {
  readonly dir: string;
  readonly dispatch: string;
  readonly series: readonly SampleSeries[];
  readonly expected: Expected;
  /** A file below the directory. @throws Error when it is not there. */
  readonly read: (...path: string[]) => string;
}

/** What a claim came to: the labels are those of the machine, the standings as `status, label`. */
export interface ClaimOutcome {
  readonly firstCheck: {
    readonly label: string;
    /** `kind: label`, in the order of the claim. */
    readonly assertions: readonly string[];
    readonly dueOn: string | null;
  };
  readonly atTheEnd: {
    readonly status: string;
    readonly label: string | null;
    readonly rating: string | null;
  };
  readonly standings: readonly string[];
  /** How many `claim.standing_changed` the editor's endpoint accepted. */
  readonly standingChangedWebhooks: number;
}

/** Everything the demonstration has to bring about: samples/expected.json. */
export interface Expected {
  readonly offered: number;
  readonly claims: Readonly<Record<string, ClaimOutcome>>;
  readonly asOf: { readonly claim: string; readonly moments: Readonly<Record<string, string>> };
  /** Statuses of the challenged claim: when it was upheld, after each check that found the same, after another figure. */
  readonly upheld: { readonly claim: string; readonly statuses: readonly string[] };
  readonly webhooks: { readonly firstDelivery: readonly number[]; readonly allVerified: boolean };
  readonly crash: {
    readonly checks: number;
    readonly completed: number;
    readonly checksWithOneAssessment: number;
    readonly checksWithOneCompletedEvent: number;
    readonly claimsWithoutVersionGaps: number;
  };
}

/** The samples of a directory. @throws Error when a file is missing or no JSON. */
export function readSamples(dir: string): Samples {
  const read = (...path: string[]): string => readFileSync(join(dir, ...path), 'utf8');
  const json = <T>(...path: string[]): T => JSON.parse(read(...path)) as T;
  return {
    ...json<ClaimsFile>('claims.json'),
    dir,
    read,
    dispatch: read('dispatch.txt'),
    series: json<SampleSeries[]>('series', 'series.json'),
    expected: json<Expected>('expected.json'),
  };
}
