/**
 * How one count of a unit stands to another: falls, other splits, distance, as far as rounding does not explain them.
 *
 * Votes derived from shares of three decimals move by themselves; what that alone explains is no fall.
 */
import type { TicketId } from '../election/election.ts';
import type { Count } from './returns.ts';

/** `none`; `small`: an everyday correction; `large`: one that could move a verdict or be a mistake. */
export type Fall = 'none' | 'small' | 'large';

/** Half a unit of the third decimal: what a rounded row's votes may be off by, in shares of the total. */
const ROUNDING = 0.0005;

/**
 * A fall of at most this many votes is taken at once and shown as a correction: of 305 falls of the total on the
 * night of 2020, 220 were no larger. To hold one keeps a contest open for hours (some are a unit's last word) and
 * guards nothing, for no statewide recount since 2000 turned on more than 300 votes. The error on the other side,
 * a thousand votes too few for as long as the mistake stands, is too small to release or to hold a message.
 */
const SMALL_FALL = 1_000;

/** In a small unit the same number may be most of its vote: above this share of it a fall is large all the same. */
const SMALL_SHARE = 0.1;

/** How far `later` falls behind `earlier`: in its total, or in any ticket beyond what rounding explains. */
export function fallOf(earlier: Count, later: Count): Fall {
  const slack = roundingOf(earlier) + roundingOf(later);
  let deepest = earlier.total - later.total;
  for (const ticket of Object.keys(earlier.votes)) {
    const fallen = earlier.votes[ticket]! - (later.votes[ticket] ?? 0);
    if (fallen > slack) deepest = Math.max(deepest, fallen);
  }
  if (deepest <= 0) return 'none';
  return deepest <= SMALL_FALL && deepest <= earlier.total * SMALL_SHARE ? 'small' : 'large';
}

/** Tickets that lose votes, by more than rounding explains. */
export function fallenTickets(earlier: Count, later: Count): TicketId[] {
  const slack = roundingOf(earlier) + roundingOf(later);
  return Object.keys(earlier.votes).filter(
    (ticket) => earlier.votes[ticket]! - (later.votes[ticket] ?? 0) > slack,
  );
}

/** Votes between two counts, over the total and every ticket. */
export function distance(one: Count, other: Count): number {
  let sum = Math.abs(one.total - other.total);
  for (const ticket of Object.keys(one.votes))
    sum += Math.abs(one.votes[ticket]! - (other.votes[ticket] ?? 0));
  return sum;
}

export function sameVotes(one: Count, other: Count): boolean {
  return distance(one, other) === 0;
}

export function sameFigures(one: Count, other: Count): boolean {
  return one.expectedShare === other.expectedShare && sameVotes(one, other);
}

/** The same total shared out differently, beyond what rounding explains. */
export function splitChanged(earlier: Count, later: Count): boolean {
  if (earlier.total !== later.total) return false;
  const slack = roundingOf(earlier) + roundingOf(later);
  return Object.keys(earlier.votes).some((ticket) => moved(earlier, later, ticket) > slack);
}

function moved(earlier: Count, later: Count, ticket: TicketId): number {
  return Math.abs(earlier.votes[ticket]! - (later.votes[ticket] ?? 0));
}

/** Votes by which a count's tickets may be off. */
export function roundingOf({ precision, total }: Pick<Count, 'precision' | 'total'>): number {
  return precision === 'rounded' ? ROUNDING * total : 0;
}
