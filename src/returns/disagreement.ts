/**
 * How far the other sources of a contest are from the one that counts: (units, election) → what each has, and whether
 * it differs by more than sources do that are minutes apart. Only units that both count are compared.
 */
import type { Election, TicketId } from '../election/election.ts';
import { roundingOf } from './falls.ts';
import type { Count, OtherSource, SourceId, UnitReturns } from './returns.ts';

/**
 * Totals may be this far apart, in shares of the larger. Edison and AP, side by side in November 2020, were within
 * 0.6 % everywhere except Maine (3 %); an hour earlier in the night one minute's delay makes as much.
 */
const TOTALS_APART = 0.05;

/** What the other sources of these units have, each held against the chosen counts of the same units. */
export function othersOf(units: readonly UnitReturns[], election: Election): OtherSource[] {
  const pairs = new Map<SourceId, { other: Figures; chosen: Figures }>();
  for (const { source: chosen, count, sources } of units) {
    if (count === null) continue;
    for (const source in sources) {
      if (source === chosen) continue;
      const { standing } = sources[source]!;
      if (standing === null || standing.count.total === 0) continue;
      const pair = pairs.get(source);
      if (pair === undefined)
        pairs.set(source, { other: figuresOf(standing.count), chosen: figuresOf(count) });
      else {
        add(pair.other, standing.count);
        add(pair.chosen, count);
      }
    }
  }
  return [...pairs].map(([source, { other, chosen }]) => ({
    source,
    total: other.total,
    votes: other.votes,
    margin: marginOf(other.votes, election),
    differs: differs(chosen, other),
  }));
}

/** Counts of several units in one, with the votes by which rounding may have moved them. */
type Figures = { total: number; readonly votes: Record<TicketId, number>; rounding: number };

function figuresOf(count: Count): Figures {
  return { total: count.total, votes: { ...count.votes }, rounding: roundingOf(count) };
}

function add(figures: Figures, count: Count): void {
  figures.total += count.total;
  figures.rounding += roundingOf(count);
  for (const ticket of Object.keys(figures.votes)) figures.votes[ticket]! += count.votes[ticket] ?? 0;
}

/** First ticket minus second over both; null while neither has a vote. */
export function marginOf(votes: Readonly<Record<TicketId, number>>, { tickets }: Election): number | null {
  const first = votes[tickets[0]!.id]!;
  const second = votes[tickets[1]!.id]!;
  return first + second === 0 ? null : (first - second) / (first + second);
}

function differs(chosen: Figures, other: Figures): OtherSource['differs'] {
  const slack = chosen.rounding + other.rounding;
  const [first, second] = Object.keys(chosen.votes);
  const lead = ({ votes }: Figures): number => votes[first!]! - votes[second!]!;
  const clear = Math.min(Math.abs(lead(chosen)), Math.abs(lead(other))) > slack;
  if (clear && Math.sign(lead(chosen)) !== Math.sign(lead(other))) return 'leader';
  const apart = Math.abs(chosen.total - other.total);
  return apart > TOTALS_APART * Math.max(chosen.total, other.total) ? 'total' : 'no';
}
