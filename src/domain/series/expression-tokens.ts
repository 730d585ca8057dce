export interface ExpressionToken {
  readonly kind: 'number' | 'name' | 'sign';
  readonly text: string;
  readonly start: number;
}

const kinds: readonly (readonly [ExpressionToken['kind'], RegExp])[] = [
  ['number', /(?:\d{1,20}(?:\.\d{1,20})?|\.\d{1,20})(?![\w.])/y],
  ['name', /[a-z][A-Za-z0-9_]{0,29}(?![\w])/y],
  ['sign', /[-+*/(),]/y],
];

/** Cuts an expression; gives the first place that is neither number, name nor sign. */
export function tokensOf(
  text: string,
): { readonly tokens: readonly ExpressionToken[] } | { readonly at: number; readonly message: string } {
  const tokens: ExpressionToken[] = [];
  for (let start = 0; start < text.length;) {
    const space = /^\s/.test(text[start] ?? '');
    const found = space ? null : tokenAt(text, start);
    if (!space && found === null)
      return { at: start, message: `"${text.slice(start, start + 10)}" is no number, name or sign` };
    if (found !== null) tokens.push(found);
    start += found?.text.length ?? 1;
  }
  return { tokens };
}

function tokenAt(text: string, start: number): ExpressionToken | null {
  for (const [kind, pattern] of kinds) {
    pattern.lastIndex = start;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { kind, text: found, start };
  }
  return null;
}
