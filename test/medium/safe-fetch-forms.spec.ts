import { describe, expect, it } from '@jest/globals';
import { randomBy } from '../../scripts/chaos/random.js';
import { isPublicAddress } from '../../src/platform/address-guard.js';
import { classifyUrl } from '../../src/platform/fetch/classify-url.js';

const cases = 100_000;
const seed = 20_260_501;

/** First and last address of what is refused, as integers written by hand: apart from the guard's table and its library. */
const refusedV4: readonly (readonly [number, number])[] = [
  [0x00000000, 0x00ffffff],
  [0x0a000000, 0x0affffff],
  [0x64400000, 0x647fffff],
  [0x7f000000, 0x7fffffff],
  [0xa83f8110, 0xa83f8110],
  [0xa9fe0000, 0xa9feffff],
  [0xac100000, 0xac1fffff],
  [0xc0000000, 0xc00000ff],
  [0xc0000200, 0xc00002ff],
  [0xc01fc400, 0xc01fc4ff],
  [0xc034c100, 0xc034c1ff],
  [0xc0586300, 0xc05863ff],
  [0xc0a80000, 0xc0a8ffff],
  [0xc0af3000, 0xc0af30ff],
  [0xc6120000, 0xc613ffff],
  [0xc6336400, 0xc63364ff],
  [0xcb007100, 0xcb0071ff],
  [0xe0000000, 0xffffffff],
];
/** By the first 48 bits, which is where every range of IPv6 begins and ends. */
const refusedV6: readonly (readonly [number, number])[] = [
  [0x0000_0000_0000, 0x1fff_ffff_ffff],
  [0x2001_0000_0000, 0x2001_01ff_ffff],
  [0x2001_0db8_0000, 0x2001_0db8_ffff],
  [0x2002_0000_0000, 0x2002_ffff_ffff],
  [0x2620_004f_8000, 0x2620_004f_8000],
  [0x3ffe_0000_0000, 0x3ffe_ffff_ffff],
  [0x3fff_0000_0000, 0x3fff_0fff_ffff],
  [0x4000_0000_0000, 0xffff_ffff_ffff],
];
const within = (ranges: readonly (readonly [number, number])[], value: number): boolean =>
  ranges.some(([from, to]) => value >= from && value <= to);

type Groups = readonly number[];

function isPublicV6(groups: Groups): boolean {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = groups;
  if (a + b + c + d + e === 0 && f === 0xffff) return !within(refusedV4, g * 0x10000 + h);
  const isTunnel = (e === 0 || e === 0x200) && f === 0x5efe;
  return !isTunnel && !within(refusedV6, a * 0x1_0000_0000 + b * 0x10000 + c);
}

/** Random addresses and random spellings of them, all from one seed. */
class Forms {
  private readonly random = randomBy(seed);

  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  /** Half of them at, or one beside, the end of a range: that is where a guard is wrong. */
  v4(): number {
    if (this.below(2) === 0) return this.below(0x1_0000_0000);
    const edge = this.pick(this.pick(refusedV4)) + this.pick([-1, 0, 1]);
    return Math.min(0xffff_ffff, Math.max(0, edge));
  }

  v6(): Groups {
    const rest = (count: number): number[] =>
      Array.from({ length: count }, () => this.pick([0, 0, 1, this.below(0x10000)]));
    const v4 = this.v4();
    const low = [v4 >>> 16, v4 & 0xffff];
    const edge = this.pick(this.pick(refusedV6)) + this.pick([-1, 0, 1]);
    const head = Math.min(0xffff_ffff_ffff, Math.max(0, edge));
    const edges = [Math.floor(head / 0x1_0000_0000), Math.floor(head / 0x10000) & 0xffff, head % 0x10000];
    return this.pick<() => number[]>([
      () => Array.from({ length: 8 }, () => this.below(0x10000)),
      () => [0x2000 + this.below(0x2000), ...rest(7)],
      () => [...edges, ...rest(5)],
      () => [...edges, ...rest(5)],
      () => [0, 0, 0, 0, 0, 0xffff, ...low],
      () => [0, 0, 0, 0, 0xffff, 0, ...low],
      () => [0, 0, 0, 0, 0, 0, ...low],
      () => [0x64, 0xff9b, ...this.pick([rest(4), [0, 0, 0, 0]]), ...low],
      () => [0x2002, ...low, ...rest(5)],
      () => [0x2001, 0, ...rest(4), ...low.map((each) => each ^ 0xffff)],
      () => [0x2001, 0x4860, ...rest(2), this.pick([0, 0x200, 0x100]), 0x5efe, ...low],
    ])();
  }

  /** One to four numbers, each decimal, octal or hexadecimal, zero padded or not; a final dot now and then. */
  spellV4(value: number): string {
    const count = 1 + this.below(4);
    const octets = [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
    const last = octets.slice(count - 1).reduce((sum, octet) => sum * 256 + octet, 0);
    const zeros = (): string => '0'.repeat(this.pick([0, 0, 1, 3, 12]));
    const spell = (number: number): string =>
      this.pick([
        String(number),
        `0${zeros()}${number.toString(8)}`,
        `0x${zeros()}${number.toString(16)}`,
        `0X${zeros()}${number.toString(16).toUpperCase()}`,
      ]);
    return this.disguise(
      [...octets.slice(0, count - 1), last].map(spell).join('.') + this.pick(['', '', '.']),
    );
  }

  dotted(value: number): string {
    return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join('.');
  }

  /** The same text in signs that IDNA or percent decoding turns into it. */
  private disguise(text: string): string {
    const how = this.pick(['none', 'none', 'wide', 'percent', 'circled', 'dots', 'hidden']);
    const map = (pattern: RegExp, as: (sign: string) => string): string =>
      text.replace(pattern, (sign) => (this.below(3) === 0 ? sign : as(sign)));
    if (how === 'wide')
      return map(/[\da-fxA-FX]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0));
    if (how === 'circled') return map(/[1-9]/g, (sign) => String.fromCodePoint(0x2460 + Number(sign) - 1));
    if (how === 'dots') return map(/\./g, () => this.pick(['\u3002', '\uff0e', '\uff61']));
    if (how === 'hidden') return map(/\d/g, (sign) => sign + this.pick(['\u00ad', '\u200b', '\u2060']));
    if (how !== 'percent') return text;
    return map(/./g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  }

  /** Groups in any case, padded or not, with any run of zeros left out, the end as IPv4 now and then. */
  spellV6(groups: Groups): string {
    const isDotted = this.below(4) === 0;
    const kept = isDotted ? groups.slice(0, 6) : groups;
    const words = kept.map((group) => {
      const hex = group.toString(16).padStart(this.pick([0, 0, 2, 4]), '0');
      return this.below(2) === 0 ? hex : hex.toUpperCase();
    });
    if (isDotted) words.push(this.dotted((groups[6] ?? 0) * 0x10000 + (groups[7] ?? 0)));
    const zeros = kept.flatMap((group, at) => (group === 0 ? [at] : []));
    if (zeros.length === 0 || this.below(3) === 0) return words.join(':');
    const from = this.pick(zeros);
    let to = from + 1;
    while (kept[to] === 0 && this.below(5) > 0) to += 1;
    return `${words.slice(0, from).join(':')}::${words.slice(to).join(':')}`;
  }
}

describe('forms of addresses', () => {
  it(`are judged as the address they mean, in ${cases} cases of seed ${seed}`, () => {
    const forms = new Forms();
    const wrong: string[] = [];
    const seen = { public: 0, refused: 0 };
    for (let at = 0; at < cases && wrong.length < 20; at += 1) {
      const isV4 = at % 2 === 0;
      const [v4, v6] = [forms.v4(), forms.v6()];
      const isPublic = isV4 ? !within(refusedV4, v4) : isPublicV6(v6);
      const spelled = isV4 ? forms.spellV4(v4) : forms.spellV6(v6);
      const url = isV4 ? `http://${spelled}/` : `http://[${spelled}]/`;
      const judged = classifyUrl(url);
      const plain = isV4 ? forms.dotted(v4) : spelled;
      const isRight = judged.ok === isPublic && isPublicAddress(plain) === isPublic;
      const isReason = judged.ok || judged.code === 'refused-address';
      if (!isRight || !isReason) wrong.push(`${url} means ${isV4 ? forms.dotted(v4) : v6.join(':')}`);
      seen[isPublic ? 'public' : 'refused'] += 1;
    }
    expect(wrong).toEqual([]);
    // Both kinds in numbers, or the agreement says nothing.
    expect(Math.min(seen.public, seen.refused)).toBeGreaterThan(cases / 5);
  }, 240_000);

  it('never throw, however often a text is parsed that is no URL', () => {
    // The engine's optimised code once read the bytes of such a text as UTF-8: it said yes, and the constructor threw.
    for (let at = 0; at < 30_000; at += 1)
      expect(classifyUrl('http://\u00e2\u0091\u00a0.org/').ok).toBe(false);
  });
});
