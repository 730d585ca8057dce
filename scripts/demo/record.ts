import { offered } from '../../src/domain/claim/extract.js';
import type { ExtractedClaim } from '../../src/domain/claim/extract.js';
import { findDayDates } from '../../src/platform/day-dates.js';
import type { Api, AssertionView } from './api.js';
import type { SampleClaim, SampleExpression, SampleSeries, Samples } from './samples.js';
import type { RecordedClaim, RecordedStory, Story } from './story.js';

/** Step 1: the sentences worth checking are found and recorded; the series are entered and bound. */
export async function recordDispatch(story: Story): Promise<RecordedStory> {
  const { samples, teller } = story;
  teller.step(1, 'A dispatch arrives, and its claims are recorded');
  const found = offered(samples.dispatch, { statedOn: samples.statedOn, dayDates: findDayDates });
  const words = samples.dispatch.split(/\s+/u).length;
  teller.say(
    `The dispatch has ${words} words. Stet reads it sentence by sentence and offers ${found.length} of them for ` +
      `checking; band music, toasts and quotations of opinion it leaves alone. The numbers are places in the text.`,
  );
  const series = await enterSeries(story);
  const claims: RecordedClaim[] = [];
  for (const sentence of found) {
    const sample = sampleFor(samples, sentence);
    const claim = await record(story, sentence, sample);
    await bind(story.checker, claim, series);
    tell(story, claim);
    claims.push(claim);
  }
  const titles = samples.series.map((each) => `"${each.title}"`).join(', ');
  teller.say(
    `${samples.series.length} statistical series are entered, from CSV and JSON-stat, and bound to the claims they can settle, ` +
      `one of them by an expression (turnover - imports): ${titles}.`,
  );
  return { ...story, claims, offered: found.length, series };
}

/** A sentence the samples do not know is recorded without sources. */
function sampleFor(samples: Samples, { text }: ExtractedClaim): SampleClaim {
  const known = samples.claims.find((each) => text.includes(each.phrase));
  return known ?? { key: `unknown: ${text}`, phrase: text, sources: [] };
}

async function record(
  { samples, press, checker }: Story,
  sentence: ExtractedClaim,
  sample: SampleClaim,
): Promise<RecordedClaim> {
  const { text, start, end, score } = sentence;
  const { id, checkId } = await checker.post<{ id: string; checkId: string }>('/v1/claims', {
    ...{ text, statedOn: samples.statedOn, claimant: samples.claimant, topics: ['trade'] },
    appearances: [
      {
        url: press.url('dispatch.txt'),
        title: 'The dispatch',
        origin: 'steppe-and-oasis',
        quote: { exact: text },
      },
    ],
    sources: sample.sources.map(({ page, quote }) => ({
      ...{ url: press.url(page), title: samples.pages[page]?.title, origin: samples.pages[page]?.origin },
      ...(quote === undefined ? {} : { quote: { exact: quote } }),
    })),
  });
  const assertions = await checker.get<AssertionView[]>(`/v1/claims/${id}/assertions`);
  return { sample, id, checkId, text, start, end, score, assertions };
}

async function enterSeries({ samples, checker }: Story): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { key, vintages: _, ...description } of samples.series) {
    const { id } = await checker.post<{ id: string }>('/v1/series', description);
    ids.set(key, id);
  }
  for (const series of samples.series) await addVintage(checker, samples, series, 0, ids);
  return ids;
}

/** Adds an edition of a series as its publisher's file has it. */
export async function addVintage(
  api: Api,
  samples: Samples,
  { key, vintages }: SampleSeries,
  edition: number,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const vintage = vintages[edition];
  if (vintage === undefined) throw new Error(`series ${key} has no edition ${edition + 1}`);
  const { file, publishedOn, note, mapping } = vintage;
  const data = samples.read('series', file);
  await api.post(`/v1/series/${ids.get(key) ?? ''}/vintages`, { publishedOn, note, data, mapping });
}

async function bind(
  api: Api,
  { sample, assertions }: RecordedClaim,
  series: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [kind, settles] of Object.entries(sample.bindings ?? {})) {
    const assertion = assertions.find((each) => each.kind === kind);
    if (assertion === undefined)
      throw new Error(`claim ${sample.key} has no assertion of kind ${kind} to bind`);
    await api.put(`/v1/assertions/${assertion.id}/binding`, bindingOf(settles, series));
  }
}

function bindingOf(settles: string | SampleExpression, ids: ReadonlyMap<string, string>): object {
  if (typeof settles === 'string') return { seriesId: ids.get(settles) };
  const terms = Object.entries(settles.terms).map(([name, key]) => [name, ids.get(key)]);
  return { expression: settles.expression, terms: Object.fromEntries(terms) as object };
}

function tell({ teller }: Story, { text, start, end, score, assertions }: RecordedClaim): void {
  teller.item(`${start}–${end}  ${text}`);
  for (const { reading } of assertions) teller.item(`read as ${reading}`, 2);
  teller.item(`worth checking: ${Math.round(score * 100)} %`, 2);
}
