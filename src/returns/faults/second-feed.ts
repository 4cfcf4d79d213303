/**
 * Another supplier's figures among a feed's own: (the reports before, report) → which of them look like that.
 *
 * Where the feed says it, or the stamp is written otherwise, the report has a source of its own (`sources.ts`) and
 * none of this is needed. By figures alone it is a suspicion: it marks, and holds nothing.
 */
import { DAY } from '../../election/instant.ts';
import { distance, sameVotes } from '../falls.ts';
import type { Count } from '../returns.ts';

/** A count that was whole numbers and comes as shares after so long a silence was not made where it was before. */
const LONG_SILENCE = 3 * DAY;
/** In the last tenth of a count: before that a rest of days is a holiday. */
const LATE = 0.9;

/** A report goes on from the last but one rather than from the last when it is nearer to it by this much. */
const GOES_ON = 4;

/** Whether the report itself looks like another supplier's. */
export function looksForeign(last: Count | null, count: Count): boolean {
  if (last === null || last.total === 0 || count.total === 0) return false;
  return (
    fewerButFurther(last, count) ||
    completeWithoutVotes(last, count) ||
    stampRunsBack(last, count) ||
    rounderAfterSilence(last, count)
  );
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
  return !sameVotes(before, last) && (sameVotes(before, count) || goesOnPast(before, last, count));
}

/** Fewer votes and yet more of the count done: another reckoning of what is expected. */
function fewerButFurther(last: Count, { total, expectedShare }: Count): boolean {
  return total < last.total && last.expectedShare !== null && (expectedShare ?? 0) > last.expectedShare;
}

function completeWithoutVotes(last: Count, count: Count): boolean {
  return (
    count.expectedShare === 1 &&
    last.expectedShare !== null &&
    last.expectedShare < 1 &&
    sameVotes(last, count)
  );
}

function stampRunsBack(last: Count, count: Count): boolean {
  return last.stamp !== null && count.stamp !== null && count.stamp < last.stamp && !sameVotes(last, count);
}

function rounderAfterSilence(last: Count, count: Count): boolean {
  return (
    last.precision === 'exact' &&
    count.precision === 'rounded' &&
    (count.expectedShare ?? 0) >= LATE &&
    count.at - last.at > LONG_SILENCE
  );
}

function sharesDiffer(one: Count, other: Count): boolean {
  return (
    one.expectedShare !== null && other.expectedShare !== null && one.expectedShare !== other.expectedShare
  );
}

/** A total outside of what lies on both sides of it, and figures that go on from the ones before it. */
function goesOnPast(before: Count, last: Count, count: Count): boolean {
  const outside =
    last.total > Math.max(before.total, count.total) || last.total < Math.min(before.total, count.total);
  return outside && distance(before, count) * GOES_ON < distance(last, count);
}
