import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { openApi, read, root } from './repository.js';

const methods = ['get', 'post', 'put', 'patch', 'delete'];

describe('docs/openapi.json', () => {
  it('is what the controllers say today (regenerate: npm run build && npm run openapi)', () => {
    const printed = execFileSync(process.execPath, ['dist/scripts/openapi.js', '--print'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 10_000_000,
    });
    expect(read('docs/openapi.json') === printed).toBe(true);
  });

  it('is sorted, so that two changes meet in a diff only where they touch', () => {
    expect(unsorted(openApi())).toEqual([]);
  });

  const operations = Object.entries(openApi().paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );

  it.each(operations)('says what $name is for', ({ operation }) => {
    expect(operation.tags?.length ?? 0).toBeGreaterThan(0);
    expect(operation.summary ?? operation.description ?? '').not.toBe('');
  });

  describe('beside the running application', () => {
    let app: TestApp;
    beforeAll(async () => {
      app = await startApp({ role: 'api' });
    });
    afterAll(() => app.close());

    it('has every route of it, and no other', () => {
      const served = routesOf(app.nest.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false }));
      expect(served.length).toBeGreaterThan(20);
      expect(served).toEqual(operations.map(({ name }) => name.replace(/\{(\w+)\}/g, ':$1')).sort());
    });

    it('lets nobody in without a key, but for health', async () => {
      const open: string[] = [];
      for (const { name } of operations) {
        const [method = '', path = ''] = name
          .replace(/\{\w+\}/g, '00000000-0000-7000-8000-000000000000')
          .split(' ');
        const answer = await app.nest.inject({ method: method as 'GET', url: path });
        if (answer.statusCode !== 401) open.push(name);
      }
      expect(open).toEqual(['GET /healthz', 'GET /readyz']);
    });
  });
});

/** `METHOD /path` of each line of Fastify's tree; HEAD comes with every GET. */
function routesOf(tree: string): string[] {
  const folders: string[] = [];
  const routes = tree.split('\n').flatMap((line) => {
    const found = /^((?:│ {3}| {4})*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line);
    if (found === null) return [];
    const depth = (found[1] ?? '').length / 4;
    folders.splice(depth, Infinity, found[2] ?? '');
    const here = (found[3] ?? '').split(', ').filter((method) => methods.includes(method.toLowerCase()));
    return here.map((method) => `${method} ${folders.join('')}`);
  });
  return [...new Set(routes)].sort();
}

/** Paths of objects whose keys are out of order. */
function unsorted(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  const keys = entries.map(([key]) => key);
  const here = Array.isArray(value) || keys.join('\0') === [...keys].sort().join('\0') ? [] : [path];
  return [...here, ...entries.flatMap(([key, each]) => unsorted(each, `${path}/${key}`))];
}
