import { bounded, figureAt, type Figure, type ReadFigure } from './figures.js';
import { placeOf } from './kin.js';
import { definitionIn, livesIn, type Life } from './marks.js';
import { rootOf } from './roots.js';
import { isCapital, textAt, tokensOf, type Token } from './tokens.js';

/** A word of a claim or passage that says something; function words only stand in `before`. */
export interface Word {
  /** As written. */
  readonly text: string;
  readonly folded: string;
  readonly root: string;
  readonly form: 'figure' | 'name' | 'word';
  readonly figure: Figure | null;
  /** Country or region the word names or belongs to. */
  readonly place: string | null;
  /** Set on the dates of "(1734-1802)" behind a name. */
  readonly life: Life | null;
  /** Stands in what the sentence says its subject is: "is a British film actor". */
  readonly isDefining: boolean;
  /** Counts up at commas, brackets, "and", "which" and the like. */
  readonly clause: number;
  /** The function words that stand right before it. */
  readonly before: readonly string[];
  /** Offset in the text, UTF-16. */
  readonly start: number;
}

/** Reads the words of a text in order. Never throws. */
export function readWords(text: string): Word[] {
  const tokens = tokensOf(text);
  const lives = livesIn(tokens);
  const [from, to] = definitionIn(tokens);
  const words: Word[] = [];
  let [clause, before]: [number, string[]] = [0, []];
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at] ?? noToken;
    if (opensClause(token)) clause += 1;
    const figure = figureAt(tokens, at);
    if (figure || says(token)) {
      const marks = { life: lives.get(at) ?? null, isDefining: at >= from && at < to, clause, before };
      words.push({ ...wordOf(text, tokens, at, figure, before), ...marks });
      before = [];
    } else if (!token.isBreak) {
      before = [...before.slice(-3), token.folded];
    }
    at += figure?.length ?? 1;
  }
  return words;
}

function opensClause({ isBreak, folded }: Token): boolean {
  return isBreak || clauseWords.has(folded);
}

/** Whether a token says something by itself. */
function says(token: Token): boolean {
  return !token.isBreak && !isFunctionWord(token);
}

/** "US" and "IT" in capitals are names. */
function isFunctionWord({ text, folded }: Token): boolean {
  return functionWords.has(folded) && !/^(?:US|IT|WHO|U\.S\.)$/.test(text);
}

type Marks = 'life' | 'isDefining' | 'clause' | 'before';

function wordOf(
  text: string,
  tokens: readonly Token[],
  at: number,
  read: ReadFigure | null,
  before: readonly string[],
): Omit<Word, Marks> {
  const token = tokens[at] ?? noToken;
  const { start, folded } = token;
  if (read) {
    const written = text.slice(start, (tokens[at + read.length - 1] ?? token).end);
    const figure = bounded(read.figure, before);
    return { text: written, folded, root: written, form: 'figure', figure, place: null, start };
  }
  return {
    ...{ text: token.text, folded: folded.replace(/'s?$/, ''), root: rootOf(folded) },
    ...{ form: isCapital(token) && !isOpening(tokens, at) ? 'name' : 'word', figure: null },
    ...{ place: placeOf(folded), start },
  };
}

const noToken: Token = { text: '', folded: '', isBreak: false, start: 0, end: 0 };

/** A capital at the head of a sentence says nothing, unless another capital follows. */
function isOpening(tokens: readonly Token[], at: number): boolean {
  const previous = tokens[at - 1]?.text;
  if (previous !== undefined && previous !== '.') return false;
  return !/^\p{Lu}/u.test(textAt(tokens, at + 1));
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words at which a new fact may begin. */
const clauseWords = setOf(
  'and but which who whom whose that while where when then after before although though until',
);

/** Words that say nothing of a fact by themselves. Negations are no function words: they are read apart. */
const functionWords = setOf(
  'a an the this that these those there here of in on at to for from by with as and or but nor so if than into onto upon up down out off about between among during within through ' +
    'via per is are was were be been being am has have had having do does did doing will would shall should can could may might must ' +
    'i he she it its his her him hers they them their theirs we us our you your who whom whose which what when where why how while whereas also too very just then thus hence therefore however ' +
    'over under less fewer exceeding least almost nearly approximately roughly circa c above below after before since until till because although though despite even still yet already both either each every any some such other others another same own more most ' +
    's t - \u2013 % . et al etc eg ie ad bc ce bce including include included includes along together wherein thereby whereby become became becomes becoming respectively namely well later eventually subsequently currently',
);

/** Words that deny what stands behind them. */
export const negations = setOf(
  "no not never none neither without failed fail fails refused declined don't doesn't didn't wasn't weren't isn't aren't hasn't hadn't won't couldn't cannot can't unable",
);
