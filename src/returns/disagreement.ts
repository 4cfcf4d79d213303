/**
 * How far the other sources of a unit are from the one that counts: (unit, election) → what each has, and whether it
 * differs by more than sources do that are minutes apart.
 */
import type { Election, TicketId } from '../election/election.ts';
import { roundingOf } from './falls.ts';
import type { Count, OtherSource, UnitReturns } from './returns.ts';

/**
 * Totals may be this far apart, in shares of the larger. Edison and AP, side by side in November 2020, were within
 * 0.6 % everywhere except Maine (3 %); an hour earlier in the night one minute's delay makes as much.
 */
const TOTALS_APART = 0.05;

export function othersOf(unit: UnitReturns | null, election: Election): OtherSource[] {
  if (unit === null || unit.count === null) return [];
  const chosen = unit.count;
  return Object.entries(unit.sources).flatMap(([source, { standing }]) => {
    if (source === unit.source || standing === null || standing.count.total === 0) return [];
    const { total, votes } = standing.count;
    return [
      { source, total, votes, margin: marginOf(votes, election), differs: differs(chosen, standing.count) },
    ];
  });
}

/** First ticket minus second over both; null while neither has a vote. */
export function marginOf(votes: Readonly<Record<TicketId, number>>, { tickets }: Election): number | null {
  const first = votes[tickets[0]!.id]!;
  const second = votes[tickets[1]!.id]!;
  return first + second === 0 ? null : (first - second) / (first + second);
}

function differs(chosen: Count, other: Count): OtherSource['differs'] {
  const slack = roundingOf(chosen) + roundingOf(other);
  const [first, second] = Object.keys(chosen.votes);
  const lead = ({ votes }: Count): number => votes[first!]! - votes[second!]!;
  const clear = Math.min(Math.abs(lead(chosen)), Math.abs(lead(other))) > slack;
  if (clear && Math.sign(lead(chosen)) !== Math.sign(lead(other))) return 'leader';
  const apart = Math.abs(chosen.total - other.total);
  return apart > TOTALS_APART * Math.max(chosen.total, other.total) ? 'total' : 'no';
}
