import {
  beginsSentence,
  isCapitalised,
  isGluedAt,
  isHyphenAt,
  isNumberAt,
  isWordAt,
  lowerAt,
  textAt,
  type Token,
} from './tokens.js';

/** Nouns whose number is a name: "Article 5", "Gate 4", "Boeing 737", "Resolution 1325". They carry a capital. */
const namedNouns =
  /^(?:article|articles|chapter|channel|gate|line|route|formula|resolution|psalm|boeing|airbus|windows|apollo|room|flight|highway|interstate|platform|terminal|group|level|type|grade|class|phase|stage|season|episode|part|volume|version|unit|lot|zone|area|block|district|ward|day|week|protocol|annex|appendix|table|figure|clause|paragraph|rule|law|bill|act|title|item|question|schedule|form|bus|tram|train|pier|exit|junction|vision|agenda|expo|euro|cup|iphone|galaxy|model|mark|mach|section|sections|amendment|directive|regulation|division|league|radio|studio|building|house|tower|camp|sector|region|company|battalion|brigade|regiment|squadron|unesco|falcon|soyuz|ariane|porsche|page|pages|note|step|rfc|iso|dvd|mp|ps|web|proposition|prop|measure|order|decree|case|file|number|lane|runway|ring|matthew|mark|luke|john|genesis|corinthians|super|bowl|covid|hole|race|heat|tier|category|cat|scope|bay|dock|berth|warehouse|reactor|block|track|peugeot|ferrari|mazda|bmw|bloc|area|verse|act|scene|sonnet|symphony|opus|op|nr|no)$/u;
/** Those that name a number even in small letters. */
const alwaysNamed =
  /^(?:chapter|page|pages|verse|paragraph|clause|psalm|no|nr|iphone|covid|article|section|annex|appendix|gate|channel)$/u;

/** Whether the figure at the index belongs to a name ("Line 2", "B-52", "G20"), to a time of day or to a score. */
export function isInName(tokens: readonly Token[], at: number): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (token === undefined) return false;
  return (
    isGlued(tokens, at) ||
    isTreaty(tokens, at) ||
    isNamed(tokens, at) ||
    isTime(tokens, at) ||
    isLeadingZero(token) ||
    isCode(before, token, after)
  );
}

const treaties =
  /^(?:Convention|Treaty|Protocol|Act|Accords?|Declaration|Charter|Constitution|Code|Covenant|Statute|Directive|Bill)$/u;

/** "the 1951 Refugee Convention": the year is part of the name. */
function isTreaty(tokens: readonly Token[], at: number): boolean {
  if (!/^(?:1[5-9]|20)\d\d$/u.test(textAt(tokens, at))) return false;
  for (let next = at + 1; next < at + 5 && isCapitalised(tokens[next]); next += 1) {
    if (treaties.test(textAt(tokens, next))) return true;
  }
  return false;
}

/** "A7", "#4", "B-52", "24/7": the figure hangs on something that makes it a name. */
function isGlued(tokens: readonly Token[], at: number): boolean {
  if (!isNumberAt(tokens, at)) return false;
  if (/^[_\\]$/u.test(textAt(tokens, at + 1))) return isGluedAt(tokens, at + 1);
  if (!isGluedAt(tokens, at)) return false;
  if (isWordAt(tokens, at - 1) || /^[#_\\@]$/u.test(textAt(tokens, at - 1))) return true;
  if (!isGluedAt(tokens, at - 1)) return false;
  const isDash = /^[-‐‑–]$/u.test(textAt(tokens, at - 1));
  return isDash ? isWordAt(tokens, at - 2) : textAt(tokens, at - 1) === '/' && isNumberAt(tokens, at - 2);
}

function isNamed(tokens: readonly Token[], at: number): boolean {
  const isFigure = isNumberAt(tokens, at);
  if (!isFigure && !isCapitalised(tokens[at])) return false;
  if (textAt(tokens, at - 1) === '.') return /^(?:no|nr|op|fig|vol|art|sec)$/u.test(lowerAt(tokens, at - 2));
  const index = isHyphenAt(tokens, at - 1) ? at - 2 : at - 1;
  const noun = lowerAt(tokens, index);
  if (!namedNouns.test(noun)) return false;
  const isCapital = isCapitalised(tokens[index]);
  if (noun === 'no' && isFigure) return isCapital;
  return alwaysNamed.test(noun) || (isCapital && (isFigure || !beginsSentence(tokens, index)));
}

const zones = /^(?:GMT|UTC|CET|EST|EDT|BST|hrs)$/u;

/** "10:30", "6 p.m.", "7 o'clock", "0415 GMT". */
function isTime(tokens: readonly Token[], at: number): boolean {
  if (!isNumberAt(tokens, at)) return false;
  const isColonBehind =
    textAt(tokens, at + 1) === ':' && isNumberAt(tokens, at + 2) && isGluedAt(tokens, at + 2);
  const isColonBefore = textAt(tokens, at - 1) === ':' && isNumberAt(tokens, at - 2) && isGluedAt(tokens, at);
  if (isColonBehind || isColonBefore) return true;
  const after = lowerAt(tokens, at + 1);
  if (/^(?:am|pm|o'clock)$/u.test(after)) return Number(textAt(tokens, at)) < 25;
  if (/^[ap]$/u.test(after) && textAt(tokens, at + 2) === '.') return lowerAt(tokens, at + 3) === 'm';
  return zones.test(textAt(tokens, at + 1)) && /^\d{1,4}(?:\.\d\d)?$/u.test(textAt(tokens, at));
}

/** "007" is a name; "0.7" is not. */
const isLeadingZero = (token: Token) => /^0\d/u.test(token.text);

/** "737s", "5G", "4x4": letters that are neither unit nor scale hang on the figure; the caller has tried those. */
function isCode(before: Token | undefined, token: Token, after: Token | undefined): boolean {
  if (token.kind !== 'number' || after === undefined || !after.glued || after.kind !== 'word') return false;
  return (
    /^(?:s|g|G|x|X|D|p)$/u.test(after.text) &&
    before?.kind !== 'symbol' &&
    !(after.text === 'g' && /^\d{2,}$/u.test(token.text))
  );
}
