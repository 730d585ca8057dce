import { parse } from 'csv-parse/sync';
import { unreadable } from '../domain/series/readers/data-table.js';

/**
 * The rows of a CSV text; blank ones are kept, so that row numbers are those of the file.
 * @throws UnreadableData naming row and column.
 */
export function csvRows(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { bom: true, relax_column_count: true, delimiter, max_record_size: 1_000_000 });
  } catch (error) {
    const { message, lines, column } = error as { message: string; lines?: number; column?: unknown };
    throw unreadable(
      `row ${lines ?? 1}, column ${columnName(text, delimiter, column)}`,
      message.slice(0, 300),
    );
  }
}

function columnName(text: string, delimiter: string, column: unknown): string {
  if (typeof column === 'string') return column;
  const header = (/^.*/.exec(text.slice(0, 10_000))?.[0] ?? '').replace(/^\uFEFF/, '').split(delimiter);
  return header[typeof column === 'number' ? column : 0]?.trim() || 'row';
}
