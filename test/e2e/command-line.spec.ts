import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Child } from '../../scripts/chaos/child.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
let directory = '';

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'stet-command-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function stet(...args: string[]) {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
  const child = new Child({ args: [join(root, 'dist/src/cli.js'), ...args], env });
  const status = await child.ended;
  return { status, out: child.out, errors: child.errors };
}

function file(name: string, content: string | Buffer): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

it('stet --version prints that of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(await stet('--version')).toEqual({ status: 0, out: `${version}\n`, errors: '' });
});

describe('stet check', () => {
  it.each([
    ['an image named .txt', 'picture.txt', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['bytes without a NUL', 'noise.txt', Buffer.from(Array.from({ length: 400 }, (_, i) => 128 + (i % 128)))],
    ['an empty file', 'empty.txt', ''],
  ])('refuses %s in one line', async (_name, name, content) => {
    const path = file(name, content);
    expect(await stet('check', path)).toEqual({
      status: 1,
      out: '',
      errors: `stet: ${path} holds no readable text\n`,
    });
  });

  it('prints no control characters of an article, and escapes them in JSON', async () => {
    const text = 'Beef exports fell by 12% in\u001B[2J 2019,\u009B31m the ministry\u0007 said.\n';
    const path = file('article.txt', text);
    const report = await stet('check', path);
    expect(report).toMatchObject({ status: 0, errors: '' });
    expect(report.out).toContain('Beef exports fell by 12% in[2J 2019,31m the ministry said.');
    expect(report.out).toMatch(/^[^\p{Cc}]*(?:\n[^\p{Cc}]*)*$/u);
    const { status, out } = await stet('check', path, '--json');
    expect(status).toBe(0);
    expect(out).toMatch(/^[^\p{Cc}]*(?:\n[^\p{Cc}]*)*$/u);
    expect(JSON.parse(out)).toMatchObject({ claims: [{ text: text.trim() }] });
  });
});
