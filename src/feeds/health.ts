/**
 * Whether a feed still speaks: (its reports of the last hour, how asking it goes, moment) → state, since when, and
 * when that may change.
 *
 * A count is measured against its own rhythm, for the same silence is nothing at dawn and a broken line at ten in the
 * evening. Calls and facts come when they come: their silence says nothing. What a source fails to answer is known
 * without waiting for silence.
 */
import { HOUR, type Instant, MINUTE } from '../election/instant.ts';
import type { Asking } from './asking.ts';

export type FeedHealth = {
  /**
   * `failing`: it does not answer, or not with something to use. `changed`: it answers in another format, or without
   * a part that its format requires. `test`: it sends test data. `partial`: parts of its answer cannot be read.
   */
  readonly state:
    | 'waiting'
    | 'fresh'
    | 'late'
    | 'frozen'
    | 'failing'
    | 'changed'
    | 'test'
    | 'partial'
    | 'ended';
  /** Last report for `late` and `frozen`; end for `ended`; else when it began; null while it waits or is fresh. */
  readonly since: Instant | null;
  /** When the state changes if nothing comes; null where only a report changes it. */
  readonly nextChange: Instant | null;
};

export type Rhythm = {
  readonly lastAt: Instant | null;
  /** Reports in each minute of the hour before `lastAt` that had any, by minute since 1970. */
  readonly minutes: Readonly<Record<string, number>>;
};

/**
 * How long a count may be silent: so many times its longest gap of the last hour, and at least so long. By this
 * measure the count of 2020 froze once between the first closing and the call of the country, for nineteen minutes
 * in the American morning. To cry frozen wrongly costs a look, to miss it costs the night: hence the short floor of
 * `late`.
 */
const LATE = { gaps: 2, atLeast: 5 * MINUTE };
const FROZEN = { gaps: 3, atLeast: 15 * MINUTE };

/** With fewer reports than this in an hour there is no rhythm, only the pauses of people who sleep. */
const REPORTS_FOR_RHYTHM = 20;
const SPARSE = { late: 3 * HOUR, frozen: 12 * HOUR };

/** One request in many fails and the next succeeds within seconds; two in a row are worth a look. */
const FAILURES = 2;

/**
 * Judges one feed. `asking` is null where nobody asks it; `counts` tells whether it brings counts; `endedAt` that
 * nothing more is expected of it.
 */
export function feedHealth({
  feed,
  asking = null,
  counts,
  at,
  endedAt = null,
}: {
  readonly feed: Rhythm;
  readonly asking?: Asking | null;
  readonly counts: boolean;
  readonly at: Instant;
  readonly endedAt?: Instant | null;
}): FeedHealth {
  if (endedAt !== null && endedAt <= at) return { state: 'ended', since: endedAt, nextChange: null };
  const trouble = asking?.trouble ?? null;
  if (trouble?.kind === 'changed') return { state: 'changed', since: trouble.since, nextChange: endedAt };
  if (trouble !== null && (trouble.times >= FAILURES || trouble.kind === 'malformed'))
    return { state: 'failing', since: trouble.since, nextChange: endedAt };
  const testSince = asking?.testSince ?? null;
  if (testSince !== null) return { state: 'test', since: testSince, nextChange: endedAt };
  const silence = silenceOf({ feed, counts, at, endedAt });
  const partialSince = asking?.partialSince ?? null;
  return silence.state === 'fresh' && partialSince !== null
    ? { ...silence, state: 'partial', since: partialSince }
    : silence;
}

function silenceOf({
  feed,
  counts,
  at,
  endedAt,
}: {
  readonly feed: Rhythm;
  readonly counts: boolean;
  readonly at: Instant;
  readonly endedAt: Instant | null;
}): FeedHealth {
  if (feed.lastAt === null) return { state: 'waiting', since: null, nextChange: endedAt };
  if (!counts) return { state: 'fresh', since: null, nextChange: endedAt };
  const { late, frozen } = patienceOf(feed);
  const since = feed.lastAt;
  const next = (after: number): Instant => Math.min(since + after, endedAt ?? Number.POSITIVE_INFINITY);
  if (at < since + late) return { state: 'fresh', since: null, nextChange: next(late) };
  if (at < since + frozen) return { state: 'late', since, nextChange: next(frozen) };
  return { state: 'frozen', since, nextChange: endedAt };
}

function patienceOf({ minutes }: Rhythm): { readonly late: number; readonly frozen: number } {
  const reports = Object.values(minutes).reduce((sum, count) => sum + count, 0);
  if (reports < REPORTS_FOR_RHYTHM) return SPARSE;
  const longest = longestGap(Object.keys(minutes).map(Number)) * MINUTE;
  return {
    late: Math.max(LATE.atLeast, LATE.gaps * longest),
    frozen: Math.max(FROZEN.atLeast, FROZEN.gaps * longest),
  };
}

/** In minutes; 1 where every minute has a report, or only one has. */
function longestGap(minutes: readonly number[]): number {
  const sorted = minutes.toSorted((a, b) => a - b);
  return sorted.reduce((longest, minute, i) => Math.max(longest, i === 0 ? 1 : minute - sorted[i - 1]!), 1);
}
