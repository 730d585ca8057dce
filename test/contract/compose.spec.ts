import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { addressFromUrl } from '../../src/platform/database-url.js';
import { readEnv } from '../../src/platform/config.js';
import { read, root } from './repository.js';

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly restart?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly ports?: readonly string[];
  readonly container_name?: string;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const text = read('docker-compose.yml');
const compose = parse(text, { merge: true }) as Compose;
const { postgres, redis, migrate, api, worker } = compose.services;
const ours = Object.entries(compose.services).filter(([, { build }]) => build !== undefined);

/** As `docker compose` would fill it in. */
function filled(environment: Readonly<Record<string, string>> = {}): Record<string, string> {
  const given: Record<string, string> = {
    POSTGRES_PASSWORD: 'owner1',
    STET_APP_PASSWORD: 'app1',
    REDIS_PASSWORD: 'redis1',
    STET_SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
  };
  const fill = (value: string): string =>
    value.replace(
      /\$\{(\w+)(?::[-?]([^}]*))?\}/g,
      (_, name: string, otherwise = '') => given[name] ?? String(otherwise),
    );
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, fill(value)]));
}

describe('docker-compose.yml', () => {
  it('has the five services', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['api', 'migrate', 'postgres', 'redis', 'worker']);
    expect(postgres?.image).toBe('postgres:18');
    expect(redis?.image).toBe('redis:7');
    expect(ours.map(([name]) => name).sort()).toEqual(['api', 'migrate', 'worker']);
  });

  it('keeps what must outlive a container, and nothing it does not declare', () => {
    const mounts = Object.values(compose.services).flatMap((service) => service.volumes ?? []);
    expect(mounts.map((mount) => mount.split(':')[0]).sort()).toEqual(Object.keys(compose.volumes).sort());
    // The image of 18 refuses a volume at the old place, …/data.
    expect(postgres?.volumes).toEqual(['postgres:/var/lib/postgresql']);
    expect(redis?.volumes).toEqual(['redis:/data']);
  });

  it('runs a Redis that drops no job', () => {
    const command = (redis?.command ?? []).join(' ');
    expect(command).toContain('--appendonly yes');
    expect(command).toContain('--maxmemory-policy noeviction');
    expect(command).toContain('--requirepass ${REDIS_PASSWORD:?');
  });

  it('waits for health, then for the migrations, then serves', () => {
    for (const service of [postgres, redis, api]) expect(service?.healthcheck?.test[0]).toBe('CMD');
    expect(migrate?.depends_on?.['postgres']?.condition).toBe('service_healthy');
    expect(migrate?.restart).toBe('no');
    for (const service of [api, worker]) {
      expect(service?.depends_on?.['migrate']?.condition).toBe('service_completed_successfully');
      expect(service?.depends_on?.['redis']?.condition).toBe('service_healthy');
    }
  });

  it('gives its processes only variables that they know, with values they take', () => {
    for (const [name, { environment = {} }] of ours) {
      const values = filled(environment);
      const env = readEnv(values);
      const unknown = Object.keys(environment).filter((key) => values[key] !== '' && !(key in env));
      expect({ name, unknown }).toEqual({ name, unknown: [] });
      expect(addressFromUrl('DATABASE_URL', env.DATABASE_URL ?? '')).toMatchObject({
        host: 'postgres',
        user: 'stet_app',
        database: 'stet',
      });
      expect(env.REDIS_URL).toBe('redis://:redis1@redis:6379');
    }
  });

  it('shows the owner to the migrations alone', () => {
    const owner = addressFromUrl(
      'DATABASE_OWNER_URL',
      filled(migrate?.environment)['DATABASE_OWNER_URL'] ?? '',
    );
    expect(owner).toMatchObject({
      host: 'postgres',
      user: postgres?.environment?.['POSTGRES_USER'],
      password: 'owner1',
    });
    expect(owner.database).toBe(postgres?.environment?.['POSTGRES_DB']);
    for (const service of [api, worker])
      expect(service?.environment).not.toHaveProperty('DATABASE_OWNER_URL');
  });

  it('commits no secret', () => {
    expect(
      [...text.matchAll(/\$\{(\w*(?:PASSWORD|SECRET)\w*)(?!\w)(?!:\?)/g)].map((found) => found[1]),
    ).toEqual([]);
    for (const service of Object.values(compose.services)) {
      for (const [name, value] of Object.entries(service.environment ?? {})) {
        if (/PASSWORD|SECRET|AUTH|URL$/.test(name))
          expect({ name, value }).toEqual({ name, value: expect.stringContaining(':?set it}') });
      }
    }
  });

  it('can run more workers: nothing ties one to a name or a port', () => {
    expect(worker?.ports).toBeUndefined();
    expect(worker?.container_name).toBeUndefined();
  });

  it.each(ours)('starts %s with a verb of the program', (_, { command = [] }) => {
    const [node, cli = '', verb = '', ...rest] = command;
    expect([node, cli]).toEqual(['node', 'dist/src/cli.js']);
    expect(existsSync(join(root, cli))).toBe(true);
    const help = spawnSync(process.execPath, [cli, '--help'], { cwd: root, encoding: 'utf8' }).stdout;
    expect(help).toMatch(new RegExp(`^ +${verb}\\b`, 'm'));
    expect(rest.join(' ')).toMatch(verb === 'serve' ? /^--role (api|worker)$/ : /^$/);
  });
});

describe('Dockerfile', () => {
  const dockerfile = read('Dockerfile');

  it('starts the api as anybody but root, from what the build stage made', () => {
    const [, final = ''] = dockerfile.split(/^FROM .*$/m).slice(1);
    expect(dockerfile.match(/^FROM (\S+)/gm)).toEqual([
      'FROM node:20-bookworm-slim',
      'FROM node:20-bookworm-slim',
    ]);
    expect(final).toMatch(/^USER node$/m);
    expect(final).toMatch(/npm ci --omit=dev/);
    expect(final).toMatch(/SCARF_ANALYTICS=false/);
    expect(final).toContain('CMD ["node", "dist/src/cli.js", "serve", "--role", "api"]');
  });

  it('copies only what is there and not left out', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((found) =>
      (found[1] ?? '').split(' '),
    );
    const leftOut = read('.dockerignore').split('\n');
    expect(copied.filter((path) => !existsSync(join(root, path)) || leftOut.includes(path))).toEqual([]);
    for (const path of ['node_modules', '.git', 'data', 'dist']) expect(leftOut).toContain(path);
  });

  it('copies all that a build takes', () => {
    const { include } = JSON.parse(read('tsconfig.build.json')) as { include: string[] };
    for (const folder of include) expect(dockerfile).toMatch(new RegExp(`^COPY ${folder} ${folder}$`, 'm'));
  });
});
