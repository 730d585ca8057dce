import { readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Dimension } from './domain/claim/assertion.js';
import type { SeriesInput } from './features/checks/article.service.js';
import { StartError } from './platform/config.js';

/** What may stand in `# name: value` lines before the header of a series file. */
const known = ['title', 'publisher', 'url', 'dimension', 'unit', 'currency', 'scale', 'published'] as const;
type Name = (typeof known)[number];

const dimensions: readonly Dimension[] = [
  'number',
  'percent',
  'percentage-point',
  'money',
  'measure',
  'ordinal',
];

/**
 * A CSV file with the header `period,value[,status]`, described by comment lines before it:
 * `# title: Trade turnover …`, `# dimension: money`, `# currency: USD`, `# scale: 1000000`, `# published: 2019-02-01`.
 * Without a title the file's name is one; a currency makes it money; without `published` the file's own date holds.
 *
 * @throws StartError naming the file and the line that is wrong.
 */
export function readSeriesFile(path: string): SeriesInput {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile()) throw new StartError(`there is no file ${path}`);
  const lines = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  const first = lines.findIndex((line) => !line.startsWith('#'));
  const said = describe(path, lines.slice(0, first < 0 ? lines.length : first));
  const dimension = said.get('dimension') ?? (said.has('currency') ? 'money' : 'number');
  const scale = Number(said.get('scale') ?? 1);
  const publishedOn = said.get('published') ?? found.mtime.toISOString().slice(0, 10);
  if (!(dimensions as readonly string[]).includes(dimension))
    throw new StartError(`${path}: dimension is one of ${dimensions.join(', ')}`);
  if (!(scale > 0)) throw new StartError(`${path}: scale is a number above 0`);
  return {
    csv: lines.slice(Math.max(first, 0)).join('\n'),
    publishedOn,
    series: {
      title: said.get('title') ?? basename(path, extname(path)).replaceAll(/[-_]+/g, ' '),
      dimension: dimension as Dimension,
      scale,
      ...optional(said, ['publisher', 'url', 'unit', 'currency']),
    },
  };
}

function describe(path: string, lines: readonly string[]): Map<Name, string> {
  const said = new Map<Name, string>();
  for (const line of lines) {
    const [, name = '', value = ''] = /^#\s*([a-z]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (!(known as readonly string[]).includes(name))
      throw new StartError(`${path}: "${line}" is none of ${known.join(', ')}`);
    if (value !== '') said.set(name as Name, value);
  }
  return said;
}

function optional(said: ReadonlyMap<Name, string>, names: readonly Name[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (said.has(name) ? [[name, said.get(name) ?? '']] : [])));
}
