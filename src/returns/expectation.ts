/** What a unit counted at the election before, found in no time: the table is indexed once. */
import type { Baseline, ContestId, UnitId } from '../election/election.ts';
import type { Expectation } from './faults/implausible.ts';

type Before = {
  readonly units: ReadonlyMap<UnitId, Baseline>;
  readonly parts: ReadonlyMap<ContestId, ReadonlyMap<UnitId, number>>;
};

const INDEXED = new WeakMap<readonly Baseline[], Before>();

/** The unit's previous count in the same contest; null where there is none. */
export function expectationOf(
  baseline: readonly Baseline[],
  unit: UnitId,
  contest: ContestId,
): Expectation | null {
  const before = indexed(baseline).units.get(unit);
  if (before === undefined || before.contest !== contest || before.total === null) return null;
  return before as Expectation;
}

/** The previous totals of a contest's parts. */
export function partsBefore(
  baseline: readonly Baseline[],
  contest: ContestId,
): ReadonlyMap<UnitId, number> | undefined {
  return indexed(baseline).parts.get(contest);
}

function indexed(baseline: readonly Baseline[]): Before {
  const known = INDEXED.get(baseline);
  if (known !== undefined) return known;
  const parts = new Map<ContestId, Map<UnitId, number>>();
  for (const { unit, contest, total } of baseline) {
    if (unit === contest || total === null) continue;
    const of = parts.get(contest) ?? new Map<UnitId, number>();
    parts.set(contest, of.set(unit, total));
  }
  const before = { units: new Map(baseline.map((one) => [one.unit, one])), parts };
  INDEXED.set(baseline, before);
  return before;
}
