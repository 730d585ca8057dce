import type { CheckView, FindingView } from './api.js';
import type { RecordedClaim, RecordedStory, RunningStory } from './story.js';
import { completed, partsOf } from './story.js';

/** A claim with its first check. */
export interface CheckedClaim {
  readonly claim: RecordedClaim;
  readonly check: CheckView;
}

/** Step 2: the worker starts and makes the first check of every claim; each finding is shown with its reasons. */
export async function runChecks(
  recorded: RecordedStory,
): Promise<{ story: RunningStory; checked: CheckedClaim[] }> {
  const { teller, newsroom, checker, claims } = recorded;
  teller.step(2, 'The checks run');
  teller.say(
    'A worker starts and takes the checks from the queue. It fetches and archives every source, looks the quotations up ' +
      'again, and compares figures with passages and series.',
  );
  const story = { ...recorded, worker: await newsroom.startWorker() };
  const checked: CheckedClaim[] = [];
  for (const claim of claims) {
    const check = await completed(checker, claim.checkId);
    await tell(story, claim, check);
    checked.push({ claim, check });
  }
  return { story, checked };
}

/** The findings as plain data: what `demo.js --until checks --json` prints. */
export async function asData({
  story,
  checked,
}: {
  story: RecordedStory;
  checked: readonly CheckedClaim[];
}): Promise<object> {
  const names = await sourceNames(story);
  return {
    claims: checked.map(({ claim, check }) => ({
      key: claim.sample.key,
      text: claim.text,
      start: claim.start,
      end: claim.end,
      label: check.assessment?.label ?? null,
      assertions: partsOf(claim, check),
      findings: check.findings.map((finding) => ({
        checker: finding.checker,
        assertion: kindOf(claim, finding),
        source: names.get(finding.sourceId ?? '') ?? null,
        label: finding.label,
        error: finding.error,
        reasons: finding.reasons,
      })),
    })),
  };
}

async function tell(
  story: RecordedStory,
  claim: RecordedClaim,
  { assessment, findings }: CheckView,
): Promise<void> {
  const { teller } = story;
  const names = await sourceNames(story);
  const label = assessment?.label ?? 'no assessment';
  teller.claim(`${marks[label] ?? '·'} ${claim.text}`);
  teller.item(`${label}. ${assessment?.reasons[0]?.message ?? ''}`);
  for (const finding of findings) teller.item(sentenceOf(claim, finding, names), 2);
}

/** Who says what of which part, and why. */
function sentenceOf(claim: RecordedClaim, finding: FindingView, names: ReadonlyMap<string, string>): string {
  const { checker, sourceId, label, error, reasons } = finding;
  const source = names.get(sourceId ?? '');
  const who = source === undefined ? checker : `${checker}, ${source}`;
  const about = kindOf(claim, finding);
  const why = reasons.map((each) => each.message).join(' ');
  return about === null ? `${who}: ${why}` : `${who}: ${about} ${label ?? error ?? ''}: ${why}`;
}

const marks: Readonly<Record<string, string>> = {
  supported: '✓',
  refuted: '✗',
  conflicting: '≠',
  'not-enough-evidence': '?',
};

function kindOf({ assertions }: RecordedClaim, { assertionId }: FindingView): string | null {
  return assertions.find((each) => each.id === assertionId)?.kind ?? null;
}

async function sourceNames({ checker }: RecordedStory): Promise<ReadonlyMap<string, string>> {
  const sources = await checker.all<{ id: string; title: string }>('/v1/sources');
  return new Map(sources.map(({ id, title }) => [id, title]));
}
