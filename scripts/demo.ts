import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Api } from './demo/api.js';
import { letTimePass } from './demo/changes.js';
import { asData, runChecks } from './demo/checks.js';
import { surviveCrash } from './demo/crash.js';
import { openNewsroom } from './demo/newsroom.js';
import { differences, outcomeOf } from './demo/outcome.js';
import { openPressSite } from './demo/press-site.js';
import { aloud, silent } from './demo/print.js';
import type { Teller } from './demo/print.js';
import { openReceiver } from './demo/receiver.js';
import { recordDispatch } from './demo/record.js';
import { readSamples } from './demo/samples.js';
import type { Samples } from './demo/samples.js';
import type { Story } from './demo/story.js';
import { upholdMistaken } from './demo/upheld.js';
import { publishVerdicts } from './demo/verdicts.js';
import { showDeliveries } from './demo/webhooks.js';

const usage = 'demo [--samples DIR] [--until checks [--json]]';

/** What is open, closed in reverse order, also on Ctrl-C. */
const open: (() => Promise<void>)[] = [];
let isClosing: Promise<void> | null = null;

function closeAll(): Promise<void> {
  isClosing ??= (async () => {
    while (open.length > 0)
      await open
        .pop()?.()
        .catch((error: unknown) => console.error(error));
  })();
  return isClosing;
}

interface Options {
  readonly samples: string;
  readonly until: string | undefined;
  readonly json: boolean;
}

function readOptions(): Options {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const { values } = parseArgs({
    options: {
      samples: { type: 'string', default: `${root}samples` },
      until: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.until !== undefined && values.until !== 'checks') throw new Error(`usage: ${usage}`);
  return { samples: values.samples, until: values.until, json: values.json };
}

/** The whole demonstration; the exit status. */
async function demo({ samples: dir, until, json }: Options): Promise<number> {
  const teller = json ? silent : aloud((text) => void process.stdout.write(text));
  const samples = readSamples(dir);
  const story = await prepare(samples, teller);
  const recorded = await recordDispatch(story);
  const first = await runChecks(recorded);
  if (until === 'checks') {
    if (json) process.stdout.write(`${JSON.stringify(await asData(first), null, 2)}\n`);
    return 0;
  }
  const { story: running, checked } = first;
  await publishVerdicts(running);
  const asOf = await letTimePass(running);
  const upheld = await upholdMistaken(running);
  await showDeliveries(running);
  const crash = await surviveCrash(running);
  return conclude(
    samples,
    teller,
    differences(samples.expected, await outcomeOf(running, { checked, asOf, upheld, crash })),
  );
}

async function prepare(samples: Samples, teller: Teller): Promise<Story> {
  teller.say(
    'Stet is a ledger of factual claims. It checks each one, goes on checking it, and tells the editors when one no longer ' +
      'stands. This demonstration starts a newsroom in a throw-away directory, with a press site and an editor of its own; ' +
      'nothing leaves this machine. Ledger time is 16 April 2019, 08:00.',
  );
  const press = await openPressSite(samples);
  open.push(() => press.close());
  const receiver = await openReceiver();
  open.push(() => receiver.close());
  const newsroom = await openNewsroom([press.address, receiver.address]);
  open.push(() => newsroom.close());
  const admin = await newsroom.startApi();
  const checker = await hire(admin, 'Saule, fact-checker (invented)', 'checker');
  const editor = await hire(admin, 'Daniyar, editor (invented)', 'editor');
  const endpoint = { url: receiver.url, description: "The trade desk's alerts" };
  receiver.trust((await editor.post<{ secret: string }>('/v1/webhooks', endpoint)).secret);
  return { samples, teller, press, receiver, newsroom, checker, editor };
}

/** A person with a key of their own. */
async function hire(admin: Api, name: string, role: string): Promise<Api> {
  const { id } = await admin.post<{ id: string }>('/v1/people', { name, kind: 'person', role });
  const { token } = await admin.post<{ token: string }>('/v1/keys', { personId: id, role });
  return admin.as(token);
}

function conclude(samples: Samples, teller: Teller, differing: readonly string[]): number {
  teller.step(8, 'Did it come out as promised?');
  if (differing.length === 0) {
    const { length } = Object.keys(samples.expected.claims);
    teller.say(
      `Yes: every outcome in samples/expected.json held, for all ${length} claims. What to try next:`,
    );
    teller.line('   npm start                             your own newsroom, kept in ./data');
    teller.line('   npx --no stet check FILE              steps 1 and 2 on an article of yours');
    teller.line('   docs/ and http://127.0.0.1:3000/docs  how it works, and the API');
    return 0;
  }
  teller.say(`No. ${differing.length} outcomes differ from samples/expected.json:`);
  for (const line of differing) teller.item(line);
  return 1;
}

for (const [signal, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.on(signal, () => void closeAll().then(() => process.exit(status)));
}

try {
  process.exitCode = await demo(readOptions());
} catch (error) {
  // Interrupted, it fails because everything is being closed.
  if (isClosing === null)
    process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
await closeAll();
