/** The lines of pages, and apart from them the heads, feet and page numbers that run through the document. */
export interface SplitPages {
  readonly pages: readonly (readonly string[])[];
  readonly running: readonly string[];
}

/**
 * Takes out lines that stand at the top or the foot of many pages, the same but for the page number. A document of fewer than
 * three pages keeps all its lines: what stands there twice may be text.
 */
export function splitRunningLines(pages: readonly (readonly string[])[]): SplitPages {
  if (pages.length < fewestPages) return { pages, running: [] };
  const seen = new Map<string, number>();
  for (const lines of pages)
    for (const form of new Set(edgesOf(lines).map((index) => formOf(lines[index] ?? ''))))
      seen.set(form, (seen.get(form) ?? 0) + 1);
  const least = Math.max(fewestPages, pages.length * leastShare);
  const isRunning = (line: string): boolean => (seen.get(formOf(line)) ?? 0) >= least;
  const running: string[] = [];
  const kept = pages.map((lines) => {
    const taken = new Set(edgesOf(lines).filter((index) => isRunning(lines[index] ?? '')));
    for (const index of taken) running.push((lines[index] ?? '').trim());
    return lines.filter((_line, index) => !taken.has(index));
  });
  return { pages: kept, running: [...new Set(running)] };
}

const fewestPages = 3;
/** Left and right pages may have heads of their own. */
const leastShare = 0.4;
const edgeLines = 2;

/** Where the first and last lines with text are. */
function edgesOf(lines: readonly string[]): number[] {
  const full = lines.flatMap((line, index) => (line.trim() === '' ? [] : [index]));
  return [...new Set([...full.slice(0, edgeLines), ...full.slice(-edgeLines)])];
}

/** Only a number alone, at an end of the line or behind the word for it is a page number: figures inside a line are text. */
function formOf(line: string): string {
  return line
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\d{1,4}(?=$| \D)|(?<=^|\D )\d{1,4}$/g, '#')
    .replace(/^([-–—[(] ?)\d{1,4}( ?[-–—\])])$/, '$1#$2')
    .replace(
      /(page|seite|página|pagina|стр\.?|страница|p\.) ?\d{1,4}( ?(of|von|de|di|sur|из|\/) ?\d{1,4})?/i,
      '$1 #',
    );
}
