import { v7 as uuidv7 } from 'uuid';
import type { ReadSnapshot, Snapshot } from '../../persistence/snapshot.table.js';
import type { ExtractedText } from '../../platform/extract-text.js';
import { sha256 } from './archive.service.js';
import type { Fetched } from './source-reader.service.js';

/** Headers worth keeping as evidence. */
const keptHeaders = [
  ...['content-type', 'last-modified', 'etag', 'date', 'content-language', 'content-length', 'server'],
  ...['memento-datetime', 'link', 'retry-after'],
];

/** Which of a source's snapshots this is, and what it differs in from the newest one. */
export interface SnapshotPlace {
  readonly sourceId: string;
  readonly askedAt: Date;
  /** Ledger time. */
  readonly fetchedAt: Date;
  readonly latest: ReadSnapshot | null;
  /** Keep the page as a new edition, although its main text is the same: a cited passage beside it may differ. */
  readonly keepAnyway: boolean;
  readonly mementoId: string | null;
}

/** What is read of a document as PostgreSQL takes it. */
export function storableTexts(extracted: Pick<ExtractedText, 'text' | 'otherText'>): {
  text: string;
  otherText: string | null;
} {
  return { text: storable(extracted.text), otherText: storable(extracted.otherText.trim()) || null };
}

/**
 * The row of a snapshot: a page whose main text is that of the newest one points to it and keeps no bytes of its own; what
 * stands beside the main text (advertisements, counters) makes no new edition, unless a passage is cited from there.
 */
export function snapshotRow(place: SnapshotPlace, answer: Fetched, extracted: ExtractedText): Snapshot {
  const { sourceId, askedAt, fetchedAt, latest, mementoId } = place;
  const { text, otherText } = storableTexts(extracted);
  const isSame = latest !== null && latest.text === text && !place.keepAnyway;
  const same = isSame ? (latest.sameTextAs ?? latest.id) : null;
  const rawSha256 = sha256(answer.body);
  return {
    ...{ id: uuidv7(), sourceId, askedAt, fetchedAt, mementoId, rawSha256, sameTextAs: same },
    ...{ finalUrl: answer.url, redirects: [...answer.redirects], address: answer.address },
    ...{ status: answer.status, headers: kept(answer.headers) },
    ...{ tls: answer.tls == null ? null : { ...answer.tls }, size: answer.body.length },
    blobSha256: same === null ? rawSha256 : null,
    textSha256: sha256(text),
    text: same === null ? text : null,
    otherText: same === null ? otherText : null,
    ...{ title: extracted.title, byline: extracted.byline, publisher: extracted.publisher },
    ...{ publishedOn: extracted.publishedOn, modifiedOn: extracted.modifiedOn },
    ...{ language: extracted.language, canonical: extracted.canonical, correction: extracted.correction },
    pages: extracted.pages === null ? null : [...extracted.pages],
    extractor: extracted.extractor,
  };
}

/** The row of an answer 304: what the newest snapshot holds still stands. */
export function notModifiedRow(
  place: SnapshotPlace & { readonly latest: ReadSnapshot },
  answer: Fetched,
): Snapshot {
  const { latest, sourceId, askedAt, fetchedAt, mementoId } = place;
  return {
    ...latest,
    ...{
      id: uuidv7(),
      sourceId,
      askedAt,
      fetchedAt,
      mementoId,
      blobSha256: null,
      text: null,
      otherText: null,
    },
    ...{ sameTextAs: latest.sameTextAs ?? latest.id, finalUrl: answer.url, redirects: [...answer.redirects] },
    ...{ address: answer.address, status: answer.status, headers: kept(answer.headers) },
    tls: answer.tls == null ? null : { ...answer.tls },
  };
}

function kept(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    keptHeaders.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  );
}

/** PostgreSQL's text takes no NUL, and half a surrogate pair is no Unicode. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed();
}
