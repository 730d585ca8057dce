import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { longestExpression, parseExpression } from '../../../src/domain/series/expression.js';
import type { Expression } from '../../../src/domain/series/expression.js';
import { measureOf } from '../../../src/domain/series/expression-measure.js';
import type { TermMeasure } from '../../../src/domain/series/expression-measure.js';
import { valueOf } from '../../../src/domain/series/expression-value.js';
import type { Terms } from '../../../src/domain/series/expression-value.js';
import { periodCode } from '../../../src/domain/series/time-codes.js';

/** Fully parenthesised, so that precedence shows. */
function printed(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'term':
      return expression.name;
    case 'negation':
      return `(-${printed(expression.of)})`;
    case 'operation':
      return `(${printed(expression.left)} ${expression.operator} ${printed(expression.right)})`;
    case 'call':
      return `${expression.name}(${expression.args.map(printed).join(', ')})`;
  }
}

const shape = (text: string): string => {
  const parsed = parseExpression(text);
  return parsed.ok ? printed(parsed.expression) : `at ${parsed.at}: ${parsed.message}`;
};

describe('the grammar', () => {
  it.each([
    ['a', 'a'],
    ['a + b * c', '(a + (b * c))'],
    ['a * b + c', '((a * b) + c)'],
    ['a - b - c', '((a - b) - c)'],
    ['a / b / c', '((a / b) / c)'],
    ['(a + b) * c', '((a + b) * c)'],
    ['-a * b', '((-a) * b)'],
    ['a - -b', '(a - (-b))'],
    ['2.5 * a', '(2.5 * a)'],
    ['change(a + b)', 'change((a + b))'],
    ['share(a, b + c) - 1', '(share(a, (b + c)) - 1)'],
    ['diff( mirror(a,b) )', 'diff(mirror(a, b))'],
    ['importsFromKZ_2 / total', '(importsFromKZ_2 / total)'],
  ])('%s is %s', (text, tree) => expect(shape(text)).toBe(tree));

  it('lists the series it names, once each', () => {
    expect(parseExpression('share(b, a) + b')).toMatchObject({ ok: true, terms: ['b', 'a'] });
  });

  it.each([
    ['', 'at 0: it ends where'],
    ['a +', 'at 3: it ends where'],
    ['a b', 'at 2: "b" is not expected'],
    ['(a', 'at 2: ")" is expected'],
    ['a)', 'at 1: ")" is not expected'],
    ['share(a)', 'at 0: share takes 2, not 1'],
    ['change(a, b)', 'at 0: change takes 1, not 2'],
    ['change', 'at 6: "(" is expected'],
    ['sum(a)', 'at 0: there is no function "sum"'],
    ['a.b', 'at 1: ".b" is no number'],
    ['a ** b', 'at 3: "*" is not expected'],
    ['a; process.exit()', 'at 1: "; process." is no number'],
    ['constructor(a)', 'at 0: there is no function "constructor"'],
    ['A + b', 'at 0: "A + b" is no number'],
    ['1e5 * a', 'at 0: "1e5 * a" is no number'],
    [`${'('.repeat(50)}a`, 'at 13: it is more than 12 deep'],
    [`${'-'.repeat(50)}a`, 'at 12: it is more than 12 deep'],
    ['a+'.repeat(101) + 'a', `at ${longestExpression}: it is longer`],
    ['a+b+c+d+e+f+g+h+i+j+k', 'at 0: it names more than 10 series'],
  ])('%j is refused %s', (text, message) => expect(shape(text)).toContain(message));

  it('never throws, whatever the text', () => {
    const pieces = [
      'a',
      'b',
      '1',
      '.5',
      '+',
      '-',
      '*',
      '/',
      '(',
      ')',
      ',',
      'change',
      'share',
      ' ',
      '\u0000',
      '__proto__',
    ];
    const texts = fc.oneof(
      fc.string({ maxLength: 250 }),
      fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseExpression(text);
        if (!parsed.ok) expect(parsed.at).toBeLessThanOrEqual(text.length);
        else
          expect(shape(printed(parsed.expression)).replaceAll(/[()]/g, '')).toBe(
            printed(parsed.expression).replaceAll(/[()]/g, ''),
          );
      }),
      { numRuns: 2_000 },
    );
  });

  it('computes as arithmetic does', () => {
    const trees: fc.Arbitrary<{ text: string; value: number }> = fc.letrec<{
      tree: { text: string; value: number };
    }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        fc.integer({ min: 1, max: 9 }).map((n) => ({ text: String(n), value: n })),
        fc.tuple(tie('tree'), fc.constantFrom('+', '-', '*'), tie('tree')).map(([a, sign, b]) => ({
          text: `(${a.text} ${sign} ${b.text})`,
          value: sign === '+' ? a.value + b.value : sign === '-' ? a.value - b.value : a.value * b.value,
        })),
      ),
    })).tree;
    const moment = {
      period: { from: '2018-01-01', to: '2018-12-31' },
      baseline: null,
      side: 'first' as const,
    };
    fc.assert(
      fc.property(trees, ({ text, value }) => {
        const parsed = parseExpression(text);
        if (!parsed.ok)
          return expect(text.length > longestExpression || parsed.message.includes('deep')).toBe(true);
        const found = valueOf(parsed.expression, {}, moment);
        expect(found.found && found.value.toNumber()).toBe(value);
      }),
    );
  });
});

const usd: TermMeasure = { unit: null, currency: 'USD', measureKind: 'flow' };
const kzt: TermMeasure = { ...usd, currency: 'KZT' };
const rate: TermMeasure = {
  unit: null,
  currency: null,
  measureKind: 'stock',
  rate: { currency: 'KZT', per: 'USD' },
};
const people: TermMeasure = { unit: null, currency: null, measureKind: 'stock' };
const percent: TermMeasure = { unit: '%', currency: null, measureKind: 'rate' };
const growth: TermMeasure = { unit: '%', currency: null, measureKind: 'change' };
const tonnes: TermMeasure = { unit: 'tonnes', currency: null, measureKind: 'flow' };
const km: TermMeasure = { unit: 'km', currency: null, measureKind: 'flow' };
const index: TermMeasure = { unit: null, currency: null, measureKind: 'index' };

describe('what an expression is counted in', () => {
  const measured = (text: string, terms: Record<string, TermMeasure>): string => {
    const parsed = parseExpression(text);
    if (!parsed.ok) throw new Error(parsed.message);
    const found = measureOf(parsed.expression, terms);
    if (!found.ok) return found.message;
    const { dimension, unit, currency, isChange } = found.measure;
    return [dimension, currency ?? unit, isChange ? 'change' : null].filter(Boolean).join(' ');
  };

  it.each<[string, Record<string, TermMeasure>, string]>([
    ['a + b', { a: usd, b: usd }, 'money USD'],
    ['a - b', { a: percent, b: percent }, 'percentage-point'],
    ['a / b', { a: usd, b: usd }, 'number'],
    ['a / b', { a: usd, b: people }, 'money USD'],
    ['share(a, b)', { a: usd, b: usd }, 'percent'],
    ['a * 2', { a: tonnes }, 'measure tonnes'],
    ['a * b', { a: percent, b: usd }, 'money USD'],
    ['change(a)', { a: usd }, 'percent change'],
    ['change(a) - change(b)', { a: usd, b: kzt }, 'percentage-point change'],
    ['diff(a)', { a: percent }, 'percentage-point change'],
    ['diff(a)', { a: usd }, 'money USD change'],
    ['a / r', { a: kzt, r: rate }, 'money USD'],
    ['a * r', { a: usd, r: rate }, 'money KZT'],
    ['a / r + b', { a: kzt, r: rate, b: usd }, 'money USD'],
    ['mirror(a, b)', { a: usd, b: usd }, 'money USD'],
  ])('%s over %j is %s', (text, terms, measure) => expect(measured(text, terms)).toBe(measure));

  it.each<[string, Record<string, TermMeasure>, string]>([
    ['a + b', { a: usd, b: kzt }, 'the currencies differ (USD, KZT)'],
    ['share(a, b)', { a: usd, b: kzt }, 'the currencies differ (USD, KZT)'],
    ['mirror(a, b)', { a: usd, b: kzt }, 'the currencies differ (USD, KZT)'],
    ['a / b', { a: usd, b: kzt }, 'the currencies differ (USD, KZT)'],
    ['a + b', { a: usd, b: people }, 'the dimensions differ (USD, number)'],
    ['a + 1', { a: usd }, 'the dimensions differ (USD, number)'],
    ['a + b', { a: tonnes, b: km }, 'the units differ (tonnes, km)'],
    ['a + b', { a: percent, b: growth }, 'one is a change, the other is none (percent, percent)'],
    ['a + b', { a: growth, b: growth }, 'rates of change do not add up'],
    ['a + b', { a: index, b: index }, 'indices do not add up'],
    ['a * b', { a: usd, b: usd }, 'USD times USD is nothing a claim speaks of'],
    ['a * r', { a: kzt, r: rate }, 'KZT times KZT per USD is nothing a claim speaks of'],
    ['change(change(a))', { a: usd }, 'it is a change already'],
    ['change(a)', { a: growth }, 'it is a change already'],
    ['a + b', { a: usd }, '"b" is bound to no series'],
    ['constructor', {}, '"constructor" is bound to no series'],
  ])('%s over %j is refused: %s', (text, terms, message) => expect(measured(text, terms)).toBe(message));
});

describe('the value of an expression', () => {
  const values = (all: Record<string, string>, measure: TermMeasure = usd, scale = 1): Terms[string] => ({
    ...{ ...measure, scale },
    observations: Object.entries(all).map(([code, value]) => ({
      ...(periodCode(code) ?? { from: code, to: code }),
      value,
    })),
  });
  const terms: Terms = {
    a: values(
      { '2017': '200', '2018-Q1': '50', '2018-Q2': '70', '2018-Q3': '80', '2018-Q4': '100' },
      usd,
      1e6,
    ),
    b: values({ '2017': '400', '2018': '500' }, usd, 1e6),
    p: values({ '2018': '40', '2017': '35' }, percent),
    r: values({ '2018': '345', '2017': '326' }, rate),
    z: values({ '2018': '0', '2017': '-5' }, people),
  };
  const at = (text: string, code = '2018', baseline: string | null = null): string => {
    const parsed = parseExpression(text);
    if (!parsed.ok) throw new Error(parsed.message);
    const days = (each: string) => periodCode(each) ?? { from: each, to: each };
    const moment = {
      period: days(code),
      baseline: baseline === null ? null : days(baseline),
      side: 'first' as const,
    };
    const found = valueOf(parsed.expression, terms, moment);
    return found.found
      ? `${found.shown} = ${found.value.toSignificantDigits(6).toString()}`
      : `${found.why} ${found.term ?? ''}`.trim();
  };

  it.each<[string, string]>([
    ['a', '(50 + 70 + 80 + 100) million = 300000000'],
    ['b', '500 million = 500000000'],
    ['a + b', '(50 + 70 + 80 + 100) million + 500 million = 800000000'],
    ['share(a, b)', '(50 + 70 + 80 + 100) million / 500 million × 100 = 60'],
    ['change(b)', '500 million / 400 million − 1 = 25'],
    ['diff(p)', '40 % − 35 % = 5'],
    ['p * b', '40 % × 500 million = 200000000'],
    ['b * p', '500 million × 40 % = 200000000'],
    [
      'change(a + b)',
      '((50 + 70 + 80 + 100) million + 500 million) / (200 million + 400 million) − 1 = 33.3333',
    ],
    ['-b', '−500 million = -500000000'],
    ['b * r', '500 million × 345 = 172500000000'],
    ['b / z', 'division-by-zero'],
    ['change(z)', 'baseline-not-positive'],
    ['change(b) / p', '(500 million / 400 million − 1) / 40 % = 0.625'],
  ])('%s is %s', (text, shown) => expect(at(text)).toBe(shown));

  it('counts from the baseline of the claim, and says which series lacks a value', () => {
    expect(at('change(a)', '2018-Q2', '2018-Q1')).toBe('70 million / 50 million − 1 = 40');
    expect(at('a + b', '2019')).toBe('no-observation a');
    expect(at('change(b)', '2017')).toBe('no-baseline b');
  });
});
