/**
 * What a report is worth against what stands: (returns, report, election) → accept, hold or refuse, with reasons.
 *
 * It assumes one feed a unit: stamps of two sources are no sequence, and counts of two sources fall and rise against
 * each other. Every rule errs towards the count that stands; a person can decide otherwise (`decideHeld`).
 */
import type { Contest, Election } from '../election/election.ts';
import { formatInstant, type Instant, parseInstant } from '../election/instant.ts';
import type { CountReport } from '../election/report.ts';
import { distance, type Fall, fallOf, roundingOf, sameFigures, splitChanged } from './falls.ts';
import type { Count, Fault, Finding, HeldReport, Returns, UnitReturns } from './returns.ts';

/** A finding, and what it means for the unit. */
export type Judgement = {
  readonly finding: Finding;
  /** What becomes the count of the unit, or waits; null where the report changes nothing. */
  readonly count: Count | null;
  /** What becomes of the fall that waits: it is no longer in doubt once a later report has spoken. */
  readonly pending: 'stays' | 'confirmed' | 'refused';
};

/** Judges a report against the returns as they stand; changes nothing. */
export function checkReport(returns: Returns, report: CountReport, election: Election): Finding {
  return judgeReport(returns, report, election, { record: 0, at: 0 }).finding;
}

/** As `checkReport`, with the count that the report makes. */
export function judgeReport(
  returns: Returns,
  report: CountReport,
  election: Election,
  place: { readonly record: number; readonly at: Instant },
): Judgement {
  const unit = unitOf(returns, report.unit);
  const contest = election.contests.find(({ id }) => id === report.contest);
  const unusable = unknown(report, contest, unit) ?? incomplete(report, election) ?? impossible(report);
  if (unusable !== null) return refuse(unusable.fault, unusable.reason);
  const reported = instantOf(report.reportedAt);
  const observed = instantOf(report.observedAt);
  const count = countOf(report, election, { ...place, stamp: reported ?? observed });
  if (count.total === 0) return judgeZero(unit, count);
  // When it was seen says more than a stamp, which may be wrong; where neither is known nothing speaks of test data.
  if ((observed ?? reported ?? Number.POSITIVE_INFINITY) < contest!.pollsCloseFirst)
    return refuse(
      'before_close',
      `${report.unit} gives ${votes(count.total)} before the first polls close at ${formatInstant(contest!.pollsCloseFirst)}.`,
    );
  return unit?.count == null || unit.count.total === 0
    ? accept(count, sharesOf(null, report), '')
    : judgeNext(unit, unit.count, count, report);
}

/** The unit's returns, or null. A name like "constructor" is no unit. */
export function unitOf(returns: Returns, unit: string): UnitReturns | null {
  return Object.hasOwn(returns.units, unit) ? returns.units[unit]! : null;
}

/** The fall that waits for a unit, if one does; zero rows only wait to be refused. */
export function pendingFall(unit: UnitReturns): HeldReport | null {
  return unit.held.findLast(({ count }) => count.total > 0) ?? null;
}

type Unusable = { readonly fault: Fault; readonly reason: string };

/** Letters, digits and inner signs: `PA`, `ME-1`, `42001`. Keeps words with a meaning of their own (`__proto__`) out. */
const UNIT_ID = /^[A-Za-z0-9][\w.-]*$/;

function unknown(
  { unit, contest }: CountReport,
  known: Contest | undefined,
  returns: UnitReturns | null,
): Unusable | null {
  const refused = (reason: string): Unusable => ({ fault: 'unknown_unit', reason });
  if (known === undefined)
    return refused(`${unit} reports for ${contest}, which is no contest of this election.`);
  if (!UNIT_ID.test(unit)) return refused(`"${unit}" is no name of a unit.`);
  if (returns !== null && returns.contest !== contest)
    return refused(`${unit} reports for ${contest} and reported for ${returns.contest} before.`);
  return null;
}

function incomplete({ unit, votes, total }: CountReport, { tickets }: Election): Unusable | null {
  const missing = tickets
    .filter(({ id }) => (votes[id] ?? null) === null)
    .map(({ id }) => `the votes of ${id}`);
  if (total === null) missing.push('the total');
  return missing.length === 0
    ? null
    : { fault: 'incomplete', reason: `${unit} gives no figure for ${missing.join(' and ')}.` };
}

function impossible({ unit, votes, total, expectedShare, precision }: CountReport): Unusable | null {
  const refused = (reason: string): Unusable => ({ fault: 'impossible', reason });
  let sum = 0;
  for (const [ticket, figure] of Object.entries(votes)) {
    if (figure !== null && !isVotes(figure))
      return refused(`${unit} gives ${figure} for ${ticket}, which is no number of votes.`);
    sum += figure ?? 0;
  }
  if (!isVotes(total!)) return refused(`${unit} gives ${total} in all, which is no number of votes.`);
  if (expectedShare !== null && !(expectedShare >= 0 && Number.isFinite(expectedShare)))
    return refused(`${unit} gives ${expectedShare} as the share counted.`);
  const slack = Object.keys(votes).length * roundingOf({ precision, total: total! });
  return sum > total! + slack ? refused(`${unit} gives ${sum} votes for tickets of ${total} counted.`) : null;
}

function isVotes(figure: number): boolean {
  return Number.isSafeInteger(figure) && figure >= 0;
}

function judgeZero(unit: UnitReturns | null, count: Count): Judgement {
  if (unit?.count == null || unit.count.total === 0) return accept(count, [], '');
  if (isHeld(unit, count))
    return refuse('repeated', `The zero row of ${unit.unit} came before and waits already.`);
  const reason = `${unit.unit} goes from ${votes(unit.count.total)} to none.`;
  return { finding: { effect: 'hold', faults: ['zero_row'], reason }, count, pending: 'stays' };
}

/** A count with votes after one with votes. */
function judgeNext(unit: UnitReturns, standing: Count, count: Count, report: CountReport): Judgement {
  const name = unit.unit;
  if (sameFigures(standing, count) && !isNewer(count, standing)) return repeats(name);
  if (isHeld(unit, count)) return refuse('repeated', `The report of ${name} came before and waits already.`);
  const fall = fallOf(standing, count);
  const shares = sharesOf(standing, report);
  if (isOlder(count, standing)) return judgeOlder(unit, standing, count, fall, shares);
  if (splitChanged(standing, count))
    return accept(count, ['split_changed', ...shares], `${name} shares out ${votes(count.total)} anew.`);
  if (fall === 'none') return accept(count, shares, '');
  return judgeFall(unit, standing, count, fall, shares);
}

/**
 * An older stamp is that of an earlier count which comes late, and what stands is better. Unless the stamp that stands
 * may be the wrong one: the report is later than the count before, and has more votes for everybody or says again what
 * that count said.
 */
function judgeOlder(
  unit: UnitReturns,
  standing: Count,
  count: Count,
  fall: Fall,
  shares: readonly Fault[],
): Judgement {
  const stamps = `${unit.unit} is stamped ${formatInstant(count.stamp!)}, before the count of ${formatInstant(standing.stamp!)}`;
  const faults: Fault[] = ['out_of_order', ...shares];
  const { before } = unit;
  if (before !== null && isNewer(count, before)) {
    if (fall === 'none' && count.total > standing.total)
      return accept(count, faults, `${stamps}, but has more votes.`);
    if (sameFigures(before, count))
      return accept(count, faults, `${stamps}, but says again what stood before that.`);
  }
  return refuse('out_of_order', `${stamps}, which stands.`);
}

function judgeFall(
  unit: UnitReturns,
  standing: Count,
  count: Count,
  fall: Fall,
  shares: readonly Fault[],
): Judgement {
  const change = `${unit.unit} falls from ${votes(standing.total)} to ${votes(count.total)}`;
  const pending = pendingFall(unit);
  const confirmed = pending !== null && distance(pending.count, count) <= distance(standing, count);
  // A count that stands on a doubtful stamp needs no second word to be corrected.
  if (fall === 'small' || confirmed || unit.marks.includes('out_of_order')) {
    const judgement = accept(count, ['falling', ...shares], `${change}: a correction.`);
    return confirmed ? { ...judgement, pending: 'confirmed' } : judgement;
  }
  const reason =
    standing.total > count.total
      ? `${change}.`
      : `${unit.unit} takes votes from a ticket while its total grows.`;
  return { finding: { effect: 'hold', faults: ['falling', ...shares], reason }, count, pending: 'refused' };
}

/** What is odd about the share counted; it moves no votes, so it never holds a report. */
function sharesOf(standing: Count | null, { expectedShare: share }: CountReport): Fault[] {
  if (share === null) return [];
  if (share === 0) return ['expected_zero'];
  if (share > 1) return ['above_expected'];
  return standing?.expectedShare != null && share < standing.expectedShare ? ['expected_falling'] : [];
}

function accept(count: Count, faults: readonly Fault[], reason: string): Judgement {
  return { finding: { effect: 'accept', faults, reason }, count, pending: 'refused' };
}

/** The count that stands, said again: what waited against it was wrong. */
function repeats(name: string): Judgement {
  const reason = `${name} says again what stands.`;
  return { finding: { effect: 'accept', faults: ['repeated'], reason }, count: null, pending: 'refused' };
}

function refuse(fault: Fault, reason: string): Judgement {
  return { finding: { effect: 'refuse', faults: [fault], reason }, count: null, pending: 'stays' };
}

function isHeld(unit: UnitReturns, count: Count): boolean {
  return unit.held.some((held) => held.count.stamp === count.stamp && sameFigures(held.count, count));
}

function isNewer(one: Count, other: Count): boolean {
  return one.stamp === null || other.stamp === null || one.stamp > other.stamp;
}

function isOlder(one: Count, other: Count): boolean {
  return one.stamp !== null && other.stamp !== null && one.stamp < other.stamp;
}

function countOf(
  report: CountReport,
  { tickets }: Election,
  { record, at, stamp }: Pick<Count, 'record' | 'at' | 'stamp'>,
): Count {
  const { total, expectedShare: share, precision } = report;
  return {
    record,
    at,
    stamp,
    votes: Object.fromEntries(tickets.map(({ id }) => [id, report.votes[id]!])),
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

function votes(figure: number): string {
  return `${String(figure).replace(/\B(?=(\d{3})+$)/g, ',')} votes`;
}
