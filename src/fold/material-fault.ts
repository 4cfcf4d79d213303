/**
 * Whether what waits for confirmation, or what another source says, could move the verdict: (returns, policy, contest)
 * → yes or no.
 *
 * A held report is material while its figures, if they were true, would give the contest another leader or bring it
 * into the recount margin. A correction that leaves the lead where it is holds nobody's message; treating every one
 * as a fault would put the desk on hold for hours of an ordinary night (Texas, 6 November 2020).
 */
import type { ContestId } from '../election/election.ts';
import { HOUR } from '../election/instant.ts';
import type { ContestSum, Count, HeldReport } from '../returns/returns.ts';
import { isNarrow } from '../verdict/policy.ts';
import type { Context } from './context.ts';
import type { DeskState } from './state.ts';

/** A report stamped this long before it came is part of a series delivered late: what settles it comes with it. */
const DELIVERED_LATE = HOUR;

export function isMaterialFault(
  { returns, contests, narrow }: DeskState,
  { policy, election }: Context,
  contest: ContestId,
): boolean {
  const sum = contests[contest];
  if (sum === undefined) return false;
  if (sourcesDisagree(sum)) return true;
  if (sum.held === 0) return false;
  const [first, second] = election.tickets.map(({ id }) => id);
  const before = sum.margin ?? 0;
  return (returns.unitsOf[contest] ?? []).some((id) => {
    const { count, held, source } = returns.units[id]!;
    // What waits at a source that does not count cannot move the count.
    return held.some((one) => {
      if (one.source !== source || isHistory(one)) return false;
      const lead = (ticket: string) => (sum.votes[ticket] ?? 0) + difference(one.count, count, ticket);
      const [a, b] = [lead(first!), lead(second!)];
      if (a + b <= 0) return false;
      const margin = (a - b) / (a + b);
      const turned = Math.sign(margin) !== Math.sign(before);
      return turned || (!narrow[contest] && isNarrow(policy, contest, margin, one.count.expectedShare));
    });
  });
}

/** A source that has counted this much of what the chosen one has is no straggler: its leader may be the right one. */
const AS_FAR = 0.9;

function sourcesDisagree({ others, total }: ContestSum): boolean {
  return others.some((other) => other.differs === 'leader' && other.total >= AS_FAR * total);
}

function isHistory({ at, count: { stamp } }: HeldReport): boolean {
  return stamp !== null && at - stamp > DELIVERED_LATE;
}

function difference(held: Count, standing: Count | null, ticket: string): number {
  return (held.votes[ticket] ?? 0) - (standing?.votes[ticket] ?? 0);
}
