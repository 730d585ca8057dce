import { significantWords } from './vocabulary.js';

/** Words that say who stands on which side: what follows them is the other side. */
const marker =
  /\b(?:to|from|against|than|over|by|beats?|defeat(?:s|ed)|overtook|outnumber(?:s|ed)|outsold|sued|owe[sd]?|lent)\b/giu;

/** How many words after a marker name the other side. */
const reach = 4;

/** No sentence that is read for its sides has more of them; each is compared with all before it. */
const mostMarkers = 20;

/**
 * Whether a passage turns round who does what to whom: after the same preposition it names what the claim names before it, and
 * not what the claim names after it ("exports of A to B", "exports of B to A").
 */
export function isTurnedRound(claim: string, passage: string): boolean {
  const claimed = sidesOf(claim);
  if (claimed.length === 0) return false;
  const here = sidesOf(passage);
  return claimed.some(
    (stated) =>
      stated.after.length > 0 &&
      here.some(
        (seen) =>
          seen.marker === stated.marker &&
          seen.after.some((word) => stated.before.includes(word) && !stated.after.includes(word)) &&
          !seen.after.some((word) => stated.after.includes(word)),
      ),
  );
}

interface Sides {
  readonly marker: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

function sidesOf(text: string): Sides[] {
  const found = [...text.matchAll(marker)].slice(0, mostMarkers);
  return found.map((match, index) => {
    const from = match.index + match[0].length;
    const window = text.slice(from, found[index + 1]?.index ?? text.length).split(/[,;]/u)[0] ?? '';
    return {
      marker: match[0].toLowerCase(),
      before: significantWords(text.slice(0, match.index)),
      after: significantWords(window.trim().split(/\s+/u).slice(0, reach).join(' ')),
    };
  });
}
