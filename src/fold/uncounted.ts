/**
 * From when on a contest without an accepted vote is a fault of its feed: (state, contest) → moment, or null.
 *
 * Absent is not zero: a state that a running count leaves out may be the one that decides, and nothing else on the
 * desk would say so. A feed counts every contest unless its configuration, or the file of a recorded night, covers
 * fewer; a live feed is taken at its word once it has answered.
 */
import type { Contest, ContestId } from '../election/election.ts';
import { HOUR, type Instant } from '../election/instant.ts';
import type { DeskState, FeedState } from './state.ts';

/**
 * After the last closing of the contest. In 2020 every state had votes within five hours (Hawaii, the slowest, 4.5),
 * so that half a day is no pause any more. To wait longer would let a whole night's acts rest on a hole.
 */
const VOTES_WITHIN = 12 * HOUR;

export function uncountedFrom(state: DeskState, contest: Contest): Instant | null {
  // Few feeds give the districts of a state, and their electors are named by calls.
  if (contest.kind !== 'state' || (state.contests[contest.id]?.total ?? 0) > 0) return null;
  const awaited = Object.values(state.feeds).some((feed) => isExpectedIn(state, feed, contest.id));
  return awaited ? contest.pollsCloseLast + VOTES_WITHIN : null;
}

/** Whether a feed is to count a contest, by what it covers. */
export function isExpectedIn(
  { opened }: DeskState,
  { counts, asking }: FeedState,
  contest: ContestId,
): boolean {
  if (!counts || opened === null || (asking === null && opened.night === null)) return false;
  const covered = asking === null ? opened.night!.counted : asking.covers;
  return covered === undefined || covered.includes(contest);
}
