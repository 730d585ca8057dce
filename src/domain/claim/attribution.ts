const speech =
  '(?:said|says|say|told \\p{L}+(?: \\p{L}+)?|announced|announces|reported|reports|noted|notes|stated|states|claimed|claims|estimated|estimates|found|finds|showed|shows|show|confirmed|confirms|argued|argues|warned|believes|predicts|predicted|forecasts)';

/** Where a sentence says whose word it is; the first group holds who. */
const patterns: readonly RegExp[] = [
  /\baccording to ([^,;.]{2,100}?)(?=[,;.]|\s(?:published|released|issued|cited|seen|on|in|for)\b|$)/iu,
  /\b(?:as )?(?:reported|published|cited|announced|estimated|measured|recorded) by ([^,;.]{2,80}?)(?=[,;.]|\s(?:on|in|for|at|to|and|as|with)\b|$)/iu,
  /^(?:data|figures|statistics|numbers) (?:from|by|of) ([^,;]{2,80}?) (?=show|suggest|indicate|reveal|put)/iu,
  new RegExp(`^([^,;:]{2,90}?) ${speech}(?: (?:on|in) [^,]{1,30})?(?:,)? that\\b`, 'iu'),
  new RegExp(`^([^,;:]{2,60}?) ${speech}[,:] `, 'iu'),
  new RegExp(
    `,["'”’]?\\s(?:as )?([^,;]{2,80}?) ${speech}(?=[.,;]|\\s(?:on|in|at|last|this|yesterday)\\b|["'”’]*$)`,
    'iu',
  ),
  new RegExp(`,["'”’]?\\s${speech} ([^,;.]{2,80}?)(?=[.,;]|$)`, 'iu'),
];

/** Who is said to have said it ("according to the statistics committee"), as written; null where the text speaks for itself. */
export function attributionOf(sentence: string): string | null {
  for (const pattern of patterns) {
    const who = pattern.exec(sentence)?.[1]?.trim();
    if (who !== undefined && /\p{L}/u.test(who) && !pronoun.test(who)) return who;
  }
  return null;
}

/** "which showed that": no one in particular. */
const pronoun = /^(?:which|that|who|it|this|and|but|as|it was|there)$/iu;
