/**
 * Whether a text is one that people read. A NUL stands in no text, and more than one control or replacement character in
 * ten says that bytes of another kind were taken for UTF-8 (an accent here and there in a Latin-1 file does not).
 */
export function isReadable(text: string): boolean {
  if (text.trim() === '' || text.includes('\0')) return false;
  const strange = text.match(strangers)?.length ?? 0;
  return strange <= text.length / 10;
}

/** Tab, line feed, form feed and carriage return are at home in a text file. */
const strangers = /[^\P{Cc}\t\n\f\r]|\uFFFD/gu;

/** For a terminal: what a page says must not move the cursor, hide text or turn its direction. Line feeds stay, a tab is a blank. */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(commands, '');
}

/** JSON for a terminal: JSON itself escapes C0 only. */
export function escaped(json: string): string {
  return json.replace(commands, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** C0 and C1 but line feed, and the marks that turn the direction of writing. */
const commands = /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/gu;
