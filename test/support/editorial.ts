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

/** Takes an action; approve names the draft as it is now, reasons and assignee are made up where needed. */
export async function act(
  app: TestApp,
  claimId: string,
  token: string,
  action: string,
  more: Record<string, unknown> = {},
): Promise<Answer> {
  const body = { action, ...(await needed(app, claimId, action)), ...more };
  return app.call('POST', `/v1/claims/${claimId}/workflow`, { token, body });
}

async function needed(app: TestApp, claimId: string, action: string): Promise<Record<string, unknown>> {
  if (action === 'approve') {
    const { draftId, draftVersion } = (await workflowOf(app, claimId)).review;
    return draftId === null ? {} : { draftId, draftVersion };
  }
  return ['return', 'reject', 'reopen'].includes(action) ? { reason: 'Something is amiss.' } : {};
}

/** Writes the draft over whatever there is. */
export async function writeDraft(
  app: TestApp,
  claimId: string,
  token: string,
  fields: Record<string, unknown> = {},
): Promise<Answer> {
  const { draftVersion } = (await workflowOf(app, claimId)).review;
  return app.call('PUT', `/v1/claims/${claimId}/draft`, {
    ...{ token, headers: draftVersion === null ? {} : { 'if-match': `"${draftVersion}"` } },
    body: {
      ...{ ratingId: await ratingId(app, 'true'), rationale: 'The office says so.', citationIds: [] },
      ...fields,
    },
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
