/** Words in a row that count as one piece. */
const pieceLength = 4;
/** Words compared of each text. */
const mostWords = 50_000;

/**
 * How alike two texts are, 0..1: the share of runs of four words that both have (Dice), typography and case aside. One
 * sentence changed in a page of thirty costs some 0.03; another page of the same site has less than 0.3.
 */
export function textLikeness(a: string, b: string): number {
  const [left, right] = [piecesOf(a), piecesOf(b)];
  if (left.size + right.size === 0) return 1;
  let common = 0;
  for (const piece of left) if (right.has(piece)) common += 1;
  return Math.round(((2 * common) / (left.size + right.size)) * 1000) / 1000;
}

function piecesOf(text: string): Set<string> {
  const words = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, mostWords);
  const last = Math.max(words.length - pieceLength, words.length === 0 ? -1 : 0);
  return new Set(Array.from({ length: last + 1 }, (_, at) => words.slice(at, at + pieceLength).join(' ')));
}
