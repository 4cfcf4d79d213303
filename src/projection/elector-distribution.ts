/**
 * The whole distribution of the first ticket's electors, computed rather than drawn.
 *
 * Given the shared errors contests are independent, so their electors convolve exactly; the shared errors are
 * integrated over a digital net. Most points are only summed up by a normal distribution of the electors given the
 * errors; the exact convolutions of the first points are weighted so that they agree with all of them (calibration,
 * Deville & Särndal, JASA 87, 1992; a control variate). Same input, same bits.
 */
import { distributionOfSum } from '../numeric/convolve.ts';
import { type Doubt, doubtOf, type Factored } from './doubt.ts';
import { ExactSums, type Pilot } from './exact-sums.ts';
import { type Moments, NormalSums } from './normal-sums.ts';
import { sharedErrors } from './shared-errors.ts';
import { withSwitchedOff } from './switched-off.ts';

export type Precision = {
  /** Points of the net at most, a power of two. */
  readonly points: number;
  /** Root mean square error of the win probability to be aimed at; 0 takes every point exactly. */
  readonly tolerance: number;
  /** A contest whose other outcome is less likely than this is convolved once, apart from the shared errors. */
  readonly settled: number;
  /** Multiplications that exact convolutions may cost. */
  readonly work: number;
};

/** What a projection is worth: see docs/projection.md for the error this leaves. */
export const USUAL: Precision = { points: 32_768, tolerance: 0.9e-4, settled: 1e-4, work: 8.6e6 };

/** For differences between two distributions at the same points, most of whose error cancels. */
export const QUICK: Precision = { points: 512, tolerance: 1, settled: 1e-3, work: 3e5 };

/** Against which the usual precision is measured. Takes seconds. */
export const FULL: Precision = { points: 262_144, tolerance: 0, settled: 0, work: Infinity };

/** Points looked at before deciding how many are needed. */
const PILOT = 8192;

/** The same for exact convolutions; what they have at least where that is cheap; and at most. */
const EXACT_PILOT = 256;
const CHEAP_EXACT = 2048;
const MOST_EXACT = 32_768;

/**
 * Probability of exactly k electors for the first ticket, k = 0 … all. `majority` is where precision matters most;
 * `errors` are other points than those of the net, as many as `precision` says.
 */
export function electorDistribution(
  contests: Factored,
  majority: number,
  precision: Precision,
  errors: Float64Array | null = null,
): number[] {
  const { chance, electors, off = [] } = contests;
  if (off.length > 0) {
    const others = {
      ...contests,
      off: [],
      electors: Array.from(electors, (own, i) => (off.includes(i) ? 0 : own)),
    };
    const unknown = off.reduce((sum, i) => sum + electors[i]!, 0);
    return withSwitchedOff(electorDistribution(others, majority, precision, errors), unknown);
  }
  const indices = Array.from(electors, (_, i) => i);
  const isSettled = (i: number) => Math.min(chance[i]!, 1 - chance[i]!) <= precision.settled;
  const settled = indices.filter(isSettled);
  const apart = distributionOfSum(
    settled.map((i) => chance[i]!),
    settled.map((i) => electors[i]!),
  );
  if (settled.length === indices.length) return Array.from(apart);
  const doubt = doubtOf(
    contests,
    indices.filter((i) => !isSettled(i)),
  );
  const all = indices.reduce((sum, i) => sum + electors[i]!, 0);
  const cuts = Float64Array.of(majority, all - majority + 1, majority - all / 12, majority + all / 12);
  return convolve(apart, integrated(doubt, errors, momentsOf(apart), cuts, precision));
}

function integrated(
  doubt: Doubt,
  errors: Float64Array | null,
  apart: Moments,
  cuts: Float64Array,
  precision: Precision,
): Float64Array {
  const { points, tolerance } = precision;
  const mostExact = tolerance === 0 ? points : Math.min(points, MOST_EXACT);
  const looking = (kept: number) =>
    new NormalSums(doubt, errors ?? sharedErrors(points), errors === null, apart, cuts, kept);
  const first = Math.min(PILOT, points);
  const kept = tolerance === 0 ? points : first;
  const seen = looking(kept);
  seen.to(first);
  const upTo = pointsFor(seen.spread(), tolerance, points);
  seen.to(upTo);
  const exact = new ExactSums(doubt, seen, tolerance);
  const pilot = exact.pilot(Math.min(EXACT_PILOT, mostExact), cuts[0]! - apart.mean);
  const count = exactPoints(pilot, mostExact, precision);
  if (count <= kept) return nonNegative(exact.mean(count, seen.means()));
  // Few nights need more points exactly than are kept at first: those are looked at once more.
  const all = looking(count);
  all.to(Math.max(upTo, count));
  return nonNegative(new ExactSums(doubt, all, tolerance).mean(count, all.means()));
}

/** As many points as the difference between the normal sum and the exact one needs, by its spread, and as work allows. */
function exactPoints({ spread, work: each }: Pilot, most: number, { tolerance, work }: Precision): number {
  if (tolerance === 0) return most;
  const affordable = 2 ** Math.floor(Math.log2(work / each));
  // Rare differences do not show among a few points, so that more are taken where they cost little.
  const least = Math.min(CHEAP_EXACT, affordable / 4);
  // Half of the tolerance: both errors together should still be about as large as it.
  const needed = Math.max(least, pointsFor(spread, tolerance / 2, most));
  return Math.min(most, Math.max(EXACT_PILOT, Math.min(needed, affordable)));
}

/**
 * Points, in powers of two, whose mean has a root mean square error of `tolerance`, for values with this spread. The
 * net's error was measured at 11 moments of two elections: 0.0054 spreads at 1,024 points, 0.001 at 16,384.
 */
function pointsFor(spread: number, tolerance: number, most: number): number {
  if (tolerance === 0) return most;
  const needed = 1024 * ((0.0055 * spread) / tolerance) ** (1 / 0.62);
  return Math.min(most, 2 ** Math.ceil(Math.log2(Math.max(1, needed))));
}

/** Weights below 0 can leave a trace of less than nothing where there is next to nothing. */
function nonNegative(distribution: Float64Array): Float64Array {
  let sum = 0;
  for (let i = 0; i < distribution.length; i++) {
    distribution[i] = Math.max(0, distribution[i]!);
    sum += distribution[i]!;
  }
  return distribution.map((probability) => probability / sum);
}

function momentsOf(distribution: Float64Array): Moments {
  let mean = 0;
  let square = 0;
  distribution.forEach((probability, sum) => {
    mean += probability * sum;
    square += probability * sum * sum;
  });
  return { mean, variance: Math.max(0, square - mean * mean) };
}

function convolve(one: Float64Array, other: Float64Array): number[] {
  const sum = new Array<number>(one.length + other.length - 1).fill(0);
  for (let i = 0; i < one.length; i++) {
    if (one[i] === 0) continue;
    for (let j = 0; j < other.length; j++) sum[i + j]! += one[i]! * other[j]!;
  }
  return sum;
}
