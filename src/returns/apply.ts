/**
 * The returns record by record: each report is accepted, held or refused, and the tally always adds up.
 *
 * Changes the returns it is given, in place: the fold owns them. A held report that a later one confirms or
 * contradicts moves from `held` to `accepted` or `refused`.
 */
import type { Baseline, ContestId, Election } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Entry } from '../election/record.ts';
import type { CountReport } from '../election/report.ts';
import { judgeReport, NO_BASELINE, surroundingsOf, unitOf } from './check.ts';
import type { Judgement } from './judge-votes.ts';
import type {
  Effect,
  Fault,
  Finding,
  Found,
  HeldReport,
  Returns,
  Said,
  Shown,
  SourceId,
  SourceReturns,
  Tally,
  UnitReturns,
} from './returns.ts';
import { foldSaid } from './source-fold.ts';
import { chooseSource, feedOf } from './sources.ts';

export type Applied = {
  readonly finding: Finding;
  /** The unit after the report; null where it belongs to no unit of the election. */
  readonly unit: UnitReturns | null;
  readonly moved: 'accepted' | 'held' | 'refused';
  /** What the report shows against the one before it in its feed, without what only the count that stands gives it. */
  readonly noted: readonly Fault[];
  /** What the report shows of earlier ones. */
  readonly shown: readonly Shown[];
};

const MOVED: Readonly<Record<Effect, Applied['moved']>> = {
  accept: 'accepted',
  hold: 'held',
  refuse: 'refused',
};

/** So many findings are kept a unit: a rough night of one county. */
const FOUND_KEPT = 12;

export function emptyReturns(): Returns {
  return {
    units: {},
    unitsOf: {},
    feeds: [],
    trust: {},
    early: {},
    tally: newTally(),
    tallies: {},
  };
}

function newTally(): Tally {
  return { records: 0, accepted: 0, held: 0, refused: 0 };
}

/** The tallies that a source's report is in: of all, and of its feed. */
function talliesOf({ tally, tallies }: Returns, source: SourceId): readonly Tally[] {
  const feed = feedOf(source);
  const own = Object.hasOwn(tallies, feed) ? tallies[feed]! : newTally();
  tallies[feed] = own;
  return [tally, own];
}

/** Takes one report in. */
export function applyCount(
  returns: Returns,
  entry: Entry<'count', CountReport>,
  election: Election,
  baseline: readonly Baseline[] = NO_BASELINE,
): Applied {
  const report = entry.data;
  const judgement = judgeReport(returns, report, { election, baseline, record: entry.seq, at: entry.at });
  const { finding, source, after, noted, shown, early } = judgement;
  const moved = MOVED[finding.effect];
  for (const tally of talliesOf(returns, source)) {
    tally.records += 1;
    tally[moved] += 1;
  }
  if (early !== null) returns.early[report.feed] = { ...returns.early[report.feed], [report.contest]: early };
  noteShown(returns, shown, entry.at);
  if (after === null) return { finding, unit: unitOf(returns, report.unit), moved, noted, shown };
  if (!returns.feeds.includes(feedOf(source))) returns.feeds.push(feedOf(source));
  const unit = unitOf(returns, report.unit) ?? addUnit(returns, report);
  replaceSource(returns, unit, source, after);
  askOthers(returns, unit, source, baseline);
  note(unit, judgement, entry);
  choose(returns, unit);
  return { finding, unit, moved, noted, shown };
}

export type HeldDecision = {
  readonly record: number;
  readonly decision: 'accept' | 'refuse';
  readonly reason: string;
};

/**
 * A person's word on a held report, by the record it rests on. Accepted, it is its source's count, whatever the rules
 * thought. Returns the unit, or null where no such report waits any more.
 */
export function decideHeld(
  returns: Returns,
  { record, decision }: HeldDecision,
  baseline: readonly Baseline[] = NO_BASELINE,
): UnitReturns | null {
  for (const unit of Object.values(returns.units)) {
    const held = unit.held.find((one) => one.record === record);
    if (held === undefined) continue;
    const before = unit.sources[held.source]!;
    const after =
      held.count.total === 0
        ? decideZero(before, held, decision)
        : decideSaid(before, held, decision, surroundingsOf(unit, held.source, unit, { baseline }));
    replaceSource(returns, unit, held.source, after);
    if (decision === 'accept' && held.count.total === 0) move(returns, held.source, 'refused', 'accepted');
    choose(returns, unit);
    return unit;
  }
  return null;
}

export type TrustSet = {
  /** A contest, or `WHOLE` for all that have no order of their own. */
  readonly contest: ContestId;
  /** Sources, the most trusted first; empty takes an earlier order back. */
  readonly order: readonly SourceId[];
  readonly reason: string;
};

/** A person's order of trust. Returns the contests whose count may rest on another source now. */
export function setTrust(returns: Returns, { contest, order }: TrustSet): ContestId[] {
  if (order.length === 0) delete returns.trust[contest];
  else returns.trust[contest] = order;
  const moved = new Set<ContestId>();
  for (const unit of Object.values(returns.units)) {
    const source = unit.source;
    choose(returns, unit);
    if (unit.source !== source) moved.add(unit.contest);
  }
  return [...moved];
}

function addUnit(returns: Returns, { unit, contest }: CountReport): UnitReturns {
  const added: UnitReturns = {
    unit,
    contest,
    sources: {},
    source: null,
    count: null,
    before: null,
    held: [],
    marks: [],
    found: [],
  };
  returns.units[unit] = added;
  returns.unitsOf[contest] ??= [];
  returns.unitsOf[contest].push(unit);
  return added;
}

/** Puts a source's new state in place, and moves in the tally what it settled. */
function replaceSource(returns: Returns, unit: UnitReturns, source: SourceId, after: SourceReturns): void {
  const before = unit.sources[source];
  unit.sources[source] = after;
  if (before === undefined) return;
  for (const zero of before.zeros) if (!after.zeros.includes(zero)) move(returns, source, 'held', 'refused');
  // As a rule only the newest is added, and nothing is said anew of the others.
  if (before.said.every((one, i) => one === after.said[i])) return;
  const now = new Map(after.said.map((one) => [one.count.record, becameOf(one, after)]));
  for (const one of before.said) {
    const was = becameOf(one, before);
    const is = now.get(one.count.record) ?? (was === 'held' ? 'refused' : was);
    if (was !== is) move(returns, source, was, is);
  }
}

/** A late report counts only where it is what stands. */
function becameOf({ late, moved, count }: Said, { standing }: SourceReturns): Said['moved'] {
  return late && standing?.count.record !== count.record ? 'refused' : moved;
}

function move(returns: Returns, source: SourceId, from: Said['moved'], to: Said['moved']): void {
  for (const tally of talliesOf(returns, source)) {
    tally[from] -= 1;
    tally[to] += 1;
  }
}

/** What waits at other sources may be confirmed by what this one says now. */
function askOthers(
  returns: Returns,
  unit: UnitReturns,
  asked: SourceId,
  baseline: readonly Baseline[],
): void {
  for (const source in unit.sources) {
    const before = unit.sources[source]!;
    if (source === asked || before.said.at(-1)?.moved !== 'held') continue;
    const surroundings = surroundingsOf(unit, source, unit, { baseline });
    const folded = foldSaid(before.base, before.said, surroundings);
    replaceSource(returns, unit, source, { ...before, ...folded });
  }
}

function decideSaid(
  before: SourceReturns,
  held: HeldReport,
  decided: 'accept' | 'refuse',
  surroundings: Parameters<typeof foldSaid>[2],
): SourceReturns {
  const said = before.said.map((one) => (one.count.record === held.record ? { ...one, decided } : one));
  const folded = foldSaid(before.base, said, surroundings);
  return { ...before, ...folded, standing: folded.standing ?? before.standing };
}

function decideZero(before: SourceReturns, held: HeldReport, decision: 'accept' | 'refuse'): SourceReturns {
  const zeros = before.zeros.filter(({ record }) => record !== held.record);
  if (decision === 'refuse') return { ...before, zeros };
  const { count, faults } = held;
  // From here the source begins anew.
  const standing = {
    count,
    before: before.standing?.count ?? null,
    marks: faults,
    order: Number.NEGATIVE_INFINITY,
  };
  return { ...before, zeros, base: null, said: [], standing };
}

/** Keeps what was found in a report. */
function note(unit: UnitReturns, { finding }: Judgement, { seq, at }: Pick<Entry, 'seq' | 'at'>): void {
  const { effect, faults } = finding;
  if (faults.some((fault) => fault !== 'repeated')) keep(unit, { record: seq, at, effect, faults });
}

/** Keeps what a report shows of earlier ones, with what was found in them. */
function noteShown(returns: Returns, shown: readonly Shown[], at: Instant): void {
  for (const { unit: name, record, fault } of shown) {
    const unit = unitOf(returns, name);
    if (unit === null) continue;
    const place = unit.found.findIndex((one) => one.record === record);
    const before = unit.found[place];
    if (before === undefined) keep(unit, { record, at, effect: 'accept', faults: [fault] });
    else if (!before.faults.includes(fault))
      unit.found[place] = { ...before, faults: [...before.faults, fault] };
  }
}

function keep(unit: UnitReturns, found: Found): void {
  unit.found.push(found);
  if (unit.found.length > FOUND_KEPT) unit.found.shift();
}

/** What the unit shows is taken from the source that counts. */
function choose(returns: Returns, unit: UnitReturns): void {
  unit.source = chooseSource(returns, unit);
  const standing = unit.source === null ? null : unit.sources[unit.source]!.standing;
  unit.count = standing?.count ?? null;
  unit.before = standing?.before ?? null;
  unit.marks = standing?.marks ?? [];
  unit.held = [];
  for (const one in unit.sources) {
    const { zeros, said } = unit.sources[one]!;
    unit.held.push(...zeros);
    for (const each of said) if (each.moved === 'held') unit.held.push(heldOf(one, each));
  }
}

function heldOf(source: SourceId, { count, faults, reason }: Said): HeldReport {
  return { source, record: count.record, at: count.at, count, faults, reason };
}
