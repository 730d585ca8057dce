import { beginsSentence, isCapitalised, type Token } from './tokens.js';

/** Nouns whose number is a name: "Article 5", "Gate 4", "Boeing 737", "Resolution 1325". They carry a capital. */
const namedNouns =
  /^(?:article|articles|chapter|channel|gate|line|route|formula|resolution|psalm|boeing|airbus|windows|apollo|room|flight|highway|interstate|platform|terminal|group|level|type|grade|class|phase|stage|season|episode|part|volume|version|unit|lot|zone|area|block|district|ward|day|week|protocol|annex|appendix|table|figure|clause|paragraph|rule|law|bill|act|title|item|question|schedule|form|bus|tram|train|pier|exit|junction|vision|agenda|expo|euro|cup|iphone|galaxy|model|mark|mach|section|sections|amendment|directive|regulation|division|league|radio|studio|building|house|tower|camp|sector|region|company|battalion|brigade|regiment|squadron|unesco|falcon|soyuz|ariane|porsche|catch|ocean's|page|pages|note|step|rfc|iso|dvd|mp|ps|web|proposition|prop|measure|order|decree|case|file|number|lane|runway|ring|matthew|mark|luke|john|genesis|corinthians|super|bowl|covid|blink|sum|maroon|hole|race|heat|tier|category|cat|scope|bay|dock|berth|warehouse|reactor|block|track|peugeot|ferrari|mazda|bmw|bloc|plus|area|verse|act|scene|sonnet|symphony|opus|op|k|nr|no)$/u;
/** Those that name a number even in small letters. */
const alwaysNamed =
  /^(?:chapter|page|pages|verse|paragraph|clause|psalm|no|nr|iphone|covid|article|section|annex|appendix|gate|channel)$/u;

/** Whether the figure at the index belongs to a name ("Line 2", "B-52", "G20"), to a time of day or to a score. */
export function isInName(tokens: readonly Token[], at: number): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (token === undefined) return false;
  return (
    isGlued(tokens, at) ||
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
  if (!/^(?:1[5-9]|20)\d\d$/u.test(tokens[at]?.text ?? '')) return false;
  for (let next = at + 1; next < at + 5 && isCapitalised(tokens[next]); next += 1) {
    if (treaties.test(tokens[next]?.text ?? '')) return true;
  }
  return false;
}

function isGlued(tokens: readonly Token[], at: number): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (token?.kind !== 'number') return false;
  if (token.glued && before !== undefined && (before.kind === 'word' || /^[#_\\@]$/u.test(before.text)))
    return true;
  // "B-52", "COVID-19", "Su-27": a word tight before a tight hyphen
  if (
    token.glued &&
    before !== undefined &&
    /^[-‐‑–]$/u.test(before.text) &&
    before.glued &&
    tokens[at - 2]?.kind === 'word'
  )
    return true;
  // "24/7", "9/11"
  if (token.glued && before?.text === '/' && before.glued && tokens[at - 2]?.kind === 'number') return true;
  return after?.glued === true && /^[_\\]$/u.test(after.text);
}

function isNamed(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  let index = at - 1;
  if (token?.kind !== 'number' && !isCapitalised(token)) return false;
  // "No. 1"
  if (tokens[index]?.text === '.' && /^(?:no|nr|op|fig|vol|art|sec)$/u.test(tokens[index - 1]?.lower ?? ''))
    return true;
  if (tokens[index]?.text === '-') index -= 1;
  const noun = tokens[index];
  if (noun === undefined || !namedNouns.test(noun.lower)) return false;
  if (noun.lower === 'no' && token?.kind === 'number') return isCapitalised(noun);
  return (
    alwaysNamed.test(noun.lower) ||
    (isCapitalised(noun) && (!beginsSentence(tokens, index) || token?.kind === 'number'))
  );
}

function isTime(tokens: readonly Token[], at: number): boolean {
  const [before, token, after, later] = [tokens[at - 1], tokens[at], tokens[at + 1], tokens[at + 2]];
  if (token?.kind !== 'number') return false;
  if (after?.text === ':' && after.glued && later?.kind === 'number' && later.glued) return true;
  if (before?.text === ':' && before.glued && token.glued && tokens[at - 2]?.kind === 'number') return true;
  if (/^(?:am|pm|o'clock)$/u.test(after?.lower ?? '') && Number(token.text) < 25) return true;
  if (/^[ap]$/u.test(after?.lower ?? '') && later?.text === '.' && tokens[at + 3]?.lower === 'm') return true;
  return (
    /^(?:GMT|UTC|CET|EST|EDT|BST|hrs)$/u.test(after?.text ?? '') && /^\d{1,4}(?:\.\d\d)?$/u.test(token.text)
  );
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
