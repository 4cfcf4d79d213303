/**
 * Reports that can never count, whatever stands: of no unit, without figures, impossible by themselves, test data.
 *
 * (report, election) → fault and reason, or null. Refused at once, for no later report can make them true.
 */
import type { Contest, Election } from '../../election/election.ts';
import { formatInstant, type Instant } from '../../election/instant.ts';
import type { CountReport } from '../../election/report.ts';
import { roundingOf } from '../falls.ts';
import type { Fault, UnitReturns } from '../returns.ts';
import { votes } from '../words.ts';

export type Unusable = { readonly fault: Fault; readonly reason: string };

export function unusable(
  report: CountReport,
  contest: Contest | undefined,
  unit: UnitReturns | null,
  election: Election,
): Unusable | null {
  return (
    unknownUnit(report, contest, unit) ??
    declaredTest(report) ??
    incomplete(report, election) ??
    impossible(report)
  );
}

/**
 * Votes before the first polls of the contest close. Test data of 2020 and 2024 went out hours before the closing
 * (Minnesota's file of 3 November 2020; WNEP, 27 October 2024): only the hour gave it away.
 */
export function beforeClose(
  { unit, total }: CountReport,
  { pollsCloseFirst }: Contest,
  seen: Instant,
): Unusable | null {
  if (total === 0 || seen >= pollsCloseFirst) return null;
  return {
    fault: 'before_close',
    reason: `${unit} gives ${votes(total!)} before the first polls close at ${formatInstant(pollsCloseFirst)}.`,
  };
}

/** Letters, digits and inner signs: `PA`, `ME-1`, `42001`. Keeps words with a meaning of their own (`__proto__`) out. */
const UNIT_ID = /^[A-Za-z0-9][\w.-]*$/;

function unknownUnit(
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

function declaredTest({ unit, doubts }: CountReport): Unusable | null {
  if (doubts?.includes('test_data') !== true) return null;
  return { fault: 'test_data', reason: `The feed says that its report of ${unit} is a test.` };
}

function incomplete({ unit, votes: figures, total }: CountReport, { tickets }: Election): Unusable | null {
  const missing = tickets
    .filter(({ id }) => (figures[id] ?? null) === null)
    .map(({ id }) => `the votes of ${id}`);
  if (total === null) missing.push('the total');
  return missing.length === 0
    ? null
    : { fault: 'incomplete', reason: `${unit} gives no figure for ${missing.join(' and ')}.` };
}

function impossible(report: CountReport): Unusable | null {
  const { unit, total, expectedShare, precision } = report;
  const refused = (reason: string): Unusable => ({ fault: 'impossible', reason });
  let sum = 0;
  for (const [ticket, figure] of Object.entries(report.votes)) {
    if (figure !== null && !isVotes(figure))
      return refused(`${unit} gives ${figure} for ${ticket}, which is no number of votes.`);
    sum += figure ?? 0;
  }
  if (!isVotes(total!)) return refused(`${unit} gives ${total} in all, which is no number of votes.`);
  if (expectedShare !== null && !(expectedShare >= 0 && Number.isFinite(expectedShare)))
    return refused(`${unit} gives ${expectedShare} as the share counted.`);
  const slack = Object.keys(report.votes).length * roundingOf({ precision, total: total! });
  return sum > total! + slack ? refused(`${unit} gives ${sum} votes for tickets of ${total} counted.`) : null;
}

function isVotes(figure: number): boolean {
  return Number.isSafeInteger(figure) && figure >= 0;
}
