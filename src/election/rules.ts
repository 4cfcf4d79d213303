/**
 * Who is elected, by the rule alone: a tally in, a tagged outcome out. Nothing here knows calls, time or models.
 *
 * A tally counts electors under an electoral college and votes under the other rules. `open` is what no ticket has
 * yet: an upper bound, for an outcome counts as certain only if no way of sharing it out could change it.
 */
import type { ContestId, Election, Rule, TicketId } from './election.ts';

export type Tally = {
  /** By ticket, every ticket present. */
  readonly counts: Readonly<Record<TicketId, number>>;
  readonly open: number;
};

export type Outcome =
  /** Elected, whatever becomes of what is open. `count` is what the ticket has now. */
  | { readonly kind: 'winner'; readonly ticket: TicketId; readonly count: number }
  /** Equal counts with nothing open: the House decides (269–269), or the lot, or whatever the law names. */
  | { readonly kind: 'tie'; readonly tickets: readonly TicketId[]; readonly count: number }
  /** Nobody can reach the majority and it is no tie: third tickets took electors; a contingent election. */
  | { readonly kind: 'no-majority'; readonly counts: Readonly<Record<TicketId, number>> }
  /** The first round elected nobody; these two meet in the second. */
  | { readonly kind: 'second-round'; readonly tickets: readonly [TicketId, TicketId] }
  /** Still open, and these tickets can yet be elected (or yet reach the second round). */
  | { readonly kind: 'undecided'; readonly canWin: readonly TicketId[] };

type Standing = { readonly ticket: TicketId; readonly count: number };

/** What the rule makes of a tally. Throws on a count that is negative or not finite, and on an empty tally. */
export function outcomeOf(rule: Rule, tally: Tally): Outcome {
  const standings = standingsOf(tally);
  if (rule.kind === 'electoral-college') return collegeOutcome(rule.majority, standings, tally);
  if (rule.kind === 'plurality') return pluralityOutcome(standings, tally.open);
  return twoRoundOutcome(rule.threshold, standings, tally.open);
}

/**
 * The electors that contests give: each contest awards its own to one ticket, so that a state with districts carries
 * only its statewide electors and the districts theirs. A contest without a winner is open.
 * Throws on a contest or a ticket that the election does not have.
 */
export function electorsOf(
  election: Election,
  winners: Readonly<Record<ContestId, TicketId | null | undefined>>,
): Tally {
  const counts: Record<TicketId, number> = Object.fromEntries(election.tickets.map(({ id }) => [id, 0]));
  const ids = new Set(election.contests.map(({ id }) => id));
  for (const id of Object.keys(winners)) {
    if (!ids.has(id)) throw new Error(`invalid contest "${id}": ${election.id} has no such contest`);
  }
  let open = 0;
  for (const contest of election.contests) {
    const winner = winners[contest.id] ?? null;
    if (winner === null) open += contest.electors;
    else if (counts[winner] === undefined)
      throw new Error(`invalid ticket "${winner}" in contest ${contest.id}`);
    else counts[winner] += contest.electors;
  }
  return { counts, open };
}

/** Most first; equal counts in the order of the tally. */
function standingsOf({ counts, open }: Tally): Standing[] {
  const standings = Object.entries(counts).map(([ticket, count]) => ({ ticket, count }));
  if (standings.length === 0) throw new Error('invalid tally: it has no ticket');
  for (const { ticket, count } of [...standings, { ticket: 'open', count: open }]) {
    if (!(count >= 0 && Number.isFinite(count))) throw new Error(`invalid count of ${ticket}: ${count}`);
  }
  return standings.sort((a, b) => b.count - a.count);
}

function collegeOutcome(majority: number, standings: readonly Standing[], tally: Tally): Outcome {
  const [first, second] = standings;
  if (first!.count >= majority) return { kind: 'winner', ...first! };
  const canWin = standings.filter(({ count }) => count + tally.open >= majority);
  if (canWin.length > 0) return undecided(canWin);
  const shared =
    standings.length > 1 && first!.count === second!.count && first!.count + second!.count === total(tally);
  if (shared) return { kind: 'tie', tickets: [first!.ticket, second!.ticket], count: first!.count };
  return { kind: 'no-majority', counts: tally.counts };
}

function pluralityOutcome(standings: readonly Standing[], open: number): Outcome {
  const [first, second] = standings;
  if (first!.count > (second?.count ?? 0) + open) return { kind: 'winner', ...first! };
  if (open > 0) return undecided(standings.filter(({ count }) => count + open >= first!.count));
  return tieOf(standings, first!.count);
}

function twoRoundOutcome(threshold: number, standings: readonly Standing[], open: number): Outcome {
  const [first, second, third] = standings;
  const cast = standings.reduce((sum, { count }) => sum + count, 0);
  // Below one half two tickets can pass the threshold: then the first must also be out of the other's reach.
  const ahead = first!.count > (second?.count ?? 0) + open;
  if (ahead && first!.count > threshold * (cast + open)) return { kind: 'winner', ...first! };
  // To be among the first two is enough to stay in the race, and a share above the threshold implies it.
  if (open > 0) return undecided(standings.filter(({ count }) => count + open >= (second?.count ?? 0)));
  if (second === undefined || third?.count === second.count)
    return tieOf(standings, second?.count ?? first!.count);
  return { kind: 'second-round', tickets: [first!.ticket, second.ticket] };
}

/** The tickets that share a place which only the law can settle. */
function tieOf(standings: readonly Standing[], count: number): Outcome {
  return {
    kind: 'tie',
    tickets: standings.filter((one) => one.count === count).map(({ ticket }) => ticket),
    count,
  };
}

function undecided(canWin: readonly Standing[]): Outcome {
  return { kind: 'undecided', canWin: canWin.map(({ ticket }) => ticket) };
}

function total({ counts, open }: Tally): number {
  return Object.values(counts).reduce((sum, count) => sum + count, open);
}
