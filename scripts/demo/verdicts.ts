import type { RunningStory } from './story.js';

interface Scale {
  readonly ratings: readonly { readonly id: string; readonly code: string; readonly label: string }[];
}

/** Step 3: a fact-checker publishes what she makes of two claims. */
export async function publishVerdicts({ teller, checker, claims }: RunningStory): Promise<void> {
  teller.step(3, 'A fact-checker publishes two verdicts');
  teller.say(
    'The machine only assesses; to settle a claim takes a person. Hers rest on the passages she cited.',
  );
  const ratings = (await checker.get<Scale[]>('/v1/scales')).flatMap((scale) => scale.ratings);
  for (const { sample, id, text } of claims) {
    const { verdict } = sample;
    if (verdict === undefined) continue;
    const rating = ratings.find((each) => each.code === verdict.rating);
    if (rating === undefined) throw new Error(`no rating is called ${verdict.rating}`);
    const citations = await checker.get<{ id: string; role: string }[]>(`/v1/claims/${id}/citations`);
    await checker.post(`/v1/claims/${id}/verdicts`, {
      ratingId: rating.id,
      rationale: verdict.rationale,
      citationIds: citations.filter((each) => each.role === 'evidence').map((each) => each.id),
    });
    const { status } = await checker.get<{ status: string }>(`/v1/claims/${id}`);
    teller.item(text);
    teller.item(`${rating.label}: "${verdict.rationale}" The claim is ${status}.`, 2);
  }
}
