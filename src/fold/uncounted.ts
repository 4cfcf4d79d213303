/**
 * From when on a contest without an accepted vote is a fault of its feed: (state, contest) → moment, or null.
 *
 * Absent is not zero: a state that a running count leaves out may be the one that decides, and nothing else on the
 * desk would say so. A feed counts every contest unless its configuration, or the file of a recorded night, covers
 * fewer; a live feed is taken at its word once it has answered.
 */
import type { Contest } from '../election/election.ts';
import { HOUR, type Instant } from '../election/instant.ts';
import type { DeskState, FeedState } from './state.ts';

/**
 * After the last closing of the contest. In 2020 every state had votes within five hours (Hawaii, the slowest, 4.5),
 * so that half a day is no pause any more. To wait longer would let a whole night's acts rest on a hole.
 */
const VOTES_WITHIN = 12 * HOUR;

export function uncountedFrom({ feeds, contests, opened }: DeskState, contest: Contest): Instant | null {
  // Few feeds give the districts of a state, and their electors are named by calls.
  if (contest.kind !== 'state' || (contests[contest.id]?.total ?? 0) > 0) return null;
  const isExpectedOf = ({ counts, asking }: FeedState): boolean => {
    if (!counts || (asking === null && opened!.night === null)) return false;
    const covered = asking === null ? opened!.night!.counted : asking.covers;
    return covered === undefined || covered.includes(contest.id);
  };
  return Object.values(feeds).some(isExpectedOf) ? contest.pollsCloseLast + VOTES_WITHIN : null;
}
