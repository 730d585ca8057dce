import { mostCells, unreadable } from './data-table.js';
import type { DataRow, DataTable } from './data-table.js';
import { measureOf } from './csv.js';
import { readUnit } from './unit-text.js';
import { dayIn, isObject, listIn, nameIn, objectIn, textIn } from './json.js';

/** How many pages an answer of the World Bank's API has, and which one it is; null where the document is none. */
export function worldBankPages(document: unknown): { page: number; pages: number } | null {
  const meta = objectIn(listIn(document)[0]);
  const [page, pages] = [Number(meta['page']), Number(meta['pages'])];
  return Number.isInteger(page) && Number.isInteger(pages) ? { page, pages } : null;
}

/**
 * Rows of further pages put behind those of the first, as if it had come in one.
 *
 * @throws UnreadableData where one is not the page that was asked for, or rows are missing.
 */
export function joinPages(documents: readonly unknown[]): unknown {
  const meta = objectIn(listIn(documents[0])[0]);
  const rows = documents.flatMap((each, n) => rowsOfPage(each, n + 1, documents.length));
  const total = Number(meta['total'] ?? rows.length);
  if (rows.length !== total)
    throw unreadable('/0/total', `the pages hold ${rows.length} rows of ${total}: ask for them again`);
  return [{ ...meta, page: 1, pages: 1 }, rows];
}

function rowsOfPage(document: unknown, page: number, pages: number): readonly unknown[] {
  const [head, body] = listIn(document);
  const found = worldBankPages(document);
  if (found?.page === page && found.pages === pages && Array.isArray(body)) return listIn(body);
  const messages = messagesIn(head).join('; ') || 'something else';
  throw unreadable('/0/page', `asked for page ${page} of ${pages} it answered ${messages}`);
}

function messagesIn(head: unknown): readonly string[] {
  return listIn(objectIn(head)['message']).flatMap((each) => nameIn(objectIn(each)['value']) ?? []);
}

/**
 * `[meta, rows]` of the World Bank's API, all pages. Its errors come with status 200 as `[{message: […]}]`.
 *
 * @throws UnreadableData
 */
export function readWorldBank(document: unknown): DataTable {
  const [head, body] = listIn(document);
  const messages = messagesIn(head);
  if (messages.length > 0) throw unreadable('/0/message', `the World Bank answered: ${messages.join('; ')}`);
  const pages = worldBankPages(document);
  if (pages === null) throw unreadable('/0', 'an answer of the World Bank begins with its pages');
  if (pages.pages > 1)
    throw unreadable(
      '/0/pages',
      `this is page ${pages.page} of ${pages.pages}: ask for all with per_page=20000`,
    );
  const list = listIn(body);
  if (list.length > mostCells) throw unreadable('/1', `more than ${mostCells} rows`);
  const labels: Record<string, Record<string, string>> = { indicator: {}, country: {} };
  const rows = list.map((each, n) => toRow(each, n, labels));
  return { title: titleOf(labels), publishedOn: dayIn(objectIn(head)['lastupdated']), labels, rows };
}

function toRow(each: unknown, n: number, labels: Record<string, Record<string, string>>): DataRow {
  if (!isObject(each)) throw unreadable(`/1/${n}`, 'a row is an object');
  const [indicator, country] = [objectIn(each['indicator']), objectIn(each['country'])];
  const codes = {
    indicator: textIn(indicator['id']) ?? '',
    country: textIn(each['countryiso3code']) ?? textIn(country['id']) ?? '',
  };
  const period = textIn(each['date']);
  if (period === null) throw unreadable(`/1/${n}/date`, 'a row has a date');
  Object.assign(labels['indicator'] ?? {}, {
    [codes.indicator]: nameIn(indicator['value']) ?? codes.indicator,
  });
  Object.assign(labels['country'] ?? {}, { [codes.country]: nameIn(country['value']) ?? codes.country });
  const status = textIn(each['obs_status']);
  return {
    ...{ codes, period, value: textIn(each['value']), at: `/1/${n}` },
    ...(status !== null && { status }),
    ...measureOf(textIn(each['unit']) ?? unitIn(nameIn(indicator['value'])), null),
  };
}

/** The API leaves `unit` empty; the name of the indicator says it: "(current US$)", "(% of GDP)". */
function unitIn(name: string | null): string | null {
  const said = [...(name ?? '').matchAll(/\(([^()]*)\)/g)].map((each) => each[1] ?? '');
  const found = said.find((each) => {
    const { currency, scale } = readUnit(each);
    return currency !== null || scale !== null || /\$|\bLCU\b|PPP/.test(each);
  });
  if (found !== undefined) return found;
  return said.some((each) => each.startsWith('%') || /\bannual %/.test(each)) ? '%' : null;
}

function titleOf(labels: Record<string, Record<string, string>>): string | null {
  const names = [labels['indicator'], labels['country']].map((each) => Object.values(each ?? {}));
  return names.every((each) => each.length === 1) ? names.map((each) => each[0]).join(', ') : null;
}
