/** What turns a sentence without being part of what it tells, by kind. */
const turns: readonly (readonly [kind: string, pattern: RegExp])[] = [
  [
    'forecast',
    /\b(?:forecasts?|predict(?:s|ed)?|expect(?:s|ed)|anticipate[sd]|plan(?:s|ned) (?:to|for)|intend(?:s|ed)?|pledged?|promised?|will|would|shall|could|might|threaten(?:s|ed)?|tried|tries|attempt(?:s|ed) to|offer(?:s|ed)|seeks?|likely|(?:is|are) (?:set|due|to be)|nominated)\b/iu,
  ],
  [
    'hearsay',
    /\b(?:alleged(?:ly)?|reportedly|claim(?:s|ed|ing)?|denie[sd]|rumou?r(?:s|ed)?|if|whether|accused|suspected|acquitted|according to|media reported)\b/iu,
  ],
  ['exception', /\b(?:except|excluding|apart from|instead of|rather than)\b/iu],
  ['nearly', /\b(?:almost|nearly)\b(?! (?:\d|all\b|every\b))/iu],
];

/** The kinds of turn a text has. "May" is left out: it is also a month and a name. */
export function turnsIn(text: string): string[] {
  return turns.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind);
}

/** Words that set one measure off from another of the same name, or a part from the whole; words of one group mean the same. */
const qualifiers: readonly RegExp[] = [
  /\bnet\b/iu,
  /\bgross\b/iu,
  /\bpre-?tax\b|\bbefore tax\b/iu,
  /\b(?:real|inflation-adjusted)\b/iu,
  /\bnominal\b/iu,
  /\bmedian\b/iu,
  /\b(?:average|mean)\b/iu,
  /\b(?:seasonally adjusted|adjusted)\b/iu,
  /\bunadjusted\b/iu,
  /\b(?:core|underlying|like-for-like|organic)\b/iu,
  /\bheadline\b/iu,
  /\b(?:youth|young|teenage)\b/iu,
  /\b(?:women|woman|females?|girls?)\b/iu,
  /\b(?:men|man|males?|boys?)\b/iu,
  /\b(?:children|minors|pensioners|adults?)\b/iu,
  /\b(?:budget|fiscal)\b/iu,
  /\btrade\b/iu,
  /\bcurrent[- ]account\b/iu,
  /\b(?:brand|division|subsidiary|unit|franchised)\b/iu,
  /\b(?:primary|structural)\b/iu,
  /\b(?:per capita|per head|per person|per inhabitant)\b/iu,
  /\b(?:month[- ]on[- ]month|from the previous month|monthly)\b/iu,
  /\b(?:year[- ]on[- ]year|annual|annually|yearly|a year earlier)\b/iu,
  /\b(?:cumulative|so far|in all|since)\b/iu,
  /\b(?:domestic|overseas|abroad|foreign)\b/iu,
  /\b(?:urban|rural|onshore|offshore)\b/iu,
  /\b(?:first|second) (?:round|half|leg)\b/iu,
  /\b(?:full|part)-time\b/iu,
  /\b(?:separate|equivalent|provisional|preliminary)\b/iu,
];

/** The qualifiers of a text, as one word to compare. */
export function qualifiersIn(text: string): string {
  return qualifiers.flatMap((pattern, at) => (pattern.test(text) ? [at] : [])).join();
}

/** Units that a figure may be given in; each row is one unit. */
const units: readonly RegExp[] = [
  /^°? ?(?:c|celsius)$/u,
  /^°? ?(?:f|fahrenheit)$/u,
  ...(
    'km kilometres kilometers kilometre kilometer|miles mile mi|m metres meters metre meter|ft feet foot|kg kilograms kilogrammes kilos|pounds lb lbs pound|tonnes tonne tons ton|barrels barrel|' +
    'acres acre|hectares hectare ha|litres liters litre|gallons gallon|seconds|minutes minute|hours hour|days day|weeks week|months month|years year|dollars dollar|euros euro|yen|francs franc|rupees rupee|crowns kronor kroner krona'
  )
    .split('|')
    .map((row) => new RegExp(`^(?:${row.replaceAll(' ', '|')})$`, 'u')),
];

/** Index of the unit that stands behind an offset of a text, past "degrees" and the like; null where none does. */
export function unitBehind(text: string, end: number): number | null {
  const behind = /^[ -]?(?:degrees? |(?:cubic|square|nautical|million|billion) )?(°? ?\p{L}+)/u.exec(
    text.slice(end, end + 40),
  );
  const at = units.findIndex((unit) => unit.test((behind?.[1] ?? '').toLowerCase()));
  return at < 0 ? null : at;
}
