import { describe, expect, it } from '@jest/globals';
import { parseClaim } from '../../../src/domain/claim/parse.js';
import { findDayDates } from '../../../src/platform/day-dates.js';

const context = { statedOn: '2020-06-15', dayDates: findDayDates };
const megabyte = 1_000_000;

/** Any character of the first planes, pairs of surrogates and unpaired ones included; the same ones in every run. */
function random(length: number): string {
  let seed = 20_201_124;
  const next = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed % below;
  };
  const codes: number[] = [];
  while (codes.length < length) {
    const kind = next(4);
    if (kind === 0) codes.push(next(0x80));
    else if (kind === 1) codes.push(next(0x600));
    else if (kind === 2) codes.push(next(0x10000));
    else codes.push(0xd83c + next(4), 0xdc00 + next(0x400));
  }
  return codes
    .map((code) => String.fromCharCode(code))
    .join('')
    .slice(0, length);
}

const texts: Record<string, (length: number) => string> = {
  'random Unicode': random,
  ...Object.fromEntries(
    [
      '1,',
      'a ',
      'one hundred ',
      '(',
      '$',
      '10% ',
      'more than 5 and less than 6, ',
      'one third of a ',
      '½',
    ].map((unit) => [unit, (length: number) => unit.repeat(Math.ceil(length / unit.length))]),
  ),
};

/** Processor time, so that other work on the machine does not count. */
function timeOf(text: string): number {
  const begin = process.cpuUsage().user;
  parseClaim(text, context);
  return (process.cpuUsage().user - begin) / 1000;
}

describe('a megabyte of text takes four times as long as a quarter of it', () => {
  it.each(Object.entries(texts))(
    '%s',
    (_name, make) => {
      const [quarter, whole] = [make(megabyte / 4), make(megabyte)];
      timeOf(make(megabyte / 16));
      const limit = 12 * Math.max(timeOf(quarter), 20);
      const first = timeOf(whole);
      // quadratic would be sixteen; a collection of garbage may fall into one run, hardly into two
      expect(first < limit ? first : Math.min(first, timeOf(whole))).toBeLessThan(limit);
    },
    120_000,
  );
});
