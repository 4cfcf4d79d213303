/**
 * The whole distribution of the first ticket's electors, computed rather than drawn.
 *
 * Given the shared errors contests are independent, so their electors convolve exactly; the shared errors are
 * integrated over a digital net. Most points are only summed up by a normal distribution of the electors given the
 * errors; the first points say by how much the exact probability of a majority differs from that (a control variate:
 * Owen, Monte Carlo Theory, Methods and Examples, 8.9). Same input, same bits.
 */
import { distributionOfSum } from '../numeric/convolve.ts';
import { spreadOf } from '../numeric/spread.ts';
import { type Doubt, doubtOf, type Factored } from './doubt.ts';
import { ExactSums, ROULETTE } from './exact-sums.ts';
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
export const USUAL: Precision = { points: 16_384, tolerance: 4e-4, settled: 1e-4, work: 8.6e6 };

/** For differences between two distributions at the same points, most of whose error cancels. */
export const QUICK: Precision = { points: 512, tolerance: 1, settled: 1e-3, work: 3e5 };

/** Against which the usual precision is measured. Takes seconds. */
export const FULL: Precision = { points: 262_144, tolerance: 0, settled: 0, work: Infinity };

/** Points looked at before deciding how many are needed. */
const PILOT = 8192;

/** The same for exact convolutions, and what they have at least where that is cheap. */
const EXACT_PILOT = 256;
const CHEAP_EXACT = 2048;

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
  const sum = (of: (i: number) => number) => indices.reduce((all, i) => all + of(i), 0);
  const expected = sum((i) => electors[i]! * chance[i]!);
  const cuts = cutsOf(
    sum((i) => electors[i]!),
    majority,
  );
  return convolve(apart, integrated(doubt, errors, apart, { cuts, expected }, precision));
}

/** Electors between which the distribution is told apart, from the highest down. */
type Cuts = readonly [well: number, majority: number, tie: number, hardly: number];

/** Index of the majority among them. */
const MAJORITY = 1;

/** The majority, what leaves the second ticket without one, and a twelfth of all electors beyond. */
function cutsOf(all: number, majority: number): Cuts {
  const beyond = Math.round(all / 12);
  const tie = Math.min(majority, all - majority + 1);
  return [majority + beyond, majority, tie, tie - beyond];
}

type Known = { readonly cuts: Cuts; readonly expected: number };

function integrated(
  doubt: Doubt,
  errors: Float64Array | null,
  apart: Float64Array,
  { cuts, expected }: Known,
  precision: Precision,
): Float64Array {
  const { points, tolerance } = precision;
  const net = { errors: errors ?? sharedErrors(points), mirrored: errors === null };
  const seen = new NormalSums(doubt, net, momentsOf(apart), cuts);
  const likeliest = apart.indexOf(Math.max(...apart));
  const inDoubt = cuts.map((cut) => cut - likeliest);
  const exact = new ExactSums(doubt, tolerance === 0 ? 0 : ROULETTE, inDoubt);
  // How far the exact probability of reaching each cut lies from the normal one.
  const difference = new Float64Array(cuts.length);
  let square = 0;
  let count = 0;
  const take = (row: 0 | 1, point: number) => {
    exact.take(seen.chances, row, point);
    for (let cut = 0; cut < cuts.length; cut++)
      difference[cut]! += exact.reached[cut]! - seen.reached[row * cuts.length + cut]!;
    square += (exact.reached[MAJORITY]! - seen.reached[row * cuts.length + MAJORITY]!) ** 2;
    count++;
  };
  const pilot = Math.min(EXACT_PILOT, points);
  seen.to(pilot, take);
  const spread = spreadOf(pilot, difference[MAJORITY]!, square);
  seen.to(exactPoints(spread, exact.work / pilot, precision), take);
  seen.to(Math.min(PILOT, points));
  seen.to(pointsFor(seen.spread(MAJORITY), tolerance, points));
  const reached = seen.means(expected).map((mean, cut) => mean + difference[cut]! / count);
  return scaled(exact.sum, inDoubt, reached);
}

/** As many points as the difference between the normal sum and the exact one needs, by its spread, and as work allows. */
function exactPoints(spread: number, each: number, { points, tolerance, work }: Precision): number {
  const affordable = 2 ** Math.floor(Math.log2(work / Math.max(1, each)));
  // Rare differences do not show among a few points, so that more are taken where they cost little.
  const least = Math.min(CHEAP_EXACT, affordable / 4);
  // Half of the tolerance: both errors together should still be about as large as it.
  const needed = Math.max(least, pointsFor(spread, tolerance / 2, points));
  return Math.min(points, Math.max(EXACT_PILOT, Math.min(needed, affordable)));
}

/** The distribution with the probability of reaching each cut that was found for it. */
function scaled(distribution: Float64Array, cuts: readonly number[], reached: Float64Array): Float64Array {
  let above = 0;
  let end = distribution.length;
  [...cuts, 0].forEach((cut, i) => {
    const from = Math.min(end, Math.max(0, cut));
    const part = distribution.subarray(from, end);
    const reach = i === cuts.length ? 1 : Math.min(1, Math.max(above, reached[i]!));
    const sum = part.reduce((all, probability) => all + probability, 0);
    if (sum > 0) {
      part.forEach((probability, k) => {
        part[k] = (probability * (reach - above)) / sum;
      });
      above = reach;
    }
    end = from;
  });
  return distribution.map((probability) => probability / above);
}

/**
 * Points, in powers of two, whose mean has a root mean square error of `tolerance`, for values with this spread. The
 * net's error was measured at 58 moments of two elections, of normal sums and of differences from them: 0.014 and 0.020
 * spreads at 1,024 points, 0.0018 and 0.0031 at 16,384.
 */
function pointsFor(spread: number, tolerance: number, most: number): number {
  if (tolerance === 0) return most;
  const needed = 1024 * ((0.017 * spread) / tolerance) ** (1 / 0.7);
  return Math.min(most, 2 ** Math.ceil(Math.log2(Math.max(1, needed))));
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
