import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { demo, eachInItsDirectory, temporary } from '../support/demo.js';

eachInItsDirectory();

describe('the demonstration', () => {
  it('brings about every outcome it promises, and leaves nothing behind', async () => {
    const { status, stdout, stderr } = await demo([]);

    expect({ status, stderr, differing: /outcomes differ[\s\S]*/.exec(stdout)?.[0] ?? null }).toEqual({
      status: 0,
      stderr: '',
      differing: null,
    });
    expect(stdout).toContain('543.1 / 371.8 − 1');
    expect(stdout.split('\n').filter((line) => line.length >= 100)).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  }, 180_000);
});
