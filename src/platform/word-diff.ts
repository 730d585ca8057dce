import { diffWordsWithSpace } from 'diff';

/** A stretch of text that stayed, came or went. */
export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/**
 * What changed between two texts, word by word, for people to look at; whether a fact changed is for `matchQuote` to say.
 *
 * @param options `timeoutMs`: 500 unless given. Two long texts with little in common cost the square of their length;
 *   past the limit the answer is one removal and one addition.
 */
export function wordDiff(
  before: string,
  after: string,
  options: { readonly timeoutMs?: number } = {},
): readonly DiffPart[] {
  const parts = diffWordsWithSpace(before, after, { timeout: options.timeoutMs ?? 500 });
  if (parts === undefined) return [removed(before), added(after)];
  return parts.map((part) =>
    part.added ? added(part.value) : part.removed ? removed(part.value) : same(part.value),
  );
}

const same = (text: string): DiffPart => ({ kind: 'same', text });
const added = (text: string): DiffPart => ({ kind: 'added', text });
const removed = (text: string): DiffPart => ({ kind: 'removed', text });
