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

/** "20 % of engineers are women": whom it is a share of, and what is said of them. */
const shareOf =
  /(?:%|percent|per cent|half|third|quarter|fifth|tenth|most|majority|thirds|quarters)(?: of)? (?:of )?(?:the |all |those (?:who |over )?)?([^,;.]{2,80})/iu;

/** Somebody does it to somebody, in the passive voice. */
const passive = /\b(?:was|were|been|being|is|are|be) (?:\p{L}+ )?\p{L}+(?:ed|en|t|d|ught) by\b/iu;

/** Whether a passage has a whole and its part, or the two sides of a passive, the other way round than the claim. */
export function isSwapped(claim: string, passage: string): boolean {
  return isShareSwapped(claim, passage) || isVoiceOnly(claim, passage) || isCompared(claim, passage);
}

function isShareSwapped(claim: string, passage: string): boolean {
  const [own, seen] = [claim, passage].map((text) => significantWords(shareOf.exec(text)?.[1] ?? ''));
  const [first] = own ?? [];
  const [other] = seen ?? [];
  if (first === undefined || other === undefined || first === other) return false;
  return (own ?? []).slice(1).includes(other) && (seen ?? []).slice(1).includes(first);
}

/** The one who acts in a passive sentence opens or closes the other one, which is active, on the wrong side. */
function isVoiceOnly(claim: string, passage: string): boolean {
  const [own, seen] = [passive.test(claim), passive.test(passage)];
  if (own === seen) return own && isAgentSwapped(claim, passage);
  const [turned, plain] = seen ? [passage, claim] : [claim, passage];
  const [agent, acted, doer] = [agentOf(turned), significantWords(turned)[0], significantWords(plain)[0]];
  if (agent === undefined || acted === undefined) return false;
  return agent !== doer && acted === doer && significantWords(plain).includes(agent);
}

/** Both are passive, and each has as the one who acts whom the other has as the one acted on. */
function isAgentSwapped(claim: string, passage: string): boolean {
  const [agent, other] = [agentOf(claim), agentOf(passage)];
  return (
    agent !== undefined &&
    agent !== other &&
    agent === significantWords(passage)[0] &&
    other === significantWords(claim)[0]
  );
}

function agentOf(text: string): string | undefined {
  return significantWords(/\bby (?:the |an? )?([\p{L}’'-]+)/iu.exec(text)?.[1] ?? '')[0];
}

const comparing =
  /^(?:the )?([\p{L}]+) (?:exceed|outnumber|outlive|outpace|surpass|outweigh)\p{L}* ([\p{L}]+)/iu;

function isCompared(claim: string, passage: string): boolean {
  const [own, seen] = [comparing.exec(claim), comparing.exec(passage)];
  const isSame = (a?: string, b?: string) => a?.toLowerCase() === b?.toLowerCase();
  return own !== null && seen !== null && isSame(own[1], seen[2]) && isSame(own[2], seen[1]);
}
