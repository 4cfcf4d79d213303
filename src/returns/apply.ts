/**
 * The returns record by record: each report is accepted, held or refused, and the tally always adds up.
 *
 * Changes the returns it is given, in place: the fold owns them. A held report that a later one confirms or
 * contradicts moves from `held` to `accepted` or `refused`.
 */
import type { Election } from '../election/election.ts';
import type { Entry } from '../election/record.ts';
import type { CountReport } from '../election/report.ts';
import { type Judgement, judgeReport, pendingFall, unitOf } from './check.ts';
import type { Count, Effect, Fault, Finding, HeldReport, Returns, UnitReturns } from './returns.ts';

export type Applied = {
  readonly finding: Finding;
  /** The unit after the report; null where it belongs to no unit of the election. */
  readonly unit: UnitReturns | null;
  readonly moved: 'accepted' | 'held' | 'refused';
};

const MOVED: Readonly<Record<Effect, Applied['moved']>> = {
  accept: 'accepted',
  hold: 'held',
  refuse: 'refused',
};

export function emptyReturns(): Returns {
  return { units: {}, unitsOf: {}, tally: { records: 0, accepted: 0, held: 0, refused: 0 } };
}

/** Takes one report in. */
export function applyCount(
  returns: Returns,
  entry: Entry<'count', CountReport>,
  election: Election,
): Applied {
  const report = entry.data;
  const judgement = judgeReport(returns, report, election, { record: entry.seq, at: entry.at });
  const { finding, count } = judgement;
  const moved = MOVED[finding.effect];
  returns.tally.records += 1;
  returns.tally[moved] += 1;
  const unit = unitOf(returns, report.unit) ?? (count === null ? null : addUnit(returns, report));
  if (unit === null) return { finding, unit, moved };
  if (saysVotes(judgement, report)) settleHeld(returns, unit, judgement);
  if (count === null) return { finding, unit, moved };
  if (finding.effect === 'hold') {
    const { faults, reason } = finding;
    unit.held.push({ record: entry.seq, at: entry.at, count, faults, reason });
  } else {
    replaceCount(unit, count, finding.faults);
  }
  return { finding, unit, moved };
}

export type HeldDecision = {
  readonly record: number;
  readonly decision: 'accept' | 'refuse';
  readonly reason: string;
};

/**
 * A person's word on a held report, by the record it rests on. Accepted, it is the unit's count, whatever the rules
 * thought. Returns the unit, or null where no such report waits any more.
 */
export function decideHeld(returns: Returns, { record, decision }: HeldDecision): UnitReturns | null {
  for (const unit of Object.values(returns.units)) {
    const held = unit.held.find((one) => one.record === record);
    if (held === undefined) continue;
    release(returns, unit, held, decision === 'accept' ? 'accepted' : 'refused');
    if (decision === 'accept') replaceCount(unit, held.count, held.faults);
    return unit;
  }
  return null;
}

function replaceCount(unit: UnitReturns, count: Count, marks: readonly Fault[]): void {
  unit.before = unit.count;
  unit.count = count;
  unit.marks = marks;
}

function addUnit(returns: Returns, { unit, contest }: CountReport): UnitReturns {
  const added: UnitReturns = { unit, contest, count: null, before: null, held: [], marks: [] };
  returns.units[unit] = added;
  returns.unitsOf[contest] ??= [];
  returns.unitsOf[contest].push(unit);
  return added;
}

/** Whether the report speaks of votes of this unit, so that what waits can be judged by it. */
function saysVotes({ finding }: Judgement, { total }: CountReport): boolean {
  return total! > 0 && (finding.effect !== 'refuse' || finding.faults.includes('out_of_order'));
}

/** Ends the wait of zero rows, which a row with votes contradicts, and of the fall as the judgement says. */
function settleHeld(returns: Returns, unit: UnitReturns, { pending }: Judgement): void {
  const fall = pendingFall(unit);
  for (const held of [...unit.held]) {
    if (held === fall && pending === 'stays') continue;
    const confirmed = held === fall && pending === 'confirmed';
    release(returns, unit, held, confirmed ? 'accepted' : 'refused');
    if (confirmed) replaceCount(unit, held.count, held.faults);
  }
}

function release(returns: Returns, unit: UnitReturns, held: HeldReport, to: 'accepted' | 'refused'): void {
  unit.held = unit.held.filter((one) => one !== held);
  returns.tally.held -= 1;
  returns.tally[to] += 1;
}
