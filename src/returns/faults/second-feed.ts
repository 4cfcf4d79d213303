/**
 * Another supplier's figures among a feed's own: (the reports before, report) → which of them look like that.
 *
 * Where the feed says it, or the stamp is written otherwise, the report has a source of its own (`sources.ts`) and
 * none of this is needed. By figures alone it is a suspicion: it marks, and holds nothing. Every rule asks for a
 * shape that one source alone would hardly make.
 */
import { DAY, HOUR } from '../../election/instant.ts';
import { sameVotes } from '../falls.ts';
import type { Count } from '../returns.ts';

/**
 * Who had no vote more for so long has no reason of its own to call the count complete. A feed that closes all its
 * counts at once does so within a day or two of the last votes; on the night of 2020 anything from two to four days
 * tells the same rows apart.
 */
const LONG_SILENCE = 3 * DAY;

/**
 * Counting houses report in bursts of a working day. A row with a night's rest before and after it is of none. In
 * 2020 anything from four to twelve hours marks the same rows.
 */
const NIGHT = 8 * HOUR;

/**
 * The total after goes on from the one before rather than from the one between: nearer to it by this much. In 2020
 * anything from three to five marks the same rows.
 */
const GOES_ON = 3;

/** Whether the report itself looks like another supplier's. */
export function looksForeign(last: Count | null, count: Count): boolean {
  if (last === null || last.total === 0 || count.total === 0) return false;
  return completeAfterSilence(last, count) || stampRunsBack(last, count);
}

/**
 * Whether the report before looks like another supplier's, now that this one goes on as if it had not been. With
 * two sources in one line figures go from A to B and back to A.
 */
export function wasForeign(before: Count | null, last: Count | null, count: Count): boolean {
  if (before === null || last === null || before.total * last.total * count.total === 0) return false;
  if (sharesDiffer(before, last) && before.expectedShare === count.expectedShare) return true;
  // A clerk who mends a figure twice writes whole numbers all along.
  if (before.precision !== 'exact' || last.precision !== 'rounded') return false;
  return goesOnPast(before, last, count) || standsAlone(before, last, count);
}

function completeAfterSilence(last: Count, count: Count): boolean {
  return (
    count.expectedShare === 1 &&
    last.expectedShare !== null &&
    last.expectedShare < 1 &&
    sameVotes(last, count) &&
    count.at - last.at > LONG_SILENCE
  );
}

function stampRunsBack(last: Count, count: Count): boolean {
  return last.stamp !== null && count.stamp !== null && count.stamp < last.stamp && !sameVotes(last, count);
}

function sharesDiffer(one: Count, other: Count): boolean {
  return (
    one.expectedShare !== null && other.expectedShare !== null && one.expectedShare !== other.expectedShare
  );
}

/** A total outside of what lies on both sides of it. Totals alone: they are whole where tickets come as shares. */
function goesOnPast({ total: before }: Count, { total: last }: Count, { total: now }: Count): boolean {
  const outside = last > Math.max(before, now) || last < Math.min(before, now);
  return outside && Math.abs(before - now) * GOES_ON < Math.abs(last - now);
}

/** Shares once, between whole numbers long before and long after. */
function standsAlone(before: Count, last: Count, count: Count): boolean {
  return count.precision === 'exact' && last.at - before.at > NIGHT && count.at - last.at > NIGHT;
}
