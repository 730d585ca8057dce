import { parseArgs } from 'node:util';
import { control } from './chaos/control.js';
import { kills } from './chaos/kills.js';

const usage =
  'usage: npm run chaos -- kills --backend postgres|redis [--seed N] [--minutes M] [--checks 500] [--control plain-outbox]\n';

/** `npm run chaos`: faults against real processes, then invariants by SQL. Exit 0 when all hold, 1 when one is broken, 2 on wrong usage. */
async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      backend: { type: 'string', default: 'postgres' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      minutes: { type: 'string', default: '1' },
      checks: { type: 'string', default: '500' },
      control: { type: 'string' },
    },
  });
  const [seed, minutes, checks] = [Number(values.seed), Number(values.minutes), Number(values.checks)];
  const { backend } = values;
  const isWrong = positionals.join() !== 'kills' || ![seed, minutes, checks].every((each) => each > 0);
  if (isWrong || (backend !== 'postgres' && backend !== 'redis')) return misuse();
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  if (values.control === undefined) return kills({ backend, seed, minutes, checks, say });
  return values.control === 'plain-outbox' ? control({ seed, checks, say }) : misuse();
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
