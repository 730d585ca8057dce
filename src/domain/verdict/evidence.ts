/** What a verdict rests on, taken from what the check found that its author had before them. */

interface Found {
  readonly citationId: string | null;
  readonly sourceId: string | null;
  readonly snapshotId: string | null;
  readonly vintageId: string | null;
}

interface CitedPassage {
  readonly id: string;
  readonly sourceId: string;
}

export interface GatheredEvidence {
  readonly snapshotIds: string[];
  readonly vintageIds: string[];
  /** Null where the check read no snapshot of the source (an interview). */
  readonly citations: { readonly citationId: string; readonly snapshotId: string | null }[];
}

/** The very snapshots and vintages of a check, and the snapshot each cited passage was read in. */
export function evidenceOf(findings: readonly Found[], cited: readonly CitedPassage[]): GatheredEvidence {
  return {
    snapshotIds: unique(findings.map((each) => each.snapshotId)),
    vintageIds: unique(findings.map((each) => each.vintageId)),
    citations: cited.map((each) => ({ citationId: each.id, snapshotId: snapshotOf(each, findings) })),
  };
}

/** What was found of the passage itself goes first; else whatever the check read of its source. */
function snapshotOf(cited: CitedPassage, findings: readonly Found[]): string | null {
  const read = findings.filter((each) => each.snapshotId !== null);
  const found =
    read.find((each) => each.citationId === cited.id) ??
    read.find((each) => each.sourceId === cited.sourceId);
  return found?.snapshotId ?? null;
}

function unique(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
