import { tokensOf } from './expression-tokens.js';
import type { ExpressionToken } from './expression-tokens.js';

/** What may be computed from series: arithmetic and four functions, nothing else. */
export type Expression =
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'term'; readonly name: string }
  | { readonly kind: 'negation'; readonly of: Expression }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly args: readonly Expression[] };

export type Operator = '+' | '-' | '*' | '/';

export type FunctionName = 'change' | 'diff' | 'share' | 'mirror';

/** How many arguments each function takes. */
const functions: Readonly<Record<FunctionName, number>> = { change: 1, diff: 1, share: 2, mirror: 2 };

export type ParsedExpression =
  | {
      readonly ok: true;
      readonly expression: Expression;
      /** In order of appearance. */ readonly terms: readonly string[];
    }
  | { readonly ok: false; /** Offset of what is wrong. */ readonly at: number; readonly message: string };

export const longestExpression = 200;
const mostTerms = 10;
/** Parentheses, signs and calls inside one another. */
const deepest = 12;

/**
 * Reads an expression such as `share(a, b) + 2 * c`. `*` and `/` bind before `+` and `-`, equals from the left. Never throws.
 */
export function parseExpression(text: string): ParsedExpression {
  if (text.length > longestExpression)
    return { ok: false, at: longestExpression, message: `it is longer than ${longestExpression} characters` };
  const tokens = tokensOf(text);
  if ('at' in tokens) return { ok: false, ...tokens };
  const reader = new Reader(tokens.tokens, text.length);
  try {
    const expression = reader.whole();
    const terms = [...new Set(tokens.tokens.filter((each) => each.kind === 'name').map((each) => each.text))];
    const names = terms.filter((name) => !isFunction(name));
    if (names.length > mostTerms)
      return { ok: false, at: 0, message: `it names more than ${mostTerms} series` };
    return { ok: true, expression, terms: names };
  } catch (error) {
    if (error instanceof Misread) return { ok: false, at: error.at, message: error.message };
    throw error;
  }
}

export function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(functions, name);
}

class Misread extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

/** One method per rule of the grammar, from the loosest to the tightest. */
class Reader {
  private next = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly ExpressionToken[],
    private readonly end: number,
  ) {}

  whole(): Expression {
    const found = this.sum();
    const rest = this.tokens[this.next];
    if (rest !== undefined) throw new Misread(rest.start, `"${rest.text}" is not expected here`);
    return found;
  }

  private sum(): Expression {
    return this.chain(['+', '-'], () => this.product());
  }

  private product(): Expression {
    return this.chain(['*', '/'], () => this.signed());
  }

  private chain(operators: readonly Operator[], part: () => Expression): Expression {
    let left = part();
    for (;;) {
      const operator = operators.find((each) => this.peek() === each);
      if (operator === undefined) return left;
      this.next += 1;
      left = { kind: 'operation', operator, left, right: part() };
    }
  }

  private signed(): Expression {
    if (this.peek() !== '-') return this.primary();
    return this.inside(() => {
      this.next += 1;
      return { kind: 'negation', of: this.signed() };
    });
  }

  private primary(): Expression {
    const token = this.tokens[this.next];
    if (token === undefined) throw new Misread(this.end, 'it ends where a series or a number is expected');
    this.next += 1;
    if (token.kind === 'number') return { kind: 'number', value: token.text };
    if (token.text === '(') return this.inside(() => this.closed(() => this.sum()));
    if (token.kind !== 'name') throw new Misread(token.start, `"${token.text}" is not expected here`);
    return this.named(token);
  }

  private named({ text, start }: ExpressionToken): Expression {
    if (!isFunction(text)) {
      if (this.peek() === '(') throw new Misread(start, `there is no function "${text}"`);
      return { kind: 'term', name: text };
    }
    const count = functions[text];
    this.take('(');
    const args = this.inside(() => this.closed(() => this.list()));
    if (args.length !== count) throw new Misread(start, `${text} takes ${count}, not ${args.length}`);
    return { kind: 'call', name: text, args };
  }

  private list(): Expression[] {
    const found = [this.sum()];
    while (this.peek() === ',') {
      this.next += 1;
      found.push(this.sum());
    }
    return found;
  }

  private closed<T>(read: () => T): T {
    const found = read();
    this.take(')');
    return found;
  }

  private inside<T>(read: () => T): T {
    if (this.depth >= deepest)
      throw new Misread(this.tokens[this.next]?.start ?? this.end, `it is more than ${deepest} deep`);
    this.depth += 1;
    const found = read();
    this.depth -= 1;
    return found;
  }

  private peek(): string | undefined {
    return this.tokens[this.next]?.text;
  }

  private take(text: string): void {
    const token = this.tokens[this.next];
    if (token?.text !== text) throw new Misread(token?.start ?? this.end, `"${text}" is expected here`);
    this.next += 1;
  }
}
