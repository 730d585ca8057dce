import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { driftOf } from '../../../src/domain/source/drift.js';
import type {
  CitedPassage,
  HeldPassage,
  PassageMatch,
  PassageState,
} from '../../../src/domain/source/drift.js';

const now = '2019-04-16T08:00:00.000Z';
const earlier = '2019-01-01T00:00:00.000Z';
const states: readonly PassageState[] = ['exact', 'reworded', 'changed', 'gone'];

function match(
  state: PassageState,
  passage: string | null = 'It grew by 3 %.',
  changes: PassageMatch['changes'] = [],
) {
  return {
    state,
    changes,
    passage: state === 'gone' ? null : passage,
    layer: state === 'gone' ? null : 'main',
  } as const;
}

function held(state: PassageState, passage: string | null = 'It grew by 3 %.'): HeldPassage {
  const { layer, passage: words } = match(state, passage);
  return { state, layer, passage: words, fetchId: null, since: earlier };
}

function drift(before: HeldPassage | null, current: PassageMatch, previous: PassageMatch | null = null) {
  const citation: CitedPassage = {
    ...{
      citationId: 'q',
      claimId: 'c',
      selector: { exact: 'It grew by 3 %.', prefix: null, suffix: null },
      before,
    },
  };
  return driftOf({
    ...{ citations: [citation], current: () => current, now, fetchId: 'f' },
    previous: previous === null ? null : () => previous,
  });
}

describe('drift of cited passages', () => {
  it('tells what stood, what stands now and which figure reads otherwise', () => {
    const figure = { kind: 'figure', from: '3 %', to: '5 %' } as const;
    const word = { kind: 'word', from: 'grew', to: 'rose' } as const;
    const found = drift(held('exact'), match('changed', 'It rose by 5 %.', [figure, word]));
    expect(found.changes).toEqual([
      {
        ...{ citationId: 'q', claimId: 'c', cited: 'It grew by 3 %.' },
        old: { state: 'exact', passage: 'It grew by 3 %.' },
        new: { state: 'changed', passage: 'It rose by 5 %.' },
        figures: [{ from: '3 %', to: '5 %' }],
      },
    ]);
    expect(found.readings).toMatchObject([{ state: 'changed', fetchId: 'f', since: now }]);
  });

  it.each([
    [
      'typography',
      held('changed', 'It grew by 4\u00a0% \u2013 \u201cat last\u201d.'),
      match('changed', 'It grew by 4 % - "at last".'),
    ],
    ['the same words', held('exact'), match('exact')],
  ])('%s is no change and writes nothing', (_, before, after) => {
    expect(drift(before, after)).toEqual({ readings: [], changes: [] });
  });

  it('other words with the same facts are written, not told', () => {
    const found = drift(held('exact'), match('reworded', 'Growth was 3 %.'));
    expect(found).toMatchObject({
      changes: [],
      readings: [{ state: 'reworded', fetchId: null, since: now }],
    });
  });

  it('a passage that fell otherwise than before is another change, and one that came back is one', () => {
    const other = drift(held('changed', 'It grew by 4 %.'), match('changed', 'It grew by 5 %.'));
    expect(other.changes).toHaveLength(1);
    expect(drift(held('gone'), match('exact')).changes).toHaveLength(1);
    expect(drift(held('gone'), match('gone'))).toEqual({ readings: [], changes: [] });
  });

  it('first sight is a baseline, unless the passage stood in the snapshot before', () => {
    expect(drift(null, match('gone'))).toMatchObject({
      changes: [],
      readings: [{ state: 'gone', fetchId: null }],
    });
    expect(drift(null, match('gone'), match('gone')).changes).toEqual([]);
    expect(drift(null, match('exact'), match('gone')).changes).toEqual([]);
    expect(drift(null, match('changed'), match('exact')).changes).toHaveLength(1);
  });

  it('asks for the snapshot before only where a passage reads otherwise than it is held, or fell without ever being looked up', () => {
    let asked = 0;
    const citation = { citationId: 'q', claimId: 'c', selector: { exact: 'x', prefix: null, suffix: null } };
    const previous = (): PassageMatch => {
      asked += 1;
      return match('exact');
    };
    const facts = { previous, now, fetchId: 'f' };
    driftOf({ ...facts, citations: [{ ...citation, before: null }], current: () => match('exact') });
    driftOf({ ...facts, citations: [{ ...citation, before: held('exact') }], current: () => match('exact') });
    expect(asked).toBe(0);
    driftOf({ ...facts, citations: [{ ...citation, before: null }], current: () => match('gone') });
    driftOf({ ...facts, citations: [{ ...citation, before: held('exact') }], current: () => match('gone') });
    expect(asked).toBe(2);
  });

  it('what other rules made of the same page is written under the rules of today, not told', () => {
    const byNewRules = match('changed', 'It grew by about 3 %.');
    const found = drift(held('reworded', 'It grew by about 3 %.'), byNewRules, byNewRules);
    expect(found.changes).toEqual([]);
    expect(found.readings).toMatchObject([{ state: 'changed', since: earlier, fetchId: null }]);
    const edited = drift(
      held('reworded', 'It grew by about 3 %.'),
      match('changed', 'It grew by 5 %.'),
      byNewRules,
    );
    expect(edited.changes).toMatchObject([{ old: { state: 'changed', passage: 'It grew by about 3 %.' } }]);
  });

  it('tells a change exactly when a side has fallen and they read otherwise; the same page again tells nothing', () => {
    const passage = fc.constantFrom('It grew by 3 %.', 'It grew by 4 %.', 'It  grew by 4\u00a0%.');
    const state = fc.constantFrom(...states);
    fc.assert(
      fc.property(state, passage, state, passage, (from, was, to, is) => {
        const [before, after] = [held(from, was), match(to, is)];
        const found = drift(before, after);
        const folded = (text: string | null): string | null => text?.replace(/\s+/gu, ' ') ?? null;
        const isOther = from !== to || folded(before.passage) !== folded(after.passage);
        const hasFallen = [from, to].some((each) => each === 'changed' || each === 'gone');
        expect(found.changes).toHaveLength(isOther && hasFallen ? 1 : 0);
        expect(found.readings).toHaveLength(isOther ? 1 : 0);
        const [reading] = found.readings;
        if (reading !== undefined) expect(drift(reading, after)).toEqual({ readings: [], changes: [] });
      }),
    );
  });
});
