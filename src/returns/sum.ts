/**
 * One contest summed from its units: its own row where the feed gives one with votes, else its parts; never both.
 *
 * (returns, election, baseline, contest) → votes, margin, expected share, outstanding. Parts that have not reported
 * are expected to vote as at the previous election; without a previous count of the parts, no share is known.
 */
import type { Baseline, ContestId, Election, TicketId } from '../election/election.ts';
import { marginOf, othersOf } from './disagreement.ts';
import { partsBefore } from './expectation.ts';
import { partsDiffer } from './faults/parts-differ.ts';
import { outstandingOf } from './outstanding.ts';
import type { ContestSum, Count, Fault, Returns, SourceId, UnitReturns } from './returns.ts';
import { type RollUp, rollUp } from './roll-up.ts';

const NO_BASELINE: readonly Baseline[] = [];

/** Sums one contest. A contest that nobody has reported on has no votes and no share. */
export function sumContest(
  returns: Returns,
  election: Election,
  baseline: readonly Baseline[] | undefined,
  contest: ContestId,
): ContestSum {
  const rolled = rollUp(returns, election, contest);
  const { basis, units, own, parts } = rolled;
  const counts = countsOf(units);
  const total = counts.reduce((sum, count) => sum + count.total, 0);
  const votes = sumVotes(counts, election);
  const before = partsBefore(baseline ?? NO_BASELINE, contest);
  const expected = expectedFor(rolled, before);
  const ownShare = basis === 'own' ? (own?.count?.expectedShare ?? null) : null;
  const above = basis === 'own' && own!.marks.includes('above_expected');
  return {
    contest,
    votes,
    total,
    margin: marginOf(votes, election),
    expectedShare: basis === 'own' ? ownShare : shareOf(total, expected),
    ...outstandingOf(total, expected, above),
    updatedAt: counts.length === 0 ? null : Math.max(...counts.map(({ at }) => at)),
    held: (basis === 'own' ? units : [...(own === null ? [] : [own]), ...units]).reduce(
      (sum, { held }) => sum + held.length,
      0,
    ),
    marks: marksOf(rolled, countsOf(parts), before?.size ?? 0),
    basis,
    sources: sourcesOf(units),
    others: othersOf(units, election),
  };
}

function countsOf(units: readonly UnitReturns[]): Count[] {
  return units.flatMap(({ count }) => (count === null ? [] : [count]));
}

function sumVotes(counts: readonly Count[], { tickets }: Election): Record<TicketId, number> {
  return Object.fromEntries(
    tickets.map(({ id }) => [id, counts.reduce((sum, count) => sum + count.votes[id]!, 0)]),
  );
}

/** The contest's own word on the share counted is kept as it is; a sum of parts has to work it out. */
function shareOf(total: number, expected: number | null): number | null {
  return expected === null || expected === 0 ? null : Math.min(1, total / expected);
}

/** Expected final vote of what is summed; null where it cannot be known. */
function expectedFor(
  { basis, own, units }: RollUp,
  before: ReadonlyMap<string, number> | undefined,
): number | null {
  if (basis === 'own') return expectedOf(own?.count ?? null);
  if (basis === 'parts') return expectedOfParts(units, before);
  // The districts of a state are all there, or it would not rest on them.
  const expected = units.map(({ count }) => expectedOf(count));
  return expected.length > 0 && expected.every((one) => one !== null)
    ? expected.reduce((sum, one) => sum + one, 0)
    : null;
}

/** Expected final vote of a unit that says which share is counted; null where it cannot be known. */
function expectedOf(count: Count | null): number | null {
  const share = count?.expectedShare ?? null;
  return count === null || share === null || share === 0 ? null : count.total / share;
}

function expectedOfParts(
  parts: readonly UnitReturns[],
  before: ReadonlyMap<string, number> | undefined,
): number | null {
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

function marksOf({ basis, own, units }: RollUp, parts: readonly Count[], partsExpected: number): Fault[] {
  const marks = new Set(units.flatMap((unit) => unit.marks));
  if (basis === 'own' && own!.count !== null && partsDiffer(own!.count, parts, partsExpected))
    marks.add('parts_differ');
  return [...marks];
}

function sourcesOf(units: readonly UnitReturns[]): SourceId[] {
  return [
    ...new Set(units.flatMap(({ source, count }) => (source === null || count === null ? [] : [source]))),
  ];
}
