import type { CheckView, HistoryView, SourceEvent } from './api.js';
import { until } from './api.js';
import { addVintage } from './record.js';
import type { SampleClaim } from './samples.js';
import type { RecordedClaim, RunningStory } from './story.js';
import { claimOf, completed } from './story.js';

/** Step 4: the world changes and the schedule notices. Returns how a claim stood at each moment asked for. */
export async function letTimePass(story: RunningStory): Promise<Record<string, string>> {
  const { teller, newsroom, claims, checker } = story;
  teller.step(4, 'Sources change, and the schedule notices');
  await correctPage(story);
  await reviseSeries(story);
  const due = await newsroom.stet('clock', 'advance', 'P8D');
  teller.say(
    `Nobody asks for a check. Eight more days pass (${minute(due)}), and the weekly look at levels and changes, a week give or ` +
      `take a tenth, falls due.`,
  );
  const weekly = claims.filter(({ assertions }) =>
    assertions.some(({ kind }) => kind === 'level' || kind === 'change'),
  );
  const checks = await Promise.all(weekly.map((claim) => checkBy(story, claim, 'scheduled')));
  teller.say(
    `${checks.length} claims were checked again by the schedule. Each new standing raises claim.standing_changed. These have news or a verdict:`,
  );
  for (const claim of claims.filter(({ sample }) => sample.verdict ?? sample.bindings?.['change']))
    await tell(story, claim);
  const { claim, moments } = story.samples.expected.asOf;
  return askAsOf(story, claimOf(claims, claim), Object.keys(moments), checker);
}

/** A page is corrected; Stet fetches it by itself, sees which cited passage reads otherwise, and checks the claim that leans on it. */
async function correctPage(story: RunningStory): Promise<void> {
  const { teller, press, newsroom, checker, claims } = story;
  press.correct('trade-in-2017.html');
  const later = await newsroom.stet('clock', 'advance', 'P3D');
  teller.say(
    `Three days pass (stet clock advance P3D: it is ${minute(later)}). Meanwhile the page "What the neighbours traded in 2017" was ` +
      `corrected. Nobody tells Stet; a page that a fresh verdict leans on is fetched every day.`,
  );
  const changed = await until('the changed passage to be noticed', 60, async () => {
    const events = await checker.all<SourceEvent>('/v1/events?type=source.passage_changed');
    return events[0]?.payload.data ?? null;
  });
  teller.item(
    `source.passage_changed, and ${changed.claimCount === 1 ? 'one claim leans' : `${changed.claimCount} claims lean`} on it:`,
  );
  for (const { old, new: now, figures } of changed.passages) {
    teller.item(`it said:      ${old.passage ?? 'nothing'}`, 2);
    teller.item(`it says now:  ${now.passage ?? 'nothing'}`, 2);
    teller.item(
      `the figures:  ${figures.map(({ from, to }) => `${from ?? '–'} → ${to ?? '–'}`).join(', ')}`,
      2,
    );
  }
  const corrected = await checker.all<SourceEvent>('/v1/events?type=source.corrected');
  const notice = corrected[0]?.payload.data.correction?.text;
  if (notice !== undefined) teller.item(`source.corrected: “${notice}”`);
  for (const { claimId } of changed.passages) {
    const claim = claims.find(({ id }) => id === claimId);
    if (claim !== undefined) await checkBy(story, claim, 'source-changed');
  }
  teller.item(
    'It was checked at once (trigger source-changed), and so were the claims that cite the page as a whole.',
  );
}

/** A series gets a new edition. */
async function reviseSeries(story: RunningStory): Promise<void> {
  const { teller, samples, checker, series } = story;
  for (const revised of samples.series.filter((each) => each.vintages.length > 1)) {
    await addVintage(checker, samples, revised, 1, series);
    const note = revised.vintages[1]?.note ?? '';
    teller.item(
      `The series by year has a new edition of ${revised.vintages[1]?.publishedOn ?? '?'}. ${note}`,
    );
    const bound = story.claims.filter(({ sample }) => isBoundTo(sample, revised.key));
    for (const claim of bound) await checkBy(story, claim, 'series-revised');
    teller.item(
      `The ${bound.length} claims bound to it are checked at once, one of them by its expression.`,
      2,
    );
  }
}

function isBoundTo({ bindings = {} }: SampleClaim, key: string): boolean {
  return Object.values(bindings).some((settles) =>
    typeof settles === 'string' ? settles === key : Object.values(settles.terms).includes(key),
  );
}

async function checkBy(
  { checker }: RunningStory,
  claim: RecordedClaim,
  trigger: 'scheduled' | 'series-revised' | 'source-changed',
): Promise<CheckView> {
  const check = await until(`the check of ${claim.sample.key} (${trigger})`, 60, async () => {
    const checks = await checker.all<CheckView>(`/v1/claims/${claim.id}/checks`);
    return checks.find((each) => each.trigger === trigger) ?? null;
  });
  return completed(checker, check.id);
}

async function tell({ teller, checker }: RunningStory, { id, text }: RecordedClaim): Promise<void> {
  const { timeline, standing } = await checker.get<HistoryView>(`/v1/claims/${id}/history`);
  teller.claim(text);
  for (const { at, summary } of timeline) teller.item(`${minute(at)}  ${summary}`);
  teller.item(`now: ${standing?.status ?? 'nothing'}`);
}

async function askAsOf(
  { teller }: RunningStory,
  claim: RecordedClaim,
  moments: readonly string[],
  checker: RunningStory['checker'],
): Promise<Record<string, string>> {
  teller.claim(`The ledger answers for any moment. How did "${claim.text}" stand?`);
  const answers: Record<string, string> = {};
  for (const asOf of moments) {
    const query = asOf === 'now' ? '' : `?asOf=${asOf}`;
    const { standing } = await checker.get<HistoryView>(`/v1/claims/${claim.id}/history${query}`);
    const words = [standing?.status, standing?.assessment, `rated ${standing?.rating?.code ?? 'by nobody'}`];
    answers[asOf] = words.filter((word) => word != null).join(', ');
    teller.item(`${asOf === 'now' ? 'now' : `as of ${minute(asOf)}`}: ${answers[asOf]}`);
  }
  return answers;
}

/** `2019-04-16 08:00` of an instant. */
function minute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}
