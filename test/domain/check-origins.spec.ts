import { describe, expect, it } from '@jest/globals';
import type { CheckedSource } from '../../src/domain/check/facts.js';
import { originNotes, originsOf } from '../../src/domain/check/origins.js';

const story =
  'The ministry of trade said on Monday that turnover with the neighbouring republic grew to three billion dollars last year, ' +
  'and that both sides expect another record once the new border crossing opens in the autumn.';
const other =
  'Farmers in the southern valley began the cotton harvest two weeks early after an unusually dry summer, the agriculture ' +
  'committee of the regional assembly reported at its weekly session.';

function source(id: string, origin: string, text: string | null): CheckedSource {
  const capture =
    text === null
      ? ({ ok: false, error: { code: 'http-404', message: 'the server answered 404' } } as const)
      : ({
          ok: true,
          snapshotId: `s-${id}`,
          text,
          publishedOn: null,
          fetchedAt: '2019-04-16T08:00:00Z',
        } as const);
  return { id, kind: 'web', tier: 'secondary', origin, capture };
}

describe('origins of the sources of a check', () => {
  it('gives copies of one story the origin of the first', () => {
    const sources = [
      source('a', 'agency.example', story),
      source('b', 'daily.example', `Daily exclusive. ${story} Follow us for more.`),
      source('c', 'herald.example', other),
    ];
    expect([...originsOf(sources)]).toEqual([
      ['a', 'agency.example'],
      ['b', 'agency.example'],
      ['c', 'herald.example'],
    ]);
    expect(originNotes(sources)).toEqual([
      {
        code: 'one-origin',
        origin: 'agency.example',
        sourceIds: ['a', 'b'],
        message: 'agency.example, daily.example carry one story: they count as one origin.',
      },
    ]);
  });

  it('takes agency reports of one story in other words for one', () => {
    const rewritten =
      'Turnover with the neighbouring republic grew to three billion dollars last year, the ministry of trade said, and both sides ' +
      'expect another record when a border crossing opens this autumn, Reuters reports.';
    const sources = [source('a', 'one.example', `${story} (Reuters)`), source('b', 'two.example', rewritten)];
    expect(new Set(originsOf(sources).values()).size).toBe(1);
  });

  it('joins groups that a third source bridges by story and by declared origin', () => {
    const sources = [
      source('a', 'one.example', story),
      source('b', 'two.example', other),
      source('c', 'two.example', story),
    ];
    expect(new Set(originsOf(sources).values())).toEqual(new Set(['one.example']));
  });

  it('leaves sources without text, and short notices alike by chance, to their declared origins', () => {
    const sources = [
      source('a', 'one.example', null),
      source('b', 'two.example', null),
      source('c', 'three.example', ''),
      source('d', 'four.example', 'Turnover grew by 50 %.'),
      source('e', 'five.example', 'Turnover grew by 30 %.'),
    ];
    expect(new Set(originsOf(sources).values()).size).toBe(5);
    expect(originNotes(sources)).toEqual([]);
  });
});
