/** The words by which English says that something rose or fell. */

export type Direction = 'up' | 'down';

const list = (direction: Direction, words: string): [string, Direction][] =>
  words.split(' ').map((word) => [word, direction]);

/** Verbs in all their forms, nouns and the particles "up" and "down". */
const directions: ReadonlyMap<string, Direction> = new Map([
  ...list(
    'up',
    'rise rises rose risen rising grow grows grew grown growing growth increase increases increased increasing climb climbs climbed climbing jump jumps jumped jumping',
  ),
  ...list(
    'up',
    'soar soars soared soaring surge surges surged surging expand expands expanded expanding expansion gain gains gained gaining raise raises raised raising widen widens widened widening',
  ),
  ...list(
    'up',
    'accelerate accelerated advance advanced swell swelled rebound rebounded recover recovered boost boosts boosted boosting up higher improve improved improvement upturn hike hikes hiked',
  ),
  ...list(
    'down',
    'fall falls fell fallen falling drop drops dropped dropping decline declines declined declining decrease decreases decreased decreasing shrink shrinks shrank shrunk shrinking',
  ),
  ...list(
    'down',
    'slip slips slipped slide slides slid plunge plunges plunged plummet plummeted tumble tumbled sink sinks sank sunk contract contracts contracted contracting contraction cut cuts cutting',
  ),
  ...list(
    'down',
    'reduce reduces reduced reducing reduction lower lowered lowers lowering narrow narrowed narrowing dip dips dipped ease eased down dwindle dwindled slump slumped lose loses lost losing',
  ),
  ...list('down', 'reduction weaken weakened slow slowed worsen worsened thin thinned downturn'),
]);

/** Words of these lists that are too common to mean a change unless the figure follows at once. */
const onlyClose =
  /^(?:up|down|higher|lower|lost|lose|loses|losing|cut|cuts|contract|advance|gain|gains|gained|improve|improved|slow|narrow|contracts|raise|raised|raises|raising|recover|recovered|thin|thinned)$/u;

export interface ChangeWord {
  readonly word: string;
  readonly direction: Direction;
  readonly start: number;
  readonly end: number;
}

/** The words of change in a stretch of text, in order. */
export function changeWords(text: string): ChangeWord[] {
  const found: ChangeWord[] = [];
  for (const match of text.matchAll(/\p{L}+/gu)) {
    const direction = directions.get(match[0].toLowerCase());
    if (direction !== undefined)
      found.push({
        word: match[0].toLowerCase(),
        direction,
        start: match.index,
        end: match.index + match[0].length,
      });
  }
  return found;
}

/** Whether a lower-case word can be the finite verb of a clause: not "rising", nor the nouns "growth" and "reduction". */
export const isChangeVerb = (word: string) =>
  directions.has(word) && !/(?:ing|th|ion|up|down|er|turn|ment|risen|grown|fallen)$/u.test(word);

export const isOnlyClose = (word: string) => onlyClose.test(word);

/** Whether a stemmed content word only says that there was a change or a figure, not what is measured. */
export function saysNoMeasure(word: string): boolean {
  return noise.has(word) || directions.has(word);
}

const noise = new Set(
  (
    'number amount fewer row figure percent percentage cent per point basi basis billion million thousand hundred trillion dozen bn mn year month quarter week day annual annually yearly reach ' +
    'hit exceed stand stood amounted amount totall double triple quadruple halve half twice times time third comparison compare almost nearly roughly approximately least around ' +
    'plan intend aim pledge promise expect schedule set go target commit vow hope seek by become remain previous earlier ago last early late mid end beginning ' +
    'surpass top come make bring see saw seen level fold tenfold'
  ).split(' '),
);

/** Forward-looking: a plan, promise, aim or forecast. */
const forwardVerb =
  /\b(?:will|shall|won't|plan(?:s|ned|ning)? to|intend(?:s|ed|ing)? to|aim(?:s|ed|ing)? (?:to|for|at)|pledge[sd]? (?:to|that)|promise[sd]? (?:to|that)|vow(?:s|ed)? to|target(?:s|ed|ing)?(?: a| of)?|seek(?:s|ing)? to|hope[sd]? to|expect(?:s|ed|ing)? to|scheduled (?:to|for)|projected to|forecast to|predicted to|commit(?:s|ted)? to|want(?:s|ed)? to|going to|set to|due (?:to|on|in|by)|agreed to|(?:is|are) to (?!blame)\p{L}+|goal (?:is|of)|aim is)\b/iu;

/** Whether a clause speaks of what is yet to be. */
export const isForward = (text: string) => forwardVerb.test(text);

/** "the same period of 2017": names a stretch of time by another, and nothing that is measured. */
export const sameOfYear = /\b(?:same|corresponding|analogous|like) (?:period|quarter|months?|half|time)\b/iu;
