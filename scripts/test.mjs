// npm test [-- FILE…] and npm run test:full. Only node: modules: on a clean clone there is nothing else yet.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './child.mjs';
import { installDebianPackages } from './debian.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const isFull = process.argv.includes('--full');
const patterns = process.argv.slice(2).filter((arg) => arg !== '--full');

/** What some suites need beside the packages: how they are named, the command, its Debian package and variable. */
const needs = [
  { suite: /\.redis\.(full\.)?spec\.ts$/, command: 'redis-server', variable: 'STET_REDIS_SERVER' },
  { suite: /^test\/browser\//, command: 'chromium', variable: 'STET_CHROMIUM' },
];

process.exitCode = await main();

async function main() {
  const setup = await run(process.execPath, ['scripts/setup.mjs']);
  if (setup.status !== 0) return failEarly(setup.status);
  const notRun = await provide(selectedSuites());
  if (!isFull && patterns.length === 0) {
    const check = await run(process.execPath, ['scripts/check.mjs']);
    if (check.status !== 0) return failEarly(check.status);
  }
  const counts = await runJest(notRun.flatMap(({ suites }) => suites));
  for (const { command, suites } of notRun) {
    console.log(`not run (install ${command}): ${suites.join(', ')}`);
    // Continuous integration must not stay green because a suite was left out.
    if (process.env.CI === '1') counts.failed += suites.length;
  }
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
  return counts.failed > 0 ? 1 : counts.status;
}

function failEarly(status) {
  console.log('0 passed, 1 failed');
  return status;
}

/** Spec files this run is about, as paths from the root with slashes. */
function selectedSuites() {
  const all = readdirSync('test', { recursive: true })
    .map((name) => `test/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.spec.ts') && name.endsWith('.full.spec.ts') === isFull);
  return all.filter(
    (name) => patterns.length === 0 || patterns.some((pattern) => new RegExp(pattern).test(name)),
  );
}

/** Finds or installs what the suites need and names it in the environment; returns what stays missing. */
async function provide(suites) {
  const wanted = needs
    .map((need) => ({ ...need, suites: suites.filter((name) => need.suite.test(name)) }))
    .filter((need) => need.suites.length > 0 && !process.env[need.variable]);
  const missing = wanted.filter(({ command }) => !findCommand(command)).map(({ command }) => command);
  if (missing.length > 0) await installDebianPackages(missing, findCommand('apt-get'));
  for (const { command, variable } of wanted) {
    const path = findCommand(command);
    if (path) process.env[variable] = path;
  }
  return wanted.filter(({ variable }) => !process.env[variable]);
}

function findCommand(name) {
  const dirs = (process.env.PATH ?? '').split(delimiter);
  return dirs.map((dir) => join(dir, name)).find((path) => existsSync(path));
}

async function runJest(leftOut) {
  const dir = mkdtempSync(join(tmpdir(), 'stet-jest-'));
  const outputFile = join(dir, 'result.json');
  try {
    const args = ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${outputFile}`, ...patterns];
    if (isFull || leftOut.length > 0) args.push('--passWithNoTests');
    const options = '--experimental-vm-modules --disable-warning=ExperimentalWarning';
    const env = {
      NODE_OPTIONS: [process.env.NODE_OPTIONS, options].filter(Boolean).join(' '),
      ...(isFull ? { STET_TEST_FULL: '1' } : {}),
    };
    const { status } = await run(process.execPath, args, { env });
    return { status, ...countsIn(outputFile) };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A suite that could not be loaded has no tests to count: it counts as one that failed. */
function countsIn(outputFile) {
  if (!existsSync(outputFile)) return { passed: 0, failed: 1, skipped: 0 };
  const result = JSON.parse(readFileSync(outputFile, 'utf8'));
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}
