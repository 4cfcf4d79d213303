/** Two counts of one unit side by side: what each says, and by how much they differ. */
import type { TicketId } from '../../../../election/election.ts';
import type { FiguresView } from '../../../../server/wire-feeds.ts';

export type Pair = {
  /** A ticket, or what else is counted. */
  readonly of: TicketId | 'others' | 'total';
  readonly before: number | null;
  readonly after: number;
  /** After minus before; null where nothing stood before. */
  readonly difference: number | null;
};

/** Each ticket, all others, and the total. */
export function pairsOf(
  tickets: readonly TicketId[],
  before: FiguresView | null,
  after: FiguresView,
): readonly Pair[] {
  const pair = (of: Pair['of'], figure: (of: FiguresView) => number): Pair => ({
    of,
    before: before === null ? null : figure(before),
    after: figure(after),
    difference: before === null ? null : figure(after) - figure(before),
  });
  return [
    ...tickets.map((ticket) => pair(ticket, ({ votes }) => votes[ticket] ?? 0)),
    pair('others', (count) => count.total - sumOf(count)),
    pair('total', ({ total }) => total),
  ];
}

/** First ticket minus second over both; null while neither has a vote. */
export function marginOf([first, second]: readonly TicketId[], { votes }: FiguresView): number | null {
  const [a, b] = [votes[first!] ?? 0, votes[second!] ?? 0];
  return a + b === 0 ? null : (a - b) / (a + b);
}

function sumOf({ votes }: FiguresView): number {
  return Object.values(votes).reduce((sum, one) => sum + one, 0);
}
