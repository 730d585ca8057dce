import { robotsToken } from './politeness.js';

/** What of a robots.txt concerns us. */
export interface OwnRules {
  /** Its groups for our product token and for everybody, every other line empty: line numbers stay. */
  readonly text: string;
  /** How many `*` its patterns hold: each costs time for every character of an address. */
  readonly stars: number;
}

/**
 * Leaves of a robots.txt (RFC 9309) what concerns us. A file made for it names thousands of robots before thousands of rules,
 * which a parser that keeps the rules of each by name multiplies until memory is gone.
 */
export function ownRules(body: string): OwnRules {
  let agents = new Set<string>();
  let isRule = true;
  let stars = 0;
  const keeps = (key: string, value: string): boolean => {
    if (key === 'user-agent') {
      if (isRule) agents = new Set();
      isRule = false;
      const agent = (value.split('/')[0] ?? '').trim().toLowerCase();
      if (!ours.has(agent) || agents.has(agent)) return false;
      agents.add(agent);
      return true;
    }
    if (!ruleKeys.has(key)) return false;
    isRule = true;
    if (agents.size > 0) stars += value.split('*').length - 1;
    return agents.size > 0;
  };
  const lines = robotsLines(body).map((line) => {
    const [key = '', ...rest] = line.replace(/#.*$/s, '').split(':');
    return rest.length > 0 && keeps(key.trim().toLowerCase(), rest.join(':')) ? line : '';
  });
  return { text: lines.join('\n'), stars };
}

/**
 * An address or rules with those escapes spelled out that need none (RFC 9309 §2.2.2): `/%61` and `/a` are one path.
 */
export function plainEscapes(text: string): string {
  return text.replace(/%(2d|2e|5f|7e|3\d|[46][1-9a-f]|[57][0-9a])/gi, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
}

export const robotsLines = (body: string): string[] => body.split(/\r\n|\r|\n/);

/** Above this, matching an address would hold everything else up; then nothing is read from the rules. */
const mostSteps = 20_000_000;

/** Whether rules can be matched against an address of this length in reasonable time (some tenths of a second at worst). */
export const isMatchable = ({ stars }: OwnRules, length: number): boolean => stars * length <= mostSteps;

const ours: ReadonlySet<string> = new Set(['*', robotsToken.toLowerCase()]);
const ruleKeys: ReadonlySet<string> = new Set(['allow', 'disallow', 'crawl-delay']);
