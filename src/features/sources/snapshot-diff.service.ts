import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import { Db } from '../../persistence/db.js';
import type { ReadSnapshot } from '../../persistence/snapshot.table.js';
import type { Store } from '../../persistence/store.js';
import { textDiff } from '../../platform/word-diff.js';
import type { TextDiff } from '../../platform/word-diff.js';

/** What is said of a page beside its text, and who read it. */
const fields = ['title', 'byline', 'publishedOn', 'modifiedOn', 'correction', 'extractor'] as const;

export interface FieldChange {
  readonly field: (typeof fields)[number];
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * Where a difference of texts comes from. `none`: the texts are the same; `page`: the same extractor read other bytes;
 * `extractor`: another extractor read the same bytes; `page-or-extractor`: both are others.
 */
export type DiffCause = 'none' | 'page' | 'extractor' | 'page-or-extractor';

export interface SnapshotDiff extends TextDiff {
  readonly snapshotId: string;
  /** The one before, which the differences are counted from. */
  readonly againstId: string;
  readonly cause: DiffCause;
  readonly changes: readonly FieldChange[];
}

/** What changed from one snapshot of a source to another. */
@Injectable()
export class SnapshotDiffService {
  constructor(private readonly db: Db) {}

  /**
   * @param againstId The newest one before it whose text is another, unless given.
   * @throws DomainError `snapshot/not-found` when there is none, `snapshot/other-source`.
   */
  async diff(id: string, againstId: string | undefined): Promise<SnapshotDiff> {
    const [after, before] = await this.db.read(async (store) => {
      const snapshot = await found(store, id);
      return [snapshot, await against(store, snapshot, againstId)] as const;
    });
    const changes = fields.flatMap((field): FieldChange[] => {
      const [was, is] = [said(before[field]), said(after[field])];
      return was === is ? [] : [{ field, before: was, after: is }];
    });
    return {
      ...{ snapshotId: after.id, againstId: before.id, cause: causeOf(before, after), changes },
      ...(await textDiff(before.text, after.text)),
    };
  }
}

async function found(store: Store, id: string): Promise<ReadSnapshot> {
  const snapshot = await store.snapshots.find(id);
  if (snapshot === null) throw new DomainError('snapshot/not-found');
  return snapshot;
}

async function against(store: Store, snapshot: ReadSnapshot, id: string | undefined): Promise<ReadSnapshot> {
  if (id === undefined) {
    const before = await store.snapshots.otherTextBefore(snapshot);
    if (before !== null) return before;
    throw new DomainError('snapshot/not-found', 'No snapshot before this one has another text.');
  }
  const other = await found(store, id);
  if (other.sourceId !== snapshot.sourceId)
    throw new DomainError('snapshot/other-source', `Snapshot ${id} is of another source.`);
  return other;
}

function causeOf(before: ReadSnapshot, after: ReadSnapshot): DiffCause {
  if (before.textSha256.equals(after.textSha256)) return 'none';
  if (before.extractor === after.extractor) return 'page';
  return before.rawSha256.equals(after.rawSha256) ? 'extractor' : 'page-or-extractor';
}

/** A correction notice by its words. */
function said(value: ReadSnapshot[(typeof fields)[number]]): string | null {
  return typeof value === 'object' && value !== null ? value.text : value;
}
