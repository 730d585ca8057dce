/** Whether a claim says that something is not so, and what it sets apart as the only one. */
export interface Polarity {
  readonly isNegative: boolean;
  /** "never": at no time, whatever period the other claim names. */
  readonly isAtNoTime: boolean;
  /** The words that turn it, for reasons; '' where none does. */
  readonly said: string;
  /** Names that are said not to be the one: "A, not B". */
  readonly denied: readonly string[];
  /** "Only A", "nobody but A": nobody else. */
  readonly isExclusive: boolean;
  /** Where the last negation ends; 0 without one. */
  readonly deniedFrom: number;
  /** Where what is denied begins, behind "A denied that"; 0 where nobody is named for it. */
  readonly speakerEnd: number;
  /** The text with denied names and "nobody but" blanked out, of the same length. */
  readonly text: string;
}

/** Reads it from a folded text. */
export function polarityOf(text: string): Polarity {
  const denied: string[] = [];
  let rest = text
    .replace(pronounDenied, blank)
    .replace(dateDenied, blank)
    .replace(contrast, (found, name: string) => {
      denied.push(name);
      return blank(found);
    });
  const isExclusive = exclusive.test(rest) || nobodyBut.test(rest);
  rest = rest.replace(
    nobodyBut,
    (_, no: string, who: string, but: string, name: string) => `${blank(no)}${who}${blank(but)} ${name}`,
  );
  const plain = rest.replace(onlyLooks, blank).replace(twiceDenied, blank);
  const found = [...plain.matchAll(negator)];
  const words = found.map((match) => match[0].trim());
  const last = found.at(-1);
  return {
    isNegative: words.length > 0,
    isAtNoTime: words.some((word) => /never|ever/iu.test(word)),
    said: words.join(', '),
    denied,
    deniedFrom: last === undefined ? 0 : last.index + last[0].length,
    speakerEnd: speaker.exec(rest)?.[0].length ?? 0,
    isExclusive,
    text: rest,
  };
}

/** "The minister denied that …", "denied the report that …". */
const speaker =
  /^.{0,200}?\b(?:den(?:y|ies|ied)|disput(?:es?|ed)|rul(?:ed|es) out)\b(?: (?:reports?|claims?|allegations?))?(?: that)?/iu;

/** Whether a word turns what follows round ("refused to"). */
export const isNegator = (lower: string): boolean =>
  /^(?:fail|refus|declin|deni|deny|neglect|omit|forg|unable|disput)/u.test(lower);

const blank = (found: string) => ' '.repeat(found.length);

/** ", not Ann Lee,", "rather than Ann Lee": a name that is put aside. */
const contrast =
  /,?\s(?:and )?(?:not|rather than|instead of|as opposed to) (?:by |in |to |from |the )?(\p{Lu}[\p{L}'-]*(?: \p{Lu}[\p{L}'-]*){0,4}),?/gu;

/** ", not by him": says again who it was not. */
const pronounDenied = /,\s(?:and )?not (?:by |to |from )?(?:him|her|them|it)\b/gu;

/** ", not on 3 March": says again when it was not. */
const dateDenied =
  /,?\s(?:and )?(?:not|rather than|instead of) (?:on |in )(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December|\d{4})(?: \d{1,4})?/gu;

const exclusive =
  /\b(?:[Oo]nly|[Ss]olely|[Ee]xclusively) (?:in |by |to |from )?(?:the )?\p{Lu}|\p{Lu}[\p{L}]+ (?:alone|only)\b|\bthe only (?:one|country|state|person|member|party|company|team|bank|city)\b/u;

const nobodyBut =
  /\b(no|none|nobody|no one|nothing)\b((?: [\p{L}'-]+){0,8}? )(apart from|aside from|except(?: for)?|other than|besides|but|save for) ((?:the )?\p{Lu}[\p{L}'-]*)/giu;

/** "not until May", "no fewer than", "not only": no negation. */
const onlyLooks =
  /\b(?:not until|not before|not only|not just|not least|not merely|no (?:fewer|less|more|later|earlier|longer|higher|lower) than|not (?:more|less|fewer) than|no doubt|none other than|no matter|with no exception|without exception|if not|no\.? ?\d+|whether or not|not guilty)\b/giu;

/** Two negations of one thing: "did not fail to", "never refused", "not without". */
const twiceDenied =
  /\b(?:not|never|n't|no one|nobody) (?:\p{L}+ )?(?:fail(?:ed|s)? to|refuse[ds]? to|decline[ds]? to|den(?:y|ied|ies)|without|dispute[ds]?|absent|unable)\b/giu;

const negator =
  /\b(?:not|no|never|none|neither|nor|nobody|nothing|nowhere|cannot|without)\b|n't\b|\b(?:fail(?:s|ed|ing)?|refus(?:es?|ed|ing)|declin(?:es?|ed|ing)|unable|forgot|neglect(?:s|ed)?|omit(?:s|ted)?) to\b|\b(?:den(?:y|ies|ied|ying)|lack(?:s|ed|ing)?|ruled? out|stopped short of|yet to|short of|false that|untrue that|avoid(?:s|ed)?|missing|absent|disput(?:es?|ed))\b/giu;
