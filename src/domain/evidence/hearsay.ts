/** What a passage only says that others say, or holds possible. */
const saidByOthers =
  /\b(?:alleged(?:ly)?|reportedly|claim(?:s|ed)?|denie[sd]|rumou?rs?|if|whether|unless|almost|nearly)\b/iu;

/** The same for figures: "jobless claims" and "claimed 30 lives" are no hearsay, and "almost" only rounds. */
const figureByOthers =
  /\b(?:alleged(?:ly)?|reportedly|purported(?:ly)?|supposed(?:ly)?|denie[sd]|rumou?rs?|rumou?red)\b|(?<!\b(?:jobless|insurance|unemployment|benefits?|compensation|asylum|damage) )\bclaim(?:s|ed|ing)\b(?! (?:\d|(?:the |more than |at least )?(?:lives|victims|responsibility|victory|benefits?)))/iu;

const untrue =
  /\b(?:untrue|false|falsely|myth|hoax|baseless|unfounded|fabricated|debunked|disinformation|misinformation|fake|incorrect|incorrectly|not true|a lie|wrongly|erroneous(?:ly)?)\b/iu;

/** "It grew by 6 %. That is not true." */
const takenBack =
  /^(?:but |however, |yet )?(?:that|this|it|the (?:claim|figure|statement|number|report))\b.{0,40}\b(?:untrue|false|wrong|incorrect|not true|a (?:lie|myth|hoax)|misleading|fabricated)\b/iu;

/** First figures, which later ones may have replaced. */
const provisional =
  /\b(?:at first|initial(?:ly)?|first (?:put|gave|said|thought|counted|told|estimate[sd]?|reports?|reported|figures|count)|(?:preliminary|provisional|early|flash|advance) (?:estimates?|figures?|reports?|data|results?|counts?)|originally|had (?:said|reported|put|estimated|stated|announced|claimed)|exit polls?|if|in that scenario)\b/iu;

/** Whether a passage only tells what others say, unless the claim is about the saying. For statements. */
export function isHearsay(claim: string, passage: string): boolean {
  return isOnlyIn(saidByOthers, claim, passage) || isOnlyIn(untrue, claim, passage);
}

/** Whether a figure of a passage is hearsay or called untrue, by the sentence itself or the one after it. */
export function isFigureHearsay(claim: string, passage: string, next: string): boolean {
  return isOnlyIn(figureByOthers, claim, passage) || isOnlyIn(untrue, claim, passage) || takenBack.test(next);
}

/** Whether a passage gives a first figure only: it may support, but what differs from it is not refuted. */
export function isProvisional(claim: string, passage: string): boolean {
  return isOnlyIn(provisional, claim, passage);
}

function isOnlyIn(pattern: RegExp, claim: string, passage: string): boolean {
  return pattern.test(passage) && !pattern.test(claim);
}
