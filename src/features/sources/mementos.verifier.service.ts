import { Inject, Injectable } from '@nestjs/common';
import { Db } from '../../persistence/db.js';
import { HostTurnError, HostTurns } from '../../persistence/host-turns.js';
import type { Memento } from '../../persistence/memento.table.js';
import type { Source } from '../../persistence/source.table.js';
import { Clock } from '../../platform/clock.js';
import { CONTEXT, SAFE_FETCH } from '../../platform/context.js';
import type { Context } from '../../platform/context.js';
import { ExtractError, extractText } from '../../platform/extract-text.js';
import type { ExtractedText } from '../../platform/extract-text.js';
import { FetchError } from '../../platform/fetch/fetch-error.js';
import type { FetchResult, SafeFetch } from '../../platform/safe-fetch.js';
import { captureAddress, isSamePage, isToCome, linkedOriginal } from './mementos.address.js';
import { textLikeness } from './mementos.likeness.js';
import { passageMatcher } from './passage-matcher.js';
import { storableTexts } from './snapshot-row.js';

type State = 'exact' | 'reworded' | 'changed' | 'gone';

export interface PassageComparison {
  readonly citationId: string;
  /** What stands in the capture. */
  readonly state: State;
  /** What stands in the archived edition it was compared with; null when the source was never archived. */
  readonly archived: State | null;
}

export interface Verification {
  /** Why it was refused or could not be judged; null when it was verified. */
  readonly code: string | null;
  readonly message: string;
  /** Of the main texts, 0..1; null when the source was never archived, or the capture was not read. */
  readonly similarity: number | null;
  readonly comparedWith: string | null;
  readonly passages: readonly PassageComparison[];
}

export type Judgement = Pick<Memento, 'state' | 'capturedAt'> & { readonly verification: Verification };

/** Editions of the source that a capture is compared with: the newest ones. */
const editions = 5;
const maxBytes = 5 * 1024 * 1024;
/** Archives are asked one request at a time like any other host; a person waits so long for their turn. */
const patienceMs = 20_000;
const accepted = ['text/html', 'application/xhtml+xml', 'text/plain', 'text/csv', 'application/pdf'];
/** Below this the capture is of another edition at least; archives add a line or two to a page, never a third. */
const mostlySame = 0.7;
/** An error page that was archived as a page: short, and named as one. */
const errorPage =
  /\b(4\d\d|5\d\d)\b.{0,40}\b(unavailable|not found|forbidden|error|gateway|time-?out|gone)\b|\b(service (temporarily )?unavailable|bad gateway|gateway time-?out|internal server error|page not found)\b/i;
const errorPageLength = 1_500;

/** Compares a capture of a web archive with what Stet archived of the source. Writes nothing. */
@Injectable()
export class MementoVerifier {
  constructor(
    private readonly db: Db,
    private readonly turns: HostTurns,
    private readonly clock: Clock,
    @Inject(CONTEXT) private readonly context: Context,
    @Inject(SAFE_FETCH) private readonly fetch: SafeFetch,
  ) {}

  /** `recorded` when it cannot be told now: the archive did not answer, or there is nothing to compare with. */
  async judge(source: Source, memento: Memento): Promise<Judgement> {
    const answer = await this.fetched(memento.url);
    if (!('body' in answer))
      return { state: 'recorded', capturedAt: memento.capturedAt, verification: answer };
    const capturedAt = captureTime(answer, this.clock.wall()) ?? memento.capturedAt;
    const fault = captureFault(source, answer);
    if (fault !== null) return { ...fault, capturedAt };
    const text = await readable(answer);
    if ('verification' in text) return { ...text, capturedAt };
    return { ...(await this.compared(source.id, storableTexts(text))), capturedAt };
  }

  private async fetched(url: string): Promise<FetchResult | Verification> {
    const timeoutMs = this.context.env.STET_FETCH_TIMEOUT_MS;
    try {
      const gate = this.turns.gate({ patienceMs, timeoutMs });
      return await this.fetch({ url, timeoutMs, maxBytes, accept: accepted, gate });
    } catch (error) {
      if (!(error instanceof FetchError || error instanceof HostTurnError)) throw error;
      return notCompared(error.code, error.message);
    }
  }

  private async compared(
    sourceId: string,
    capture: { readonly text: string; readonly otherText: string | null },
  ): Promise<Omit<Judgement, 'capturedAt'>> {
    const [texts, cited] = await this.db.read((store) =>
      Promise.all([
        store.mementos.archivedTexts(sourceId, editions),
        store.mementos.citedPassages(sourceId),
      ] as const),
    );
    // A capture is of one moment: it is compared with the edition that it is most like.
    const [best = null] = texts
      .map((edition) => ({ edition, similarity: textLikeness(edition.text, capture.text) }))
      .sort((a, b) => b.similarity - a.similarity);
    const [here, there] = [passageMatcher(capture), best === null ? null : passageMatcher(best.edition)];
    const passages = cited.map(({ id, exact, prefix, suffix }): PassageComparison => {
      const selector = { exact, prefix: prefix ?? undefined, suffix: suffix ?? undefined };
      return { citationId: id, state: here(selector).state, archived: there?.(selector).state ?? null };
    });
    const [similarity, comparedWith] = [best?.similarity ?? null, best?.edition.id ?? null];
    return judged({ similarity, comparedWith, passages });
  }
}

type Compared = Pick<Verification, 'similarity' | 'comparedWith' | 'passages'>;

/** A capture stands in for the source when every cited passage stands in it, and the rest is the page that was archived. */
function judged(compared: Compared): Omit<Judgement, 'capturedAt'> {
  const { similarity, passages } = compared;
  const lost = passages.filter(
    ({ state, archived }) => !stands(state) && (archived === null || stands(archived)),
  );
  const say = (state: Memento['state'], code: string | null, message: string) => ({
    state,
    verification: { code, message, ...compared },
  });
  if (lost.length > 0)
    return say(
      'refused',
      'passage-missing',
      `${lost.length} of ${passages.length} cited passages do not stand in it.`,
    );
  if (similarity === null && passages.length === 0)
    return say(
      'recorded',
      'nothing-to-compare',
      'The source was never archived, and no passage of it is cited.',
    );
  if (similarity !== null && similarity < mostlySame)
    return say('refused', 'other-content', `Its text is like the archived one by ${similarity} only.`);
  return say('verified', null, 'It says what was archived, and every cited passage stands.');
}

const stands = (state: State): boolean => state === 'exact' || state === 'reworded';

/** Why an answer is no capture of the source's page; null when it is one. */
function captureFault(source: Source, answer: FetchResult): Omit<Judgement, 'capturedAt'> | null {
  const isMemento = answer.headers['memento-datetime'] !== undefined;
  if (answer.status < 200 || answer.status > 299) {
    // An archive replays the status that it captured; without the header it speaks for itself, and may be back tomorrow.
    return isMemento
      ? refused('archived-error', `The archive captured an answer ${answer.status}, not the page.`)
      : {
          state: 'recorded',
          verification: notCompared(`http-${answer.status}`, `The archive answered ${answer.status}.`),
        };
  }
  const address = captureAddress(answer.url);
  if (!isMemento && address === null)
    return refused(
      'no-capture',
      'It is no capture: neither a Memento-Datetime header nor the address says so.',
    );
  const original = linkedOriginal(answer.headers['link']) ?? address?.original ?? null;
  if (original !== null && !isSamePage(original, source.url ?? ''))
    return refused('other-page', `It is a capture of ${original.slice(0, 500)}.`);
  return null;
}

/** The text of a capture, or why it is no page. */
async function readable(answer: FetchResult): Promise<ExtractedText | Omit<Judgement, 'capturedAt'>> {
  try {
    const contentType = answer.headers['content-type'] ?? null;
    const text = await extractText({ bytes: answer.body, contentType, url: answer.url });
    if (text.state !== 'ok') return refused(text.state, 'Its text cannot be read.');
    if (text.kind !== 'page') return refused(text.kind, `What was captured is no page but: ${text.kind}.`);
    const isShort = text.text.length + text.otherText.length < errorPageLength;
    const isError = isShort && errorPage.test(`${text.title ?? ''}\n${text.text.slice(0, 300)}`);
    return isError ? refused('archived-error', 'What was captured is an error page.') : text;
  } catch (error) {
    if (!(error instanceof ExtractError) || error.code === 'stopped') throw error;
    return refused(`extract-${error.code}`, error.message);
  }
}

function refused(code: string, message: string): Omit<Judgement, 'capturedAt'> {
  return { state: 'refused', verification: notCompared(code, message) };
}

function notCompared(code: string, message: string): Verification {
  return { code, message, similarity: null, comparedWith: null, passages: [] };
}

/** When the archive says it captured the page; null where it says nothing, or a time to come. */
function captureTime({ headers, url }: FetchResult, now: Date): Date | null {
  const said = Date.parse(headers['memento-datetime'] ?? '');
  const at = Number.isNaN(said) ? captureAddress(url)?.capturedAt : new Date(said);
  return at === undefined || isToCome(at, now) ? null : at;
}
