import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../support/app.js';
import { Newsroom } from '../support/process.js';

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await Newsroom.open();
  await newsroom.serve('api');
  await newsroom.serve('worker');
}, 120_000);

afterAll(() => newsroom.close());

interface Claim {
  readonly status: string;
  readonly assessment: string | null;
  readonly rating: { readonly code: string } | null;
}

async function ask<T>(path: string, body?: unknown, method?: string): Promise<T> {
  const call = { ...(body === undefined ? {} : { body }), ...(method === undefined ? {} : { method }) };
  const answer = await newsroom.call(`/v1/${path}`, call);
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return (answer.text === '' ? undefined : answer.json()) as T;
}

/** A claim of three billion whose assertion is bound to a series; `value` is what the series says, in millions. */
class BoundClaim {
  private vintages = 0;
  private constructor(
    readonly id: string,
    private readonly seriesId: string,
  ) {}

  static async record(): Promise<BoundClaim> {
    const claim = { text: 'Exports reached $3 billion in 2018.', claimant: 'Ministry of Trade' };
    const { id } = await ask<{ id: string }>('claims', { ...claim, statedOn: '2019-04-16' });
    const about = { title: 'Exports, annual', dimension: 'money', currency: 'USD', scale: 1e6 };
    const series = await ask<{ id: string }>('series', { ...about, measureKind: 'flow' });
    const [assertion] = await ask<{ id: string }[]>(`claims/${id}/assertions`);
    await ask(`assertions/${assertion?.id}/binding`, { seriesId: series.id }, 'PUT');
    return new BoundClaim(id, series.id);
  }

  async revise(value: number): Promise<void> {
    const publishedOn = `2019-05-${String((this.vintages += 1)).padStart(2, '0')}`;
    await ask(`series/${this.seriesId}/vintages`, { publishedOn, csv: `period,value\n2018,${value}\n` });
  }

  /** Checks it; how it stands then. */
  async check(): Promise<Claim> {
    const { id } = await ask<{ id: string }>(`claims/${this.id}/checks`, {});
    await until(
      'the check',
      async () => (await ask<{ state: string }>(`checks/${id}`)).state === 'completed',
    );
    return ask<Claim>(`claims/${this.id}`);
  }

  async publish(code: string): Promise<Claim> {
    const scales = await ask<{ ratings: { id: string; code: string }[] }[]>('scales');
    const rating = scales.flatMap((each) => each.ratings).find((each) => each.code === code);
    const verdict = { ratingId: rating?.id, rationale: 'So says the office.', citationIds: [] };
    await ask(`claims/${this.id}/verdicts`, verdict);
    return ask<Claim>(`claims/${this.id}`);
  }

  async disagreement(): Promise<string[]> {
    const { parts } = await ask<{ parts: { part: string; isUpheld: boolean }[] }>(
      `claims/${this.id}/disagreement`,
    );
    return parts.filter((each) => !each.isUpheld).map((each) => each.part);
  }
}

describe('a claim over time, with an api and a worker', () => {
  it('rated False is settled by a check that says refuted', async () => {
    const claim = await BoundClaim.record();
    await claim.revise(1200);
    expect(await claim.check()).toMatchObject({ status: 'assessed', assessment: 'refuted' });
    expect(await claim.publish('false')).toMatchObject({ status: 'settled', rating: { code: 'false' } });
    expect(await claim.check()).toMatchObject({ status: 'settled', assessment: 'refuted' });
    await claim.revise(3000);
    expect(await claim.check()).toMatchObject({ status: 'challenged', rating: { code: 'false' } });
  });

  it('whose mistaken challenge was upheld stays quiet on ten checks and speaks again when the figure changes', async () => {
    const claim = await BoundClaim.record();
    await claim.revise(3000);
    await claim.check();
    expect(await claim.publish('true')).toMatchObject({ status: 'settled' });
    await claim.revise(1200);
    expect(await claim.check()).toMatchObject({ status: 'challenged', assessment: 'refuted' });
    const [part = ''] = await claim.disagreement();
    expect(part).toContain('1200000000');
    await ask(`claims/${claim.id}/verdicts/uphold`, { disagreement: [part], reason: 'Another measure.' });
    for (let n = 0; n < 10; n += 1)
      expect(await claim.check()).toMatchObject({ status: 'settled', assessment: 'refuted' });
    await claim.revise(1400);
    const spoken = await claim.check();
    expect(spoken).toMatchObject({ status: 'challenged', assessment: 'refuted', rating: { code: 'true' } });
    const events = await ask<{ items: { payload: { data: { new: Claim } } }[] }>(
      `events?type=claim.standing_changed&claimId=${claim.id}`,
    );
    const told = events.items.map(({ payload }) => payload.data.new.status);
    // The check that recording asked for may come before the figures, or after them.
    expect(told.slice(told.indexOf('settled'))).toEqual(['settled', 'challenged', 'settled', 'challenged']);
  });
});
