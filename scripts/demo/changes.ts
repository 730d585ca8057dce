import type { CheckView, HistoryView } from './api.js';
import { until } from './api.js';
import { addVintage } from './record.js';
import type { SampleClaim } from './samples.js';
import type { RecordedClaim, RunningStory } from './story.js';
import { claimOf, completed } from './story.js';

/** Step 4: the world changes and the schedule notices. Returns how a claim stood at each moment asked for. */
export async function letTimePass(story: RunningStory): Promise<Record<string, string>> {
  const { teller, newsroom, claims, checker } = story;
  teller.step(4, 'Sources change, and the schedule notices');
  const later = await newsroom.stet('clock', 'advance', 'P3D');
  teller.say(`Three days pass (stet clock advance P3D: it is ${minute(later)}).`);
  await changeTheWorld(story);
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

/** One page is corrected, one series gets a new edition. */
async function changeTheWorld(story: RunningStory): Promise<void> {
  const { teller, press, samples, checker, series } = story;
  press.correct('trade-in-2017.html');
  teller.item(
    'The page "What the neighbours traded in 2017" is corrected: imports rose by 21.7 percent, it says now.',
  );
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
  trigger: 'scheduled' | 'series-revised',
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
