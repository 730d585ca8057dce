import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addSeconds } from '../../../src/domain/schedule/instants.js';
import {
  failureClassOf,
  isStrike,
  livenessAfter,
  strikesToGone,
} from '../../../src/domain/source/liveness.js';
import type { FailureClass, LivenessState } from '../../../src/domain/source/liveness.js';

const begin = '2019-04-16T08:00:00.000Z';
const rule = (hours: number, strikeHours = 48) => ({ now: addSeconds(begin, hours * 3600), strikeHours });
const alive: LivenessState = {
  ...{
    liveness: 'alive',
    since: begin,
    strikes: 0,
    lastStrikeAt: null,
    failures: 0,
    code: null,
    message: null,
  },
};
const failed = (code: string) => ({ code, message: `it was ${code}` });

/** Hours and codes, one fetch after another. */
function after(fetches: readonly (readonly [number, string | null])[], from = alive, strikeHours = 48) {
  return fetches.reduce(
    (state, [hours, code]) =>
      livenessAfter(state, code === null ? null : failed(code), rule(hours, strikeHours)),
    from,
  );
}

describe('what a failure says of a source', () => {
  it.each<readonly [string, FailureClass]>([
    ['http-404', 'absent'],
    ['http-410', 'absent'],
    ['soft-404', 'absent'],
    ['parked', 'absent'],
    ['dns-failed', 'absent'],
    ['http-500', 'server-error'],
    ['http-503', 'server-error'],
    ['timeout', 'timeout'],
    ['too-slow', 'timeout'],
    ['connect-failed', 'unreachable'],
    ['network', 'unreachable'],
    ['http-401', 'blocked'],
    ['http-403', 'blocked'],
    ['http-429', 'blocked'],
    ['http-451', 'blocked'],
    ['paywall', 'blocked'],
    ['consent', 'blocked'],
    ['challenge', 'blocked'],
    ['robots-disallowed', 'blocked'],
    ['no-text-layer', 'unreadable'],
    ['extract-timeout', 'unreadable'],
    ['bad-content-type', 'unreadable'],
    ['host-busy', 'ours'],
    ['refused-address', 'ours'],
    ['given-up', 'ours'],
    ['http-400', 'other'],
    ['too-many-redirects', 'other'],
  ])('%s: %s', (code, expected) => {
    expect(failureClassOf(code)).toBe(expected);
  });
});

describe('liveness by strikes', () => {
  it('is gone with the third failure that is two days after the one before', () => {
    const twice = after([
      [0, 'http-404'],
      [47, 'http-404'],
      [48, 'http-404'],
    ]);
    expect(twice).toMatchObject({ liveness: 'failing', strikes: 2, failures: 3, since: begin });
    expect(after([[95, 'http-404']], twice)).toMatchObject({ liveness: 'failing', strikes: 2 });
    const gone = after([[96, 'timeout']], twice);
    expect(gone).toMatchObject({ liveness: 'gone', strikes: 3, code: 'timeout', since: rule(96).now });
    expect(after([[200, 'http-403']], gone)).toMatchObject({
      liveness: 'gone',
      code: 'http-403',
      since: gone.since,
    });
    expect(after([[300, null]], gone)).toEqual({ ...alive, since: rule(300).now });
  });

  it('a failure that says nothing of the source leaves it as it is, but is kept', () => {
    expect(after([[1, 'host-busy']])).toEqual({
      ...{ ...alive, failures: 1, code: 'host-busy', message: 'it was host-busy' },
    });
  });

  it('what blocks in between neither strikes nor forgets a strike', () => {
    const found = after([
      [0, 'http-500'],
      [50, 'paywall'],
      [100, 'http-500'],
      [150, 'no-text-layer'],
    ]);
    expect(found).toMatchObject({ liveness: 'unreadable', strikes: 2, failures: 4 });
  });

  const codes = fc.constantFrom(
    ...[null, 'http-404', 'http-502', 'timeout', 'connect-failed', 'http-403', 'paywall', 'no-text-layer'],
    ...['host-busy', 'http-418', 'soft-404', 'refused-port', 'robots-disallowed'],
  );
  const history = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), codes), { maxLength: 30 });
  /** Gaps in hours to moments. */
  const told = (gaps: readonly (readonly [number, string | null])[]) => {
    let hours = 0;
    return gaps.map(([gap, code]) => [(hours += gap), code] as const);
  };

  it('never calls gone what had not three strikes two days apart since it last gave text', () => {
    fc.assert(
      fc.property(history, (gaps) => {
        const fetches = told(gaps);
        const lastRead = fetches.map(([, code]) => code).lastIndexOf(null);
        const bad = fetches.slice(lastRead + 1).filter(([, code]) => code !== null && isStrike(code));
        let [count, last] = [0, -Infinity];
        for (const [hours] of bad) if (hours - last >= 48) [count, last] = [count + 1, hours];
        const state = after(fetches);
        expect(state.liveness === 'gone').toBe(count >= strikesToGone);
        expect(state.strikes).toBe(Math.min(count, strikesToGone));
        expect(state.failures).toBe(fetches.length - lastRead - 1);
      }),
    );
  });

  it('moves `since` exactly when the liveness changes', () => {
    fc.assert(
      fc.property(history, (gaps) => {
        let state = alive;
        for (const [hours, code] of told(gaps)) {
          const next = after([[hours, code]], state);
          expect(next.since).toBe(next.liveness === state.liveness ? state.since : rule(hours).now);
          state = next;
        }
      }),
    );
  });
});
