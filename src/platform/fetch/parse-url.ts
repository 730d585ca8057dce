/**
 * The URL a text means by the WHATWG parser, null when it is none. Not `URL.canParse`: in Node 20 its fast path takes
 * the bytes of a Latin-1 text for UTF-8 and says yes to what the constructor then refuses.
 */
export function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
