/**
 * What a report is worth against what its source said before: (returns, report, election) → accept, hold or refuse,
 * with every fault and a reason. Changes nothing; `apply.ts` takes the result in.
 *
 * Every rule errs towards the count that stands; another source or a person can decide otherwise.
 */
import type { Baseline, Election } from '../election/election.ts';
import { formatInstant, type Instant, parseInstant } from '../election/instant.ts';
import type { CountReport } from '../election/report.ts';
import { expectationOf } from './expectation.ts';
import { sameFigures } from './falls.ts';
import { againstLast, runsAhead } from './faults/against-last.ts';
import { looksForeign, wasForeign } from './faults/second-feed.ts';
import { beforeClose, type Unusable, unusable } from './faults/unusable.ts';
import type {
  Count,
  Effect,
  Fault,
  Finding,
  Returns,
  Said,
  SourceId,
  SourceReturns,
  UnitReturns,
} from './returns.ts';
import { appendSaid, foldSaid, placeOf, type Surroundings, trimSaid } from './source-fold.ts';
import { FRACTIONS, sourceOf } from './sources.ts';
import { votes } from './words.ts';

/** A finding, and what it makes of the report's source. */
export type Judgement = {
  readonly finding: Finding;
  readonly source: SourceId;
  /** The source after the report; null where the report belongs to no unit. */
  readonly after: SourceReturns | null;
  /** What the report shows against the one before it, without what only the count that stands gives it. */
  readonly noted: readonly Fault[];
  /** The report before, where this one shows it to be another supplier's. */
  readonly foreign: number | null;
};

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
  if (test !== null) {
    const after = unit === null ? null : { ...before, last: count, lastButOne: before.last };
    return refused(test, source, after, againstLast(before.last, count, report));
  }
  if (count.total === 0) return judgeZero(before, source, report, count);
  const order = runsAhead(report) ? seen! : (stamp ?? seen ?? setting.at);
  return judgeVotes({ before, source, report, count, order }, surroundingsOf(unit, source, report, setting));
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
function judgeZero(before: SourceReturns, source: SourceId, report: CountReport, count: Count): Judgement {
  const faults = againstLast(before.last, count, report);
  const is = (effect: Effect, reason: string, after: SourceReturns): Judgement => ({
    finding: { effect, faults, reason },
    source,
    after,
    noted: faults,
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

type Arrival = {
  readonly before: SourceReturns;
  readonly source: SourceId;
  readonly report: CountReport;
  readonly count: Count;
  readonly order: Instant;
};

function judgeVotes(arrival: Arrival, surroundings: Surroundings): Judgement {
  const { before, source, report, count, order } = arrival;
  const noted = againstLast(before.last, count, report);
  const foreign = foreignBefore(before, count);
  // Where the report before was another's, this one is back in the line.
  if (isAnother(source) || (foreign === null && looksForeign(before.last, count))) noted.push('second_feed');
  const arrived: SourceReturns = {
    ...before,
    zeros: [],
    last: count,
    lastButOne: before.last,
    foreign: noted.includes('second_feed') ? count.record : (foreign ?? before.foreign),
    reports: before.reports + 1,
  };
  const is = (finding: Finding, after: SourceReturns): Judgement => ({
    finding,
    source,
    after,
    noted,
    foreign,
  });
  const known = before.said.find(({ count: one }) => isSame(one, count));
  if (known !== undefined && !returnsTo(before, known, order)) {
    const twice = before.last !== null && isSame(before.last, count);
    if (!twice && !(before.lastButOne !== null && isSame(before.lastButOne, count))) noted.push('repeated');
    const after = twice ? { ...before, zeros: [] } : arrived;
    return { ...is(again(report, known, before, noted), after), foreign: twice ? null : foreign };
  }
  if (before.base !== null && order < before.base.order) return is(tooLate(report, before), arrived);
  const place = placeOf(before.said, order);
  const late = place < before.said.length;
  const one: Said = {
    count,
    order,
    noted,
    late,
    decided: null,
    moved: 'accepted',
    faults: noted,
    reason: '',
  };
  const folded = late
    ? foldSaid(before.base, before.said.toSpliced(place, 0, one), surroundings)
    : appendSaid(withVotes(before), one, surroundings);
  const { moved, faults, reason } = folded.said[place]!;
  const kept = trimSaid({ base: before.base, ...folded }, surroundings);
  const after = { ...arrived, ...kept, standing: kept.standing ?? before.standing };
  if (late && folded.standing?.count !== count) return is(tooLate(report, before), after);
  return is({ effect: EFFECT[moved], faults, reason }, after);
}

/** Whether the report came as another supplier's within its feed. A feed that names its suppliers says no more by it. */
function isAnother(source: SourceId): boolean {
  return source.endsWith(FRACTIONS);
}

/** The record before, where this report shows it to be another supplier's; where the one before that was, it returned. */
function foreignBefore({ last, lastButOne, foreign }: SourceReturns, count: Count): number | null {
  if (lastButOne !== null && lastButOne.record === foreign) return null;
  return wasForeign(lastButOne, last, count) ? last!.record : null;
}

/** The same report once more, by its own stamp. Without one it may have been made anew. */
function isSame(one: Count, other: Count): boolean {
  return other.stamp !== null && one.stamp === other.stamp && sameFigures(one, other);
}

/** Whether the source, having said something else of the same moment, comes back to what it said before. */
function returnsTo({ said }: SourceReturns, known: Said, order: Instant): boolean {
  const newest = said.at(-1)!;
  return known.moved === 'accepted' && known !== newest && order >= newest.order;
}

/** What arrives a second time changes nothing, and is no word on what came in between. */
function again(
  { unit }: CountReport,
  known: Said,
  { standing }: SourceReturns,
  faults: readonly Fault[],
): Finding {
  if (known.count === standing?.count)
    return { effect: 'accept', faults, reason: `${unit} says again what stands.` };
  const reason =
    known.moved === 'held'
      ? `The report of ${unit} came before and waits already.`
      : `${unit} says again what it said before.`;
  return { effect: 'refuse', faults, reason };
}

const EFFECT: Readonly<Record<Said['moved'], Effect>> = {
  accepted: 'accept',
  held: 'hold',
  refused: 'refuse',
};

/** Rows of zeros stand only until there are votes. */
function withVotes({ said, standing }: SourceReturns): Pick<SourceReturns, 'said' | 'standing'> {
  return { said, standing: standing !== null && standing.count.total > 0 ? standing : null };
}

function tooLate({ unit, reportedAt }: CountReport, { standing }: SourceReturns): Finding {
  const stands = standing?.count.stamp ?? null;
  const before = stands === null ? 'a newer count' : `the count of ${formatInstant(stands)}`;
  const reason = `${unit} is stamped ${reportedAt ?? 'earlier'}, before ${before}, which stands.`;
  return { effect: 'refuse', faults: ['out_of_order'], reason };
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
