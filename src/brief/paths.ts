/**
 * What the one who trails would need of the votes still out, contest by contest: one calculation for the picture, the
 * sentence and the feed.
 *
 * Contests in, rows out, uncalled ones first. The need is a range because what is still out is an estimate; more votes
 * out mean a smaller share. Where even every remaining vote would not do the row says so and gives no share; where more
 * is counted than was expected there is nothing to reckon with.
 */
import type { TicketId } from '../election/election.ts';
import { neededShare } from '../projection/path-to-victory.ts';
import type { LiveContest } from './brief.ts';

export type Need =
  /** Low from the high estimate of what is out; high null where at the low estimate all of it would not do. */
  | { readonly kind: 'share'; readonly low: number; readonly high: number | null }
  /** Votes by which every remaining one would still fall short. */
  | { readonly kind: 'out-of-reach'; readonly low: number; readonly high: number }
  | { readonly kind: 'exhausted' }
  | { readonly kind: 'unknown' };

export type Path = {
  readonly contest: LiveContest;
  readonly leader: TicketId;
  readonly trailing: TicketId;
  readonly lead: number;
  /** The trailing ticket's share of the votes for the two so far. */
  readonly soFar: number;
  readonly need: Need;
};

/** Called contests are shown while they are closer than this, so that a reader sees how sure a narrow call is. */
const NARROW = 0.05;

export function pathsOf(contests: readonly LiveContest[]): Path[] {
  return contests
    .flatMap((contest) => {
      const path = pathOf(contest);
      return path === null || !isTold(path) ? [] : [path];
    })
    .sort(
      (a, b) =>
        Number(isCalled(a)) - Number(isCalled(b)) ||
        b.contest.electors - a.contest.electors ||
        (a.contest.id < b.contest.id ? -1 : 1),
    );
}

function isCalled({ contest }: Path): boolean {
  return contest.status === 'called';
}

function isTold(path: Path): boolean {
  const complete = path.contest.counted !== null && path.contest.counted >= 1;
  return !complete && (!isCalled(path) || 1 - 2 * path.soFar < NARROW);
}

function pathOf(contest: LiveContest): Path | null {
  const [first, second] = Object.entries(contest.votes).sort((a, b) => b[1] - a[1]);
  if (first === undefined || second === undefined || first[1] === second[1]) return null;
  return {
    contest,
    leader: first[0],
    trailing: second[0],
    lead: first[1] - second[1],
    soFar: second[1] / (first[1] + second[1]),
    need: needOf(contest),
  };
}

function needOf({ votes, total, outstanding, exhausted }: LiveContest): Need {
  if (exhausted) return { kind: 'exhausted' };
  if (outstanding === null) return { kind: 'unknown' };
  const most = neededShare({ votes, total, outstanding: outstanding.high });
  const least = neededShare({ votes, total, outstanding: outstanding.low });
  if (most === null || least === null) return { kind: 'unknown' };
  if (most.share === null)
    return {
      kind: 'out-of-reach',
      low: Math.ceil(most.behind - most.remaining),
      high: Math.ceil(least.behind - least.remaining),
    };
  return { kind: 'share', low: most.share, high: least.share };
}
