import { over } from './decimals.js';
import { scaleLetters } from './number-words.js';
import { isGluedAt, isNumberAt, isWordAt, lowerAt, textAt, type Token } from './tokens.js';

const short = /^\d{1,2}$/u;

/** The 1/2 of "10 1/2 miles" at the index, or null. */
export function fractionBehind(tokens: readonly Token[], at: number): number | null {
  const [top, under] = [textAt(tokens, at), textAt(tokens, at + 2)];
  if (textAt(tokens, at + 1) !== '/' || isGluedAt(tokens, at) || !isGluedAt(tokens, at + 1)) return null;
  if (!short.test(top) || !short.test(under) || Number(top) >= Number(under)) return null;
  return over(Number(top), Number(under));
}

/** "k" behind the figure, "m", "b" and "G" tight behind the figure; an "m" is a million where people, things or money are counted, else metres. */
export function letterScale(tokens: readonly Token[], at: number): number | undefined {
  if (!isNumberAt(tokens, at - 1)) return undefined;
  const letter = textAt(tokens, at);
  if (!isGluedAt(tokens, at)) return isScaleApart(tokens, at, letter) ? scaleLetters.get(letter) : undefined;
  // "5G" is a network
  if (letter === 'G' && /^\d$/u.test(textAt(tokens, at - 1))) return undefined;
  return letter === 'm' && !isMillions(tokens, at) ? undefined : scaleLetters.get(letter);
}

/** "2.33 k", "$1.5 M": apart from the figure a letter is a scale where the figure is no plain number, or money. */
function isScaleApart(tokens: readonly Token[], at: number, letter: string): boolean {
  if (letter === 'k') return true;
  const figure = textAt(tokens, at - 1);
  if (letter === 'G') return figure.includes(',');
  return /^[KMBT]$/u.test(letter) && (/[.,]/u.test(figure) || moneyBefore.test(textAt(tokens, at - 2)));
}

const moneyBefore = /^(?:\p{Sc}|[A-Z]{3}|[Rr][Ss])$/u;
const people = /^(?:people|children|women|men)$/u;
const plural = /^\p{L}{2,}[^s\P{L}]s$/u;
const notThings =
  /^(?:its|his|this|is|was|as|has|across|towards|yes|us|versus|butterfly|freestyle|hurdles|finals|always)$/u;
const notBetween = /^(?:high|tall|long|wide|deep|of|in|and|to|above|below|away|from)$/u;

/** What is said of people, never of metres. */
const ofPeople =
  /^(?:killed|killing|displaced|displacing|infected|employs|employed|attracted|drew|houses|sickened|population)$/u;

function isMillions(tokens: readonly Token[], at: number): boolean {
  if (ofPeople.test(lowerAt(tokens, at - 2))) return true;
  if (moneyBefore.test(textAt(tokens, at - 2)) || isThing(tokens, at + 1)) return true;
  return isThing(tokens, at + 2) && isWordAt(tokens, at + 1) && !notBetween.test(lowerAt(tokens, at + 1));
}

function isThing(tokens: readonly Token[], at: number): boolean {
  const word = lowerAt(tokens, at);
  return people.test(word) || (plural.test(word) && !notThings.test(word));
}
