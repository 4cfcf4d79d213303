/**
 * Figures that a unit can hardly have: against its count that stands, its previous election and the time between.
 *
 * (expectation, standing, count) → fault with its reason, or null. The source would say the same again, so only
 * another source or a person can confirm: a typing error stands for minutes (Shiawassee, Michigan, 4 November 2020:
 * 153,710 for 15,371, half an hour on the state's own page).
 */
import type { Baseline, TicketId } from '../../election/election.ts';
import { HOUR } from '../../election/instant.ts';
import type { Count, Fault } from '../returns.ts';
import { votes } from '../words.ts';

export type Implausible = { readonly fault: Fault; readonly reason: string };

/** The previous election's figures of the unit; null where it had none. */
export type Expectation = Pick<Baseline, 'votes'> & { readonly total: number };

/** Below this a previous count is a village or a gap in the table, and measures nothing. */
const BASELINE_AT_LEAST = 500;

/**
 * A total above this many times the previous one. From 2016 to 2020, the largest rise of turnout in a century, no
 * county of 3,111 grew by more than 1.52 (Hays, Texas).
 */
const TOTAL_RISE = 2;

/**
 * A ticket's votes above this many times its previous ones, and a tenth of them near those: a digit too many. The
 * largest honest rise from 2016 to 2020 was 3.7 (Starr, Texas); a slip of one digit gives about ten.
 */
const SLIP_RISE = 5;
const SLIP_FITS = { from: 0.5, to: 2 };

/**
 * More than this share of the previous vote in one report within the hour, after votes had come in before. In 2020
 * Arizona gave 57 % at once, the most of a state; counties gave up to 99 %.
 */
const JUMP = { whole: 0.75, part: 1.05 };
const JUMP_WITHIN = HOUR;

export function implausible(
  unit: string,
  isWhole: boolean,
  expectation: Expectation | null,
  standing: Count | null,
  count: Count,
): Implausible | null {
  if (expectation === null || expectation.total < BASELINE_AT_LEAST) return null;
  return (
    slipped(unit, expectation, standing, count) ??
    tooMany(unit, expectation, standing, count) ??
    jumped(unit, isWhole, expectation, standing, count)
  );
}

function slipped(
  unit: string,
  { votes: before }: Expectation,
  standing: Count | null,
  count: Count,
): Implausible | null {
  const slips = (of: Count, ticket: TicketId): boolean => {
    const had = before[ticket] ?? 0;
    const rise = had < BASELINE_AT_LEAST ? 0 : of.votes[ticket]! / had;
    return rise > SLIP_RISE && rise / 10 >= SLIP_FITS.from && rise / 10 <= SLIP_FITS.to;
  };
  const ticket = Object.keys(count.votes).find(
    (one) => slips(count, one) && (standing === null || !slips(standing, one)),
  );
  if (ticket === undefined) return null;
  const [now, then] = [votes(count.votes[ticket]!), votes(before[ticket]!)];
  return { fault: 'digits_slipped', reason: `${unit} gives ${ticket} ${now} after ${then} last time.` };
}

/** What a person let stand above the limit once is not asked about again. */
function tooMany(
  unit: string,
  { total: before }: Expectation,
  standing: Count | null,
  { total }: Count,
): Implausible | null {
  const limit = TOTAL_RISE * before;
  if (total <= limit || (standing !== null && standing.total > limit)) return null;
  return {
    fault: 'above_baseline',
    reason: `${unit} gives ${votes(total)} after ${votes(before)} last time.`,
  };
}

function jumped(
  unit: string,
  isWhole: boolean,
  { total: before }: Expectation,
  standing: Count | null,
  count: Count,
): Implausible | null {
  if (standing === null || standing.total === 0) return null;
  const gain = count.total - standing.total;
  if (gain <= before * (isWhole ? JUMP.whole : JUMP.part)) return null;
  if (count.stamp !== null && standing.stamp !== null && count.stamp - standing.stamp > JUMP_WITHIN)
    return null;
  return { fault: 'jump', reason: `${unit} gains ${votes(gain)} at once, of ${votes(before)} last time.` };
}
