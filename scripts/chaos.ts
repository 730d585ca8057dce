import { parseArgs } from 'node:util';
import { control } from './chaos/control.js';
import { fetches } from './chaos/fetch.js';
import { kills } from './chaos/kills.js';
import { schedule } from './chaos/schedule.js';

const usage = `usage: npm run chaos -- kills    [--backend postgres|redis] [--seed N] [--minutes M] [--checks 500] [--control plain-outbox]
       npm run chaos -- schedule [--backend redis|postgres] [--seed N] [--minutes M] [--claims 100000] [--kills 20]
       npm run chaos -- fetch    [--part hostile|polite] [--seed N] [--minutes M] [--urls 1000]
`;

const options = {
  backend: { type: 'string' },
  seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  minutes: { type: 'string' },
  checks: { type: 'string', default: '500' },
  control: { type: 'string' },
  claims: { type: 'string', default: '100000' },
  kills: { type: 'string', default: '20' },
  urls: { type: 'string', default: '1000' },
  part: { type: 'string' },
} as const;

interface Wanted {
  readonly backend: 'postgres' | 'redis';
  readonly seed: number;
  readonly minutes: number;
  readonly checks: number;
  readonly claims: number;
  readonly kills: number;
  readonly urls: number;
  readonly control: string | undefined;
  readonly part: string | undefined;
  readonly say: (line: string) => void;
}

interface Scenario {
  readonly backend: string;
  readonly minutes: string;
  readonly run: (wanted: Wanted) => Promise<number> | number;
}

/** Each scenario with what it takes where nothing is said. */
const scenarios: Readonly<Record<string, Scenario>> = {
  kills: {
    backend: 'postgres',
    minutes: '1',
    run: (wanted) => {
      if (wanted.control === undefined) return kills(wanted);
      return wanted.control === 'plain-outbox' ? control(wanted) : misuse();
    },
  },
  fetch: {
    backend: 'postgres',
    minutes: '1',
    run: (wanted) => {
      const { part } = wanted;
      const isKnown = part === undefined || part === 'hostile' || part === 'polite';
      return isKnown ? fetches({ ...wanted, part: part ?? null }) : misuse();
    },
  },
  schedule: { backend: 'redis', minutes: '5', run: schedule },
};

/** `npm run chaos`: faults against real processes, then invariants by SQL. Exit 0 when all hold, 1 when one is broken, 2 on wrong usage. */
async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options });
  const scenario = Object.hasOwn(scenarios, positionals.join()) ? scenarios[positionals.join()] : undefined;
  if (scenario === undefined) return misuse();
  const backend = values.backend ?? scenario.backend;
  if (backend !== 'postgres' && backend !== 'redis') return misuse();
  const numbers = {
    seed: Number(values.seed),
    minutes: Number(values.minutes ?? scenario.minutes),
    checks: Number(values.checks),
    claims: Number(values.claims),
    kills: Number(values.kills),
    urls: Number(values.urls),
  };
  if (!Object.values(numbers).every((each) => each > 0)) return misuse();
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const { control: plain, part } = values;
  return scenario.run({ backend, ...numbers, control: plain, part, say });
}

function misuse(): number {
  process.stderr.write(usage);
  return 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isUsage = String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
  if (!isUsage) throw error;
  process.exitCode = misuse();
}
