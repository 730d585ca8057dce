import { readFileSync, statSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { escaped, isReadable, printable } from './cli/readable.js';
import { createWorker } from './create-app.js';
import { ArticleService } from './features/checks/article.service.js';
import type { ArticleInput, ArticleRequest, SeriesInput } from './features/checks/article.service.js';
import { toJson, toText } from './features/checks/report.js';
import { migrate } from './persistence/migrate.js';
import { StartError, readEnv } from './platform/config.js';
import type { Env } from './platform/config.js';
import type { Context } from './platform/context.js';
import { extractText } from './platform/extract-text.js';
import { parseFetchAllow } from './platform/fetch-allow.js';
import { createLog } from './platform/log.js';
import { openThrowaway } from './platform/postgres/throwaway.js';
import { createSafeFetch } from './platform/safe-fetch.js';
import { openRuntime, seedClock } from './runtime.js';
import { readSeriesFile } from './series-file.js';

const usage =
  'usage: stet check FILE|URL [--stated-on DATE] [--now TIME] [--source FILE|URL]… [--series FILE|URL]… [--claimant NAME] [--data DIR] [--json]';

interface Options {
  readonly article: string;
  readonly statedOn: string | null;
  readonly now: string | null;
  readonly sources: readonly string[];
  readonly series: readonly string[];
  readonly claimant: string | null;
  readonly data: string | null;
  readonly json: boolean;
}

/** `stet check`: finds the claims of an article, checks them and prints a report. 0 whatever the labels, 1 on failure, 2 on wrong usage. */
export async function checkVerb(argv: string[]): Promise<number> {
  const options = readOptions(argv);
  if (typeof options === 'string') {
    process.stderr.write(`stet: ${options}\n`);
    return 2;
  }
  const env = readEnv({
    ...process.env,
    ...(options.now === null ? {} : { STET_NOW: options.now }),
    STET_RELAY_MS: '50',
  });
  const request = await requestOf(options, env);
  const { context, leave } = await surroundings(options, env);
  const app = await createWorker(context);
  try {
    const report = await app.get(ArticleService).check(request);
    process.stdout.write(
      options.json ? `${escaped(JSON.stringify(toJson(report), null, 2))}\n` : printable(toText(report)),
    );
    return report.claims.some((each) => each.assessment === null) ? 1 : 0;
  } finally {
    await app.close();
    await leave();
  }
}

function readOptions(argv: string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        'stated-on': { type: 'string' },
        now: { type: 'string' },
        source: { type: 'string', multiple: true, default: [] },
        series: { type: 'string', multiple: true, default: [] },
        claimant: { type: 'string' },
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [article, ...more] = positionals;
    if (article === undefined || more.length > 0) return usage;
    const { 'stated-on': statedOn = null, now = null, claimant = null, data = null } = values;
    const { source: sources, series, json } = values;
    const options = { article, statedOn, now, claimant, data, sources, series, json };
    return wrongTime(options) ?? options;
  } catch (error) {
    return error instanceof Error ? `${error.message.split('\n')[0] ?? ''}\n${usage}` : usage;
  }
}

function wrongTime({ statedOn, now }: Pick<Options, 'statedOn' | 'now'>): string | null {
  if (statedOn !== null && !isDay(statedOn)) return '--stated-on takes a day such as 2019-04-16';
  if (now !== null && Number.isNaN(Date.parse(now)))
    return '--now takes a moment such as 2019-04-16T08:00:00Z';
  return null;
}

function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text)
  );
}

async function requestOf(options: Options, env: Env): Promise<ArticleRequest> {
  const appearance = inputOf(options.article);
  const sources = options.sources.map(inputOf);
  const series = await seriesOf(options.series, env);
  const { text, publishedOn, siteName } = await articleText(appearance, env);
  if (!isReadable(text)) throw new StartError(`${options.article} holds no readable text`);
  return {
    text,
    statedOn: options.statedOn ?? publishedOn,
    claimant:
      options.claimant ??
      siteName ??
      (appearance.kind === 'url' ? new URL(appearance.url).hostname : appearance.name),
    ...{ appearance, sources, series },
  };
}

/** One after another: each is read before anything is recorded. */
async function seriesOf(places: readonly string[], env: Env): Promise<SeriesInput[]> {
  const read: SeriesInput[] = [];
  for (const place of places) {
    read.push(await readSeriesFile(place, (url) => download(url, env)));
  }
  return read;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.htm': 'text/html',
  '.pdf': 'application/pdf',
  '.csv': 'text/csv',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
};

function inputOf(place: string): ArticleInput {
  if (/^https?:\/\//i.test(place)) return { kind: 'url', url: place };
  const path = resolve(place);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile()) throw new StartError(`there is no file ${place}`);
  const contentType = contentTypes[extname(path).toLowerCase()];
  if (contentType === undefined)
    throw new StartError(`${place}: Stet reads ${Object.keys(contentTypes).join(', ')}`);
  return { kind: 'file', name: basename(path), bytes: readFileSync(path), contentType };
}

/** A plain text file is taken as it is, so that spans are places in the file. */
async function articleText(
  input: ArticleInput,
  env: Env,
): Promise<{ text: string; publishedOn: string | null; siteName: string | null }> {
  if (input.kind === 'file' && input.contentType.startsWith('text/plain')) {
    return { text: input.bytes.toString('utf8'), publishedOn: null, siteName: null };
  }
  const page = input.kind === 'file' ? input : await download(input.url, env);
  const extracted = await extractText({
    bytes: page.bytes,
    contentType: page.contentType,
    url: input.kind === 'url' ? input.url : null,
  });
  if (extracted.state !== 'ok')
    throw new StartError(`the article holds no readable text (${extracted.state})`);
  return extracted;
}

/** @throws StartError saying why there is no answer. */
export async function download(
  url: string,
  env: Env,
): Promise<{ bytes: Buffer; contentType: string | null }> {
  const fetch = createSafeFetch({
    allow: parseFetchAllow(env.STET_FETCH_ALLOW),
    userAgent: `Stet/0.1 (+${env.STET_CONTACT})`,
  });
  try {
    const answer = await fetch({ url, timeoutMs: env.STET_FETCH_TIMEOUT_MS, maxBytes: 5 * 1024 * 1024 });
    if (answer.status !== 200) throw new StartError(`${url} answered ${answer.status}`);
    return { bytes: answer.body, contentType: answer.headers['content-type'] ?? null };
  } catch (error) {
    throw error instanceof Error && error.name === 'FetchError'
      ? new StartError(`${url}: ${error.message}`)
      : error;
  } finally {
    await fetch.close();
  }
}

/** The data directory of --data, or a server of its own that goes with the command. */
async function surroundings(
  { data, now }: Options,
  env: Env,
): Promise<{ context: Context; leave: () => Promise<void> }> {
  const log = createLog(env.STET_LOG_LEVEL === 'info' ? 'error' : env.STET_LOG_LEVEL, 'stet-check');
  if (data !== null) {
    if (now !== null)
      throw new StartError(
        '--now goes with a throw-away server only: the ledger of --data has a clock of its own',
      );
    const runtime = await openRuntime({ env: { ...env, STET_DATA_DIR: data }, role: 'worker', log });
    return { context: runtime.context, leave: () => runtime.leave() };
  }
  const server = await openThrowaway({ applicationName: 'stet-check', log: (line) => log.debug(line) });
  await migrate({ owner: server.owner, app: server.app });
  await seedClock(server.app, env.STET_NOW);
  const context: Context = {
    env,
    role: 'worker',
    log,
    database: server.app,
    queueStore: { kind: 'postgres', address: server.app },
    dataDir: server.dataDir,
  };
  return { context, leave: () => server.leave() };
}
