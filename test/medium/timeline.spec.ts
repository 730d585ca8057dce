import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { checkAgain, endedCheck, publish, recordClaim } from '../support/factory.js';
import { randomLedger } from '../support/random-history.js';
import { startSite } from '../support/site.js';
import type { Site } from '../support/site.js';

interface Step {
  readonly at: string;
  readonly kind: string;
  readonly summary: string;
  readonly ref: string;
  readonly actorId: string | null;
  readonly cause?: string;
  readonly causeId?: string;
  readonly details: Readonly<Record<string, unknown>>;
}

let app: TestApp;
let site: Site;

beforeAll(async () => {
  site = await startSite();
  app = await startApp({ allow: [site.allow] });
});
afterAll(async () => {
  await app.close();
  await site.close();
});

async function walk(claimId: string, order: 'asc' | 'desc', limit: number): Promise<Step[]> {
  const steps: Step[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: string = `order=${order}&limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const answer = await app.call('GET', `/v1/claims/${claimId}/timeline?${query}`);
    expect(answer.status).toBe(200);
    const page = answer.json<{ items: Step[]; next: string | null }>();
    expect(page.items.length).toBeLessThanOrEqual(limit);
    steps.push(...page.items);
    cursor = page.next;
  }
  return steps;
}

describe('the timeline of a claim', () => {
  let id: string;
  let steps: Step[];

  beforeAll(async () => {
    const backing = 'Trade turnover reached $3 billion in 2018, the ministry said.';
    site.publish('/page', backing);
    const recorded = await recordClaim(app, 'Trade turnover reached $3 billion in 2018.', {
      sources: [{ url: site.url('/page'), quote: { exact: backing } }],
    });
    id = recorded.id;
    await app.poll();
    await endedCheck(app, recorded.checkId);
    await publish(app, id, 'true');
    site.publish('/page', 'Trade turnover reached $1.2 billion in 2018, the ministry said.');
    await checkAgain(app, id);
    await checkAgain(app, id);
    const { version } = (await app.call('GET', `/v1/claims/${id}`)).json<{ version: number }>();
    await app.call('PATCH', `/v1/claims/${id}`, {
      headers: { 'if-match': `"${version}"` },
      body: { claimant: 'Ministry of Finance' },
    });
    const [assertion] = (await app.call('GET', `/v1/claims/${id}/assertions`)).json<{ id: string }[]>();
    const corrected = await app.call('PATCH', `/v1/assertions/${assertion?.id}`, {
      headers: { 'if-match': '"1"' },
      body: { unit: 'dollars' },
    });
    expect(corrected.status).toBe(200);
    await byHand(id, assertion?.id ?? '');
    await app.call('POST', `/v1/claims/${id}/verdicts/withdraw`, { body: { reason: 'It was about 2017.' } });
    steps = await walk(id, 'asc', 100);
  });

  it('tells everything once, each with its cause before it', () => {
    const told = (kind: string): string[] =>
      steps.filter((each) => each.kind === kind).map((each) => each.summary);
    expect(told('source')).toEqual([
      expect.stringContaining('read for the first time'),
      expect.stringContaining('says something else'),
    ]);
    expect(told('check')).toEqual([
      'check completed: supported',
      'check completed: refuted',
      'check completed: refuted',
    ]);
    expect(told('verdict')[0]).toBe('verdict published: True (It is true.)');
    expect(told('standing').slice(0, 4)).toEqual([
      'stands as unverified',
      'stands as assessed, assessment supported',
      'stands as settled, assessment supported',
      expect.stringMatching(/^stands as challenged, assessment refuted, because of /),
    ]);
    expect(told('change')).toEqual(['change: claimant Ministry of Trade -> Ministry of Finance']);
    expect(told('assertion')).toHaveLength(1);
    expect(told('comment')).toEqual(['Who said so?']);
    expect(told('finding')).toEqual(['a person found it refuted: seen']);
    expect(told('retraction')).toEqual(['a finding was taken back: mistaken']);
    expect(told('review')).toEqual(['draft sent back: Too short.']);
    expect(told('upheld')).toEqual(['verdict upheld against “a figure”: rounding']);
    expect(told('correction-request')).toEqual(['Ministry was asked to correct it (email)']);
    expect(told('correction-outcome')).toEqual(['Ministry: corrected, silently']);
    expect(told('hold')).toEqual(['hold, elections']);
    expectCausesFirst(steps);
  });

  it('says the same in /history, up to a moment', async () => {
    interface History {
      readonly timeline: readonly Step[];
    }
    const all = (await app.call('GET', `/v1/claims/${id}/history`)).json<History>().timeline;
    expect(all.map(({ kind, ref }) => [kind, ref])).toEqual(steps.map(({ kind, ref }) => [kind, ref]));
    const middle = steps[Math.floor(steps.length / 2)]?.at ?? '';
    const part = (await app.call('GET', `/v1/claims/${id}/history?asOf=${middle}`)).json<History>().timeline;
    expect(part.map(({ ref }) => ref)).toEqual(steps.filter(({ at }) => at <= middle).map(({ ref }) => ref));
  });

  it('names who did it', () => {
    const machine = new Set(['standing', 'source']);
    for (const { kind, actorId, details } of steps) {
      const byMachine = machine.has(kind) || details['trigger'] === 'scheduled';
      expect([kind, actorId === null]).toEqual([kind, byMachine]);
    }
  });

  it('is 404 of an unknown claim, and takes neither an offset nor a cursor of its own making', async () => {
    const unknown = '00000000-0000-4000-8000-000000000000';
    const statuses = await Promise.all(
      [
        `${unknown}/timeline`,
        `${id}/timeline?offset=1`,
        `${id}/timeline?cursor=abc`,
        `${id}/timeline?order=up`,
      ].map(async (path) => (await app.call('GET', `/v1/claims/${path}`)).status),
    );
    expect(statuses).toEqual([404, 400, 400, 400]);
  });
});

/** What its own routes do elsewhere: rows as they leave them. */
async function byHand(claimId: string, assertionId: string): Promise<void> {
  const [person] = await app.rows<{ id: string }>('SELECT created_by AS id FROM claim WHERE id = $1', [
    claimId,
  ]);
  const rows: [string, unknown[]][] = [
    [
      `INSERT INTO comment (id, claim_id, author_id, text, recorded_at) VALUES (gen_random_uuid(), $1, $2, $3, now())`,
      ['Who said so?'],
    ],
    [
      `INSERT INTO review (id, claim_id, draft_id, draft_version, decision, reviewer_id, note, recorded_at)
      VALUES (gen_random_uuid(), $1, gen_random_uuid(), 1, 'returned', $2, $3, now())`,
      ['Too short.'],
    ],
    [
      `INSERT INTO upheld (claim_id, number, verdict_version, disagreement, reason, person_id, recorded_at)
      VALUES ($1, 1, 1, '{a figure}', $3, $2, now())`,
      ['rounding'],
    ],
    [
      `WITH f AS (INSERT INTO person_finding (id, claim_id, assertion_id, label, reason, person_id, recorded_at)
        VALUES (gen_random_uuid(), $1, $3, 'refuted', 'seen', $2, now()) RETURNING id)
      INSERT INTO finding_retraction (finding_id, claim_id, reason, person_id, recorded_at) SELECT id, $1, 'mistaken', $2, now() FROM f`,
      [assertionId],
    ],
    [
      `WITH r AS (INSERT INTO correction_request (id, claim_id, addressee, channel, asked_on, asked_by, recorded_at)
        VALUES (gen_random_uuid(), $1, 'Ministry', 'email', '2020-01-01', $2, now()) RETURNING id)
      INSERT INTO correction_outcome (request_id, number, outcome, on_day, note, noted_by, recorded_at)
      SELECT id, 1, 'corrected', '2020-01-02', $3, $2, now() FROM r`,
      ['silently'],
    ],
    [
      `INSERT INTO revision (subject_kind, subject_id, version, claim_id, action, before, after, reason, actor_id, recorded_at)
      VALUES ('hold', $1, 1, $1, 'hold', '{}', '{}', $3, $2, now())`,
      ['elections'],
    ],
  ];
  for (const [text, more] of rows) await app.sql.query(text, [claimId, person?.id, ...more]);
}

function expectCausesFirst(steps: readonly Step[]): void {
  for (const [i, step] of steps.entries()) {
    if (step.kind !== 'standing' || (step.cause !== 'check' && step.cause !== 'verdict')) continue;
    const cause = steps.findIndex((each) => each.kind === step.cause && each.ref === step.causeId);
    expect(cause).toBeGreaterThanOrEqual(0);
    expect(cause).toBeLessThan(i);
  }
}

describe('a random ledger', () => {
  const seed = Number(process.env['STET_TEST_SEED'] ?? Date.now() % 1_000_000);
  let ids: string[];

  beforeAll(async () => {
    console.info(`timeline: seed ${seed}`);
    const before = await app.rows<{ id: string }>('SELECT id FROM claim');
    await randomLedger(app, seed, 4, 50);
    const known = new Set(before.map((row) => row.id));
    ids = (await app.rows<{ id: string }>('SELECT id FROM claim'))
      .map((row) => row.id)
      .filter((id) => !known.has(id));
  });

  it('is told page by page without a gap or a repetition, forwards and backwards', async () => {
    for (const id of ids) {
      const whole = await walk(id, 'asc', 100);
      const keys = whole.map(({ kind, ref, details }) => `${kind} ${ref} ${String(details['version'])}`);
      expect(new Set(keys).size).toBe(keys.length);
      expect(whole.map(({ at }) => at)).toEqual(whole.map(({ at }) => at).sort());
      expectCausesFirst(whole);
      for (const limit of [1, 3, 7]) expect(await walk(id, 'asc', limit)).toEqual(whole);
      expect(await walk(id, 'desc', 4)).toEqual([...whole].reverse());
    }
  });

  it('has every row of the history', async () => {
    for (const id of ids) {
      const [rows] = await app.rows<Record<string, number>>(
        `SELECT (SELECT count(*)::int FROM standing WHERE claim_id = $1) AS standing,
           (SELECT count(*)::int FROM verdict WHERE claim_id = $1) AS verdict,
           (SELECT count(*)::int FROM "check" WHERE claim_id = $1) AS check,
           (SELECT count(*)::int FROM person_finding WHERE claim_id = $1) AS finding,
           (SELECT count(*)::int FROM finding_retraction WHERE claim_id = $1) AS retraction,
           (SELECT count(*)::int FROM revision WHERE claim_id = $1 AND subject_kind = 'claim') AS change,
           (SELECT count(*)::int FROM revision WHERE claim_id = $1 AND subject_kind = 'assertion') AS assertion`,
        [id],
      );
      const whole = await walk(id, 'asc', 100);
      const told = Object.fromEntries(
        Object.keys(rows ?? {}).map((kind) => [kind, whole.filter((each) => each.kind === kind).length]),
      );
      expect(told).toEqual(rows);
    }
  });
});
