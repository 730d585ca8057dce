import { randomUUID } from 'node:crypto';
import type { Role } from '../../src/domain/actor.js';
import { until } from './app.js';
import type { TestApp } from './app.js';

export interface Recorded {
  readonly id: string;
  readonly checkId: string;
}

/** A person and a key. */
export async function personWithKey(
  app: TestApp,
  role: Role,
  name = `${role} ${randomUUID()}`,
): Promise<{ id: string; token: string }> {
  const made = await app.call('POST', '/v1/people', { body: { name, kind: 'person', role } });
  const { id } = made.json<{ id: string }>();
  const key = await app.call('POST', '/v1/keys', { body: { personId: id, role } });
  return { id, token: key.json<{ token: string }>().token };
}

/** Records a claim over HTTP. */
export async function recordClaim(
  app: TestApp,
  text: string,
  more: Record<string, unknown> = {},
): Promise<Recorded> {
  const answer = await app.call('POST', '/v1/claims', {
    body: { text, statedOn: '2019-04-16', claimant: 'Ministry of Trade', ...more },
  });
  if (answer.status !== 201) throw new Error(`a claim was not recorded: ${answer.status} ${answer.text}`);
  return answer.json<Recorded>();
}

export interface CheckAnswer {
  readonly state: string;
  readonly failure: string | null;
  readonly findings: readonly {
    readonly checker: string;
    readonly label: string | null;
    readonly error: string | null;
    readonly reasons: readonly { readonly code: string; readonly message: string }[];
  }[];
  readonly assessment: { readonly label: string } | null;
}

/** The check as GET /v1/checks/{id} shows it once it has ended. */
export function endedCheck(app: TestApp, id: string): Promise<CheckAnswer> {
  return until(`the end of check ${id}`, async () => {
    const check = (await app.call('GET', `/v1/checks/${id}`)).json<CheckAnswer>();
    return (check.state === 'completed' || check.state === 'failed') && check;
  });
}

/** Asks for another check and waits for its end. */
export async function checkAgain(app: TestApp, claimId: string): Promise<CheckAnswer> {
  const { id } = (await app.call('POST', `/v1/claims/${claimId}/checks`)).json<{ id: string }>();
  await app.poll();
  return endedCheck(app, id);
}

export interface ClaimAnswer {
  readonly id: string;
  readonly status: string;
  readonly assessment: string | null;
  readonly rating: { readonly code: string } | null;
  readonly verdictVersion: number | null;
  readonly standingVersion: number;
  readonly lastVerifiedAt: string | null;
  readonly nextCheckAt: string | null;
  readonly version: number;
}

export async function claimNow(app: TestApp, id: string): Promise<ClaimAnswer> {
  return (await app.call('GET', `/v1/claims/${id}`)).json<ClaimAnswer>();
}

/** The id of a rating of the seeded scale. */
export async function ratingId(app: TestApp, code: string): Promise<string> {
  const [row] = await app.rows<{ id: string }>('SELECT id FROM rating WHERE code = $1', [code]);
  if (row === undefined) throw new Error(`no rating ${code}`);
  return row.id;
}

/** Publishes a verdict as the admin; returns its version. */
export async function publish(
  app: TestApp,
  claimId: string,
  code: string,
  citationIds: readonly string[] = [],
): Promise<number> {
  const body = { ratingId: await ratingId(app, code), rationale: `It is ${code}.`, citationIds };
  const answer = await app.call('POST', `/v1/claims/${claimId}/verdicts`, { body });
  if (answer.status !== 201) throw new Error(`a verdict was not published: ${answer.status} ${answer.text}`);
  return answer.json<{ version: number }>().version;
}
