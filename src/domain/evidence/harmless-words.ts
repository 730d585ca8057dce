import { contentWords } from '../claim/words.js';

/**
 * Words that may stand beside a figure without making it a figure of something else: who reports it and how, when, and how
 * firmly. Any other word that the claim has not may be what sets a part off from the whole ("wheat exports").
 */
const harmless =
  'ministry agency office bureau department committee commission authority board institute statistics statistical data figures survey report ' +
  'customs official officials government spokesman spokeswoman spokesperson press service release bulletin website statement interview table ' +
  'say state note announce publish release show indicate reveal confirm reach find calculate compile cite quote accord suggest present amount ' +
  'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december ' +
  'today yesterday spring summer autumn winter calendar year-on-year year-over-year annually ' +
  'total overall combined altogether entire full all-time compared comparison year period same previous past corresponding preceding current latest recent ' +
  'sharply slightly considerably significantly markedly steadily strongly rapidly quickly slowly nearly roughly approximately exactly precisely merely barely ' +
  'actually really indeed fact thus finally eventually respectively accordingly strong steep sharp modest slight rapid fast slow steady record ' +
  'unit tonne ton dollar euro pound item piece number count sum size rate level figure share ratio proportion percentage base basis mark ' +
  'result reading correction corrected revise revision final actual estimate ' +
  'reuters associated press afp agence france-presse tass itar-tass interfax novosti xinhua dpa efe ansa pti upi kyodo yonhap anadolu bloomberg kazinform tanjug bernama ' +
  'crown krone krona franc peso rupee dinar lira rouble ruble tenge thermometer ' +
  'crowd turnout organiser organizer census receive attract welcome host draw ' +
  'mutual bilateral trade turnover country countries nation side both two year thing case end beginning ' +
  'see stand come make put give set turn go move post register clock log notch tally number list count contain include consist constitute comprise ' +
  'represent form equal correspond account experience enjoy witness undergo continue remain keep stay become begin start unchanged stagnate flat stable slow fast slowest fastest';

/** The parts of a hyphened word may say something of their own ("France-Presse"): it is harmless as a whole alone. */
const stems = new Set(
  harmless.split(' ').flatMap((word) => (word.includes('-') ? [word] : [word, ...contentWords(word)])),
);

/** Whether a stem says nothing about what a figure is of. */
export function isHarmless(stem: string): boolean {
  return stems.has(stem);
}
