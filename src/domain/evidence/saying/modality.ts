/** In what way a clause says what it says. Only what is said in one way answers what is said in the same way. */
export type Modality = 'fact' | 'duty' | 'request' | 'possible' | 'plan' | 'condition';

/** The first that holds. An order or a plan is no outcome, and an outcome shows no order. */
const modalities: readonly (readonly [Modality, RegExp])[] = [
  ['condition', /\b(?:if|unless|whether|in case)\b/iu],
  [
    'duty',
    /\b(?:must|shall|ha(?:s|ve|d) to|should|ought to|orders? (?!book|of)|ordered|ordering|requires?|required to|oblig(?:es?|ed)|instruct(?:s|ed)|mandat(?:es?|ed)|compel(?:s|led)?|told \p{L}+(?: \p{L}+)? to)\b/iu,
  ],
  [
    'request',
    /\b(?:ask(?:s|ed)? (?:for|the|to)|urg(?:es?|ed)|call(?:s|ed)? (?:on|for)|demand(?:s|ed)|propos(?:es?|ed)|recommend(?:s|ed)|appl(?:y|ies|ied) (?:for|to)|want(?:s|ed)? to|wish(?:es|ed)? to|tried to|seeks? to|sought to|attempt(?:s|ed)? to)\b/iu,
  ],
  ['possible', /\b(?:may|might|could|can|consider(?:s|ed|ing)|is thinking of|possibly|perhaps|likely)\b/iu],
  [
    'plan',
    /\b(?:will|won['’]t|would|going to|plan(?:s|ned)? (?:to|on|for)|intend(?:s|ed)?|aim(?:s|ed)? to|hop(?:es?|ed) to|expect(?:s|ed)?|forecasts?|predict(?:s|ed)?|foresees?|project(?:s|ed)|pledg(?:es?|ed)|promis(?:es?|ed)|vow(?:s|ed)?|(?:is|are|was|were) (?:set|due|expected|planned|scheduled) (?:to|for)|(?:is|are|was|were) to \p{L}+)\b/iu,
  ],
];

/** "May" is also a month. */
const monthOfMay = /\bMay\b/gu;

export function modalityOf(clause: string): Modality {
  const text = clause.replace(monthOfMay, '');
  return modalities.find(([, pattern]) => pattern.test(text))?.[0] ?? 'fact';
}
