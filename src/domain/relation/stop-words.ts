/** Words that carry no topic: grammar, and how a thing is said. */
export const stopWords: ReadonlySet<string> = new Set(
  (
    'a an the this that these those there here and or but nor so yet if then than as at by for from in into of off on onto out over to upon with within without ' +
    'about above across after against along amid among around before behind below beneath beside between beyond during except inside near through throughout toward towards under until via till ' +
    'i me my we us our you your he him his she her it its them they their who whom whose which what when where why how itself himself herself themselves ' +
    'is am are was were be been being has have had having do does did doing will would shall should can could may might must ought ' +
    'not no nor cannot only just also even still too very more most less least much many such other another each every any both few some own one ones others ' +
    'because since once again further however thus therefore meanwhile while apart neither either never ever already exactly precisely roughly approximately almost nearly around ' +
    'fewer nobody nothing none anybody anyone somebody someone more_than up down per whole total overall altogether respectively'
  ).split(' '),
);

/** Words that count a quarter of others: they stand in any news about figures. Roots, as `rootOf` makes them. */
export const blandWords: ReadonlySet<string> = new Set(
  (
    'number level rate share volume value amount figure size average annual yearly year month quarter week day period time percent cent point half third ' +
    'say tell declare report show note accord statement data figure statistic official reveal estimate announce confirm record register post see reach hit stand come go make take give get put ' +
    'new first last previous late early end start begin become remain part way set hold held thing kind sort various several include certain further include ' +
    'million billion trillion thousand hundred dozen lakh crore percentage annum money handle use carry pass serve see welcome do worth equal count earlier later then spring summer autumn winter fall rise increase decrease grow ' +
    'morning evening night afternoon today yesterday monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december'
  ).split(' '),
);

/** Superlatives: what they say is compared as a rank. */
export const superlatives: ReadonlySet<string> = new Set(
  (
    'largest biggest greatest highest longest tallest oldest strongest richest fastest busiest deepest heaviest hottest warmest coldest wettest driest smallest lowest shortest ' +
    'youngest weakest poorest slowest cheapest dearest worst best main leading foremost top number_one widest steepest sharpest'
  ).split(' '),
);

/** Words that make another measure or group of the noun they stand with: where only one claim has one, the two are apart. */
export const narrowingWords: ReadonlySet<string> = new Set(
  (
    'real nominal core headline urban rural youth female male women men adult elderly pensioner industrial agricultural retail wholesale net gross primary secondary ' +
    'northern southern eastern western seasonally adjusted foreign domestic private median long-term short-term temporary excluding except under-five infant child maternal ' +
    'crude refined renewable nuclear solar wind online digital first-time per-capita capita head household preliminary provisional planned projected'
  ).split(' '),
);
