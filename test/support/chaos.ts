import { fileURLToPath } from 'node:url';
import { Child } from '../../scripts/chaos/child.js';

const script = fileURLToPath(new URL('../../dist/scripts/chaos.js', import.meta.url));

/** `npm run chaos -- …`, without its set-up; `out` is what it printed, the seed first. */
export async function runChaos(...args: string[]): Promise<{ status: number | string; out: string }> {
  const child = new Child({ args: [script, ...args], env: process.env });
  const status = await child.ended;
  return { status, out: child.out + child.errors };
}

/** The lines of invariants that did not hold. */
export function brokenIn(out: string): string[] {
  return out.split('\n').filter((line) => line.startsWith('BROKEN'));
}
