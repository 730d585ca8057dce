import type { INestApplicationContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp, createWorker } from './create-app.js';
import { serveDocs } from './docs.js';
import { AuthService } from './features/auth/auth.service.js';
import { readEnv } from './platform/config.js';
import type { ProcessRole } from './platform/config.js';
import { openRuntime } from './runtime.js';
import type { Runtime } from './runtime.js';

export interface ServeOptions {
  readonly role: ProcessRole;
  /** Prints what a person starting Stet needs to see. */
  readonly say: (line: string) => void;
}

/**
 * Runs Stet until SIGTERM or Ctrl-C, then closes in order: no more jobs, HTTP, database, the embedded server last. A second
 * signal ends at once; the embedded server then stays for the next start to adopt.
 */
export async function serve({ role, say }: ServeOptions): Promise<void> {
  const env = readEnv(process.env);
  const runtime = await openRuntime({ env, role, serve: role !== 'worker' });
  let app: INestApplicationContext | null = null;
  try {
    if (role === 'worker') {
      app = await createWorker(runtime.context);
      say('Stet worker is running. Ctrl-C stops it.');
    } else {
      const http = (app = await createApp(runtime.context));
      await listen(http, runtime, say);
    }
  } catch (error) {
    // Closed also when it failed half-way: relay and tick run on otherwise, without a database.
    await app?.close();
    await runtime.leave();
    throw error;
  }
  await untilStopped();
  await app.close();
  await runtime.leave();
}

async function listen(
  app: NestFastifyApplication,
  { context }: Runtime,
  say: ServeOptions['say'],
): Promise<void> {
  serveDocs(app);
  await app.init();
  const key = await app.get(AuthService).bootstrap();
  await app.listen(context.env.STET_PORT, context.env.STET_HOST);
  say(`Stet is ready at ${await app.getUrl()} (API documentation at /docs). Ctrl-C stops it.`);
  if (key === null) return;
  say(`Bootstrap admin key, shown this once: ${key.token}`);
  say('Another one: npx --no stet keys create --person NAME --role ROLE');
}

function untilStopped(): Promise<void> {
  return new Promise((stopped) => {
    let asked = false;
    const onSignal = (): void => {
      if (asked) process.exit(130);
      asked = true;
      stopped();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}
