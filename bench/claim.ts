/** Marks the n-th claim of a run, so that its source has an address of its own. */
export function markOf(n: number): string {
  return `page-${String(n).padStart(9, '0')}`;
}

/** The request that is measured: a claim of two assertions with its appearance and one source, quotation included. */
export function bodyOf(n: number): string {
  return JSON.stringify({
    text: 'Trade turnover between the two countries grew by almost 50% in 2018, exceeding $3 billion.',
    statedOn: '2019-04-16',
    claimant: 'Ministry of Trade',
    topics: ['trade'],
    sources: [
      {
        url: `https://statistics.example.org/${markOf(n)}`,
        tier: 'primary',
        quote: { exact: 'trade turnover reached 3,009.9 million US dollars' },
      },
    ],
  });
}
