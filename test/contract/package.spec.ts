import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { read, root } from './repository.js';

interface Package {
  readonly bin: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      { readonly resolved?: string; readonly integrity?: string; readonly hasInstallScript?: boolean }
    >
  >;
}

const manifest = JSON.parse(read('package.json')) as Package;
const lock = JSON.parse(read('package-lock.json')) as Lock;

describe('package.json', () => {
  it('pins every dependency exactly', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('decides on every install script', () => {
    const scripted = Object.entries(lock.packages).filter(([, entry]) => entry.hasInstallScript === true);
    const names = scripted.map(([path]) => path.split('node_modules/').at(-1) ?? '');
    expect(names.filter((name) => !(name in manifest.allowScripts) && name !== 'fsevents')).toEqual([]);
  });

  it('ends a build with the run bit of the program, which the build takes away', () => {
    expect(manifest.scripts['build']).toMatch(/ && chmod 755 dist\/src\/cli\.js$/);
    expect(manifest.bin['stet']).toBe('dist/src/cli.js');
    expect(statSync(join(root, 'dist/src/cli.js')).mode & 0o111).toBe(0o111);
  });

  it('sets up before it starts, shows, hurts or measures', () => {
    for (const name of ['start', 'demo', 'chaos', 'bench']) {
      expect(manifest.scripts[`pre${name}`]).toBe('node scripts/setup.mjs');
    }
  });

  it('asks for the Node that the set-up asks for', () => {
    expect(manifest.engines.node).toBe('>=20.19');
    expect(read('scripts/setup.mjs')).toContain('minor < 19');
  });
});

describe('package-lock.json', () => {
  it('names no server, so that any mirror will do', () => {
    expect(Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it('has the checksum of every package', () => {
    const packages = Object.entries(lock.packages).filter(([path]) => path.startsWith('node_modules/'));
    expect(packages.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? ''))).toEqual([]);
  });

  it('agrees with package.json', () => {
    const { status, stderr } = spawnSync(
      'npm',
      ['ci', '--dry-run', '--offline', '--ignore-scripts', '--no-audit', '--no-fund'],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('npm run check', () => {
  it.each(['eslint', 'tsc', 'depcruise', 'prettier', 'knip'])('runs %s', (tool) => {
    expect(read('scripts/check.mjs')).toContain(`['${tool}'`);
  });

  it('holds the floors of docs/architecture.md', () => {
    expect(read('scripts/check.mjs')).toMatch(
      /'depcruise', 'src', 'migrations', '--config', '\.dependency-cruiser\.cjs'/,
    );
    const rules = [...read('.dependency-cruiser.cjs').matchAll(/name: '([a-z-]+)'/g)].map(
      (found) => found[1],
    );
    expect(rules).toEqual(
      expect.arrayContaining([
        'domain-is-pure',
        'platform-on-domain-only',
        'persistence-below-features',
        'features-below-roots',
        'edges-use-services',
        'features-do-not-call-features',
        'only-the-relay-enqueues',
        'typeorm-only-in-persistence',
        'no-cycles',
      ]),
    );
  });
});

describe('documents', () => {
  const { stdout } = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], {
    cwd: root,
    encoding: 'utf8',
  });
  const documents = stdout.split('\n').filter((path) => path !== '' && existsSync(join(root, path)));

  it.each(documents)('%s has no dead link', (document) => {
    const links = [...read(document).matchAll(/\]\(([^)\s]+)\)/g)].map((found) => found[1] ?? '');
    const local = links.filter((link) => !/^(https?|mailto):/.test(link));
    expect(local.filter((link) => !isThere(document, link))).toEqual([]);
  });

  it('are few enough words on the first page', () => {
    expect(read('README.md').split('\n').length).toBeLessThan(150);
  });

  it('exist where the code points to them', () => {
    const { stdout: found } = spawnSync(
      'git',
      ['grep', '-hoE', 'docs/[a-z-]+\\.md|docs/adr/[0-9]{4}', '--', 'src', 'scripts', 'migrations', 'test'],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
    const adrs = documents
      .filter((path) => path.startsWith('docs/adr/'))
      .map((path) => path.slice(0, 'docs/adr/0001'.length));
    const pointed = [...new Set(found.split('\n').filter(Boolean))];
    expect(pointed.length).toBeGreaterThan(5);
    expect(pointed.filter((path) => !documents.includes(path) && !adrs.includes(path))).toEqual([]);
  });
});

function isThere(document: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? document : join(dirname(document), path);
  if (!existsSync(join(root, target))) return false;
  return anchor === undefined || anchorsOf(read(target)).includes(anchor);
}

/** As code hosts make them of headings, and those that are written out. */
function anchorsOf(text: string): string[] {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map((found) => (found[1] ?? '').toLowerCase());
  const written = [...text.matchAll(/<a id="([^"]+)">/g)].map((found) => found[1] ?? '');
  return [
    ...headings.map((heading) => heading.replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-')),
    ...written,
  ];
}
