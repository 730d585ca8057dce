// npm run check: format, types, lint, floors and dead code. Two lanes, because eslint takes as long as all the rest.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { run } from './child.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const cache = join('node_modules', '.cache', 'stet');
mkdirSync(cache, { recursive: true });

const lanes = [
  // Cached by content: a clean clone (CI) lints everything, and finds what a changed type means for an unchanged file.
  [['eslint', '.', '--max-warnings=0', ...cached('eslint')]],
  [
    // A build info of its own: the build's says what was emitted.
    ['tsc', '--noEmit', '--tsBuildInfoFile', join(cache, 'check.tsbuildinfo')],
    ['depcruise', 'src', 'migrations', '--config', '.dependency-cruiser.cjs'],
    ['prettier', '--check', '.', ...cached('prettier')],
    ['knip'],
  ],
];

const failures = await Promise.all(lanes.map(runLane));
process.exitCode = failures.flat().length === 0 ? 0 : 1;

function cached(name) {
  return ['--cache', '--cache-strategy', 'content', '--cache-location', join(cache, name)];
}

async function runLane(tools) {
  const failed = [];
  for (const [name, ...args] of tools) {
    const start = performance.now();
    const { status, output } = await run(join('node_modules', '.bin', name), args, { quiet: true });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(9)} ${seconds} s`);
    if (status === 0) continue;
    console.log(output.trim());
    failed.push(name);
  }
  return failed;
}
