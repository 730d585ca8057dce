/** Text of a document made of pages. */
export interface PagedText {
  readonly text: string;
  /** Where in `text` each page begins; a page without text begins where the next one does. */
  readonly pages: readonly number[];
}

/**
 * Joins lines into paragraphs, also over the end of a page, and undoes hyphens at line ends. A paragraph ends at a blank line,
 * or where a sentence ends before the line is full.
 *
 * @param pages the lines of each page.
 */
export function reflowPages(pages: readonly (readonly string[])[]): PagedText {
  const cleaned = pages.map((lines) => lines.map((line) => line.replace(/\s+/g, ' ').trim()));
  const compounds = compoundsIn(cleaned);
  const full = fullLength(cleaned);
  const writer = new Writer();
  const starts: number[] = [];
  for (const lines of cleaned) {
    // A page of pictures does not end the paragraph around it.
    if (lines.every((line) => line === '')) {
      starts.push(-1);
      continue;
    }
    let start: number | null = null;
    for (const line of lines) {
      const at = line === '' ? null : writer.add(line, compounds);
      start ??= at;
      const isShort = line.length < full * (sentenceEnd.test(line) ? 0.8 : 0.4);
      if (line === '' || (isShort && !lineHyphen.test(line))) writer.close();
    }
    starts.push(start ?? -1);
  }
  writer.close();
  return { text: writer.text(), pages: filled(starts, writer.text().length) };
}

const lineHyphen = /\p{L}[-\u2010\u00ad]$/u;
const sentenceEnd = /[.!?:;…]["'”’»)\]]*$/;

class Writer {
  private readonly paragraphs: string[] = [];
  private closed = 0;
  /** The lines of the open paragraph, each with what joins it to the next: one growing string would be copied at every line. */
  private parts: string[] = [];
  private length = 0;

  /** Returns where the line begins in the whole text. */
  add(line: string, compounds: ReadonlySet<string>): number {
    const last = this.parts.pop();
    if (last !== undefined) {
      const joined = joint(last, line, compounds);
      this.parts.push(joined);
      this.length += joined.length - last.length;
    }
    const start = this.closed + this.length;
    this.parts.push(line);
    this.length += line.length;
    return start;
  }

  close(): void {
    if (this.parts.length === 0) return;
    this.paragraphs.push(this.parts.join(''));
    this.closed += this.length + 1;
    this.parts = [];
    this.length = 0;
  }

  text(): string {
    return this.paragraphs.join('\n');
  }
}

/**
 * A line with what joins it to the next: "co-" + "operation" is one word, unless the document elsewhere writes it with its
 * hyphen inside a line.
 */
function joint(line: string, next: string, compounds: ReadonlySet<string>): string {
  const tail = /\p{L}{1,60}(?=[-\u2010\u00ad]$)/u.exec(line.slice(-61));
  const head = /^\p{Ll}+/u.exec(next);
  if (tail === null || head === null) return `${line} `;
  return compounds.has(`${tail[0]}-${head[0]}`) ? line : line.slice(0, -1);
}

function compoundsIn(pages: readonly (readonly string[])[]): Set<string> {
  const found = new Set<string>();
  for (const line of pages.flat())
    for (const [word] of line.matchAll(/\p{L}+(?:-\p{L}+)+/gu))
      word.split('-').reduce((before, part) => (found.add(`${before}-${part}`), part));
  return found;
}

/** A full line is as long as the longest fifth of them. */
function fullLength(pages: readonly (readonly string[])[]): number {
  const lengths = pages.flatMap((lines) => lines.filter((line) => line !== '').map((line) => line.length));
  return lengths.sort((a, b) => a - b)[Math.floor(lengths.length * 0.8)] ?? 0;
}

function filled(starts: readonly number[], end: number): number[] {
  let next = end;
  return starts
    .toReversed()
    .map((start) => (next = start < 0 ? next : start))
    .toReversed();
}
