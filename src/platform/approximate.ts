import search from 'approx-string-match';
import type { ApproximateSearch } from '../domain/evidence/likely-places.js';

/** Myers' bit-parallel search (approx-string-match): every place with at most so many errors, several per site. */
export const approximate: ApproximateSearch = (text, pattern, maxErrors) => search(text, pattern, maxErrors);
