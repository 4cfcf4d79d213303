/**
 * How many votes are still to come: (votes counted, expected final vote) → middle and range, or that nobody knows.
 *
 * What is expected is somebody's estimate, and estimates of the night run out: Arizona stood at 98 % for hours in 2020
 * and went back to 86 %.
 */
import type { ContestSum } from './returns.ts';

export type Outstanding = Pick<ContestSum, 'outstanding' | 'outstandingRange' | 'estimateExhausted'>;

/**
 * How far the expected final vote of a state was from the real one in 2020, by the share then counted: nine estimates
 * in ten lay between these multiples of the real vote (9,510 reports of 51 states). Read the other way round they
 * bound the real vote by the estimate.
 */
const ESTIMATE_OFF: readonly { readonly from: number; readonly low: number; readonly high: number }[] = [
  { from: 0.99, low: 0.966, high: 1.01 },
  { from: 0.9, low: 0.962, high: 1.063 },
  { from: 0.2, low: 0.927, high: 1.092 },
  { from: 0, low: 0.922, high: 1.11 },
];

/** `expected` is null where nobody says; `aboveExpected` where the source itself counts more than it expects. */
export function outstandingOf(total: number, expected: number | null, aboveExpected: boolean): Outstanding {
  if (expected === null)
    return { outstanding: null, outstandingRange: null, estimateExhausted: aboveExpected };
  const left = Math.round(expected - total);
  if (left < 0 || aboveExpected) return { outstanding: 0, outstandingRange: null, estimateExhausted: true };
  // Complete by the source's own word: no estimate any more.
  if (left === 0) return { outstanding: 0, outstandingRange: { low: 0, high: 0 }, estimateExhausted: false };
  const { low, high } = ESTIMATE_OFF.find(({ from }) => total / expected >= from)!;
  return {
    outstanding: left,
    outstandingRange: {
      low: Math.max(0, Math.round(expected / high - total)),
      high: Math.max(left, Math.round(expected / low - total)),
    },
    estimateExhausted: false,
  };
}
