/** Shapes of the history charts, in a box of 1000 by 100 that is stretched to its place; words stand over it in HTML. */
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import { HOUR, type Instant } from '../../../election/instant.ts';
import type { HistoryPoint } from '../../../server/wire.ts';
import { offsetMinutes } from '../time.ts';

type Scale = ScaleLinear<number, number>;

/** Time from the first point to `now`, or to the last point where the clock was set back; the last value holds until now. */
export function timeScale(history: readonly HistoryPoint[], now: Instant): Scale {
  const from = history[0]?.at ?? now;
  return scaleLinear([from, Math.max(now, history.at(-1)?.at ?? 0, from + 1)], [0, 1000]);
}

/** Electors: the whole interval and the majority, with a little air. */
export function electorScale(history: readonly HistoryPoint[], majority: number): Scale {
  const values = [majority, ...history.flatMap(({ low, high }) => [low, high])];
  const air = (Math.max(...values) - Math.min(...values)) * 0.06 + 1;
  return scaleLinear([Math.min(...values) - air, Math.max(...values) + air], [100, 0]);
}

export const CHANCE_SCALE: Scale = scaleLinear([0, 1], [100, 0]);

/** The last value is carried on to now. */
export function carriedTo(history: readonly HistoryPoint[], now: Instant): readonly HistoryPoint[] {
  const last = history.at(-1);
  return last === undefined || last.at >= now ? history : [...history, { ...last, at: now }];
}

/** Estimates change when a count comes, so they are drawn in steps, never as slopes. */
export function stepLine(
  points: readonly HistoryPoint[],
  x: Scale,
  y: Scale,
  value: (point: HistoryPoint) => number,
): string {
  return (
    line<HistoryPoint>(
      ({ at }) => x(at),
      (point) => y(value(point)),
    ).curve(curveStepAfter)([...points]) ?? ''
  );
}

export function stepBand(points: readonly HistoryPoint[], x: Scale, y: Scale): string {
  return (
    area<HistoryPoint>(
      ({ at }) => x(at),
      ({ low }) => y(low),
      ({ high }) => y(high),
    ).curve(curveStepAfter)([...points]) ?? ''
  );
}

/** Whole hours of the zone's wall clock, at most `most` of them, none so near to either end that its words would touch. */
export function hourTicks(from: Instant, to: Instant, zone: string, most = 3): readonly Instant[] {
  const every = [1, 2, 3, 4, 6, 12, 24, 48, 96].find((hours) => (to - from) / (hours * HOUR) <= most) ?? 168;
  const step = every * HOUR;
  const shift = offsetMinutes(from, zone) * 60_000;
  const edge = (to - from) * 0.14;
  const ticks: Instant[] = [];
  for (let at = Math.ceil((from + shift) / step) * step - shift; at < to; at += step) {
    if (at - from >= edge && to - at >= edge) ticks.push(at);
  }
  return ticks;
}

/** Every n-th point so that at most `most` remain; the last always. For the table twin. */
export function thinned(history: readonly HistoryPoint[], most = 36): readonly HistoryPoint[] {
  const every = Math.max(1, Math.ceil(history.length / most));
  return history.filter((_, index) => (history.length - 1 - index) % every === 0);
}
