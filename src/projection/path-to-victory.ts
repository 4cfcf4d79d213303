/**
 * What the trailing ticket would have to win of the votes still out: one calculation for table, text and JSON.
 *
 * Votes and outstanding in, a share out; leader and trailing ticket share one denominator, the votes of these two.
 * It takes the expected total at its word, so it is as good as that estimate.
 */
import type { TicketId } from '../election/election.ts';
import type { ContestReturns } from '../returns/returns.ts';

export type Needed = {
  /** The ticket that trails. */
  readonly ticket: TicketId;
  /** Votes by which it trails. */
  readonly behind: number;
  /** Votes still out for these two tickets, if the others take of them what they took of the count. */
  readonly remaining: number;
  /** Share of `remaining` above which it passes the leader, above 0.5; null where even all of it would not do. */
  readonly share: number | null;
};

/**
 * What the second of a contest needs. Null where the question has no answer: nobody trails, nothing is counted, or
 * no source says how much is still out.
 */
export function neededShare(returns: Pick<ContestReturns, 'votes' | 'total' | 'outstanding'>): Needed | null {
  const [leader, trailing] = Object.entries(returns.votes).sort((a, b) => b[1] - a[1]);
  if (leader === undefined || trailing === undefined || returns.outstanding === null) return null;
  const behind = leader[1] - trailing[1];
  if (!(behind > 0 && returns.outstanding >= 0)) return null;
  const both = leader[1] + trailing[1];
  const remaining = returns.outstanding * (both / Math.max(both, returns.total));
  const share = behind < remaining ? (behind + remaining) / (2 * remaining) : null;
  return { ticket: trailing[0], behind, remaining, share };
}
