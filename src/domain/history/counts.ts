/** By how much something grows at one point of a series. */
export interface Step<K extends string> {
  readonly key: K;
  /** The number of the point, from 0. */
  readonly point: number;
  readonly by: number;
}

/** How many of each key there are at each of `points` points: the sum of all steps up to it. */
export function runningCounts<K extends string>(
  keys: readonly K[],
  points: number,
  steps: readonly Step<K>[],
): Record<K, number>[] {
  const grown = Array.from({ length: points }, () => new Map<K, number>());
  for (const { key, point, by } of steps) {
    const here = grown[point];
    here?.set(key, (here.get(key) ?? 0) + by);
  }
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
  return grown.map((here) => {
    for (const [key, by] of here) counts[key] += by;
    return { ...counts };
  });
}
