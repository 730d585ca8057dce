import { performance } from 'node:perf_hooks';
import { matchQuote } from '../src/domain/evidence/quote-match.js';
import { approximate } from '../src/platform/approximate.js';
import { anchorTexts } from './anchor-texts.js';
import type { Figure } from './figure.js';

/** What the issue of watched sources asks for: at most one and a half times the time of approximate matching alone. */
const leastShare = 1 / 1.5;
const pageUnits = 200_000;
const rounds = 12;
const warmUpMs = 400;

interface Contestant {
  readonly run: () => unknown;
  calls: number;
  ms: number;
}

/**
 * How fast a quotation of 200 characters is found again in a page of 200,000, against approx-string-match alone on the same
 * two texts (the floor): verbatim, edited, and absent. Stet also folds typography, tells states and shows what changed. In
 * turns, in this process; every round has a page of its own, so that nothing is remembered.
 */
export async function benchAnchor(seconds: number, say: (line: string) => void): Promise<Figure[]> {
  const texts = Array.from({ length: rounds }, (_, seed) => anchorTexts(pageUnits, seed + 1));
  const kinds = ['verbatim', 'edited', 'absent'] as const;
  const figures: Figure[] = [];
  for (const kind of kinds) {
    let at = 0;
    const text = () => texts[at % rounds] ?? anchorTexts(pageUnits, 1);
    const floor = contestant(() => {
      const { page, quotations } = text();
      return approximate(page, quotations[kind], Math.min(256, quotations[kind].length >> 1));
    });
    const stet = contestant(() => {
      const { page, quotations } = text();
      return matchQuote(page, { exact: quotations[kind] }, approximate);
    });
    for (const one of [floor, stet]) spend(one, warmUpMs);
    for (const one of [floor, stet]) [one.calls, one.ms] = [0, 0];
    for (; at < rounds; at += 1)
      for (const one of [floor, stet]) spend(one, (seconds * 1000) / rounds / kinds.length / 2);
    say(
      `${kind}: Stet ${perCall(stet).toFixed(2)} ms, approx-string-match alone ${perCall(floor).toFixed(2)} ms`,
    );
    figures.push({
      name: `floor / Stet, ${kind}`,
      value: perCall(floor) / perCall(stet),
      unit: '',
      target: leastShare,
      detail: `takes ${(perCall(stet) / perCall(floor)).toFixed(2)} times the floor's time`,
    });
  }
  return Promise.resolve(figures);
}

const contestant = (run: Contestant['run']): Contestant => ({ run, calls: 0, ms: 0 });
const perCall = ({ calls, ms }: Contestant) => ms / calls;

function spend(one: Contestant, ms: number): void {
  const begun = performance.now();
  do {
    one.run();
    one.calls += 1;
  } while (performance.now() - begun < ms);
  one.ms += performance.now() - begun;
}
