/** Words that say nothing of what a claim is about. */
const stop = new Set(
  (
    'a an the this that these those there here and or but nor so yet if then than as at by for from in into of off on onto out over to up upon with within without ' +
    'about above across after against along amid among around before behind below beneath beside between beyond during except inside near through throughout toward towards under until via ' +
    'i me my we us our you your he him his she her it its they them their who whom whose which what when where why how ' +
    'is am are was were be been being has have had having do does did doing will would shall should can could may might must ought ' +
    'not no nor only just also even still too very more most less least much many such same other another each every all any both few some own ' +
    'said say says told tell according while because since once again further however thus therefore meanwhile'
  ).split(' '),
);

/**
 * What a text is about: lower-case words without stop words and figures, each cut to a light stem, in order, doubles kept.
 * The same function serves the `measure` of an assertion and the passages that are matched with it.
 */
export function contentWords(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .replaceAll('’', "'")
    .replace(dotted, (match) => match.replaceAll('.', ''));
  const isShouted = !/\p{Ll}/u.test(plain);
  const words: string[] = [];
  for (const match of plain.matchAll(/\p{L}[\p{L}\p{M}]*(?:'[\p{L}\p{M}]+)*/gu)) {
    const lower = match[0].toLowerCase();
    const word = lower.replace(/'s?$|'\p{L}+$/u, '');
    // "US", "IT" and "WHO" are names where the rest is not in capitals too
    const isName = !isShouted && acronym.test(match[0]);
    if (word.length > 1 && (isName || !stop.has(word))) words.push(isName ? word : stem(word));
  }
  return words;
}

const acronym = /^\p{Lu}{2,5}(?:'s)?$/u;
/** "U.S." is "US". */
const dotted = /\b(?:\p{Lu}\.){2,5}/gu;

const irregular: ReadonlyMap<string, string> = new Map(
  Object.entries({
    grew: 'grow',
    grown: 'grow',
    growth: 'grow',
    rose: 'rise',
    risen: 'rise',
    fell: 'fall',
    fallen: 'fall',
    men: 'man',
    women: 'woman',
    children: 'child',
    people: 'people',
    won: 'win',
    lost: 'lose',
    sold: 'sell',
    bought: 'buy',
    built: 'build',
    held: 'hold',
    met: 'meet',
    paid: 'pay',
    died: 'die',
    dying: 'die',
    dead: 'die',
    death: 'die',
    deaths: 'die',
    left: 'leave',
    made: 'make',
    took: 'take',
    taken: 'take',
    gave: 'give',
    given: 'give',
    shrank: 'shrink',
    shrunk: 'shrink',
    spent: 'spend',
    began: 'begin',
    begun: 'begin',
    feet: 'foot',
    news: 'news',
    series: 'series',
    species: 'species',
    process: 'process',
    gas: 'gas',
    gases: 'gas',
    crisis: 'crisis',
    crises: 'crisis',
    lives: 'life',
    wives: 'wife',
    went: 'go',
    gone: 'go',
    led: 'lead',
    sent: 'send',
    kept: 'keep',
    thought: 'think',
    brought: 'bring',
    became: 'become',
    came: 'come',
    ran: 'run',
    wrote: 'write',
    written: 'write',
    chose: 'choose',
    chosen: 'choose',
  }),
);

const endings: readonly (readonly [RegExp, string])[] = [
  [/(?<=\p{L}{2})ies$/u, 'y'],
  [/(?<=ss|sh|ch|x|z)es$/u, ''],
  [/(?<=\p{L}{2})ied$/u, 'y'],
];

/** Plurals, -ed, -ing: no more, so that "trade" and "trader" stay apart. */
function stem(word: string): string {
  const known = irregular.get(word);
  if (known !== undefined) return known;
  // no English word is longer than forty letters; what is, is left alone
  if (word.length < 4 || word.length > 40 || word.endsWith('eed')) return word;
  for (const [ending, root] of endings) if (ending.test(word)) return word.replace(ending, root);
  if (word.endsWith('s') && !/(?:ss|us|is)$/u.test(word)) return stem(word.slice(0, -1));
  const verb = /^(.*[aeiouy].*?)(?:ed|ing)$/u.exec(word)?.[1];
  return verb === undefined || verb.length < 3 ? word : closed(verb);
}

/** "planned" → "plan", "increased" → "increase"; verbs whose final e English drops before -ed get it back. */
function closed(verb: string): string {
  if (/([bdgmnprt])\1$/u.test(verb)) return verb.slice(0, -1);
  return /(?:[^aeiou][aeiou](?:s|v|z|c|g)|[aeiou]{2}(?:s|v|c)|at|ut|uc|rg|[^aeiou][iua]r|[aeiou]nc|rc|[^aeiou]l|dg|lv|rv|[^aeiou]at|[^aeiou][ou]s|as|os|us|is|[^aeiou][iao]k|[^aeiou][iao]d|[^aeiou][i]n|im|ot)$/u.test(
    verb,
  )
    ? `${verb}e`
    : verb;
}
