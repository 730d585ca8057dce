const width = 92;

/** Prints the story, or keeps quiet when a program reads the result. */
export interface Teller {
  /** A numbered step of the story. */
  step(number: number, title: string): void;
  /** A paragraph. */
  say(text: string): void;
  /** A paragraph about a claim, set off from what stands before it. */
  claim(text: string): void;
  /** A line of detail below it, deeper by `depth` levels. */
  item(text: string, depth?: number): void;
  /** A line as it is. */
  line(text: string): void;
}

/** Tells to standard output. */
export function aloud(write: (text: string) => void): Teller {
  return {
    step: (number, title) => write(`\n${number}. ${title}\n${'─'.repeat(title.length + 3)}\n`),
    say: (text) => write(`${wrap(text, '', '').join('\n')}\n`),
    claim: (text) => write(`\n${wrap(text, '', '  ').join('\n')}\n`),
    line: (text) => write(`${text}\n`),
    item: (text, depth = 1) => {
      const indent = '   '.repeat(depth);
      write(`${wrap(text, indent, `${indent}  `).join('\n')}\n`);
    },
  };
}

const nothing = (): void => undefined;
export const silent: Teller = { step: nothing, say: nothing, claim: nothing, item: nothing, line: nothing };

/** Lines of at most 92 characters; a longer word stands alone. */
function wrap(text: string, first: string, rest: string): string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(/\s+/u)) {
    const isEmpty = line.trim() === '';
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest + word;
    } else line = isEmpty ? line + word : `${line} ${word}`;
  }
  return [...lines, line];
}
