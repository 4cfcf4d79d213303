/** The time axis of the tree: moments in, places in per cent and at most six marks on round local hours out. */
import { HOUR, type Instant, MINUTE } from '../../../../election/instant.ts';
import { wallOf } from '../../time.ts';

export type Axis = { readonly from: Instant; readonly to: Instant };

/** What happened earlier is drawn as an arrow from the left edge: half a day holds a night's calls. */
const LONGEST = 12 * HOUR;
const STEPS = [
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
];
const MOST_MARKS = 6;

/** From the first moment worth showing to the last one ahead, and never shorter than an hour. */
export function axisOf(moments: readonly Instant[], now: Instant): Axis {
  const from = Math.max(Math.min(...moments, now - HOUR), now - LONGEST);
  const to = Math.max(...moments, now);
  const air = (to - from) * 0.04;
  return { from: from - air, to: to + air };
}

export function placeOf(at: Instant, { from, to }: Axis): number {
  return Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100));
}

export function marksOf({ from, to }: Axis, zone: string): Instant[] {
  const step = STEPS.find((candidate) => (to - from) / candidate <= MOST_MARKS) ?? STEPS.at(-1)!;
  const { hour, minute, second } = wallOf(from, zone);
  const sinceMidnight = (Number(hour) * 60 + Number(minute)) * MINUTE + Number(second) * 1000;
  const marks: Instant[] = [];
  for (let at = from - sinceMidnight; at <= to; at += step) if (at >= from) marks.push(at);
  return marks;
}
