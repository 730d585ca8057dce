import type { INestApplicationContext } from '@nestjs/common';
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
    app = await start(runtime, say);
  } catch (error) {
    await app?.close();
    await runtime.leave();
    throw error;
  }
  await untilStopped();
  await app.close();
  await runtime.leave();
}

async function start(runtime: Runtime, say: ServeOptions['say']): Promise<INestApplicationContext> {
  const { context } = runtime;
  if (context.role === 'worker') {
    const worker = await createWorker(context);
    say('Stet worker is running. Ctrl-C stops it.');
    return worker;
  }
  const app = await createApp(context);
  serveDocs(app);
  await app.init();
  const key = await app.get(AuthService).bootstrap();
  await app.listen(context.env.STET_PORT, context.env.STET_HOST);
  say(`Stet is ready at ${await app.getUrl()} (API documentation at /docs). Ctrl-C stops it.`);
  if (key !== null)
    say(
      `Bootstrap admin key, shown this once: ${key.token}\nAnother one: npx --no stet keys create --person NAME --role ROLE`,
    );
  return app;
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
