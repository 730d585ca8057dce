/** Who reports it: "according to the union", "police say", "the ministry announced that". */
const attributions: readonly RegExp[] = [
  /\baccording to [^,;]+?(?=[,;.]|$)/giu,
  /^[^,;:]{0,80}?\b(?:says?|said|told \p{L}+|(?:show|report|announce|state|note|confirm|estimate|find|found)(?:s|d|ed)? that)(?: that)?(?= )/giu,
  /^(?:shops|stores|dealers|retailers)\b(?=(?: (?:in|across|of) (?:\p{Lu}\p{L}+))? sold\b)/giu,
];

/** What counts and measures, as the subject of a verb of counting: "the survey office puts", "police counted". */
const counters =
  /^(?:the |an? )?(?:[\p{L}'’-]+ ){0,4}?(?:office|governor|mayor|council|hospital|operator|agency|ministry|service|bureau|committee|commission|authority|authorities|police|institute|department|survey|census|list|map|register|records?|statistics|figures|data|union|organi[sz]ers|officials) (?:count|register|record|list|report|estimate|measure|calculate|give|put|gave|found|show|establish|document)(?:s|d|ed)?(?= )/iu;

/** An office of a part of the country counts that part; whose it is must stay. */
const isOfPart = /\b(?:regional|local|city|municipal|provincial|state|district|county|village|town)\b/iu;

/** Who counts, where a sentence begins with it ("the regional governor's office registered"); an empty text elsewhere. */
export function counterOf(text: string): string {
  return counters.exec(text)?.[0] ?? '';
}

/** A text with what only says who reports it blanked out, as long as before. Names stay: they may say where the report holds. */
export function withoutAttribution(text: string): string {
  const told = attributions.reduce((rest, pattern) => rest.replace(pattern, blanked), text);
  return told.replace(counters, (match) => (isOfPart.test(match) ? match : blanked(match)));
}

function blanked(match: string): string {
  return match.replace(/(?<![\p{L}'’])\p{Ll}[\p{L}'’-]*|^\p{Lu}\p{Ll}+(?= )/gu, (word) =>
    ' '.repeat(word.length),
  );
}
