/** Words that turn round what follows them in their clause. */
const negators =
  /\b(?:not|never|none|nobody|nothing|neither|nor|without|cannot|fail(?:s|ed|ing)? to|refus(?:es?|ed|ing) to|den(?:y|ies|ied)|rul(?:es?|ed) out|stopped short of|ha(?:s|ve|d) yet to|no)\b|n['’]t\b/giu;

/** "not only", "no fewer than", "not until", "not guilty": these deny nothing of what follows. */
const harmlessBehind =
  /^ (?:only|just|fewer|less|more than|later than|earlier than|doubt|matter|guilty|until|one but|least|the (?:reverse|other))/iu;

/** "did not … until": it was so from then on. */
const until = /\buntil\b/iu;

/** Where the negations of a clause begin to hold, counted from the start of the text. */
/** "denied permission", "refused the visa": an act of its own, no denial of what follows. */
const denying = /^(?:den|refus)/iu;
const grantable =
  /^ (?:(?:\p{L}+ ){0,3})(?:permission|permits?|access|entry|visas?|bail|asylum|requests?|appeals?|applications?|licen[cs]es?|help|aid|funding|treatment|parole|citizenship|offers?)\b/iu;

export function negationsIn(text: string, start: number, end: number): number[] {
  const clause = text.slice(start, end);
  if (until.test(clause) && /\b(?:not|n['’]t)\b/iu.test(clause)) return [];
  return [...clause.matchAll(negators)]
    .filter((match) => {
      const behind = clause.slice(match.index + match[0].length);
      return !harmlessBehind.test(behind) && !(denying.test(match[0]) && grantable.test(behind));
    })
    .map((match) => start + match.index);
}
