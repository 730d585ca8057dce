import type { Label } from '../finding.js';

/** What one check came to, in the order of completion. */
export interface EndedCheck {
  readonly id: string;
  readonly state: 'completed' | 'failed';
  /** Null for a check that failed. */
  readonly label: Label | null;
  /** The label of each assertion, by its id. */
  readonly parts: Readonly<Record<string, Label>>;
  readonly at: number;
}

export interface CheckRun {
  readonly last: EndedCheck | null;
  /** Failures in a row since a check last completed. */
  readonly failed: number;
  /** Completed checks in a row, up to the last, that came to the same labels as the one before. */
  readonly unchanged: number;
}

/** What the checks of a claim, oldest first, leave behind. */
export function checkRunOf(checks: readonly EndedCheck[]): CheckRun {
  const completed = checks.filter((each) => each.state === 'completed');
  const last = completed.at(-1) ?? null;
  let unchanged = 0;
  for (let i = completed.length - 1; i > 0; i -= 1) {
    const [before, after] = [completed[i - 1], completed[i]];
    if (before === undefined || after === undefined || !isSame(before, after)) break;
    unchanged += 1;
  }
  const failed = last === null ? checks.length : checks.length - 1 - checks.lastIndexOf(last);
  return { last, failed, unchanged };
}

function isSame(a: EndedCheck, b: EndedCheck): boolean {
  const names = Object.keys(a.parts);
  return (
    a.label === b.label &&
    names.length === Object.keys(b.parts).length &&
    names.every((name) => a.parts[name] === b.parts[name])
  );
}
