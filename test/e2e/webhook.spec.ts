import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../support/app.js';
import { Newsroom } from '../support/process.js';
import { startReceiver } from '../support/receiver.js';
import type { Receiver } from '../support/receiver.js';
import { startSite } from '../support/site.js';
import type { Site } from '../support/site.js';

let newsroom: Newsroom;
let site: Site;
let receiver: Receiver;

beforeAll(async () => {
  [site, receiver] = await Promise.all([startSite(), startReceiver('fail-first')]);
  newsroom = await Newsroom.open({
    STET_FETCH_ALLOW: `${site.allow},${receiver.allow}`,
    STET_RETRY_SCHEDULE: '0,0,0',
  });
  await newsroom.serve('all');
}, 120_000);

afterAll(async () => {
  await newsroom.close();
  await Promise.all([site.close(), receiver.close()]);
});

describe('an editor’s endpoint', () => {
  it('hears that a settled claim is challenged when its source is corrected and time passes', async () => {
    const backing = 'Exports reached $3.1 billion in 2018, the ministry said.';
    const url = site.publish('/news', backing);
    const { id: endpointId, secret } = (
      await newsroom.call('/v1/webhooks', { body: { url: receiver.url } })
    ).json<{ id: string; secret: string }>();
    receiver.secret = secret;
    const body = {
      text: 'Exports reached $3.1 billion in 2018.',
      statedOn: '2019-04-16',
      claimant: 'Ministry of Trade',
      sources: [{ url }],
    };
    const { id } = (await newsroom.call('/v1/claims', { body })).json<{ id: string }>();
    const status = async (): Promise<string> =>
      (await newsroom.call(`/v1/claims/${id}`)).json<{ status: string }>().status;
    await until('the first check', async () => (await status()) === 'assessed');
    const [scale] = (await newsroom.call('/v1/scales')).json<{ ratings: { id: string; code: string }[] }[]>();
    const ratingId = scale?.ratings.find((each) => each.code === 'true')?.id;
    await newsroom.call(`/v1/claims/${id}/verdicts`, {
      body: { ratingId, rationale: 'The ministry says so.', citationIds: [] },
    });
    site.publish('/news', 'Correction: exports reached $1.2 billion in 2018, the ministry said.');
    expect(await newsroom.stet(['clock', 'advance', 'P8D']).ended).toBe(0);
    await until('the scheduled check', async () => (await status()) === 'challenged');
    await until('three deliveries', () => receiver.accepted().length === 3);

    const told = receiver.receipts
      .filter((each) => each.answered === 200)
      .map((each) => each.payload?.data as { old: { status: string }; new: { status: string } });
    expect(told.map((each) => [each.old.status, each.new.status]).sort()).toEqual([
      ['assessed', 'settled'],
      ['settled', 'challenged'],
      ['unverified', 'assessed'],
    ]);
    // Each was refused once with 500, came again under its id, and was accepted once.
    expect(receiver.receipts).toHaveLength(6);
    expect(new Set(receiver.accepted()).size).toBe(3);
    expect(receiver.receipts.every((each) => each.payload?.type === 'claim.standing_changed')).toBe(true);
    await until('the last to be recorded', async () => {
      const { items } = (await newsroom.call(`/v1/deliveries?endpointId=${endpointId}`)).json<{
        items: { state: string; attempts: number }[];
      }>();
      return items.length === 3 && items.every((each) => each.state === 'delivered' && each.attempts === 2);
    });
  });

  it('at an address that would never be called is refused', async () => {
    for (const url of [
      'http://127.0.0.1:1/hook',
      'ftp://desk.example.org/',
      'http://169.254.169.254/latest',
      'hook',
    ]) {
      const answer = await newsroom.call('/v1/webhooks', { body: { url } });
      expect([url, answer.status, answer.json<{ code: string }>().code]).toEqual([
        url,
        422,
        'endpoint/url-refused',
      ]);
    }
  });
});
