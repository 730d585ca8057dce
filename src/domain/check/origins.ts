import { originsOfTexts } from '../evidence/independence.js';
import type { Reason } from '../finding.js';
import { readable } from './facts.js';
import type { CheckedSource } from './facts.js';

/** As much of a text as tells a copy: a wire story is shorter, and comparing books would cost seconds. */
const comparedLength = 30_000;

/**
 * The origin of each source by its id, as it weighs: sources that carry copies of one story, or one agency's story in other
 * words, share the origin of the first of them, whatever their own are; so do sources with one declared origin.
 */
export function originsOf(sources: readonly CheckedSource[]): ReadonlyMap<string, string> {
  const read = sources.flatMap((source) => {
    const text = readable(source)?.snapshot.text.slice(0, comparedLength).trim() ?? '';
    return text === '' ? [] : [{ source, text }];
  });
  const told = originsOfTexts(read.map(({ text }) => ({ text })));
  const stories = new Map(read.map(({ source }, i) => [source.id, told[i] ?? source.id]));
  const groups: Group[] = [];
  for (const { id, origin } of sources) {
    const story = stories.get(id) ?? `source ${id}`;
    const [first, ...others] = groups.filter((each) => each.stories.has(story) || each.origins.has(origin));
    const group = first ?? { first: origin, ids: [], stories: new Set(), origins: new Set() };
    if (first === undefined) groups.push(group);
    for (const other of others) absorb(group, groups.splice(groups.indexOf(other), 1)[0] ?? other);
    absorb(group, { ids: [id], stories: new Set([story]), origins: new Set([origin]) });
  }
  return new Map(groups.flatMap(({ ids, first }) => ids.map((id) => [id, first] as const)));
}

interface Shared {
  readonly ids: string[];
  readonly stories: Set<string>;
  readonly origins: Set<string>;
}
type Group = Shared & { readonly first: string };

/** A source may join two groups: by its origin the one, by its story the other. */
function absorb(group: Shared, other: Shared): void {
  group.ids.push(...other.ids);
  for (const story of other.stories) group.stories.add(story);
  for (const origin of other.origins) group.origins.add(origin);
}

/** Says which sources of different declared origins were counted as one, so that nobody wonders where a voice went. */
export function originNotes(sources: readonly CheckedSource[]): Reason[] {
  const origins = originsOf(sources);
  return [...new Set(origins.values())].flatMap((origin) => {
    const sharing = sources.filter((each) => origins.get(each.id) === origin);
    if (new Set(sharing.map((each) => each.origin)).size < 2) return [];
    const names = sharing.map((each) => each.origin).join(', ');
    return [
      {
        ...{ code: 'one-origin', origin, sourceIds: sharing.map((each) => each.id) },
        message: `${names} carry one story: they count as one origin.`,
      },
    ];
  });
}
