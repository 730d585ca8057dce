/** Who stands where in a contest or a list, as a sentence tells it. */
export interface Standing {
  /** The name as written. */
  readonly name: string;
  /** 1 is the first. */
  readonly rank: number;
  /** The superlative it is told by ("largest"), or null. */
  readonly superlative: string | null;
}

const name = "(?:[Tt]he )?\\p{Lu}[\\p{L}’'.-]*(?: (?:of the |of |de |van |al-)?\\p{Lu}[\\p{L}’'.-]*){0,4}";
const places = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const place = `${places.join('|')}|\\d{1,3}(?:st|nd|rd|th)|top|gold|silver|bronze|runners?-up`;
const superlative = '\\p{L}{3,}est|most|least';

const segmentBreak = /[;,]\s|\s(?:and|while|but|with|whereas)\s/u;

/** "A came second", "B third", "C won", "D is the second-largest": each gives one name and its place. */
const forms: readonly RegExp[] = [
  new RegExp(
    `(${name})(?: [\\p{Ll}’'-]+){0,2}? (?:came|comes|finished|finishes|was|is|were|are|ranked|ranks|placed|stood|stands|ended up|ended|took|won|claimed|secured|in)(?: (?:in|the|joint|equal|at|as|home|up))* (?<place>${place})(?! (?:\\p{L}+ ){0,2}(?:to|time|day|half|quarter|round|term|election|woman|man|person|black|female)\\b)`,
    'u',
  ),
  new RegExp(`^\\W*(?:and )?(${name}),? (?<place>${place})(?: place)?\\W*$`, 'u'),
  new RegExp(
    `(${name})(?: [\\p{Ll}’'-]+){0,2}? (?:has|had|is|was|remains|remained|are|were|holds|held)(?: (?:the|by far|still|now|also|its|their|\\p{Lu}\\p{L}+[’']s|\\p{Ll}+[’']s))*(?: (?<place>${place})[- ]| )(?<superlative>${superlative})\\b(?! (?:of|important))`,
    'u',
  ),
  new RegExp(
    `(${name})(?: [\\p{Ll}’'-]+){0,2}? (?<win>won|wins|topped|tops|leads|led|heads|headed)\\b(?! (?:\\d|${place}|only|just|an?\\b|two|three|four|five|six|seven|eight|nine|ten|over|more|by|back|support|praise))`,
    'u',
  ),
];

/** Between two: the first before the second. */
const beating = new RegExp(
  `(${name})(?: [\\p{Ll}’'-]+){0,2}? (?:beat|beats|defeated|defeats|overcame|edged(?: out)?|thrashed|outpolled|overtook|came ahead of|finished ahead of|ranked ahead of|ranks ahead of|was ahead of|is ahead of|came before|ranks above|ranked above|is above|finished in front of) (${name})`,
  'u',
);
const beaten = new RegExp(
  `(${name})(?: [\\p{Ll}’'-]+){0,4}? (?:lost(?: by)?(?: \\d+[-–]\\d+)? to|was beaten by|were beaten by|was defeated by|were defeated by|came behind|finished behind|ranked behind|ranks behind|ranks below|ranked below|is behind|was behind|was overtaken by|trailed) (${name})`,
  'u',
);

/** "No country has more ports than A": A has the most. */
const unmatched = new RegExp(
  `^(?:[Ii]n [^,]{1,40},? )?[Nn]o (?:other )?.{1,80}? (?:more|higher|larger|bigger|greater|longer|taller) .{0,80}?than (?:in |that of )?(${name})`,
  'u',
);

/** The place that a whole claim gives by denying it to all others, or null. */
export function unmatchedIn(claim: string): Standing | null {
  const match = unmatched.exec(claim);
  return match === null ? null : { name: match[1] ?? '', rank: 1, superlative: 'most' };
}

/** What a preposition leads is not what is ranked: "16th at the World Championships". */
const behindPreposition = /\b(?:at|in|of|to|for|on|by|with|from|against|near|under)\s(?:the )?$/u;

/** The places that a sentence gives. */
export function standingsIn(sentence: string): Standing[] {
  return sentence.split(segmentBreak).flatMap((segment) => {
    for (const form of forms) {
      const match = form.exec(segment);
      if (match === null || behindPreposition.test(segment.slice(0, match.index))) continue;
      const { place: said, superlative: most } = match.groups ?? {};
      return [{ name: match[1] ?? '', rank: rankOf(said), superlative: most ?? null }];
    }
    return [];
  });
}

const losing = new RegExp(
  `^(${name}) (?:narrowly |clearly )?lost (?:the|an?|his|her|their) (?:\\p{L}+ ){0,4}?(?:election|race|final|match|game|vote|contest|runoff|run-off|primary|title|cup|semi-final|semifinal|case|lawsuit|trial|leadership|presidency)\\b`,
  'u',
);

/** Who is said to have lost a contest, or null. */
export function loserIn(claim: string): string | null {
  return losing.exec(claim)?.[1] ?? null;
}

/** Two names of which the first is said to stand before the second. */
export function orderIn(sentence: string): readonly [string, string] | null {
  const match = beating.exec(sentence);
  if (match !== null) return [match[1] ?? '', match[2] ?? ''];
  const turned = beaten.exec(sentence);
  return turned === null ? null : [turned[2] ?? '', turned[1] ?? ''];
}

const medals: Readonly<Record<string, number>> = {
  top: 1,
  gold: 1,
  silver: 2,
  bronze: 3,
  'runner-up': 2,
  'runners-up': 2,
};

function rankOf(said: string | undefined): number {
  if (said === undefined) return 1;
  return medals[said] ?? (places.includes(said) ? places.indexOf(said) + 1 : Number.parseInt(said, 10));
}
