/**
 * Geometry of the two-zone band: spans of time → places on an axis of 48 hours, and the hours of day in a zone.
 * Assumes hours of day that begin on the full hour of UTC or at its half or quarter.
 */
import { HOUR, type Instant, MINUTE } from '../../../../election/instant.ts';

export const BAND = 48 * HOUR;

/** When a leader may be rung, local hours. A desk's own office hours belong in its configuration. */
const WAKING = { from: 7, to: 23 } as const;

/** The finest step by which zones differ from UTC. */
const STEP = 15 * MINUTE;

export type Span = { readonly from: Instant; readonly to: Instant };

/** Left edge and width of a span on the band, in per cent; null where it lies outside. */
export function place(span: Span, start: Instant): { left: number; width: number } | null {
  const from = Math.max(span.from, start);
  const to = Math.min(span.to, start + BAND);
  return to <= from ? null : { left: ((from - start) / BAND) * 100, width: ((to - from) / BAND) * 100 };
}

function hourOf(zone: string): (at: Instant) => number {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  });
  return (at) => {
    const parts = Object.fromEntries(
      format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
    );
    return parts['hour']! + parts['minute']! / 60;
  };
}

/** The spans in which a zone is awake, on the band from `start`; right where the clock changes within it. */
export function wakingSpans(zone: string, start: Instant): Span[] {
  const hour = hourOf(zone);
  const spans: { from: Instant; to: Instant }[] = [];
  for (let at = start - (start % STEP); at < start + BAND; at += STEP) {
    const local = hour(at);
    if (local < WAKING.from || local >= WAKING.to) continue;
    const last = spans.at(-1);
    if (last !== undefined && last.to === at) last.to = at + STEP;
    else spans.push({ from: at, to: at + STEP });
  }
  return spans;
}

/** Marks every six local hours on the band: where, the hour, and whether a new day begins there. */
export function hourMarks(zone: string, start: Instant): { at: Instant; hour: number; midnight: boolean }[] {
  const hour = hourOf(zone);
  const marks: { at: Instant; hour: number; midnight: boolean }[] = [];
  for (let at = start - (start % STEP) + STEP; at < start + BAND; at += STEP) {
    const local = hour(at);
    if (Number.isInteger(local) && local % 6 === 0) marks.push({ at, hour: local, midnight: local === 0 });
  }
  return marks;
}

/** The hours of a window that can be held singly, from the first full quarter; the window itself where it is shorter. */
export function hoursOf({ from, to }: Span): Span[] {
  const first = Math.ceil(from / STEP) * STEP;
  const hours: Span[] = [];
  for (let at = first; at + HOUR <= to; at += HOUR) hours.push({ from: at, to: at + HOUR });
  return hours.length === 0 ? [{ from, to }] : hours;
}
