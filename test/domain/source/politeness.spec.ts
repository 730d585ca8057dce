import { describe, expect, it } from '@jest/globals';
import {
  coolDownMs,
  crawlDelayMs,
  leaseMs,
  renewMs,
  putBackMs,
  retryAfterMs,
} from '../../../src/domain/source/politeness.js';

const now = Date.UTC(1994, 10, 6, 8, 49, 7);
const day = 86_400_000;

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 30_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 30_000],
    ['Sun Nov  6 08:49:37 1994', 30_000],
    ['Sun, 06 Nov 1994 08:00:00 GMT', 0],
    ['Sun, 06 Nov 1994 03:49:37 -0500', 30_000],
    ['Sun, 06 Nov 1994 03:49:37 EST', 30_000],
    ['99999999999', day],
    ['Sat, 06 Nov 2094 08:49:37 GMT', day],
  ])('%s', (value, ms) => {
    expect(retryAfterMs(value, now)).toBe(ms);
  });

  it.each(['', 'soon', '-5', '1.5', '1e3', '2024-01-01'])('says nothing as %p', (value) => {
    expect(retryAfterMs(value, now)).toBeNull();
  });
});

describe('a cool-down', () => {
  const refused = { status: 429, retryAfter: undefined };

  it('is what the host asked for', () => {
    expect(coolDownMs({ status: 503, retryAfter: '7' }, 9, 1_000, now)).toBe(7_000);
  });

  it.each(['0', 'Sun, 06 Nov 1994 08:00:00 GMT'])(
    'is not over at once because the host says %p',
    (retryAfter) => {
      expect(coolDownMs({ status: 429, retryAfter }, 1, 1_000, now)).toBe(60_000);
    },
  );

  it("is counted on the host's own clock where it says the time", () => {
    const retryAfter = 'Sun, 06 Nov 1994 07:50:00 GMT';
    const date = 'Sun, 06 Nov 1994 07:49:00 GMT';
    expect(coolDownMs({ status: 503, retryAfter, date }, 0, 1_000, now)).toBe(60_000);
  });

  it('doubles with each refusal, up to an hour', () => {
    const after = [0, 1, 2, 6, 7, 1_000].map((refusals) => coolDownMs(refused, refusals, 1_000, now));
    expect(after).toEqual([30_000, 60_000, 120_000, 1_920_000, 3_600_000, 3_600_000]);
  });

  it.each([null, 200, 304, 404, 500, 502])('does not follow %p', (status) => {
    expect(coolDownMs({ status, retryAfter: '60' }, 3, 1_000, now)).toBe(0);
  });
});

describe('a crawl-delay', () => {
  it.each([
    [undefined, 0],
    [-1, 0],
    [NaN, 0],
    [0.5, 500],
    [10, 10_000],
    [3_600, 60_000],
    [Infinity, 60_000],
  ])('of %p', (seconds, ms) => {
    expect(crawlDelayMs(seconds)).toBe(ms);
  });
});

describe('waiting', () => {
  it('renews a turn well before it ends by itself', () => {
    expect(leaseMs / renewMs).toBeGreaterThan(3);
  });

  it('is never over before the host can be free', () => {
    for (let takes = 1; takes < 40; takes++)
      for (const random of [0, 0.5, 1])
        expect(putBackMs(takes, 1_000, 90_000, random)).toBeGreaterThan(90_000);
  });

  it('grows each time, to about five minutes', () => {
    expect(putBackMs(1, 1_000, 0, 1)).toBe(1_200);
    expect(putBackMs(2, 1_000, 0, 1)).toBe(2_400);
    expect(putBackMs(3, 1_000, 0, 1)).toBe(3_600);
    expect(putBackMs(1_000, 1_000, 0, 1)).toBe(307_200);
  });
});
