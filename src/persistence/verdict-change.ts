import type { Actor } from '../domain/actor.js';
import { DomainError } from '../domain/errors.js';
import type { StandingView } from '../domain/standing/view.js';
import { fingerprintOf } from '../domain/standing/disagreement.js';
import { freshHours } from '../domain/source/fetch-plan.js';
import { evidenceOf } from '../domain/verdict/evidence.js';
import { changeClaim } from './claim-change.js';
import type { Claim, ClaimState } from './claim.table.js';
import type { Rating } from './scale.table.js';
import { briefOf, notBeforeLast, recordStanding } from './standing-change.js';
import type { Store } from './store.js';
import { requireSound } from './verdict-text.js';
import type { VerdictText } from './verdict-text.js';
import type { FrozenEvidence, RatedVerdict, Verdict } from './verdict.table.js';

/** A claim whose state this transaction holds locked. */
export interface LockedClaim {
  readonly claim: Claim;
  readonly state: ClaimState;
}

export interface Publication extends LockedClaim {
  /** Who puts it in force. */
  readonly actor: Actor;
  readonly text: VerdictText;
  /** The first is the author, the others co-authors. */
  readonly authorIds: readonly [string, ...string[]];
  readonly reviewerIds: readonly string[];
  readonly reason: string | null;
  /** Ledger time. */
  readonly now: Date;
}

/** Locks the state of a claim, which everyone who changes what it stands on does first. @throws DomainError `claim/not-found`. */
export async function lockClaim(store: Store, claimId: string): Promise<LockedClaim> {
  const state = await store.claims.lockState(claimId);
  const claim = await store.claims.find(claimId);
  if (state === null || claim === null) throw new DomainError('claim/not-found');
  return { claim, state };
}

/**
 * Publishes a verdict: workflow, version, frozen evidence, standing and events, all in the caller's transaction. It
 * supersedes the version before. Whoever calls has made sure that enough reviewers approved `text`.
 */
export async function publishVerdict(store: Store, publication: Publication): Promise<RatedVerdict> {
  const { actor, claim, state, text, reason } = publication;
  const now = await recordingTime(store, claim.id, publication.now);
  const rating = await requireSound(store, claim.id, text, now);
  const before = await store.verdicts.latest(claim.id);
  const moved = await changeClaim(store, {
    ...{ actor, state, claim, reason, now, action: 'publish', set: { workflow: 'published' } },
  });
  if (moved === null) throw new Error(`claim ${claim.id} was changed without the lock of its state`);
  const verdict: Verdict = {
    ...{ claimId: claim.id, version: (before?.version ?? 0) + 1, kind: 'published' },
    ...{ ratingId: rating.id, rationale: text.rationale, citationIds: [...text.citationIds] },
    evidence: await freeze(store, claim.id, text, rating, before),
    ...signaturesOf(publication),
    correctionNote: text.correctionNote,
    ...{
      validFrom: text.validFrom ?? correctedSince(text, before) ?? now,
      expiresOn: text.expiresOn,
      recordedAt: now,
    },
  };
  await store.verdicts.append(verdict);
  const { code: ratingCode, label: ratingLabel, expects } = rating;
  const rated = { ...verdict, ratingCode, ratingLabel, expects };
  const against = await disagreementOf(store, state.lastCheckId, rating, text.citationIds);
  await announce(store, publication, rated, await stand(store, publication, rated, against));
  const soon = new Date(now.getTime() + freshHours * 3_600_000);
  await store.schedules.pullSources(claim.id, soon, 'A new verdict leans on it.');
  return rated;
}

/** Withdraws the verdict in force, for good and with a reason, on one person's word: an emergency brake needs no second hand. */
export async function withdrawVerdict(
  store: Store,
  change: LockedClaim & { readonly actor: Actor; readonly reason: string; readonly now: Date },
): Promise<RatedVerdict> {
  const { actor, claim, state, reason } = change;
  const inForce = await store.verdicts.latest(claim.id);
  if (inForce?.kind !== 'published') throw new DomainError('verdict/none-to-withdraw');
  const now = await recordingTime(store, claim.id, change.now);
  const verdict: Verdict = {
    ...{ claimId: claim.id, version: inForce.version + 1, kind: 'withdrawn', ratingId: null },
    ...{ rationale: reason, citationIds: [], authorId: actor.personId, coAuthorIds: [], reviewerIds: [] },
    ...{ publishedBy: null, correctionNote: null, validFrom: now, expiresOn: null, recordedAt: now },
    evidence: { checkId: state.lastCheckId, ...evidenceOf([], []), knownDisagreement: [] },
  };
  await store.verdicts.append(verdict);
  const rated = { ...verdict, ratingCode: null, ratingLabel: null, expects: null };
  const standing = await stand(store, change, rated, []);
  const data = {
    ...{ claim: briefOf(claim), verdictVersion: verdict.version, reason },
    ...{ actorId: actor.personId, standing },
  };
  const eventId = await store.events.append('verdict.withdrawn', claim.id, data, now);
  await store.outbox.addFanOut(eventId, 'verdict.withdrawn');
  return rated;
}

/** A correction holds since what it corrects held, unless it says otherwise; null for what corrects nothing in force. */
function correctedSince(text: VerdictText, before: RatedVerdict | null): Date | null {
  return text.correctionNote !== null && before?.kind === 'published' ? before.validFrom : null;
}

/** Not before anything else of the claim, whatever the clocks of two processes say. */
async function recordingTime(store: Store, claimId: string, now: Date): Promise<Date> {
  const last = (await store.verdicts.latest(claimId))?.recordedAt;
  return notBeforeLast(store, claimId, last !== undefined && last > now ? last : now);
}

function signaturesOf({
  authorIds: [authorId, ...coAuthorIds],
  reviewerIds,
  actor,
}: Publication): Pick<Verdict, 'authorId' | 'coAuthorIds' | 'reviewerIds' | 'publishedBy'> {
  return {
    ...{ authorId, coAuthorIds, reviewerIds: [...reviewerIds] },
    publishedBy: actor.personId === authorId ? null : actor.personId,
  };
}

/**
 * What the check that the author had before them read, and what it said against the rating: that is known, and challenges no
 * more. A correction that holds to the same answer also takes over what its predecessor was upheld against.
 */
async function freeze(
  store: Store,
  claimId: string,
  text: VerdictText,
  rating: Rating,
  before: RatedVerdict | null,
): Promise<FrozenEvidence> {
  const cited = (await store.citations.ofClaim(claimId)).filter((each) => text.citationIds.includes(each.id));
  const findings = text.checkId === null ? [] : await store.checks.findings(text.checkId);
  const known = await disagreementOf(store, text.checkId, rating, text.citationIds);
  const isCorrection = text.correctionNote !== null && before?.kind === 'published';
  const carried =
    isCorrection && before.expects === rating.expects
      ? [...before.evidence.knownDisagreement, ...(await store.upheld.against(claimId, before.version))]
      : [];
  return {
    checkId: text.checkId,
    ...evidenceOf(findings, cited),
    knownDisagreement: [...new Set([...known, ...carried])].sort(),
  };
}

async function disagreementOf(
  store: Store,
  checkId: string | null,
  { expects }: Rating,
  citationIds: readonly string[],
): Promise<string[]> {
  if (checkId === null) return [];
  // One after the other: a transaction has one connection, and pg will refuse queries at once on it.
  const assessment = await store.checks.assessment(checkId);
  const findings = await store.checks.findings(checkId);
  if (assessment === null) return [];
  return fingerprintOf(assessment, findings as Parameters<typeof fingerprintOf>[1], { expects, citationIds });
}

async function stand(
  store: Store,
  { actor, claim, state }: LockedClaim & { readonly actor: Actor },
  verdict: RatedVerdict,
  disagreement: readonly string[],
): Promise<StandingView> {
  return recordStanding(store, {
    ...{ claim, before: state, verdict, assertions: await store.claims.assertions(claim.id) },
    patch: { disagreement: [...disagreement] },
    cause: { kind: 'verdict', id: String(verdict.version) },
    actorId: actor.personId,
    now: verdict.recordedAt,
  });
}

async function announce(
  store: Store,
  { claim }: Publication,
  verdict: RatedVerdict,
  standing: StandingView,
): Promise<void> {
  const { authorId, coAuthorIds, reviewerIds, correctionNote } = verdict;
  const data = {
    ...{ claim: briefOf(claim), verdictVersion: verdict.version, rationale: verdict.rationale },
    rating: { code: verdict.ratingCode ?? '', label: verdict.ratingLabel ?? '' },
    ...{ authorId, coAuthorIds, reviewerIds, correctionNote },
    ...{ validFrom: verdict.validFrom.toISOString(), standing },
  };
  const eventId = await store.events.append('verdict.published', claim.id, data, verdict.recordedAt);
  await store.outbox.addFanOut(eventId, 'verdict.published');
}
