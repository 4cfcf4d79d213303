/**
 * What a report is worth against what its source said before: (returns, report, election) → accept, hold or refuse,
 * with every fault and a reason. Changes nothing; `apply.ts` takes the result in.
 *
 * Every rule errs towards the count that stands; another source or a person can decide otherwise.
 */
import type { Baseline, Contest, ContestId, Election } from '../election/election.ts';
import { type Instant, parseInstant } from '../election/instant.ts';
import type { CountReport } from '../election/report.ts';
import { expectationOf } from './expectation.ts';
import { runsAhead } from './faults/against-last.ts';
import { isTest, withReport } from './faults/early-file.ts';
import { wrongStamp } from './faults/stamps.ts';
import { beforeClose, unusable } from './faults/unusable.ts';
import { judgeEarly, judgeZero } from './judge-blank.ts';
import { type Arrival, judgeVotes } from './judge-votes.ts';
import { inLine, type Judged, rowsBefore } from './line.ts';
import type {
  Count,
  EarlyFile,
  Finding,
  Returns,
  Shown,
  SourceId,
  SourceReturns,
  UnitReturns,
} from './returns.ts';
import type { Surroundings } from './source-fold.ts';
import { FRACTIONS, feedOf, sourceOf } from './sources.ts';

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
  blank: [],
  reports: 0,
};

/** One list, for it is indexed by itself. */
export const NO_BASELINE: readonly Baseline[] = [];

/** Judges a report against the returns as they stand. */
export function checkReport(
  returns: Returns,
  report: CountReport,
  election: Election,
  baseline: readonly Baseline[] = NO_BASELINE,
): Finding {
  return judgeReport(returns, report, { election, baseline, record: 0, at: 0 }).finding;
}

/** As `checkReport`, with what becomes of the source. */
export function judgeReport(returns: Returns, report: CountReport, setting: Setting): Judged {
  const unit = unitOf(returns, report.unit);
  const source = sourceOf(report);
  const contest = contestOf(setting.election, report.contest);
  const bad = unusable(report, contest, unit, setting.election);
  if (bad !== null) {
    const finding: Finding = { effect: 'refuse', faults: [bad.fault], reason: bad.reason };
    return { finding, source, after: null, noted: finding.faults, foreign: null, shown: [], early: null };
  }
  const stamp = instantOf(report.reportedAt);
  const seen = instantOf(report.observedAt);
  // When it was seen says more than a stamp, which may be wrong; where neither is known nothing speaks of test data.
  const moment = seen ?? stamp ?? Number.POSITIVE_INFINITY;
  const count = countOf(report, setting, stamp ?? seen);
  const line = rowsBefore(unit, source);
  const arrival: Arrival = {
    before: (unit !== null && own(unit.sources, source)) || EMPTY,
    source,
    report,
    count,
    // The first zeros of a unit may take back what its tests had.
    rowBefore: line[0] ?? (count.total === 0 ? earlyVotes(returns, report) : null),
    ahead: runsAhead(stamp, seen),
  };
  const { pollsCloseFirst } = contest!;
  const early = moment < pollsCloseFirst ? withReport(earlyFile(returns, report), report, count) : null;
  const blank = { ...arrival, closed: (stamp ?? moment) >= pollsCloseFirst, test: isTest(early) };
  const test = beforeClose(report, contest!, moment);
  const judged =
    test !== null
      ? judgeEarly(test, unit !== null, blank)
      : count.total === 0
        ? judgeZero(blank)
        : judgeVotes(
            {
              ...arrival,
              order: arrival.ahead ? seen! : (stamp ?? seen ?? setting.at),
              another: isAnother(unit, source),
              apart: isApart(unit, source),
              runsBack: wrongStamp(line, count) === 'this',
            },
            surroundingsOf(unit, source, report, setting),
          );
  const told = inLine(judged, report.unit, line, count);
  return early === null ? told : { ...told, early, shown: [...told.shown, ...givenAway(early, count)] };
}

/** The rows before the one that gives a test away: they looked like any other's. */
function givenAway(file: EarlyFile, count: Count): Shown[] {
  if (!isTest(file) || isTest({ ...file, total: file.total - count.total })) return [];
  return file.rows.slice(0, -1).map((row) => ({ ...row, fault: 'test_data' }));
}

function earlyFile({ early }: Returns, { feed, contest }: CountReport): EarlyFile | null {
  const files = own(early, feed);
  return (files === undefined ? undefined : own(files, contest)) ?? null;
}

function earlyVotes(returns: Returns, report: CountReport): Count | null {
  const file = earlyFile(returns, report);
  return file === null ? null : (own(file.votes, report.unit) ?? null);
}

const CONTESTS = new WeakMap<Election, ReadonlyMap<ContestId, Contest>>();

function contestOf(election: Election, id: ContestId): Contest | undefined {
  let contests = CONTESTS.get(election);
  if (contests === undefined) {
    contests = new Map(election.contests.map((contest) => [contest.id, contest]));
    CONTESTS.set(election, contests);
  }
  return contests.get(id);
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
  for (const other in unit?.sources) {
    const { standing } = unit.sources[other]!;
    if (other !== source && standing !== null && standing.count.total > 0) others.push(standing.count);
  }
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

export function countOf(
  report: CountReport,
  { election, record, at }: Setting,
  stamp: Instant | null,
): Count {
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
