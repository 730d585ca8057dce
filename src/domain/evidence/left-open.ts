import { isOnlyGoverned } from './governed.js';
import { isHarmless } from './harmless-words.js';
import type { ReadDocument, Sentence } from './read-document.js';
import { sayingOf } from './saying/saying.js';
import { contentWords } from '../claim/words.js';
import { frameOf } from './frame.js';
import { isSwapped } from './word-order.js';

/** Passages with these words leave open what they tell, or take it back, unless the claim has such words too. */
const openings: readonly RegExp[] = [
  // "X denies that …" is evidence like any other: against a finding to the contrary they conflict
  /\bwhich (?:it|he|she|they|\p{L}+ \p{L}+) den(?:y|ies|ied)\b/iu,
  /\b(?:acquitted|cleared|suspected|accused|exonerated|absolved) of\b|\b(?:charged|blamed|investigated|indicted|tried|wanted) (?:with|for|on)\b|\baccus(?:es?|ing)\b|\bon suspicion of\b|\ballegations?\b/iu,
  /\binvestigat(?:e[sd]?|ing) (?:whether|if|claims?|reports?|allegations?)|\b(?:unclear|not clear|unknown|uncertain|unsure|doubts?|doubtful|no evidence|questioned|questions) (?:that|whether|if|how)\b/iu,
  /\b(?:an )?earlier (?:version|report|edition)\b|(?<!\bnot [^;\d]{0,8}\d[^;]{0,60})\bas (?:we |it was |was |had been |originally |initially |first |previously |earlier |wrongly |incorrectly )+(?:reported|stated|said|claimed|announced)\b/iu,
  /\b(?:withdr[ae]wn?|withdrew|withdraws?|retract(?:s|ed)?) (?:(?:the|its|a|an|his|her|their|this|that) )?(?:\p{L}+ )?(?:statement|claim|study|paper|article|report|story|figure|allegation)s?\b/iu,
  /\bno intention (?:of|to)\b|\bin talks (?:to|with|on|over|about)\b|\b(?:was|were|been|be) (?:reversed|overturned|dropped|shelved|annulled|abandoned|revoked) ?(?:$|[.,;]|on\b|in\b|by\b|after\b)/iu,
  /\breduced (?:on appeal|to)\b|\b(?:sure|yeah),? (?:and|right)\b/iu,
];

/** What a passage sets aside: "instead of Geneva", "except Denmark", "all but one", "Paris over London", "banks excluded". */
const settingAside =
  /\b(?:instead of|rather than|except(?:ing)?(?: for)?|with the exception of|apart from|aside from|other than|excluding|but not|chose \p{Lu}\p{L}+ over)\b([^,;.]{0,80})|\b(?:all|every|each|any|no|none|nobody|everyone|everything)(?: (?!but)[\p{L}’'-]+){0,4} but ((?:one|two|three|four|five|a few|the|\p{Lu})[^,;.]{0,60})|[,(] ([^,;.()]{1,40}) (?:excluded|excepted|aside)\b/giu;

const everything =
  /\b(?:all|every|each|everyone|everybody|everything|entire|whole|no|none|nobody|any|always)\b/iu;

/** Whether what a passage sets aside is what the claim speaks of, or an exception to the "all" of the claim. */
function isSetAside(claim: string, passage: string): boolean {
  const claimed = new Set(contentWords(claim));
  return [...passage.matchAll(settingAside)].some((match) => {
    const [whole, ...parts] = match;
    if (claim.toLowerCase().includes(whole.toLowerCase())) return false;
    const isException = !/^(?:instead|rather|but not|chose)/iu.test(whole);
    if (isException && everything.test(claim)) return true;
    const rest = passage.slice(0, match.index) + passage.slice(match.index + whole.length);
    const others = new Set(contentWords(rest));
    const words = contentWords(parts.join(' '));
    return words.some((word) => claimed.has(word) && !others.has(word) && !isHarmless(word));
  });
}

const isPresent = (text: string) =>
  /\b(?:is|are|has been)\b/u.test(text) ||
  !/\b(?:was|were|had|did|\p{L}+ed|won|led|held|became)\b/u.test(text);

const over =
  /\b(?:former(?:ly)?|ex-\p{L}+|used to|until|(?:resign|fired|sacked|dismiss|remov|oust|retir|replac|suspend|step\p{L}* down|quit)\p{L}* (?:as|from)|stopped|ceased|gave up|(?:was|were|served as) [^.;]{1,60} from (?:\d{4}|\p{Lu}\p{L}+ \d{4}) (?:to|until))\b/iu;

/** "Is the foreign secretary" is not answered by "was … until", unless the claim speaks of that end itself. */
function isOver(claim: string, passage: string): boolean {
  return isPresent(claim) && over.test(passage) && !over.test(claim) && !/\d/u.test(claim);
}

/** Short names that are written like small words, and other ways to write them. */
const capitals: readonly (readonly [RegExp, RegExp])[] = [
  [/\bUS\b/u, /\bUS\b|\bU\.S\.|\bUSA\b|America|United States|Washington/u],
  [/\bWHO\b/u, /\bWHO\b|World Health/u],
  [/\bIT\b/u, /\bIT\b|[Ii]nformation technology/u],
];

function lacksName(claim: string, around: string): boolean {
  return capitals.some(([own, others]) => own.test(claim) && !others.test(around));
}

/** The claim is that somebody says it; that it is so is another thing. */
const telling =
  /^(?:[\p{L}’'.-]+ ){1,6}(?:claim(?:s|ed)?|said|says?|told \p{L}+|alleg(?:es?|ed)|insist(?:s|ed)?|argu(?:es?|ed)|den(?:y|ies|ied)(?= (?:that|it|he|she|they)\b)|wrote|tweeted|boasted|asserted|asserts)(?: on \p{Lu}\p{L}+)?(?: that|:|,)? /iu;
const told =
  /\b(?:claim|sa(?:id|ys?)|told|tell|alleg|insist|argu|den(?:y|ies|ied)|wrote|writes|tweet|boast|assert|accord|announc|report|stat(?:ed|ing)|quot|added|warn|[“"])/iu;

/** "It is a myth that …": what is said of it is the contrary. */
const framed =
  /\bit(?: is|['’]s| was) (?:a (?:myth|lie|hoax|fabrication)|false|untrue|wrong|incorrect|not (?:true|correct|the case))\b/iu;

/** Whether a claim says something of a statement that the passage makes no word about. */
function isFramedOtherwise(claim: string, passage: string): boolean {
  if (framed.test(claim)) return !framed.test(passage);
  return telling.test(claim) && !told.test(passage);
}

/** Whether a sentence, though it has the words of a claim, leaves open whether it is so. For support and refutation alike. */
function leavesOpen(claim: string, { text }: Sentence, head: string): boolean {
  return (
    openings.some((pattern) => pattern.test(text) && !pattern.test(claim)) ||
    isFramedOtherwise(claim, text) ||
    isOver(claim, text) ||
    lacksName(claim, `${head} ${text}`) ||
    isSetAside(claim, text) ||
    isSwapped(claim, text) ||
    isOnlyGoverned(claim, text)
  );
}

/** "For two weeks", "on Sundays": what comes again, or passes. */
const passing =
  /\bfor (?:an?|one|two|three|four|five|six|several|\d+) (?:hour|day|week|month|year)s?\b|\b\p{L}+days\b|\btemporarily\b|\bto the public\b/iu;

/** Whether a passage dates what belongs to the claim's subject ("Weber's wife was born"), or what may come again. */
export function isOfAnother(claim: string, passage: string): boolean {
  const owners = [...passage.matchAll(/([\p{L}\p{M}]+)(?:['’]s\b|-in-law\b)/gu)].map((match) => match[0]);
  const isOwned = owners.some((owner) => {
    const name = owner.replace(/(?:['’]s|-in-law)$/u, '');
    return !claim.includes(owner) && claim.toLowerCase().includes(name.toLowerCase());
  });
  return isOwned || (passing.test(passage) && !passing.test(claim));
}

/** A document for judging one claim: sentences that leave it open are there by their place alone. */
export function settledPart(claim: string, document: ReadDocument): ReadDocument {
  if (/\?["'”’)]*\s*$/u.test(claim)) return { ...document, sentences: document.sentences.map(muted) };
  const head = document.sentences
    .slice(0, headSentences)
    .map(({ text }) => text)
    .join(' ');
  const words = new Set(contentWords(claim));
  const concerns = ({ text }: Sentence) => contentWords(text).some((word) => words.has(word));
  return {
    ...document,
    sentences: document.sentences.map((each) =>
      each.text.length <= longest && concerns(each) && leavesOpen(claim, each, head) ? muted(each) : each,
    ),
  };
}

/** The sentences at the start that name what a document is about. */
const headSentences = 2;

/** No sentence of prose is longer; what is, is a table or no text. */
const longest = 5000;

function muted({ start, end, index }: Sentence): Sentence {
  return {
    ...{ start, end, index, text: '', words: new Set<string>(), frame: frameOf(''), saying: sayingOf('') },
    ...{ quantities: [], periods: [], assertions: [] },
  };
}
