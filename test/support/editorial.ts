import type { Answer, TestApp } from './app.js';
import { ratingId } from './factory.js';

/** What one key holder does to one claim over HTTP. */
export interface DraftAnswer {
  readonly id: string;
  readonly version: number;
  readonly authorIds: readonly string[];
}

export interface WorkflowAnswer {
  readonly state: string;
  readonly assigneeId: string | null;
  readonly dueOn: string | null;
  readonly version: number;
  readonly verdictVersion: number | null;
  readonly review: {
    readonly required: number;
    readonly approvedBy: readonly string[];
    readonly draftId: string | null;
    readonly draftVersion: number | null;
    readonly authorIds: readonly string[];
  };
  readonly actions: readonly {
    readonly action: string;
    readonly to: string | null;
    readonly open: boolean;
    readonly why: string | null;
  }[];
}

export async function workflowOf(app: TestApp, claimId: string, token = app.token): Promise<WorkflowAnswer> {
  return (await app.call('GET', `/v1/claims/${claimId}/workflow`, { token })).json<WorkflowAnswer>();
}

/** Which draft there is; null for none. */
export type Held = Pick<DraftAnswer, 'id' | 'version'> | null;

async function heldNow(app: TestApp, claimId: string): Promise<Held> {
  const { draftId, draftVersion } = (await workflowOf(app, claimId)).review;
  return draftId === null || draftVersion === null ? null : { id: draftId, version: draftVersion };
}

/** Takes an action; approve names the draft (as it is now, unless `held` says), reasons are made up where needed. */
export async function act(
  app: TestApp,
  claimId: string,
  token: string,
  action: string,
  more: Record<string, unknown> = {},
  held?: Held,
): Promise<Answer> {
  const body: Record<string, unknown> = { action };
  if (action === 'approve') {
    const draft = held === undefined ? await heldNow(app, claimId) : held;
    if (draft !== null) Object.assign(body, { draftId: draft.id, draftVersion: draft.version });
  }
  if (['return', 'reject', 'reopen'].includes(action)) body.reason = 'Something is amiss.';
  return app.call('POST', `/v1/claims/${claimId}/workflow`, { token, body: { ...body, ...more } });
}

/** Writes the draft over whatever there is now, or over what `held` says. */
export async function writeDraft(
  app: TestApp,
  claimId: string,
  token: string,
  fields: Record<string, unknown> = {},
  held?: Held,
): Promise<Answer> {
  const draft = held === undefined ? await heldNow(app, claimId) : held;
  const rating = 'ratingId' in fields ? {} : { ratingId: await ratingId(app, 'true') };
  return app.call('PUT', `/v1/claims/${claimId}/draft`, {
    ...{ token, headers: draft === null ? {} : { 'if-match': `"${draft.version}"` } },
    body: { ...rating, rationale: 'The office says so.', citationIds: [], ...fields },
  });
}

/** The status and the code of a refusal. */
export function refusalOf(answer: Answer): [number, string] {
  return [answer.status, answer.status < 400 ? '' : answer.json<{ code: string }>().code];
}

/** @throws Error unless the call was answered well. */
export async function well(answer: Promise<Answer>): Promise<Answer> {
  const { status, text } = await answer;
  if (status >= 400) throw new Error(`refused: ${status} ${text}`);
  return answer;
}
