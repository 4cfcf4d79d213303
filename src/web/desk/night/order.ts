/** In which order the bar lays the contests out, and which of them the table folds away. */
import type { ContestView, TicketView } from '../../../server/wire.ts';
import { type Side, sideOf } from '../figures.ts';

export type Segment = {
  readonly contest: ContestView;
  readonly side: Side | '' /** The first of its kind: a gap before it. */;
  readonly begins: boolean;
};

/**
 * The bar from the first ticket's widest margin to the second's: called, leading, open, leading, called. Called
 * electors stand at the ends, so that what is sure reads as a length against the majority's mark.
 */
export function segmentsOf(
  contests: readonly ContestView[],
  tickets: readonly TicketView[],
): readonly Segment[] {
  const fromFirst = contests
    .toReversed()
    .map((contest) => ({ contest, side: sideOf(tickets, contest.ticket) }));
  const rank = ({ contest, side }: Omit<Segment, 'begins'>) => {
    if (contest.status === 'open') return 2;
    const off = contest.status === 'called' ? 2 : 1;
    return side === 'first' ? 2 - off : 2 + off;
  };
  const sorted = fromFirst.toSorted((a, b) => rank(a) - rank(b));
  return sorted.map((segment, index) => ({
    ...segment,
    begins: index > 0 && rank(segment) !== rank(sorted[index - 1]!),
  }));
}

export type Folded = {
  readonly before: readonly ContestView[];
  readonly shown: readonly ContestView[];
  readonly after: readonly ContestView[];
};

/** Rows kept open on either side of the tipping point: the contests that could change the outcome lie within. */
const KEPT = { before: 6, after: 9 };

export function foldContests(contests: readonly ContestView[]): Folded {
  const tip = contests.findIndex(({ tips }) => tips);
  const middle = tip < 0 ? Math.floor(contests.length / 2) : tip;
  const from = Math.max(0, middle - KEPT.before);
  const to = Math.min(contests.length, middle + KEPT.after + 1);
  return { before: contests.slice(0, from), shown: contests.slice(from, to), after: contests.slice(to) };
}

export type FoldSummary = {
  readonly n: number;
  readonly called: number /** One ticket leads in all by more than so many points; null where that is not so. */;
  readonly all: { readonly ticket: string; readonly points: number } | null;
};

export function summariseFold(contests: readonly ContestView[]): FoldSummary {
  const called = contests.filter(({ status }) => status === 'called').length;
  const ticket = contests[0]?.ticket ?? null;
  const oneSided =
    called === contests.length &&
    ticket !== null &&
    contests.every((one) => one.ticket === ticket && one.margin !== null);
  const points = Math.floor(Math.min(...contests.map(({ margin }) => Math.abs(margin ?? 0))) * 100);
  return { n: contests.length, called, all: oneSided && points > 0 ? { ticket, points } : null };
}
