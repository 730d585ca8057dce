interface Branch {
  readonly kind: string;
  /** Among what happened at one moment; 10 to 99. What causes stands before what is caused. */
  readonly rank: number;
  readonly from: string;
  readonly at: string;
  readonly ref: string;
  /** For rows numbered within the claim, so that two of one moment stay in order. */
  readonly number?: string;
  /** Where `ref` alone is not unique. */
  readonly beside?: string;
  readonly actor: string;
  /** Pairs of name and column. */
  readonly details: Readonly<Record<string, string>>;
}

const rating =
  'LEFT JOIN verdict v ON v.claim_id = x.claim_id AND v.version = x.verdict_version LEFT JOIN rating r ON r.id = v.rating_id';

/** One row per table that tells something of a claim. `x` is its alias. */
const tables: readonly Branch[] = [
  {
    ...{ kind: 'revision', rank: 20, from: 'revision x', at: 'x.recorded_at', actor: 'x.actor_id' },
    ...{ ref: 'x.subject_id', number: 'x.version', beside: 'x.subject_kind' },
    details: {
      ...{ subject: 'x.subject_kind', version: 'x.version', action: 'x.action', reason: 'x.reason' },
      ...{ before: 'x.before', after: 'x.after' },
    },
  },
  {
    // A page that says something new since it was cited: another edition than the snapshot before, of whichever claim. The
    // same page read by another extractor says nothing new.
    ...{ kind: 'source', rank: 30, at: 'x.fetched_at', ref: 'x.id', actor: 'NULL::uuid' },
    from: `(SELECT source_id, min(recorded_at) AS cited_at FROM citation WHERE claim_id = $1 GROUP BY source_id) q
      JOIN snapshot s ON s.source_id = q.source_id AND s.fetched_at >= q.cited_at AND s.fetched_at BETWEEN $2 AND $3
      LEFT JOIN LATERAL (SELECT id, raw_sha256, extractor FROM snapshot b WHERE b.source_id = s.source_id
        AND (b.fetched_at, b.id) < (s.fetched_at, s.id) ORDER BY b.fetched_at DESC, b.id DESC LIMIT 1) p ON true
      JOIN source o ON o.id = s.source_id
      CROSS JOIN LATERAL (SELECT s.id, s.fetched_at, $1::uuid AS claim_id WHERE s.same_text_as IS NULL AND p.raw_sha256 IS DISTINCT FROM s.raw_sha256
        AND NOT (p.extractor <> s.extractor AND EXISTS (SELECT 1 FROM source_fetch f WHERE f.source_id = s.source_id AND f.snapshot_id = s.id AND f.outcome = 'unchanged'))) x`,
    details: {
      ...{ sourceId: 's.source_id', snapshotId: 's.id', previousSnapshotId: 'p.id', url: 'o.url' },
      ...{ title: `COALESCE(NULLIF(s.title, ''), NULLIF(o.title, ''))`, status: 's.status' },
    },
  },
  {
    ...{ kind: 'finding', rank: 40, from: 'person_finding x', at: 'x.recorded_at', ref: 'x.id' },
    actor: 'x.person_id',
    details: { assertionId: 'x.assertion_id', sourceId: 'x.source_id', label: 'x.label', reason: 'x.reason' },
  },
  {
    ...{
      kind: 'retraction',
      rank: 41,
      from: 'finding_retraction x',
      at: 'x.recorded_at',
      ref: 'x.finding_id',
    },
    ...{ actor: 'x.person_id', details: { findingId: 'x.finding_id', reason: 'x.reason' } },
  },
  {
    ...{ kind: 'check', rank: 50, at: 'x.completed_at', ref: 'x.id', actor: 'x.requested_by' },
    from: '"check" x LEFT JOIN assessment a ON a.check_id = x.id',
    details: { state: 'x.state', trigger: 'x.trigger', label: 'a.label', failure: 'x.failure' },
  },
  {
    ...{ kind: 'review', rank: 55, from: 'review x', at: 'x.recorded_at', ref: 'x.id' },
    actor: 'x.reviewer_id',
    details: {
      draftId: 'x.draft_id',
      draftVersion: 'x.draft_version',
      decision: 'x.decision',
      note: 'x.note',
    },
  },
  {
    ...{ kind: 'verdict', rank: 60, at: 'x.recorded_at', ref: 'x.version', number: 'x.version' },
    ...{
      from: 'verdict x LEFT JOIN rating r ON r.id = x.rating_id',
      actor: 'COALESCE(x.published_by, x.author_id)',
    },
    details: {
      ...{ version: 'x.version', kind: 'x.kind', ratingId: 'x.rating_id', ratingCode: 'r.code' },
      ...{ ratingLabel: 'r.label', rationale: 'x.rationale', correctionNote: 'x.correction_note' },
      ...{ validFrom: `to_char(x.valid_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` },
      ...{ authorId: 'x.author_id', coAuthorIds: 'x.co_author_ids', reviewerIds: 'x.reviewer_ids' },
    },
  },
  {
    ...{
      kind: 'upheld',
      rank: 65,
      from: 'upheld x',
      at: 'x.recorded_at',
      ref: 'x.number',
      number: 'x.number',
    },
    actor: 'x.person_id',
    details: { verdictVersion: 'x.verdict_version', disagreement: 'x.disagreement', reason: 'x.reason' },
  },
  {
    ...{
      kind: 'correction-request',
      rank: 70,
      from: 'correction_request x',
      at: 'x.recorded_at',
      ref: 'x.id',
    },
    actor: 'x.asked_by',
    details: {
      addressee: 'x.addressee',
      channel: 'x.channel',
      askedOn: 'x.asked_on',
      sourceId: 'x.source_id',
    },
  },
  {
    ...{ kind: 'correction-outcome', rank: 71, at: 'o.recorded_at', ref: 'x.id', number: 'o.number' },
    ...{ from: 'correction_request x JOIN correction_outcome o ON o.request_id = x.id', actor: 'o.noted_by' },
    details: {
      addressee: 'x.addressee',
      outcome: 'o.outcome',
      onDay: 'o.on_day',
      url: 'o.url',
      note: 'o.note',
    },
  },
  {
    ...{
      kind: 'comment',
      rank: 80,
      from: 'comment x',
      at: 'x.recorded_at',
      ref: 'x.id',
      actor: 'x.author_id',
    },
    details: { text: 'x.text' },
  },
  {
    ...{ kind: 'standing', rank: 90, at: 'x.recorded_at', ref: 'x.version', number: 'x.version' },
    ...{ from: `standing x ${rating}`, actor: 'NULL::uuid' },
    details: {
      ...{
        version: 'x.version',
        status: 'x.status',
        assessment: 'x.label',
        verdictVersion: 'x.verdict_version',
      },
      ...{ ratingCode: 'r.code', ratingLabel: 'r.label', disagreement: 'x.disagreement' },
      ...{ cause: 'x.cause', causeId: 'x.cause_id' },
    },
  },
];

/** Statements of columns at, tie, kind, ref, actor_id, details, over $1 the claim and $2 to $3 the moments. */
export const branches: readonly string[] = tables.map(toSql);

function toSql({ kind, rank, from, at, ref, number = '0', beside = `''`, actor, details }: Branch): string {
  const pairs = Object.entries(details).map(([name, column]) => `'${name}', ${column}`);
  const tie = `('${rank}' || lpad(to_hex(${number}), 6, '0') || right(md5('${kind}' || ${beside} || ${ref}::text), 24))::uuid`;
  return `SELECT ${at} AS at, ${tie} AS tie, '${kind}' AS kind, ${ref}::text AS ref, ${actor} AS actor_id,
    jsonb_build_object(${pairs.join(', ')}) AS details FROM ${from}
    WHERE x.claim_id = $1 AND ${at} BETWEEN $2 AND $3`;
}
