/** Numbers in [0, 1) that a seed brings back (mulberry32): a run that failed is run again by its seed. */
export function randomBy(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Moments in milliseconds, in order, one in each of `count` equal parts of `span`. */
export function moments(random: () => number, count: number, span: number): number[] {
  return Array.from({ length: count }, (_, i) => ((i + random()) * span) / count);
}
