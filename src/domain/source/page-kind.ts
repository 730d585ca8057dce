/** What a fetched document is: the page asked for, or what is shown in its place. */
export type PageKind = 'page' | 'soft-404' | 'parked' | 'paywall' | 'consent' | 'challenge';
