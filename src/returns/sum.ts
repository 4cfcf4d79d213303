/**
 * One contest summed from its units: its own row where the feed gives one with votes, else its parts; never both.
 *
 * (returns, election, baseline, contest) → votes, margin, expected share, outstanding. Parts that have not reported
 * are expected to vote as at the previous election; without a previous count of the parts, no share is known.
 */
import type { Baseline, ContestId, Election, TicketId, UnitId } from '../election/election.ts';
import type { ContestReturns, Count, Fault, Returns, UnitReturns } from './returns.ts';

/** Sums one contest. A contest that nobody has reported on has no votes and no share. */
export function sumContest(
  returns: Returns,
  election: Election,
  baseline: readonly Baseline[] | undefined,
  contest: ContestId,
): ContestReturns {
  const units = (returns.unitsOf[contest] ?? []).map((unit) => returns.units[unit]!);
  const own = units.find(({ unit }) => unit === contest);
  const parts = units.filter(({ unit }) => unit !== contest);
  const ownCounts = (own?.count?.total ?? 0) > 0 || !parts.some(({ count }) => count !== null);
  const summed = ownCounts ? units.filter(({ unit }) => unit === contest) : parts;
  const counts = summed.flatMap(({ count }) => (count === null ? [] : [count]));
  const total = counts.reduce((sum, count) => sum + count.total, 0);
  const votes = sumVotes(counts, election);
  const expected = ownCounts ? expectedOf(own?.count ?? null) : expectedOfParts(parts, baseline, contest);
  return {
    contest,
    votes,
    total,
    margin: marginOf(votes, election),
    expectedShare: shareOf(own?.count ?? null, ownCounts, total, expected),
    outstanding: expected === null ? null : Math.max(0, Math.round(expected - total)),
    updatedAt: counts.length === 0 ? null : Math.max(...counts.map(({ at }) => at)),
    held: (ownCounts ? summed : units).reduce((sum, { held }) => sum + held.length, 0),
    marks: marksOf(summed),
  };
}

function sumVotes(counts: readonly Count[], { tickets }: Election): Record<TicketId, number> {
  return Object.fromEntries(
    tickets.map(({ id }) => [id, counts.reduce((sum, count) => sum + count.votes[id]!, 0)]),
  );
}

function marginOf(votes: Readonly<Record<TicketId, number>>, { tickets }: Election): number | null {
  const first = votes[tickets[0]!.id]!;
  const second = votes[tickets[1]!.id]!;
  return first + second === 0 ? null : (first - second) / (first + second);
}

/** The contest's own word on the share counted is kept as it is; a sum of parts has to work it out. */
function shareOf(
  own: Count | null,
  ownCounts: boolean,
  total: number,
  expected: number | null,
): number | null {
  if (ownCounts) return own?.expectedShare ?? null;
  return expected === null || expected === 0 ? null : Math.min(1, total / expected);
}

/** Expected final vote of a unit that says which share is counted; null where it cannot be known. */
function expectedOf(count: Count | null): number | null {
  const share = count?.expectedShare ?? null;
  return count === null || share === null || share === 0 ? null : count.total / share;
}

function expectedOfParts(
  parts: readonly UnitReturns[],
  baseline: readonly Baseline[] | undefined,
  contest: ContestId,
): number | null {
  const before = baseline === undefined ? undefined : partsBefore(baseline).get(contest);
  if (before === undefined) return null;
  const reported = new Map(parts.map(({ unit, count }) => [unit, count]));
  let expected = 0;
  for (const [unit, count] of reported) {
    const total = count?.total ?? 0;
    expected += expectedOf(count) ?? Math.max(total, before.get(unit) ?? total);
  }
  for (const [unit, total] of before) if (!reported.has(unit)) expected += total;
  return expected;
}

type PartsBefore = ReadonlyMap<ContestId, ReadonlyMap<UnitId, number>>;

const INDEXED = new WeakMap<readonly Baseline[], PartsBefore>();

/** The previous totals of the parts by contest, indexed once a baseline. */
function partsBefore(baseline: readonly Baseline[]): PartsBefore {
  const known = INDEXED.get(baseline);
  if (known !== undefined) return known;
  const index = new Map<ContestId, Map<UnitId, number>>();
  for (const { unit, contest, total } of baseline) {
    if (unit === contest || total === null) continue;
    const parts = index.get(contest) ?? new Map<UnitId, number>();
    index.set(contest, parts.set(unit, total));
  }
  INDEXED.set(baseline, index);
  return index;
}

function marksOf(units: readonly UnitReturns[]): Fault[] {
  return [...new Set(units.flatMap(({ marks }) => marks))];
}
