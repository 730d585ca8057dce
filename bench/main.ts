import { parseArgs } from 'node:util';
import { benchAnchor } from './anchor.js';
import type { Figure } from './figure.js';
import { benchHistory } from './history.js';
import { benchParse } from './parse.js';
import { benchRecord } from './record.js';

type Bench = (seconds: number, say: (line: string) => void) => Promise<Figure[]>;

const benches: Readonly<Record<string, Bench>> = {
  anchor: benchAnchor,
  history: benchHistory,
  parse: benchParse,
  record: benchRecord,
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '12' } },
});
process.exitCode = await main(positionals, Number(values.seconds));

/** Runs the named benches one after the other; 1 when a figure falls short of its target, 2 on wrong usage. */
async function main(names: readonly string[], seconds: number): Promise<number> {
  const unknown = names.filter((name) => !Object.hasOwn(benches, name));
  if (names.length === 0 || unknown.length > 0 || !(seconds > 0)) {
    console.error(`usage: npm run bench -- ${Object.keys(benches).join('|')} [--seconds N]`);
    return 2;
  }
  let status = 0;
  for (const name of names) {
    const figures = (await benches[name]?.(seconds, (line) => console.log(`${name}: ${line}`))) ?? [];
    for (const figure of figures) console.log(`${name}: ${print(figure)}`);
    if (figures.some(isShort)) status = 1;
  }
  return status;
}

function isShort({ value, target }: Figure): boolean {
  return target !== undefined && value < target;
}

function print(figure: Figure): string {
  const value = figure.unit === '' ? figure.value.toFixed(2) : `${Math.round(figure.value)}${figure.unit}`;
  const judged =
    figure.target === undefined
      ? ''
      : `  target ${figure.target.toFixed(2)}  ${isShort(figure) ? 'SHORT' : 'ok'}`;
  return `${figure.name.padEnd(30)} ${value.padStart(8)}${judged}${figure.detail === undefined ? '' : `  (${figure.detail})`}`;
}
