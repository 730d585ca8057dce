import { describe, expect, it } from '@jest/globals';
import { mentionsIn } from '../../src/features/comments/mentions.js';

const people = [
  { id: 'ann', name: 'Ann' },
  { id: 'ann-lee', name: 'Ann Lee' },
  { id: 'zoe', name: 'Zoë Müller' },
  { id: 'sam-1', name: 'Sam' },
  { id: 'sam-2', name: 'sam' },
];

describe('@Name', () => {
  it.each([
    ['the longest name', '@Ann Lee, look', ['ann-lee'], []],
    ['the shorter one where the longer does not go on', '@Ann leaves', ['ann'], []],
    ['any case', 'ask @ANN LEE', ['ann-lee'], []],
    ['letters written in two parts', `@${'Zoë Müller'.normalize('NFD')}!`, ['zoe'], []],
    ['a name over a line break', '@Ann\nLee', ['ann-lee'], []],
    ['two in the order of the text, each once', '@Zoë Müller @Ann @Zoë Müller', ['zoe', 'ann'], []],
    ['nobody in a longer word', '@Anna @Ann-Marie @Ann_1', [], []],
    ['a name before a genitive or a full stop', "@Ann's. @Zoë Müller.", ['ann', 'zoe'], []],
    ['nobody in an address', 'write to desk@Ann or a.b@ann.example', [], []],
    ['in brackets and marks', '(@Ann) **@Zoë Müller**', ['ann', 'zoe'], []],
    ['nobody of two who bear the name', '@Sam and @Ann', ['ann'], ['Sam']],
    ['nobody unknown', '@Nobody @', [], []],
  ])('calls %s', (_name, text, ids, ambiguous) => {
    expect(mentionsIn(text, people)).toEqual({ ids, ambiguous });
  });

  it('is clear when the writer named one of two by id', () => {
    expect(mentionsIn('@Sam', people, ['sam-2'])).toEqual({ ids: [], ambiguous: [] });
  });
});
