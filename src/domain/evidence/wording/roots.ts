/**
 * The root of a word: folded, in American spelling, without the endings of plural, tense and derivation, so that "founded",
 * "founder" and "foundation" are one. Coarser than the stems that figures are aligned by: it decides what a passage covers, never a value.
 */
export function rootOf(word: string): string {
  const folded = foldWord(word).replace(/'s?$/, '');
  const known = irregular.get(folded);
  if (known !== undefined) return known;
  const plain = folded
    .replace(/(?<=\w{3})our(?=s|ed|ing|$)/, 'or')
    .replace(/is(?=(?:e|ed|es|ing|ation|ations)$)/, 'iz');
  for (const [ending, least] of endings) {
    if (plain.length - ending.length >= least && plain.endsWith(ending))
      return undouble(plain.slice(0, -ending.length));
  }
  return undouble(plain);
}

/** A word in small letters without accents, Latin letters with strokes and ligatures spelled out. */
export function foldWord(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øœæßłđðþı’]/gu, (letter) => letters.get(letter) ?? letter);
}

const letters: ReadonlyMap<string, string> = new Map([
  ['ø', 'o'],
  ['œ', 'oe'],
  ['æ', 'ae'],
  ['ß', 'ss'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
  ['’', "'"],
]);

/** Endings, longest first, with the least number of letters that must stay. */
const endings: readonly (readonly [string, number])[] = (
  'izations:3 ization:3 ations:4 ational:4 ation:4 itions:4 ition:4 ments:4 ment:4 nesses:3 ness:3 ingly:4 edly:4 ships:4 ship:4 ' +
  'ically:4 ical:4 ists:4 ist:4 ings:3 ing:3 ities:4 ity:4 ions:4 ional:4 ion:4 ances:4 ance:4 ences:4 ence:4 ants:4 ant:4 ives:4 ive:4 ' +
  'izers:3 izing:3 ized:3 izes:3 ize:3 iers:4 ier:4 ied:3 ies:3 ers:4 er:4 ors:4 or:4 als:4 al:4 ly:4 ed:3 es:3 ia:4 ic:4 y:4 e:4 s:3'
)
  .split(' ')
  .map((each) => [each.split(':')[0] ?? '', Number(each.split(':')[1])] as const);

function undouble(root: string): string {
  return root.length > 3 && /([bdglmnprt])\1$/.test(root)
    ? root.slice(0, -1)
    : root.replace(/(?<=\w{3})[iy]$/, '');
}

const irregular: ReadonlyMap<string, string> = new Map(
  (
    'rose:ris risen:ris fell:fall fallen:fall grew:grow grown:grow won:win wins:win winner:win winners:win winning:win lost:lose losing:lose loss:lose losses:lose sold:sell sale:sell sales:sell bought:buy ' +
    'began:begin begun:begin beginning:begin left:leav leaves:leav leaving:leav leave:leav paid:pay made:mak makes:mak making:mak make:mak men:man women:woman children:child people:person persons:person feet:foot ' +
    'held:hold led:lead gave:giv given:giv giving:giv gives:giv give:giv took:tak taken:tak take:tak takes:tak taking:tak built:build wrote:writ written:writ writer:writ writers:writ writing:writ writings:writ writes:writ write:writ ' +
    'sang:sing sung:sing song:song born:birth births:birth died:death dies:death dying:death die:death dead:death deaths:death chose:choos chosen:choos choice:choos became:becom becoming:becom becomes:becom become:becom ' +
    'came:com comes:com coming:com come:com ran:run running:run runner:run runs:run went:go goes:go going:go gone:go brought:bring taught:teach teacher:teach teaches:teach teaching:teach sent:send spent:spend thought:think fought:fight fighting:fight ' +
    'met:meet knew:know known:know knows:know grew:grow drew:draw drawn:draw broke:break broken:break spoke:speak spoken:speak speech:speak swam:swim sank:sink sunk:sink flew:fly flown:fly flight:flight shot:shoot struck:strik ' +
    'wives:wif wife:wif lives:liv life:lif lived:liv living:liv live:liv centre:center centres:center theatre:theater theatres:theater metres:meter metre:meter kilometres:kilometer kilometre:kilometer litre:liter litres:liter programme:program programmes:program ' +
    'defence:defens defense:defens offence:offens licence:licens license:licens grey:gray tumour:tumor played:play player:play players:play plays:play playing:play second:second third:third used:use uses:use using:use user:use users:use ' +
    'elected:elect election:elect elections:elect electoral:elect series:series species:species news:news states:stat state:stat united:united marriage:marry married:marry marries:marry wed:marry wedded:marry ' +
    'american:america americans:america length:long longer:long height:high width:wide depth:deep weight:weigh weighs:weigh weighed:weigh wartime:war prewar:war cities:city city:city'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);
