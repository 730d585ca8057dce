import { setTimeout as sleep } from 'node:timers/promises';

/** The HTTP API of a running Stet, as one person uses it. */
export class Api {
  constructor(
    readonly base: string,
    private readonly token: string,
  ) {}

  /** The same API with another person's key. */
  as(token: string): Api {
    return new Api(this.base, token);
  }

  get<T>(path: string): Promise<T> {
    return this.call('GET', path);
  }

  post<T>(path: string, body?: object): Promise<T> {
    return this.call('POST', path, body);
  }

  put(path: string, body: object): Promise<void> {
    return this.call('PUT', path, body);
  }

  /** Every item of a list, page by page. */
  async all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: Page<T> = await this.get(`${path}${path.includes('?') ? '&' : '?'}limit=100${after}`);
      items.push(...page.items);
      cursor = page.next;
    }
    return items;
  }

  private async call<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface AssertionView {
  readonly id: string;
  readonly kind: string;
  readonly dueOn: string | null;
  readonly reading: string;
  readonly parsed: { readonly text: string };
}

export interface FindingView {
  readonly checker: string;
  readonly assertionId: string | null;
  readonly citationId: string | null;
  readonly sourceId: string | null;
  readonly label: string | null;
  readonly error: string | null;
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
}

export interface CheckView {
  readonly id: string;
  readonly claimId: string;
  readonly trigger: string;
  readonly state: string;
  readonly failure: string | null;
  readonly findings: readonly FindingView[];
  readonly assessment: {
    readonly label: string;
    readonly parts: readonly { readonly assertionId: string; readonly label: string }[];
    readonly reasons: readonly { readonly message: string }[];
  } | null;
}

export interface HistoryView {
  readonly standing: {
    readonly status: string;
    readonly assessment: string | null;
    readonly rating: { readonly code: string; readonly label: string } | null;
  } | null;
  readonly timeline: readonly {
    readonly at: string;
    readonly kind: string;
    readonly summary: string;
    readonly ref: string;
  }[];
}

/** What an event about a source says, as far as it is told here. */
export interface SourceEvent {
  readonly payload: {
    readonly data: {
      readonly claimCount: number;
      readonly passages: readonly {
        readonly claimId: string;
        readonly old: { readonly passage: string | null };
        readonly new: { readonly passage: string | null };
        readonly figures: readonly { readonly from: string | null; readonly to: string | null }[];
      }[];
      readonly correction?: { readonly text: string };
    };
  };
}

export interface EventView {
  readonly id: string;
  readonly payload: {
    readonly data: {
      readonly checkId?: string;
      readonly old?: {
        readonly version: number;
        readonly status: string;
        readonly assessment: string | null;
      };
      readonly new?: {
        readonly version: number;
        readonly status: string;
        readonly assessment: string | null;
      };
    };
  };
}

const pollMs = 100;

/** Asks until there is an answer. @throws Error naming what was waited for when none came in time. */
export async function until<T>(what: string, seconds: number, ask: () => Promise<T | null>): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > deadline) throw new Error(`waited ${seconds} s in vain for ${what}`);
    await sleep(pollMs);
  }
}
