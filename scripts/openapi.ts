import { writeFileSync } from 'node:fs';
import { createApp } from '../src/create-app.js';
import { openApiOf } from '../src/docs.js';
import { readEnv } from '../src/platform/config.js';
import { createLog } from '../src/platform/log.js';

/** Writes docs/openapi.json from the controllers, sorted; opens no database and listens nowhere. `--print` writes to standard output. */
const address = { host: 'localhost', port: 1, user: 'none', password: 'none', database: 'none' };
const app = await createApp({
  env: readEnv({ STET_SECRET_KEY: Buffer.alloc(32).toString('base64') }),
  role: 'api',
  log: createLog('silent', 'openapi'),
  database: address,
  queueStore: { kind: 'postgres', address },
  dataDir: null,
});
const text = `${JSON.stringify(sorted(openApiOf(app)), null, 2)}\n`;
if (process.argv.includes('--print')) process.stdout.write(text);
else writeFileSync(new URL('../../docs/openapi.json', import.meta.url), text);

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
