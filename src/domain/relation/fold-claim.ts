import { withSuperlative } from './no-greater.js';
import { countryRows, exonymRows } from './name-tables.js';

/** A claim in one typography: plain quotation marks and spaces, and one name for countries with long official ones. */
export function foldClaim(text: string): string {
  const folded = text
    .normalize('NFKC')
    .replace(/[‘’‚‛ʼ]/gu, "'")
    .replace(/[“”„‟«»]/gu, '"')
    .replace(/[\s\u00a0\u200b\u00ad]+/gu, ' ')
    .trim();
  return withSuperlative(folded)
    .replace(notUntil, '$1only in ')
    .replace(longNames, (found) => shortOf.get(found.toLowerCase().replaceAll(' ', '_')) ?? found)
    .replace(/\b(U)\.(S|K|N)\.(?:A\.)?/gu, '$1$2');
}

/** "was not approved until March" is "was approved only in March". */
const notUntil =
  /\b(?:not |(?<=did|was|were|has|had|is|are|do|does)n't )((?:[\p{L}-]+ ){0,8}?)(?:until|till) (?=(?:the )?(?:(?:early|mid|late|end of|spring|summer|autumn|winter) )?(?:\d|January|February|March|April|May|June|July|August|September|October|November|December|last|this|next|yesterday))/gu;

const shortOf: ReadonlyMap<string, string> = new Map(
  [...countryRows, ...exonymRows].flatMap((row) => {
    const spellings = row.split(' ');
    return spellings
      .filter((each) => /_(?:of|and)_/u.test(each))
      .map((each) => [each, capitalised(spellings[0] ?? each)] as const);
  }),
);

const longNames = new RegExp(
  `\\b(?:${[...shortOf.keys()]
    .sort((a, b) => b.length - a.length)
    .map((each) => each.replaceAll('_', ' '))
    .join('|')})\\b`,
  'giu',
);

function capitalised(name: string): string {
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
