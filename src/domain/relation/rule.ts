import type { Reason } from '../finding.js';
import { weightOf } from './compare-words.js';
import type { Comparison } from './comparison.js';
import type { Name } from './names.js';
import type { Relation } from './relation.js';
import type { Item } from './side.js';

/** A rule gives its reasons where it holds, else null. */
export interface Rule {
  readonly relation: Relation;
  readonly holds: (comparison: Comparison) => readonly Reason[] | null;
}

/** One reason with the two values it rests on. */
export function reason(code: string, message: string, a: string, b: string): readonly Reason[] {
  return [{ code, message, a, b }];
}

/** Words as written, for reasons. */
export const said = (items: readonly Item[]): string => items.map(({ word }) => word.text).join(', ');

/** Names as written, for reasons. */
export const called = (names: readonly Name[]): string => names.map(({ text }) => text).join(', ');

/** From this share of the shorter claim on, the two may tell of one thing. */
export const sameThing = 0.5;

/** Whether each claim has a word of its own that matters: then they may measure or tell different things. */
export function haveOwnWords({ untoldA, untoldB }: Comparison): boolean {
  return weightOf(untoldA) >= 1 && weightOf(untoldB) >= 1;
}
