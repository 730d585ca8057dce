import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Of the package, as its package.json says. */
export const packageVersion = readVersion();

function readVersion(): string {
  // Built files lie one folder deeper than sources.
  const file = ['../../package.json', '../../../package.json']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path));
  if (file === undefined) throw new Error('package.json of Stet is missing');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
