import { inWords } from '../standing/disagreement.js';

/** What happened, as the tables keep it. */
export interface Happening {
  readonly kind: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface Told {
  /** What the entry is about; a change of the claim and a step of its workflow are told apart. */
  readonly kind: string;
  /** One line for people. */
  readonly summary: string;
}

/** One entry of a timeline in words. */
export function tell({ kind, details }: Happening): Told {
  const read = (name: string): string => textOf(details[name]);
  if (kind === 'revision') return tellRevision(details, read);
  return { kind, summary: (sentences[kind] ?? (() => kind))(read, details) };
}

type Read = (name: string) => string;

const sentences: Readonly<Record<string, (read: Read, details: Happening['details']) => string>> = {
  standing: (read, details) =>
    `stands as ${read('status')}${because(', assessment ', read('assessment'))}${because(', because of ', disagreementIn(details))}`,
  verdict: (read) => {
    if (read('kind') === 'withdrawn') return `verdict withdrawn (${read('rationale')})`;
    const note = read('correctionNote');
    const what = note === '' ? 'published' : 'corrected';
    return `verdict ${what}: ${read('ratingLabel')} (${note === '' ? read('rationale') : note})`;
  },
  check: (read) =>
    read('state') === 'completed'
      ? `check completed: ${read('label')}`
      : `check could not be made${because(': ', read('failure'))}`,
  source: (read) => {
    const name = read('title') || read('url') || 'a source';
    return read('previousSnapshotId') === ''
      ? `${name} was read for the first time`
      : `${name} says something else`;
  },
  finding: (read) => `a person found it ${read('label')}: ${read('reason')}`,
  retraction: (read) => `a finding was taken back: ${read('reason')}`,
  review: (read) =>
    `draft ${read('decision') === 'approved' ? 'approved' : 'sent back'}${because(': ', read('note'))}`,
  upheld: (read, details) => `verdict upheld against “${disagreementIn(details)}”: ${read('reason')}`,
  'correction-request': (read) => `${read('addressee')} was asked to correct it (${read('channel')})`,
  'correction-outcome': (read) => `${read('addressee')}: ${read('outcome')}${because(', ', read('note'))}`,
  comment: (read) => read('text'),
};

function disagreementIn({ disagreement }: Happening['details']): string {
  return Array.isArray(disagreement) ? disagreement.map((part) => inWords(textOf(part))).join('; ') : '';
}

function tellRevision(details: Happening['details'], read: Read): Told {
  const [subject, action] = [read('subject'), read('action')];
  const kind = subject === 'claim' ? (action === 'change' ? 'change' : 'workflow') : subject;
  const fields = changedFields(details);
  const what =
    subject === 'assertion'
      ? `reading corrected${because(': ', fields)}`
      : `${action}${because(': ', fields)}`;
  return { kind, summary: `${what}${because(', ', read('reason'))}` };
}

function changedFields({ before, after }: Happening['details']): string {
  if (typeof before !== 'object' || typeof after !== 'object') return '';
  const now = Object.entries(after ?? {}).filter(([, value]) => typeof value !== 'object' || value === null);
  const past = (before ?? {}) as Readonly<Record<string, unknown>>;
  return now
    .map(([name, value]) => `${name} ${textOf(past[name]) || 'none'} -> ${textOf(value) || 'none'}`)
    .join(', ');
}

function because(before: string, text: string): string {
  return text === '' ? '' : `${before}${text}`;
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('; ');
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
