import type { Assertion, DayRange } from '../claim/assertion.js';
import type { FindDayDates } from '../claim/day-date-finder.js';
import { parseClaim, type ParseContext, type ParsedClaim } from '../claim/parse.js';
import type { Period, Quantity, Span } from '../claim/quantity-types.js';
import { splitSentences } from '../claim/sentences.js';
import { frameOf, type Frame } from './frame.js';
import { foldPhrases } from './saying/phrases.js';
import { sayingOf, type Saying } from './saying/saying.js';
import { significantWords } from './vocabulary.js';

/** A text that may bear on a claim. */
export interface Document {
  readonly text: string;
  /** ISO day; what "last year" in it is counted from. */
  readonly publishedOn: string | null;
}

/** A sentence of a document with what it states; spans of its parts count from the start of the sentence. */
export interface Sentence extends Span {
  readonly index: number;
  readonly words: ReadonlySet<string>;
  readonly frame: Frame;
  /** Its words and clauses, for what is told in other words. */
  readonly saying: Saying;
  readonly quantities: readonly Quantity[];
  readonly periods: readonly Period[];
  readonly assertions: readonly Assertion[];
}

export interface ReadDocument {
  readonly sentences: readonly Sentence[];
  /** Words of the head of the document (its title or first sentences): what the rest is about. */
  readonly headWords: ReadonlySet<string>;
}

/** How many sentences at the start say what a document is about. */
const headSentences = 2;

/** Longer documents are read up to here: what an article claims it claims early, and a check has to end. */
const mostSentences = 2000;

export interface ReadingOptions {
  readonly language?: string;
}

/** Splits and parses a document once, so that every assertion of a claim can be judged by it. */
export function readDocument(
  document: Document,
  dayDates: FindDayDates,
  options: ReadingOptions = {},
): ReadDocument {
  const statedOn = document.publishedOn;
  const sentences = splitSentences(document.text)
    .slice(0, mostSentences)
    .map((span, index) => sentenceOf(span, index, { statedOn, dayDates, ...options }));
  return {
    sentences,
    headWords: new Set(sentences.slice(0, headSentences).flatMap((each) => [...each.words])),
  };
}

/** Parsed only when it is looked at: most sentences of an article share no word with the claim, and parsing is what reading costs. */
function sentenceOf(span: Span, index: number, context: ParseContext): Sentence {
  let parsed: ParsedClaim | null = null;
  let saying: Saying | null = null;
  const parse = () => (parsed ??= parseClaim(span.text, context));
  return {
    ...span,
    index,
    words: new Set([...significantWords(span.text), ...significantWords(foldPhrases(span.text))]),
    frame: frameOf(span.text),
    get saying() {
      return (saying ??= sayingOf(span.text));
    },
    get quantities() {
      return parse().quantities;
    },
    get periods() {
      return parse().periods;
    },
    get assertions() {
      return parse().assertions;
    },
  };
}

/** The one period a sentence speaks of, or null where it names none or several. */
export function onlyPeriod(sentence: Pick<Sentence, 'periods'>): DayRange | null {
  const known = sentence.periods.filter((each) => each.from !== null || each.to !== null);
  const [first] = known;
  if (!first) return null;
  return known.every((each) => each.from === first.from && each.to === first.to)
    ? { from: first.from, to: first.to }
    : null;
}
