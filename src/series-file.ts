import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { DomainError } from './domain/errors.js';
import { dimensions } from './domain/claim/assertion.js';
import type { Dimension } from './domain/claim/assertion.js';
import { isObject, objectIn, parseData, textIn } from './domain/series/readers/json.js';
import { neededFile } from './domain/series/readers/read-data.js';
import { seriesFormats } from './domain/series/readers/data-table.js';
import type { SeriesFormat, SeriesMapping } from './domain/series/readers/data-table.js';
import type { SeriesInput } from './features/checks/article.service.js';
import { MappingDto } from './features/series/mapping.dto.js';
import { readData, refusing } from './features/series/read-values.js';
import type { GivenData, ReadValues } from './features/series/read-values.js';
import { StartError } from './platform/config.js';
import { decodeText } from './platform/text/decode-text.js';
import { describedBy, saidInComments } from './series-comments.js';
import type { Described } from './series-comments.js';

type Download = (url: string) => Promise<{ bytes: Buffer; contentType: string | null }>;

/**
 * A series for `stet check`: a data file of any format (docs/series.md) by path or address, or a JSON description that names
 * one: `{"file": "trade.json", "title": "…", "currency": "USD", "mapping": {"select": {"GEO": "KZ"}}}`. A CSV may describe
 * itself in lines such as `# title: Trade turnover` before its header. What is not said is taken from the data, else: the title
 * from the file's name, the day from the file's own; of an address, today.
 *
 * @throws StartError naming the file and what is wrong in it.
 */
export async function readSeriesFile(place: string, download: Download): Promise<SeriesInput> {
  try {
    const found = await open(place, download);
    const description = descriptionIn(found.text);
    if (description === null) return toInput(found, saidInComments(found.text), place);
    const named = await open(besides(place, description.place), download);
    return toInput(named, description.described, place);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const fields = error.fields.map(({ pointer, detail }) => `\n  ${pointer}: ${detail}`).join('');
    throw new StartError(`${place}: ${error.detail}${fields}`);
  }
}

interface Opened {
  readonly place: string;
  readonly text: string;
  /** The day of a file. */
  readonly day: string | null;
  readonly isUrl: boolean;
}

async function open(place: string, download: Download): Promise<Opened> {
  if (isUrl(place)) {
    const { bytes, contentType } = await download(place);
    return { place, text: decodeText(bytes, contentType), day: null, isUrl: true };
  }
  const found = statSync(place, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile()) throw new StartError(`there is no file ${place}`);
  const day = found.mtime.toISOString().slice(0, 10);
  return { place, text: decodeText(readFileSync(place), null), day, isUrl: false };
}

function isUrl(place: string): boolean {
  return /^https?:\/\//i.test(place);
}

function besides(place: string, named: string): string {
  if (isUrl(named)) return named;
  return isUrl(place) ? new URL(named, place).href : join(dirname(place), named);
}

/** A JSON object that names a data file is a description. */
function descriptionIn(text: string): { place: string; described: Described } | null {
  if (!/^[\uFEFF\s]*\{/.test(text)) return null;
  const document = refusing('/data', () => parseData(text));
  if (!isObject(document)) return null;
  const { file, mapping, ...rest } = document;
  if (typeof file !== 'string') return null;
  const wrong = Object.keys(rest).find((name) => !describedBy.includes(name));
  if (wrong !== undefined)
    throw new StartError(`"${wrong}" is none of ${describedBy.join(', ')}, file, mapping`);
  const said = Object.entries(rest).flatMap(([name, value]) => {
    const told = textIn(value);
    return told === null ? [] : [[name, told] as const];
  });
  return { place: file, described: { said: new Map(said), mapping: mappingIn(mapping) } };
}

/** The same rules as for a request. */
function mappingIn(value: unknown): SeriesMapping {
  const mapping = plainToInstance(MappingDto, objectIn(value));
  const [wrong] = validateSync(mapping, { whitelist: true, forbidNonWhitelisted: true });
  if (wrong === undefined) return JSON.parse(JSON.stringify(mapping)) as SeriesMapping;
  throw new StartError(
    `mapping: ${Object.values(wrong.constraints ?? {}).join('; ') || `${wrong.property} is wrong`}`,
  );
}

function toInput(opened: Opened, { said, mapping }: Described, asked: string): SeriesInput {
  const data = withFiles(opened, {
    ...{
      text: opened.text.replace(/^\uFEFF?(?:#.*(?:\r?\n|$))+/, ''),
      format: formatIn(said, asked),
      mapping,
    },
    ...{ files: new Map(), pointer: '/data' },
  });
  const read = readData(data);
  const publishedOn = said.get('published') ?? read.publishedOn ?? opened.day;
  return {
    vintage: {
      ...{ data: data.text, mapping, files: [...data.files].map(([path, text]) => ({ path, text })) },
      ...(read.format !== null && { format: read.format }),
      ...(publishedOn !== null && { publishedOn }),
      ...(opened.isUrl && { fetchedFrom: opened.place }),
    },
    series: {
      title: said.get('title') ?? read.title ?? nameOf(opened.place),
      ...measureOf(said, read, asked),
      ...optional(said, ['publisher', 'url', 'unit']),
    },
  };
}

function formatIn(said: Described['said'], place: string): SeriesFormat | null {
  const given = said.get('format');
  const known = seriesFormats.find((each) => each === given);
  if (given !== undefined && known === undefined)
    throw new StartError(`${place}: format is one of ${seriesFormats.join(', ')}`);
  return known ?? null;
}

/** The file that a data package names lies beside it; of one that was fetched it is not looked for. */
function withFiles({ place, isUrl: isFetched }: Opened, data: GivenData): GivenData {
  const path = refusing('/data', () => neededFile(data));
  if (path === null || isFetched) return data;
  const file = join(dirname(place), path);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
    throw new StartError(`there is no file ${file}`);
  return { ...data, files: new Map([[path, decodeText(readFileSync(file), null)]]) };
}

/** A currency makes it money, `%` percent; the scale is the one that all values share. */
function measureOf(
  said: Described['said'],
  read: ReadValues,
  place: string,
): Pick<SeriesInput['series'], 'dimension' | 'currency' | 'scale'> {
  const currency = said.get('currency') ?? shared(read, 'currency');
  const unit = said.get('unit') ?? shared(read, 'unit');
  const dimension =
    said.get('dimension') ?? (currency !== undefined ? 'money' : isPercent(unit) ? 'percent' : 'number');
  const scale = Number(said.get('scale') ?? shared(read, 'scale') ?? 1);
  if (!(dimensions as readonly string[]).includes(dimension))
    throw new StartError(`${place}: dimension is one of ${dimensions.join(', ')}`);
  if (!(scale > 0)) throw new StartError(`${place}: scale is a number above 0`);
  return {
    dimension: dimension as Dimension,
    scale,
    ...(currency !== undefined && dimension === 'money' && { currency }),
  };
}

function isPercent(unit: string | undefined): boolean {
  return unit !== undefined && /^(?:%|pc|pt|percent|per ?cent)/i.test(unit);
}

function shared({ observations }: ReadValues, key: 'currency' | 'unit' | 'scale'): string | undefined {
  const [first, ...more] = new Set(observations.map((each) => each[key]));
  return more.length === 0 ? first : undefined;
}

function nameOf(place: string): string {
  const name = isUrl(place) ? new URL(place).pathname : place;
  return basename(name, extname(name)).replaceAll(/[-_]+/g, ' ') || place;
}

function optional(said: Described['said'], names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (said.has(name) ? [[name, said.get(name) ?? '']] : [])));
}
