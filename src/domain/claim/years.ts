/** Whether four figures are a year that dates something, not a count and not part of a name. */
export function isYear(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 40), start);
  const after = text.slice(end, end + 40);
  if (isCounted(after) || isInName(before, after)) return false;
  const value = Number(text.slice(start, end));
  if (/\b(?:in|since)\s$/iu.test(before)) return true;
  if (value < 1700) return false;
  if (
    /^[ \u00a0](?:people|others|men|women|children|\p{Ll}+(?:ers|ors|ists|ants|ees))\b/u.test(after) &&
    !/\b(?:of|by|from|on|until|before|after)\s$/iu.test(before)
  ) {
    return false;
  }
  return isLed(before) || isFollowed(before, after);
}

const units =
  /^[ \u00a0-]?(?:%|°|percent|per|pct|million|billion|thousand|hundred|dozen|lakh|crore|years?|days?|hours?|minutes?|seconds?|weeks?|months?|kilo\p{L}*|k[mg]\b|m\b|c?m\b|metres?|meters?|miles?|feet|foot|tonnes?|tons?|litres?|liters?|hectares?|acres?|dollars?|euros?|pounds?|rupees|yen|yuan|barrels?|degrees?|[A-Z]{3}\b(?=\s|[.,;]|$)|square|cubic|megawatts?|gigawatts?|watts?|grams?|points?|times|seats|votes|homes|houses|jobs|copies|units|cases|deaths)/u;
const isCounted = (after: string) =>
  units.test(after) && !/^[ \u00a0](?:cases|votes|seats|deaths|jobs|points)\b.*\b(?:rose|fell)/u.test(after);

const namedBefore =
  /\b(?:Vision|Expo|Agenda|Euro|Horizon|Tokyo|London|Rio|Beijing|Paris|Resolution|Boeing|Windows|Office|Article|Section|Route|Flight|Room|Directive|Regulation|Class|Model|Peugeot|BMW|Project|Strategy|Plan|COP|Worlds)\s$/u;
const namedAfter =
  /^(?:\s\p{Lu}\p{L}+){0,3}\s(?:Convention|Treaty|Protocol|Act|Accords?|Declaration|Charter|Constitution|Code|Covenant|Statute|Directive|Bill|Guinness)\b/u;
const isInName = (before: string, after: string) => namedBefore.test(before) || namedAfter.test(after);

const leads =
  /\b(?:in|since|by|of|until|till|before|after|from|to|during|than|for|on|through|between|and|or|year|early|late|mid|around|about|circa|over|at|with|season|was|is|the|a|its|their|his|her|our|this|that|against|matched|vs|back|pre|post|versus|spring|summer|autumn|fall|winter|end|election|late)[\s-]$/iu;
const possessive = /(?:['’]s?|\()\s?$/u;

const isLed = (before: string) => leads.test(before) || possessive.test(before);

/** At the beginning of a sentence, or in a list of years, or closed by a mark. */
const isFollowed = (before: string, after: string) =>
  /(?:^|[.!?:;,(“"]\s*|\d{4}\s?[,/–-]\s?)$/u.test(before) ||
  (/^\s*(?:[.,;:)!?]|$)/u.test(after) && /\p{L}\s$/u.test(before) && /\b\p{Lu}\p{L}*\s$/u.test(before));
