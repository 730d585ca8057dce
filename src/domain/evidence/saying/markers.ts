import type { Modality } from './modality.js';
import { rootOfJoined } from './wording.js';

/** Words that only mark in what way a thing is said: where that is the same, they need not be the same words. */
const marking: Readonly<Partial<Record<Modality, string>>> = {
  duty: 'order rule ruling require instruct mandate oblige compel tell',
  request: 'ask urge call demand propose recommend apply want wish try seek attempt',
  plan: 'plan intend aim hope expect forecast predict foresee project pledge promise vow set due schedule',
};

const roots = Object.fromEntries(
  Object.entries(marking).map(([modality, words]) => [modality, new Set(words.split(' ').map(rootOfJoined))]),
) as Readonly<Partial<Record<Modality, ReadonlySet<string>>>>;

export function isMarker(root: string, modality: Modality): boolean {
  return roots[modality]?.has(root) ?? false;
}
