/**
 * Which reports make up a contest's count, each vote once: (returns, election, contest) → units, and on what they rest.
 *
 * The contest's own row where it has votes; else its counties, with towns in place of a county that has none; else its
 * districts, all of them. Ids of digits nest as the census writes them: state 2, county 5, town 10. Rows of other
 * names (a house district of Alaska, ballots from abroad) stand beside the counties; a feed that gave both for the
 * same votes would have to say so in its ids.
 */
import type { ContestId, Election, UnitId } from '../election/election.ts';
import type { ContestSum, Returns, UnitReturns } from './returns.ts';

export type RollUp = {
  readonly basis: ContestSum['basis'];
  /** What is summed, none inside another. */
  readonly units: readonly UnitReturns[];
  /** The contest's own row, whether it counts or not. */
  readonly own: UnitReturns | null;
  /** The rows below the contest, none inside another. */
  readonly parts: readonly UnitReturns[];
};

export function rollUp(returns: Returns, election: Election, contest: ContestId): RollUp {
  const units = unitsOf(returns, contest);
  const own = units.find(({ unit }) => unit === contest) ?? null;
  const parts = withoutNested(units.filter(({ unit }) => unit !== contest));
  if (hasVotes(own)) return { basis: 'own', units: [own!], own, parts };
  if (parts.some(({ count }) => count !== null)) return { basis: 'parts', units: parts, own, parts };
  const districts = districtsOf(returns, election, contest);
  if (districts.some(hasVotes)) return { basis: 'districts', units: districts, own, parts: districts };
  return { basis: own?.count == null ? 'none' : 'own', units: own === null ? [] : [own], own, parts };
}

function unitsOf(returns: Returns, contest: ContestId): UnitReturns[] {
  return (returns.unitsOf[contest] ?? []).map((unit) => returns.units[unit]!);
}

function hasVotes(unit: UnitReturns | null): boolean {
  return (unit?.count?.total ?? 0) > 0;
}

/** Lengths of the census's ids that lie around one of this length. */
const AROUND: Readonly<Record<number, readonly number[]>> = { 5: [2], 10: [5, 2] };

/** A row with votes counts for all inside it; one without leaves the word to them. */
function withoutNested(units: readonly UnitReturns[]): UnitReturns[] {
  const byId = new Map<UnitId, UnitReturns>();
  for (const one of units) byId.set(one.unit, one);
  const around = ({ unit }: UnitReturns): UnitReturns[] =>
    /^\d+$/.test(unit)
      ? (AROUND[unit.length] ?? []).flatMap((length) => byId.get(unit.slice(0, length)) ?? [])
      : [];
  const inside = new Set<UnitReturns>();
  const emptied = new Set<UnitReturns>();
  for (const one of units) {
    for (const outer of around(one)) {
      if (hasVotes(outer)) inside.add(one);
      else emptied.add(outer);
    }
  }
  return units.filter((one) => !inside.has(one) && !emptied.has(one));
}

/** The district contests of a state, each by its own row or its parts. */
function districtsOf(returns: Returns, { contests }: Election, contest: ContestId): UnitReturns[] {
  const districts = contests.filter(({ parent }) => parent === contest);
  const rows = districts.map(({ id }): UnitReturns[] => {
    const units = unitsOf(returns, id);
    const own = units.find(({ unit }) => unit === id) ?? null;
    return hasVotes(own) ? [own!] : withoutNested(units.filter(({ unit }) => unit !== id));
  });
  // A state of which a district is missing is not its districts.
  return rows.length > 0 && rows.every((units) => units.some(hasVotes)) ? rows.flat() : [];
}
