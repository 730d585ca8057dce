// A process that has joined the server of a data directory, for tests: says what happens as JSON lines and takes
// commands on its standard input. Arguments: URL of the built server module, data directory, options as JSON.
import { createInterface } from 'node:readline';
import pg from 'pg';

const [moduleUrl = '', dataDir = '', json = '{}'] = process.argv.slice(2);
const options = JSON.parse(json);
const { openServer } = await import(moduleUrl);
const say = (event, more = {}) => process.stdout.write(`${JSON.stringify({ event, ...more })}\n`);

let server = null;
let pool = null;
let isClosing = false;
let load = [];

const open = () =>
  openServer(dataDir, {
    applicationName: options.name ?? 'holder',
    serve: options.serve,
    fsync: options.fsync,
    log: (line) => say('log', { line }),
    onLost: () => say('lost'),
  });

try {
  for (let round = 0; round < (options.rounds ?? 0); round++) {
    await (await open()).leave();
    say('round');
  }
  if (!options.rounds) await hold();
} catch (error) {
  say('refused', { message: error.message, name: error.name });
  process.exitCode = 1;
}

async function hold() {
  server = await open();
  pool = new pg.Pool({ ...server.owner, max: 4 });
  pool.on('error', (error) => say('pool-error', { code: error.code ?? error.message }));
  process.on('SIGINT', interrupt);
  const commands = createInterface({ input: process.stdin }).on('line', (line) => void obey(line));
  // The test is gone.
  commands.on('close', () => isClosing || close());
  if (options.load) load = [1, 2, 3].map(insertUntilClosing);
  say('joined', { host: server.owner.host });
}

async function obey(line) {
  if (line === 'leave') return close();
  // What a command that failed does: its status must survive the leaving.
  if (line === 'fail') {
    process.exitCode = 3;
    return close();
  }
  try {
    say('rows', { rows: (await pool.query(line)).rows });
  } catch (error) {
    say('query-error', { code: error.code ?? error.message });
  }
}

function interrupt() {
  if (isClosing) process.exit(130);
  say('draining');
  if (options.slowDrain) isClosing = true;
  else void close();
}

/** In the order of a real process: work, pools, then the server. */
async function close() {
  isClosing = true;
  await Promise.all(load);
  await pool.end();
  await server.leave();
  process.stdin.destroy();
  say('left');
}

async function insertUntilClosing() {
  while (!isClosing) {
    try {
      await pool.query('INSERT INTO job DEFAULT VALUES');
    } catch (error) {
      say('query-error', { code: error.code ?? error.message });
    }
  }
}
