/** ClaimReview as schema.org has it: the interchange format of fact checks (docs/verdicts.md). */

export interface ReviewedClaim {
  readonly id: string;
  readonly text: string;
  readonly claimant: string;
  /** ISO day. */
  readonly statedOn: string | null;
  /** BCP 47. */
  readonly language: string;
  /** The newsroom's own page about it. */
  readonly publicUrl: string | null;
  /** Where it was made, as they were cited. */
  readonly appearances: readonly CitedWork[];
}

export interface CitedWork {
  readonly url: string;
  readonly title: string;
}

/** The verdict in force. */
export interface ReviewedVerdict {
  readonly rationale: string;
  readonly rating: {
    readonly label: string;
    /** BCP 47 to text. */
    readonly labels: Readonly<Record<string, string>>;
    /** Null off the truth axis. */
    readonly numericValue: number | null;
    /** The greatest and the least number of its scale; null when it has none. */
    readonly best: number | null;
    readonly worst: number | null;
  };
  /** When a first verdict on the claim was published, and this one: instants. */
  readonly firstPublishedAt: string;
  readonly publishedAt: string;
  /** ISO day. */
  readonly expiresOn: string | null;
  /** Public notes of the versions that corrected another, oldest first. */
  readonly corrections: readonly { readonly text: string; readonly publishedAt: string }[];
  /** What it rests on. */
  readonly evidence: readonly CitedWork[];
}

export interface Publisher {
  /** Empty: not known, then no author is named. */
  readonly name: string;
  readonly url: string;
  /** Where Stet is reached from outside, without a slash at the end. */
  readonly stetUrl: string;
}

/** A JSON-LD node. */
export type Node = Readonly<Record<string, unknown>>;

/**
 * The ClaimReview of a verdict in force. A field that is not known is left out, never guessed: no `expires` without a day, no
 * numbers off the truth axis, and `Thing` for a claimant, of whom nobody said whether it is a person or an organization.
 */
export function claimReviewOf(claim: ReviewedClaim, verdict: ReviewedVerdict, publisher: Publisher): Node {
  return known({
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    identifier: `urn:uuid:${claim.id}`,
    url: claim.publicUrl ?? `${publisher.stetUrl}/v1/claims/${claim.id}/claim-review`,
    author: authorOf(publisher),
    claimReviewed: claim.text,
    itemReviewed: itemOf(claim),
    reviewRating: ratingOf(verdict.rating, claim.language),
    reviewBody: verdict.rationale,
    inLanguage: claim.language,
    datePublished: verdict.firstPublishedAt,
    dateModified: verdict.publishedAt,
    expires: verdict.expiresOn,
    correction: several(
      verdict.corrections.map(({ text, publishedAt }) => ({
        ...{ '@type': 'CorrectionComment', text, datePublished: publishedAt },
      })),
    ),
    citation: several(verdict.evidence.map(workOf)),
  });
}

function authorOf({ name, url }: Publisher): Node | null {
  return name === '' ? null : known({ '@type': 'Organization', name, url: url === '' ? null : url });
}

/** The first appearance that was cited stands for the first there was: an editor names it first. */
function itemOf({ claimant, statedOn, appearances }: ReviewedClaim): Node {
  const [first] = appearances;
  return known({
    '@type': 'Claim',
    author: { '@type': 'Thing', name: claimant },
    datePublished: statedOn,
    firstAppearance: first === undefined ? null : workOf(first),
    appearance: appearances.length === 0 ? null : appearances.map(workOf),
  });
}

function workOf({ url, title }: CitedWork): Node {
  return known({ '@type': 'CreativeWork', url, name: title === '' ? null : title });
}

/** Google and others read a greater number as truer, as `numericValue` is defined. A scale of one number has no axis. */
function ratingOf(rating: ReviewedVerdict['rating'], language: string): Node {
  const { numericValue, best, worst } = rating;
  const onAxis = numericValue !== null && best !== null && worst !== null && best > worst;
  return {
    '@type': 'Rating',
    alternateName: labelIn(rating, language),
    ...(onAxis ? { ratingValue: numericValue, bestRating: best, worstRating: worst } : {}),
  };
}

/** The label in the language of the claim, else in a wider form of it, else as it is. */
function labelIn({ label, labels }: ReviewedVerdict['rating'], language: string): string {
  const parts = language.toLowerCase().split('-');
  const tags = parts.map((_, i) => parts.slice(0, parts.length - i).join('-'));
  const translations = new Map(Object.entries(labels).map(([tag, text]) => [tag.toLowerCase(), text]));
  const found = tags.find((tag) => translations.has(tag));
  return (found === undefined ? undefined : translations.get(found)) ?? label;
}

function several(nodes: readonly Node[]): Node | readonly Node[] | null {
  return nodes.length > 1 ? nodes : (nodes[0] ?? null);
}

function known(fields: Node): Node {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
