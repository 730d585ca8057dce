/** How one hop ended. */
export interface HopOutcome {
  /** Null when no answer came. */
  readonly status: number | null;
  /** Lower-case names; empty when no answer came. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Asked for a turn before each hop; what it gives back is called exactly once, when that hop has ended. The signal fires
 * when the fetch is called off or late: a turn that is given after that is handed back at once.
 */
export type Gate = (url: URL, signal: AbortSignal) => Promise<(outcome: HopOutcome) => void | Promise<void>>;

/** Carries what a gate threw, so that it reaches the caller unchanged. */
export class GateFailure extends Error {
  constructor(readonly reason: unknown) {
    super('the gate refused');
  }
}

/**
 * Does one hop while holding a turn of the gate.
 *
 * @param work Gets a function that notes the outcome as soon as the answer's head is there.
 * @throws GateFailure when the gate, or the giving back of a turn, throws; whatever `work` throws comes first.
 */
export async function throughGate<T>(
  gate: Gate | undefined,
  url: URL,
  signal: AbortSignal,
  work: (note: (outcome: HopOutcome) => void) => Promise<T>,
): Promise<T> {
  if (gate === undefined) return work(() => undefined);
  const leave = await enter(gate, url, signal);
  let outcome = noAnswer;
  let result: T;
  try {
    result = await work((noted) => (outcome = noted));
  } catch (error) {
    await leave(outcome).catch(() => undefined);
    throw error;
  }
  await leave(outcome).catch((reason: unknown) => {
    throw new GateFailure(reason);
  });
  return result;
}

type Leave = (outcome: HopOutcome) => Promise<void>;

const noAnswer: HopOutcome = { status: null, headers: {} };

/** Waits for a turn, but not longer than the fetch lives. */
function enter(gate: Gate, url: URL, signal: AbortSignal): Promise<Leave> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    const opened = async (): Promise<void> => {
      // A copy: what the gate does to its URL must not change the one that was judged.
      const release = await gate(new URL(url.href), signal);
      const leave: Leave = async (outcome) => release(outcome);
      signal.removeEventListener('abort', onAbort);
      if (signal.aborted) await leave(noAnswer);
      else resolve(leave);
    };
    opened().catch((reason: unknown) => reject(new GateFailure(reason)));
  });
}
