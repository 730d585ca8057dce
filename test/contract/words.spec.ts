import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { eventTypes } from '../../src/domain/events.js';
import { Env, readEnv } from '../../src/platform/config.js';
import { jobNames, queueOf } from '../../src/platform/jobs.js';
import { problemOf, problems } from '../../src/platform/problem.js';
import { DomainError } from '../../src/domain/errors.js';
import type { ErrorCode } from '../../src/domain/errors.js';
import { openApi, read, rowsOf, sourceFiles } from './repository.js';

const codes = Object.keys(problems) as ErrorCode[];

describe('docs/errors.md', () => {
  const text = read('docs/errors.md');

  it('has one heading for every error code and none for another', () => {
    const headings = [...text.matchAll(/^## (\S+\/\S+)$/gm)].map((found) => found[1]);
    expect([...headings].sort()).toEqual([...codes].sort());
  });

  it.each(codes)('has the anchor that problems of %s point to, with what to do', (code) => {
    const anchor = problemOf(new DomainError(code)).type.split('#')[1] ?? '';
    const section = text.split(`## ${code}\n`)[1]?.split('\n## ')[0] ?? '';
    expect(section).toContain(`<a id="${anchor}"></a> ${problems[code].status}`);
    // A status alone helps nobody: what happened, and what to do.
    expect(section.length).toBeGreaterThan(80);
  });

  it('documents no code that nothing raises', () => {
    const raised = sourceFiles('src').filter(
      (path) => !/domain\/errors\.ts$|platform\/problem\.ts$/.test(path),
    );
    const texts = [...raised.map(read), read('src/platform/problem.ts').split('codeOfStatus')[1] ?? ''].join(
      '\n',
    );
    expect(codes.filter((code) => !texts.includes(`'${code}'`))).toEqual([]);
  });

  it('gives the codes that the API description lists', () => {
    expect([...openApi().components.schemas.Problem.properties.code.enum]).toEqual([...codes].sort());
  });
});

describe('docs/configuration.md', () => {
  const text = read('docs/configuration.md');
  const served = text.split('\n## Beside the service')[0] ?? '';
  const names = Object.keys(readEnv(everything()));

  it('describes every variable of the service, and no other', () => {
    const described = rowsOf(served).flatMap(([first = '']) =>
      [...first.matchAll(/`([A-Z0-9_]+)`/g)].map((found) => found[1]),
    );
    expect([...described].sort()).toEqual([...names].sort());
  });

  it('gives the defaults that hold', () => {
    const defaults = new Env() as unknown as Record<string, string | number | undefined>;
    for (const [name = '', , given = ''] of rowsOf(served)) {
      const real = defaults[name.replaceAll('`', '')];
      if (real === undefined || real === '') continue;
      expect({ name, given }).toEqual({ name, given: `\`${String(real)}\`` });
    }
  });

  it('describes what is read beside it', () => {
    const files = [
      ...sourceFiles('src'),
      ...sourceFiles('scripts'),
      ...sourceFiles('bench'),
      'jest.config.js',
    ];
    const texts = files.map(read).join('\n');
    const found = [
      ...texts.matchAll(/process\.env(?:\.|\[')((?:STET|XDG|DATABASE|REDIS)_[A-Z_]+|CI)\b/g),
    ].map((match) => match[1] ?? '');
    // Set by the test scripts for their own children.
    const internal = ['STET_TEST_PG', 'STET_TEST_FULL'];
    const missing = [...new Set(found)].filter(
      (name) => !text.includes(`\`${name}\``) && !internal.includes(name),
    );
    expect(missing).toEqual([]);
  });

  /** A value for every field, so that none is left out for being optional. */
  function everything(): NodeJS.ProcessEnv {
    const source = readFileSync('src/platform/config.ts', 'utf8');
    const fields = [...source.matchAll(/@Expose\(\)[\s\S]*?\b([A-Z][A-Z0-9_]{2,})[?:]/g)].map(
      (found) => found[1] ?? '',
    );
    expect(fields.length).toBeGreaterThan(10);
    const plain = fields.filter(
      (name) => !(name in new Env()) || (new Env() as unknown as Record<string, unknown>)[name] === undefined,
    );
    const values: Record<string, string> = {
      REDIS_URL: 'redis://localhost',
      STET_NOW: '2019-04-16T08:00:00Z',
      NODE_ENV: 'test',
      STET_SECRET_KEY: Buffer.alloc(32).toString('base64'),
      DATABASE_URL: 'postgres://a:b@localhost/c',
      DATABASE_OWNER_URL: 'postgres://a:b@localhost/c',
      STET_S3_ENDPOINT: 'http://localhost',
      STET_S3_BUCKET: 'archive',
    };
    return Object.fromEntries(plain.map((name) => [name, values[name] ?? 'x']));
  }
});

describe('docs/events.md', () => {
  const text = read('docs/events.md');

  it('has every event type, and no other', () => {
    const headings = [...text.matchAll(/^### (\S+\.\S+)$/gm)].map((found) => found[1]);
    expect([...headings].sort()).toEqual([...eventTypes].sort());
  });

  it.each(eventTypes)('names every field of %s', (type) => {
    const section = text.split(`### ${type}\n`)[1]?.split(/\n##/)[0] ?? '';
    const declared = read('src/domain/events.ts').split('interface EventPayloads')[1] ?? '';
    const written = declared.split(`'${type}': `)[1] ?? '';
    const news = read('src/domain/source/news.ts').split('interface SourceNews {')[1] ?? '';
    const fields = written.startsWith('SourceNews & {')
      ? [...fieldsOf(news), ...fieldsOf(written.slice('SourceNews & {'.length))]
      : fieldsOf(written.slice(1));
    expect(fields.length).toBeGreaterThan(1);
    expect(fields.filter((field) => !section.includes(`\`${field}\``))).toEqual([]);
    for (const example of section.matchAll(/```json\n([\s\S]*?)```/g)) {
      expect(Object.keys(JSON.parse(example[1] ?? '') as object)).toEqual(expect.arrayContaining(fields));
    }
  });

  it('has the retry table that is the default', () => {
    const waits =
      /STET_RETRY_SCHEDULE: string =\s*'([\d,]+)'/
        .exec(read('src/platform/config.ts'))?.[1]
        ?.split(',')
        .map(Number) ?? [];
    const row = rowsOf(text).find(([first]) => first === 'after the one before') ?? [];
    const seconds = row.slice(1).map((cell) => {
      const [count = '', unit = ''] = cell.split(' ');
      return cell === 'at once' ? 0 : Number(count) * ({ s: 1, min: 60, h: 3600 }[unit] ?? NaN);
    });
    expect(seconds).toEqual(waits);
  });
});

/** The names at the top level of an object type whose opening brace was cut off. */
function fieldsOf(text: string): string[] {
  let depth = 0;
  const end = [...text].findIndex((char) => {
    if (char === '{') depth += 1;
    if (char === '}') depth -= 1;
    return depth < 0;
  });
  let flat = text.slice(0, end);
  while (/\{[^{}]*\}/.test(flat)) flat = flat.replace(/\{[^{}]*\}/g, 'object');
  return [...flat.matchAll(/\b(\w+)\??:/g)].map((found) => found[1] ?? '');
}

describe('docs/architecture.md', () => {
  it('names every job with its queue', () => {
    const rows = rowsOf(read('docs/architecture.md'));
    for (const job of jobNames) {
      const row = rows.find(([first]) => first === `\`${job}\``);
      expect({ job, queue: row?.[1] }).toEqual({ job, queue: queueOf[job] });
    }
  });
});
