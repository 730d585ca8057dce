import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A file of the repository as text. */
export function read(path: string): string {
  return readFileSync(`${root}${path}`, 'utf8');
}

/** Source files below a folder, as paths from the root. */
export function sourceFiles(folder: string): string[] {
  const names = readdirSync(`${root}${folder}`, { recursive: true }) as string[];
  return names.filter((name) => /\.(ts|mjs)$/.test(name)).map((name) => `${folder}/${name}`);
}

/** The cells of all Markdown tables, heads and rules left out. */
export function rowsOf(markdown: string): string[][] {
  const lines = markdown.split('\n');
  const isRow = (line: string | undefined): boolean => line?.startsWith('|') ?? false;
  const isRule = (line: string | undefined): boolean => /^\|[-| :]+\|$/.test(line ?? '');
  return lines
    .filter((line, i) => isRow(line) && !isRule(line) && !isRule(lines[i + 1]))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
}

export interface Operation {
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: {
      readonly Problem: { readonly properties: { readonly code: { readonly enum: readonly string[] } } };
    };
  };
}

/** The API description as committed. */
export function openApi(): OpenApi {
  return JSON.parse(read('docs/openapi.json')) as OpenApi;
}
