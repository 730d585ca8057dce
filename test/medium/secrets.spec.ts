import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openSecretBox } from '../../src/platform/secrets.js';

const run = promisify(execFile);
const built = new URL('../../dist/src/platform/secrets.js', import.meta.url).href;
const key = Buffer.alloc(32, 9);

describe('secret box', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'stet-secrets-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('opens what it sealed, with the key in base64 or in hex', () => {
    const box = openSecretBox({ key: key.toString('base64'), dataDir: null });
    const sealed = box.seal('whsec_ключ');
    expect(sealed).not.toContain('whsec');
    expect(box.seal('whsec_ключ')).not.toBe(sealed);
    expect(openSecretBox({ key: key.toString('hex'), dataDir: null }).open(sealed)).toBe('whsec_ключ');
  });

  it('says in one line that the key is another one', () => {
    const sealed = openSecretBox({ key: key.toString('hex'), dataDir: null }).seal('x');
    const other = openSecretBox({ key: Buffer.alloc(32, 1).toString('hex'), dataDir: null });
    expect(() => other.open(sealed)).toThrow(/^a sealed secret cannot be opened: STET_SECRET_KEY .*$/);
  });

  it('refuses a sealed text that was altered, cut or is not its own', () => {
    const box = openSecretBox({ key: key.toString('hex'), dataDir: null });
    const sealed = box.seal('a longer secret');
    const swapped = sealed.slice(0, -4) + (sealed.endsWith('AAAA') ? 'BBBB' : 'AAAA');
    for (const bad of [swapped, sealed.slice(0, 20), sealed.slice(3), '', 'plain'])
      expect(() => box.open(bad)).toThrow(/^a sealed secret /);
  });

  it('makes a key file only its owner can read, and finds it again', () => {
    const sealed = openSecretBox({ key: null, dataDir: dir }).seal('x');
    expect(statSync(join(dir, 'secret-key')).mode & 0o777).toBe(0o600);
    expect(openSecretBox({ key: null, dataDir: dir }).open(sealed)).toBe('x');
    expect(readdirSync(dir)).toEqual(['secret-key']);
  });

  it('says what to set when there is no key, and which key is wrong', () => {
    expect(() => openSecretBox({ key: null, dataDir: null })).toThrow(/^set STET_SECRET_KEY .*$/);
    expect(() => openSecretBox({ key: 'c2hvcnQ=', dataDir: null })).toThrow(
      'STET_SECRET_KEY must hold 32 bytes',
    );
    writeFileSync(join(dir, 'secret-key'), 'garbage!');
    expect(() => openSecretBox({ key: null, dataDir: dir })).toThrow('secret-key must hold 32 bytes');
  });

  it('gives processes that start at once the same key', async () => {
    const program = `import { openSecretBox } from ${JSON.stringify(built)};
      process.stdout.write(openSecretBox({ key: null, dataDir: ${JSON.stringify(dir)} }).seal('x'));`;
    const start = () => run(process.execPath, ['--input-type=module', '-e', program]);
    const sealed = await Promise.all([start(), start(), start(), start()]);
    const box = openSecretBox({ key: null, dataDir: dir });
    expect(sealed.map((one) => box.open(one.stdout))).toEqual(['x', 'x', 'x', 'x']);
    expect(readdirSync(dir)).toEqual(['secret-key']);
  });
});
