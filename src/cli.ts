#!/usr/bin/env node
import { packageVersion } from './cli/version.js';

/** One verb of the `stet` program. Loaded when it is called: a line verb must not pay for an application. */
interface Verb {
  readonly summary: string;
  readonly load: () => Promise<(argv: string[]) => Promise<number>>;
}

const verbs: Readonly<Record<string, Verb>> = {
  serve: {
    summary: 'run the service: --role api | worker | all',
    load: async () => (await import('./commands.js')).serveVerb,
  },
  migrate: {
    summary: 'bring the database to this version',
    load: async () => (await import('./commands.js')).migrateVerb,
  },
  keys: {
    summary: 'keys create --person NAME --role ROLE',
    load: async () => (await import('./commands.js')).keysVerb,
  },
  clock: {
    summary: 'clock advance P3D: move ledger time (not in production)',
    load: async () => (await import('./commands.js')).clockVerb,
  },
  rebuild: {
    summary: 'derive states, periods and schedules from history again: [--check] only compares',
    load: async () => (await import('./commands.js')).rebuildVerb,
  },
  check: {
    summary: 'check FILE|URL: find and check the claims of an article',
    load: async () => (await import('./check-command.js')).checkVerb,
  },
  series: {
    summary: 'series add | revise | bind: statistical series, and what is tested against them',
    load: async () => (await import('./series-command.js')).seriesVerb,
  },
  parse: {
    summary: 'JSON Lines {id,text,statedOn?} to quantities, periods, assertions',
    load: async () => {
      const { parseVerb } = await import('./cli/parse.js');
      return (argv) => parseVerb.run(argv);
    },
  },
  judge: {
    summary: 'JSON Lines {id,claim,evidence} to a label with its reasons',
    load: async () => {
      const { judgeVerb } = await import('./cli/judge.js');
      return (argv) => judgeVerb.run(argv);
    },
  },
  relate: {
    summary: 'JSON Lines {id,a,b}, two claims, to how they stand to each other',
    load: async () => {
      const { relateVerb } = await import('./cli/relate.js');
      return (argv) => relateVerb.run(argv);
    },
  },
  anchor: {
    summary: 'JSON Lines {id,text,quote} to what became of the quotation, and where',
    load: async () => {
      const { anchorVerb } = await import('./cli/anchor.js');
      return (argv) => anchorVerb.run(argv);
    },
  },
  extract: {
    summary: 'JSON Lines {id,text} to sentences with their check-worthiness',
    load: async () => {
      const { extractVerb } = await import('./cli/extract.js');
      return (argv) => extractVerb.run(argv);
    },
  },
  'main-text': {
    summary: 'JSON Lines {id,html,url?}, a page, to its title, main text and dates',
    load: async () => {
      const { mainTextVerb } = await import('./cli/main-text.js');
      return (argv) => mainTextVerb.run(argv);
    },
  },
};

async function main([name = '', ...rest]: string[]): Promise<number> {
  if (name === '--help' || name === 'help') {
    process.stdout.write(usage());
    return 0;
  }
  if (name === '--version') {
    process.stdout.write(`${packageVersion()}\n`);
    return 0;
  }
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (verb === undefined) {
    process.stderr.write(name === '' ? usage() : `stet: there is no verb ${name}; stet --help lists them\n`);
    return 2;
  }
  return (await verb.load())(rest);
}

function usage(): string {
  const lines = Object.entries(verbs).map(([name, { summary }]) => `  ${name.padEnd(9)}${summary}`);
  return `stet VERB …\n${lines.join('\n')}\n`;
}

/** Errors whose message tells an operator what to do; by name, for a line tool must not load what throws them. */
const forOperators = new Set(['StartError', 'PostgresServerError', 'MigrationError', 'DomainError']);

/** One line for what an operator can mend; a stack only for what we must. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const expected = forOperators.has(error.name);
  const code = (error as { code?: unknown }).code;
  if (expected) return error.message;
  if (typeof code === 'string' && /^(EADDRINUSE|EACCES|ECONNREFUSED|ENOTFOUND|28P01|3D000|28000)$/.test(code))
    return error.message;
  return error.stack ?? error.message;
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`stet: ${explain(error)}\n`);
    process.exitCode = 1;
    // What failed half-way may have left something open; a start that failed must end all the same.
    setTimeout(() => process.exit(), 3_000).unref();
  },
);
