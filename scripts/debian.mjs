// Installs what some suites need on a Debian machine, where root asked for the tests. Only node: modules.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { run } from './child.mjs';

const POLICY = '/usr/sbin/policy-rc.d';
const POLICY_TEXT =
  '#!/bin/sh\n# Written by the tests of Stet while they install packages: no service may start.\nexit 101\n';

/** Installs packages when this is root on a Debian family machine and STET_NO_INSTALL is not 1; else does nothing. */
export async function installDebianPackages(names, aptGet) {
  if (process.getuid?.() !== 0 || !aptGet || process.env.STET_NO_INSTALL === '1') return;
  console.log(`tests: installing ${names.join(', ')} with apt-get (STET_NO_INSTALL=1 stops that)`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const releasePolicy = forbidServices();
  try {
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...names]]) {
      const { status, output } = await run(aptGet, ['-q', ...args], { env, quiet: true });
      if (status === 0) continue;
      console.log(`tests: apt-get ${args[0]} failed: ${output.trim().split('\n').at(-1)}`);
      if (args[0] === 'install') return;
    }
    // With systemd the package also enables its service for the next boot.
    if (existsSync('/run/systemd/system') && names.includes('redis-server')) {
      await run('systemctl', ['disable', '--now', 'redis-server'], { quiet: true });
    }
  } finally {
    releasePolicy();
  }
}

/** The hook Debian asks before it starts a service; one that is there already is left alone. */
function forbidServices() {
  // Left behind by a run that was killed: its text is ours.
  const isOurs = existsSync(POLICY) && readFileSync(POLICY, 'utf8') === POLICY_TEXT;
  if (existsSync(POLICY) && !isOurs) return () => undefined;
  writeFileSync(POLICY, POLICY_TEXT, { mode: 0o755 });
  return () => rmSync(POLICY, { force: true });
}
