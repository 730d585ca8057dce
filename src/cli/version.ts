import { readFileSync } from 'node:fs';

/** The version of package.json, which stands above `dist` in a build and above `src` where this file is run as it is. */
export function packageVersion(): string {
  const up = import.meta.url.endsWith('.ts') ? '../../package.json' : '../../../package.json';
  return (JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8')) as { version: string }).version;
}
