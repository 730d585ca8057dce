/** What a person changed of something that keeps a version: the fields as they were before, and the version after. */
export interface LaterChange {
  readonly version: number;
  readonly before: Readonly<Record<string, unknown>>;
}

/**
 * How something read before all of `later` was done to it: each field as the earliest change that touched it found it.
 * `later` in any order; fields that `now` does not have are left out.
 */
export function readBack<T extends { readonly version: number }>(now: T, later: readonly LaterChange[]): T {
  const newestFirst = [...later].sort((a, b) => b.version - a.version);
  let read = now;
  for (const change of newestFirst) {
    const known = Object.entries(change.before).filter(([name]) => name in now);
    read = { ...read, ...Object.fromEntries(known), version: change.version - 1 };
  }
  return read;
}
