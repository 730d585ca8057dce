/** A word without plural, tense or possessive ending; the same for all forms of most words, and not always a word. */
export function stemOf(word: string): string {
  const lower = word.toLowerCase().replace(/'s?$/, '');
  const known = irregular.get(lower);
  if (known !== undefined) return known;
  if (lower.length < 4) return lower;
  const bare = lower
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x)es$/, '$1')
    .replace(/([^su])s$/, '$1')
    .replace(/(\w{3,})(?:ied)$/, '$1y')
    .replace(/(\w{3,})(?:ing|ed)$/, '$1')
    .replace(/([bdgmnprt])\1$/, '$1');
  return bare.length > 4 ? bare.replace(/e$/, '') : bare;
}

/** Irregular forms, to one stem. */
const irregular: ReadonlyMap<string, string> = new Map(
  'rose:rise risen:rise rising:rise fell:fall fallen:fall grew:grow grown:grow won:win lost:lose sold:sell bought:buy began:begin begun:begin said:say says:say told:tell left:leave beaten:beat paid:pay made:make men:man women:woman children:child people:people feet:foot was:be were:be is:be are:be been:be being:be has:have had:have did:do does:do done:do shrank:shrink held:hold led:lead gave:give given:give took:take taken:take'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);
