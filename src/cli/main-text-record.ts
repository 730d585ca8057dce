import { parseUrl } from '../platform/fetch/parse-url.js';
import { ExtractError, extractText } from '../platform/extract-text.js';
import { LineError, textOf } from './lines.js';

/**
 * The answer of `stet main-text` to one record. Throws LineError where a field is wrong, and with `line/timeout`,
 * `line/crashed` or `line/failed` where the page ended its reader.
 */
export async function mainTextRecord(record: Record<string, unknown>): Promise<object> {
  const bytes = Buffer.from(textOf(record, 'html'));
  // A JSON string is Unicode already: what the page says of its bytes no longer holds.
  const page = await extractText({
    bytes,
    contentType: 'text/html; charset=utf-8',
    url: urlOf(record),
  }).catch((error: unknown) => {
    if (error instanceof ExtractError) throw new LineError(`line/${error.code}`, error.message);
    throw error;
  });
  const { title, text, byline, publishedOn, modifiedOn, language, canonical, publisher, kind, state } = page;
  return { title, text, byline, publishedOn, modifiedOn, language, canonical, publisher, kind, state };
}

function urlOf({ url }: Record<string, unknown>): string | null {
  if (url === undefined || url === null) return null;
  if (typeof url !== 'string' || parseUrl(url) === null)
    throw new LineError('line/bad-url', '"url" must be an absolute address.');
  return url;
}
