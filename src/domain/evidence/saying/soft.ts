import { rootOfJoined } from './wording.js';

/** Words of a claim that a passage need not have: they say how, when or by whom it is told, and not what. */
const soft =
  'official officially formally already still since recently now today currently then eventually finally actually really indeed fact ' +
  'year month week day time date period make do take get have become come go carry conduct give put bring see stay ' +
  'new latest later earlier ago together altogether place way part thing case result figure show report ' +
  'percent per cent own same very only just also even whole entire total reverse around ever any far long ' +
  'dr mr mrs ms prof professor sir former late ex respectively there once yet event course late early mid mid-';

const softRoots = new Set(soft.split(' ').flatMap((word) => [word, rootOfJoined(word)]));

export function isSoft(root: string): boolean {
  return softRoots.has(root);
}

/** Words of a passage that make it a statement about less than all, or less than certain, unless the claim has them too. */
export const hedging =
  /\b(?:almost|nearly|partly|partially|only|except|excluding|apart from|other than|some|several|part of|half|most|many|few|mainly|mostly|reportedly|allegedly|alleged|rumou?r(?:s|ed)?|supposedly|claims?|claimed|according to rumou?rs|temporarily|briefly|provisional(?:ly)?|preliminary|initially|in theory|hoax|myth|false(?:ly)?|untrue)\b/giu;
