import type { JournalLine } from '../../../../server/wire.ts';
/**
 * The journal's page as lines: records that have words stand alone; longer runs of figures (counts, projections) fold
 * into one line that opens. Nothing is left out.
 */

export type Line =
  | { readonly kind: 'record'; readonly record: JournalLine }
  | { readonly kind: 'run'; readonly records: readonly JournalLine[] };

/** Two of a kind are read as quickly as the line that would stand for them. */
const SHORTEST_RUN = 3;

export function linesOf(records: readonly JournalLine[]): Line[] {
  const lines: Line[] = [];
  let run: JournalLine[] = [];
  const close = () => {
    if (run.length >= SHORTEST_RUN) lines.push({ kind: 'run', records: run });
    else lines.push(...run.map((record) => ({ kind: 'record', record }) as const));
    run = [];
  };
  for (const record of records) {
    if (record.text === '') {
      run.push(record);
      continue;
    }
    close();
    lines.push({ kind: 'record', record });
  }
  close();
  return lines;
}

/** How many of each kind, the most frequent first. */
export function kindsIn(records: readonly JournalLine[]): [kind: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { kind } of records) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

type Figures = {
  readonly unit?: string;
  readonly votes?: Readonly<Record<string, number | null>>;
  readonly expectedShare?: number | null;
  readonly mean?: Readonly<Record<string, number>>;
};

/** A count or a projection in figures, the same in every language; empty for anything else. */
export function figuresOf({ kind, data }: JournalLine): string {
  const { unit = '', votes = {}, expectedShare = null, mean = {} } = data as Figures;
  if (kind === 'count') {
    const counted = Object.entries(votes).map(
      ([ticket, n]) => `${ticket} ${n === null ? '–' : n.toLocaleString('en')}`,
    );
    const share = expectedShare === null ? '' : ` (${Math.round(expectedShare * 100)} %)`;
    return `${unit}: ${counted.join(' · ')}${share}`;
  }
  if (kind !== 'projected') return '';
  return Object.entries(mean)
    .map(([ticket, electors]) => `${ticket} ${Math.round(electors)}`)
    .join(' · ');
}
