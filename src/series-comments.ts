import type { SeriesMapping } from './domain/series/readers/data-table.js';
import { StartError } from './platform/config.js';

/** What may be said of a series beside its data. */
export const describedBy: readonly string[] = [
  ...['title', 'publisher', 'url', 'dimension', 'unit', 'currency', 'scale', 'published', 'format'],
];

/** A series as it is described, all texts, with the mapping of its data. */
export interface Described {
  readonly said: ReadonlyMap<string, string>;
  readonly mapping: SeriesMapping;
}

/**
 * What a CSV says of itself in lines before its header: `# title: …`, and how it is to be read: `# decimal: ,`,
 * `# column period: Year`, `# select GEO: KZ`.
 *
 * @throws StartError quoting a line that says nothing known.
 */
export function saidInComments(text: string): Described {
  const parts = commentsOf(text).map(partOf);
  const of = (kind: Part['kind']): Record<string, string> =>
    Object.fromEntries(
      parts.flatMap((each) => (each.kind === kind && each.value !== '' ? [[each.name, each.value]] : [])),
    );
  const mapping = { ...of('mark'), columns: of('column'), select: of('select') };
  return { said: new Map(Object.entries(of('said'))), mapping };
}

interface Part {
  readonly kind: 'said' | 'mark' | 'column' | 'select';
  readonly name: string;
  readonly value: string;
}

function partOf(line: string): Part {
  const [, word = '', name, value = ''] = /^#\s*([a-z]+)(?: ([^:]{1,100}))?\s*:\s*(.*?)\s*$/.exec(line) ?? [];
  if (name !== undefined && (word === 'column' || word === 'select')) return { kind: word, name, value };
  if (name === undefined && ['delimiter', 'decimal'].includes(word))
    return { kind: 'mark', name: word, value: value === 'tab' ? '\t' : value };
  if (name === undefined && describedBy.includes(word)) return { kind: 'said', name: word, value };
  throw new StartError(
    `"${line}" is none of ${describedBy.join(', ')}, delimiter, decimal, column …, select …`,
  );
}

function commentsOf(text: string): string[] {
  const lines = text
    .slice(0, 20_000)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  const first = lines.findIndex((line) => !line.startsWith('#'));
  return lines.slice(0, first < 0 ? lines.length : first);
}
