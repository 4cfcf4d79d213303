/**
 * When a feed is asked next: how long to wait (interval, back-off), and from when on its source allows it (quota).
 *
 * The random part keeps many desks from asking in the same second, above all after an outage of the source.
 */
import { DAY, type Instant, MINUTE, SECOND } from '../../election/instant.ts';
import type { Asking, Quota } from '../asking.ts';

/** After the first failure a source is asked again within seconds; most failures last no longer. */
const FIRST_PAUSE = 4 * SECOND;

/** A source that is down on election night is wanted back within minutes, and two minutes burden nobody. */
const LONGEST_PAUSE = 2 * MINUTE;

/** Long enough that pages without an end are no attack, short enough that fifty take less than a minute. */
const BETWEEN_PAGES = SECOND / 2;

/** Share of the interval by which two desks with the same configuration drift apart. */
const SPREAD = 0.1;

/**
 * Milliseconds to wait after an asking; `random` is 0 up to but not 1. After failures it doubles, somewhere in its
 * upper half.
 */
export function pauseAfter({ trouble, bookmark }: Asking, every: number, random: number): number {
  if (trouble === null) return bookmark.more ? Math.min(every, BETWEEN_PAGES) : every * (1 - SPREAD * random);
  const longest = Math.max(LONGEST_PAUSE, every);
  const pause = Math.min(longest, Math.min(FIRST_PAUSE, every) * 2 ** (trouble.times - 1));
  return pause * (0.5 + random / 2);
}

/** From when on a feed may be asked by its source's word and quota. `recent`: its last requests, oldest first. */
export function freeAt(asking: Asking, quota: Quota, at: Instant, recent: readonly Instant[]): Instant {
  return Math.max(asking.bookmark.notBefore ?? 0, freeByMinute(quota, recent), freeByDay(asking, quota, at));
}

function freeByMinute({ minute }: Quota, recent: readonly Instant[]): Instant {
  if (minute === undefined || recent.length < minute) return 0;
  return recent.at(-minute)! + MINUTE;
}

/** At the day's end in UTC the count begins anew. */
function freeByDay({ requests }: Asking, { day }: Quota, at: Instant): Instant {
  const today = Math.floor(at / DAY);
  if (day === undefined || requests.day !== today || requests.count < day) return 0;
  return (today + 1) * DAY;
}
