/** The part of the DOM that is read here; linkedom's own types lean on a browser's global ones. */
export interface DomNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DomNode>;
}
export interface DomElement extends DomNode {
  getAttribute(name: string): string | null;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
  readonly nextElementSibling: DomElement | null;
  readonly parentElement: DomElement | null;
  removeAttribute(name: string): void;
  replaceWith(other: DomElement): void;
  remove(): void;
}

/**
 * The text of a node as a reader sees its lines: a new line where a block ends, at <br> and between list items,
 * table cells of one row joined with " | ", white space collapsed, nothing of scripts, styles and controls.
 * (textContent glues "…word.Next…" where one paragraph ends and the next begins.)
 */
export function blockText(node: DomNode): string {
  const writer: Writer = { lines: [], line: '', isHeading: false };
  write(node, writer, 0);
  flush(writer);
  return writer.lines.join('\n');
}

/** Whether a page is nested so deep that it is made to break parsers (Readability takes minutes over 20,000 levels). */
export function isTooDeep(node: DomNode): boolean {
  let level: DomNode[] = [node];
  for (let depth = 0; depth <= maxDepth && level.length > 0; depth += 1)
    level = level.flatMap((one) => (one.nodeType === textNode ? [] : [...one.childNodes]));
  return level.length > 0;
}

interface Writer {
  readonly lines: string[];
  line: string;
  /** Inside a heading a button is its text, which opens and shuts what follows. */
  isHeading: boolean;
}

const textNode = 3;
/** Beyond this depth text is taken whole: a page nested deeper is made to break parsers. */
const maxDepth = 400;
const blocks = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM ' +
    'H1 H2 H3 H4 H5 H6 HEADER HGROUP HR LEGEND LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TFOOT THEAD TITLE TR UL'
  ).split(' '),
);
const headings = new Set('H1 H2 H3 H4 H5 H6 SUMMARY DT'.split(' '));
const skipped = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE SVG IFRAME OBJECT EMBED CANVAS AUDIO VIDEO SELECT TEXTAREA HEAD LINK META ANNOTATION ANNOTATION-XML'.split(
    ' ',
  ),
);

function write(node: DomNode, writer: Writer, depth: number): void {
  if (node.nodeType === textNode) {
    writer.line += node.textContent ?? '';
    return;
  }
  const name = node.nodeName.toUpperCase();
  if (skipped.has(name) || (name === 'BUTTON' && !writer.isHeading)) return;
  if (name === 'BR') return flush(writer);
  if (name === 'TR') return writeRow(node, writer, depth);
  if (depth > maxDepth) writer.line += node.textContent ?? '';
  else if (blocks.has(name)) {
    flush(writer);
    const wasHeading = writer.isHeading;
    writer.isHeading ||= headings.has(name);
    writeChildren(node, writer, depth);
    writer.isHeading = wasHeading;
    flush(writer);
  } else writeChildren(node, writer, depth);
}

function writeChildren(node: DomNode, writer: Writer, depth: number): void {
  for (const child of node.childNodes) write(child, writer, depth + 1);
}

function writeRow(row: DomNode, writer: Writer, depth: number): void {
  flush(writer);
  const cells: string[] = [];
  for (const cell of row.childNodes) {
    const inner: Writer = { lines: [], line: '', isHeading: false };
    write(cell, inner, depth + 1);
    flush(inner);
    if (cell.nodeType !== textNode || inner.lines.length > 0) cells.push(inner.lines.join(' '));
  }
  const text = cells.filter((cell) => cell !== '').join(' | ');
  if (text !== '') writer.lines.push(text);
}

function flush(writer: Writer): void {
  const line = writer.line.replace(/\s+/g, ' ').trim();
  if (line !== '') writer.lines.push(line);
  writer.line = '';
}
