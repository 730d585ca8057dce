import { performance } from 'node:perf_hooks';
import { casual } from 'chrono-node/en';
import { parseClaim } from '../src/domain/claim/parse.js';
import { findDayDates } from '../src/platform/day-dates.js';
import type { Figure } from './figure.js';
import { sentences } from './parse-texts.js';

/** What the issue of executable claims asks for: so many times the sentences a second of Microsoft's recogniser. */
const leastTimesRecogniser = 20;

const rounds = 8;
const recogniserPackage = '@microsoft/recognizers-text-suite';

interface Contestant {
  readonly name: string;
  readonly read: (sentence: string) => unknown;
  sentences: number;
  ms: number;
}

/**
 * Sentences a second that one core reads: Stet (quantities, periods, assertions) against chrono-node and, where its package can be found, Microsoft's
 * recogniser, which is asked for numbers, currencies, percentages and dates. All read the same sentences in this process, in turns.
 */
export async function benchParse(seconds: number, say: (line: string) => void): Promise<Figure[]> {
  const stet = contestant('Stet', (text) =>
    parseClaim(text, { statedOn: '2021-11-02', dayDates: findDayDates }),
  );
  const chrono = contestant('chrono-node', (text) => casual.parse(text, reference));
  const recogniser = await microsoft(say);
  const all = [stet, chrono, ...(recogniser === null ? [] : [recogniser])];
  for (const one of all) run(one, warmUpMs);
  for (const one of all) [one.sentences, one.ms] = [0, 0];
  for (let round = 0; round < rounds; round += 1)
    for (const one of all) run(one, (seconds * 1000) / rounds / all.length);
  return [
    ...all.map((one): Figure => ({ name: one.name, value: rate(one), unit: '/s' })),
    { name: 'Stet / chrono-node', value: rate(stet) / rate(chrono), unit: '' },
    ...(recogniser === null
      ? []
      : [
          {
            name: 'Stet / recogniser',
            value: rate(stet) / rate(recogniser),
            unit: '',
            target: leastTimesRecogniser,
          },
        ]),
  ];
}

const reference = new Date('2021-11-02T12:00:00Z');
/** The compiler has to have seen each of them at work. */
const warmUpMs = 1500;

const contestant = (name: string, read: Contestant['read']): Contestant => ({
  name,
  read,
  sentences: 0,
  ms: 0,
});
const rate = ({ sentences: count, ms }: Contestant) => (count * 1000) / ms;

/** Whole passes over the sentences, until the time is over. */
function run(one: Contestant, ms: number): void {
  const begun = performance.now();
  do {
    for (const sentence of sentences) one.read(sentence);
    one.sentences += sentences.length;
  } while (performance.now() - begun < ms);
  one.ms += performance.now() - begun;
}

type Recognise = (text: string, culture: string) => unknown;
interface Recognisers {
  readonly recognizeNumber: Recognise;
  readonly recognizeCurrency: Recognise;
  readonly recognizePercentage: Recognise;
  readonly recognizeDateTime: Recognise;
}

/** Null where its package is not installed: it is no dependency of Stet. */
async function microsoft(say: (line: string) => void): Promise<Contestant | null> {
  const found = await recognisers();
  if (found === null) {
    say(`no ${recogniserPackage}; to measure against it: npm install --no-save ${recogniserPackage}`);
    return null;
  }
  const { recognizeNumber, recognizeCurrency, recognizePercentage, recognizeDateTime } = found;
  const models = [recognizeNumber, recognizeCurrency, recognizePercentage, recognizeDateTime];
  return contestant('recogniser', (text) => models.map((model) => model(text, 'en-us')));
}

async function recognisers(): Promise<Recognisers | null> {
  try {
    const found = (await import(recogniserPackage)) as { default?: Recognisers } & Recognisers;
    return found.default ?? found;
  } catch {
    return null;
  }
}
