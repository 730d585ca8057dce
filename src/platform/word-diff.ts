import { setImmediate as breathe } from 'node:timers/promises';
import { diffLines, diffWordsWithSpace } from 'diff';

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

/** A stretch of a long text; of an unchanged one, the middle may be left out. */
export interface DiffSegment extends DiffPart {
  /** Characters left out here, where `text` is empty; else 0. */
  readonly omitted: number;
}

export interface TextDiff {
  readonly segments: readonly DiffSegment[];
  /** Whether a text was longer than can be compared, or the answer longer than can be shown. */
  readonly truncated: boolean;
}

/** Characters compared of each text: some hundred printed pages. */
const longest = 500_000;
/** Of changed text in the answer. */
const mostShown = 400_000;
/** Kept of an unchanged stretch on either side of what is left out. */
const kept = 160;
/** For the lines; then for the words of all changed stretches, of which one may take no more than a share. */
const [linesMs, wordsMs, stretchMs] = [250, 400, 80];

/**
 * What changed between two long texts: line by line first, then word by word where lines were replaced, with long unchanged
 * stretches folded. Takes some 0.7 s at worst and lets other work through in between; what cannot be compared in that time is
 * shown as a removal and an addition.
 */
export async function textDiff(before: string, after: string): Promise<TextDiff> {
  const [old, now] = [before.slice(0, longest), after.slice(0, longest)];
  const lines = diffLines(old, now, { timeout: linesMs }) ?? [
    ...[
      { value: old, removed: true, added: false },
      { value: now, removed: false, added: true },
    ],
  ];
  const deadline = performance.now() + wordsMs;
  const parts: DiffPart[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const [line, next] = [lines[i], lines[i + 1]];
    if (line === undefined) continue;
    const left = Math.min(stretchMs, deadline - performance.now());
    if (line.removed && next?.added === true) {
      const isWorth = left > 0 && line.value.length + next.value.length < longest;
      parts.push(
        ...(isWorth
          ? wordDiff(line.value, next.value, { timeoutMs: Math.ceil(left) })
          : [removed(line.value), added(next.value)]),
      );
      i += 1;
      await breathe();
    } else parts.push(line.added ? added(line.value) : line.removed ? removed(line.value) : same(line.value));
  }
  const isCut = before.length > longest || after.length > longest;
  return shown(merged(parts), isCut);
}

/** Neighbours of one kind as one. */
function merged(parts: readonly DiffPart[]): DiffPart[] {
  const out: { kind: DiffPart['kind']; texts: string[] }[] = [];
  for (const { kind, text } of parts) {
    const last = out.at(-1);
    if (text === '') continue;
    if (last?.kind === kind) last.texts.push(text);
    else out.push({ kind, texts: [text] });
  }
  return out.map(({ kind, texts }) => ({ kind, text: texts.join('') }));
}

function shown(parts: readonly DiffPart[], isCut: boolean): TextDiff {
  const segments: DiffSegment[] = [];
  let room = mostShown;
  for (const part of parts) {
    const { kind } = part;
    const text = kind === 'same' ? part.text : part.text.slice(0, room);
    if (kind !== 'same') room -= text.length;
    if (text.length < part.text.length) {
      segments.push({ kind, text, omitted: 0 }, { kind, text: '', omitted: part.text.length - text.length });
      return { segments, truncated: true };
    }
    segments.push(...(kind === 'same' ? folded(text) : [{ kind, text, omitted: 0 }]));
  }
  return { segments, truncated: isCut };
}

function folded(text: string): DiffSegment[] {
  const omitted = text.length - 2 * kept;
  if (omitted < kept) return [{ kind: 'same', text, omitted: 0 }];
  return [
    { kind: 'same', text: text.slice(0, kept), omitted: 0 },
    { kind: 'same', text: '', omitted },
    { kind: 'same', text: text.slice(-kept), omitted: 0 },
  ];
}

const same = (text: string): DiffPart => ({ kind: 'same', text });
const added = (text: string): DiffPart => ({ kind: 'added', text });
const removed = (text: string): DiffPart => ({ kind: 'removed', text });
