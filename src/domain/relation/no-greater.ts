/** "No building in Lagos is taller than the tower": the tower is the tallest. Not before figures ("no higher than 5 %"). */
const noGreater =
  /\b(?:No|no)(?: other)? ([^.,;\d]{2,60}?) (is|are|was|were|has|have|had) (more|[a-z]{3,}er) ([^.,;\d]{0,40}?)\bthan ((?!\d)[^.,;]{2,80})/u;

/** The claim said of the one that is ahead of all, where it is said of the others that none is. */
export function withSuperlative(text: string): string {
  return text.replace(
    noGreater,
    (_, others: string, verb: string, comparative: string, of: string, first: string) =>
      `${capitalised(first)} ${verb} the ${superlativeOf(comparative)} ${of}${others}`,
  );
}

const irregular: Readonly<Record<string, string>> = { more: 'most', better: 'best', fewer: 'fewest' };

const superlativeOf = (comparative: string) => irregular[comparative] ?? comparative.replace(/er$/u, 'est');

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
