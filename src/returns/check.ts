/**
 * What a report is worth against what its source said before: (returns, report, election) → accept, hold or refuse,
 * with every fault and a reason. Changes nothing; `apply.ts` takes the result in.
 *
 * Every rule errs towards the count that stands; another source or a person can decide otherwise.
 */
import type { Baseline, Election } from '../election/election.ts';
import { type Instant, parseInstant } from '../election/instant.ts';
import type { CountReport } from '../election/report.ts';
import { expectationOf } from './expectation.ts';
import { againstLast, runsAhead } from './faults/against-last.ts';
import { beforeClose, type Unusable, unusable } from './faults/unusable.ts';
import { type Judgement, judgeVotes, notedInLine } from './judge-votes.ts';
import type {
  Count,
  Effect,
  Fault,
  Finding,
  Returns,
  SourceId,
  SourceReturns,
  UnitReturns,
} from './returns.ts';
import type { Surroundings } from './source-fold.ts';
import { FRACTIONS, feedOf, sourceOf } from './sources.ts';

import { votes } from './words.ts';

export type Setting = {
  readonly election: Election;
  readonly baseline: readonly Baseline[];
  readonly record: number;
  readonly at: Instant;
};

const EMPTY: SourceReturns = {
  base: null,
  said: [],
  standing: null,
  zeros: [],
  last: null,
  lastButOne: null,
  foreign: null,
  reports: 0,
};

/** Judges a report against the returns as they stand. */
export function checkReport(
  returns: Returns,
  report: CountReport,
  election: Election,
  baseline: readonly Baseline[] = [],
): Finding {
  return judgeReport(returns, report, { election, baseline, record: 0, at: 0 }).finding;
}

/** As `checkReport`, with what becomes of the source. */
export function judgeReport(returns: Returns, report: CountReport, setting: Setting): Judgement {
  const unit = unitOf(returns, report.unit);
  const source = sourceOf(report);
  const contest = setting.election.contests.find(({ id }) => id === report.contest);
  const bad = unusable(report, contest, unit, setting.election);
  if (bad !== null) return refused(bad, source, null);
  const stamp = instantOf(report.reportedAt);
  const seen = instantOf(report.observedAt);
  // When it was seen says more than a stamp, which may be wrong; where neither is known nothing speaks of test data.
  const test = beforeClose(report, contest!, seen ?? stamp ?? Number.POSITIVE_INFINITY);
  const count = countOf(report, setting, stamp ?? seen);
  const before = (unit !== null && own(unit.sources, source)) || EMPTY;
  const rowBefore = rowBeforeOf(unit, source);
  if (test !== null) {
    const after = unit === null ? null : { ...before, last: count, lastButOne: before.last };
    return refused(test, source, after, againstLast(before.last, count, report));
  }
  if (count.total === 0) return judgeZero(before, source, report, count, rowBefore);
  const order = runsAhead(report) ? seen! : (stamp ?? seen ?? setting.at);
  return judgeVotes(
    {
      before,
      source,
      report,
      count,
      order,
      another: isAnother(unit, source),
      apart: isApart(unit, source),
      rowBefore,
    },
    surroundingsOf(unit, source, report, setting),
  );
}

function refused(
  { fault, reason }: Unusable,
  source: SourceId,
  after: SourceReturns | null,
  noted: readonly Fault[] = [],
): Judgement {
  const faults = [fault, ...noted];
  return { finding: { effect: 'refuse', faults, reason }, source, after, noted: faults, foreign: null };
}

/** The unit's returns, or null. A name like "constructor" is no unit. */
export function unitOf(returns: Returns, unit: string): UnitReturns | null {
  return own(returns.units, unit) ?? null;
}

/** What a source's reports of a unit are held against. */
export function surroundingsOf(
  unit: UnitReturns | null,
  source: SourceId,
  { unit: name, contest }: Pick<CountReport, 'unit' | 'contest'>,
  { baseline }: Pick<Setting, 'baseline'>,
): Surroundings {
  const others: Count[] = [];
  if (unit !== null)
    for (const [other, { standing }] of Object.entries(unit.sources))
      if (other !== source && standing !== null && standing.count.total > 0) others.push(standing.count);
  return {
    unit: name,
    isWhole: name === contest,
    expectation: expectationOf(baseline, name, contest),
    others,
  };
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** A row of zeros: the beginning where there are no votes; else it waits to be contradicted, and never counts by itself. */
function judgeZero(
  before: SourceReturns,
  source: SourceId,
  report: CountReport,
  count: Count,
  rowBefore: Count | null,
): Judgement {
  const faults = againstLast(before.last, count, report);
  const is = (effect: Effect, reason: string, after: SourceReturns): Judgement => ({
    finding: { effect, faults, reason },
    source,
    after,
    noted: notedInLine(faults, before.last, rowBefore, count, report),
    foreign: null,
  });
  const { standing, zeros } = before;
  const arrived = { ...before, last: count, lastButOne: before.last };
  if (standing === null || standing.count.total === 0)
    return is('accept', '', {
      ...arrived,
      standing: { count, before: null, marks: faults, order: Number.NEGATIVE_INFINITY },
    });
  if (zeros.some((zero) => zero.count.stamp === count.stamp))
    return is('refuse', `The zero row of ${report.unit} came before and waits already.`, arrived);
  const reason = `${report.unit} goes from ${votes(standing.count.total)} to none.`;
  const held = { source, record: count.record, at: count.at, count, faults, reason };
  return is('hold', reason, { ...arrived, zeros: [...zeros, held] });
}

/**
 * Whether the report came as another supplier's within a feed that otherwise speaks for one. A feed that names its
 * suppliers says no more by it.
 */
function isAnother(unit: UnitReturns | null, source: SourceId): boolean {
  if (unit === null || !source.endsWith(FRACTIONS)) return false;
  return (own(unit.sources, feedOf(source))?.reports ?? 0) > (own(unit.sources, source)?.reports ?? 0);
}

/** Whether the unit has rows of two suppliers in the source's feed, told apart by their stamps. */
function isApart(unit: UnitReturns | null, source: SourceId): boolean {
  if (unit === null) return false;
  const feed = feedOf(source);
  const other = source === feed ? feed + FRACTIONS : source === feed + FRACTIONS ? feed : null;
  return other !== null && own(unit.sources, other) !== undefined;
}

/**
 * The last row of the unit in the source's feed. Only suppliers that the feed does not name share a line: the named
 * ones are kept apart by its own word.
 */
function rowBeforeOf(unit: UnitReturns | null, source: SourceId): Count | null {
  if (unit === null) return null;
  const feed = feedOf(source);
  const line = source === feed || source === feed + FRACTIONS ? [feed, feed + FRACTIONS] : [source];
  const rows = line.flatMap((one) => own(unit.sources, one)?.last ?? []);
  return rows.length === 0 ? null : rows.reduce((a, b) => (b.record > a.record ? b : a));
}

function countOf(report: CountReport, { election, record, at }: Setting, stamp: Instant | null): Count {
  const { total, expectedShare: share, precision } = report;
  const figures: Record<string, number> = {};
  for (const { id } of election.tickets) figures[id] = report.votes[id]!;
  return {
    record,
    at,
    stamp,
    votes: figures,
    total: total!,
    // A share of nothing with votes in is a field not filled in; more than all is all.
    expectedShare: share === null || (share === 0 && total! > 0) ? null : Math.min(share, 1),
    precision,
  };
}

/** Text that is no moment is no stamp: the votes beside it may be right. */
function instantOf(text: string | null): Instant | null {
  if (text === null) return null;
  try {
    return parseInstant(text);
  } catch {
    return null;
  }
}
