/**
 * The whole distribution of the first ticket's electors, computed rather than drawn.
 *
 * Given the shared errors contests are independent, so their electors convolve exactly; the shared errors are
 * integrated over a digital net. Most points are only summed up by a normal distribution of the electors given the
 * errors; the exact convolutions of the first points are weighted so that they agree with all of them (calibration,
 * Deville & Särndal, JASA 87, 1992; a control variate). Same input, same bits.
 */
import { distributionOfSum } from '../numeric/convolve.ts';
import { solve } from '../numeric/small-matrix.ts';
import { chancesAt, type Doubt, doubtOf, type Factored } from './doubt.ts';
import { sharedErrors } from './shared-errors.ts';

export type Precision = {
  /** Points of the net at most, a power of two. */
  readonly points: number;
  /** Root mean square error of the win probability to be aimed at; 0 takes every point exactly. */
  readonly tolerance: number;
  /** A contest whose other outcome is less likely than this is convolved once, apart from the shared errors. */
  readonly settled: number;
  /** Points that have exact convolutions at least, a power of two. */
  readonly leastExact: number;
};

/** What a projection is worth: see docs/projection.md for the error this leaves. */
export const USUAL: Precision = { points: 16_384, tolerance: 1.2e-4, settled: 3e-4, leastExact: 1024 };

/** Against which the usual precision is measured. Takes seconds. */
export const FULL: Precision = { points: 262_144, tolerance: 0, settled: 0, leastExact: 262_144 };

/** Points looked at before deciding how many are needed, and how many have exact convolutions at most. */
const PILOT = 4096;
const MOST_EXACT = 4096;

/**
 * Probability of exactly k electors for the first ticket, k = 0 … all. `majority` is where precision matters most;
 * `errors` are other points than those of the net, as many as `precision` says.
 */
export function electorDistribution(
  contests: Factored,
  majority: number,
  precision: Precision,
  errors = sharedErrors(precision.points),
): number[] {
  const { chance, electors } = contests;
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
  errors: Float64Array,
  apart: Moments,
  cuts: Float64Array,
  precision: Precision,
): Float64Array {
  const { points, tolerance } = precision;
  const seen = new Sweep(doubt, errors, apart, cuts, tolerance === 0 ? points : MOST_EXACT);
  seen.to(Math.min(PILOT, points));
  seen.to(pointsFor(seen.spread(), tolerance, points));
  const exact = exactPoints(doubt, errors, seen, cuts[0]! - apart.mean, precision);
  const weights = calibrated(seen.features, exact, seen.means());
  const total = new Float64Array(reachOf(doubt) + 1);
  forEachExact(doubt, errors, exact, tolerance, (point, given, from, top) => {
    const weight = weights[point]!;
    for (let sum = 0; sum <= top; sum++) total[from + sum]! += weight * given[sum]!;
  });
  return nonNegative(total);
}

function reachOf({ electors }: Doubt): number {
  return electors.reduce((sum, more) => sum + more, 0);
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

/** Features of the points looked at so far: their means, and each one's own for the first `kept`. */
class Sweep {
  readonly features: Float64Array;
  readonly #doubt: Doubt;
  readonly #errors: Float64Array;
  readonly #apart: Moments;
  readonly #cuts: Float64Array;
  readonly #kept: number;
  readonly #sums = new Float64Array(FEATURES);
  #square = 0;
  #done = 0;

  constructor(doubt: Doubt, errors: Float64Array, apart: Moments, cuts: Float64Array, kept: number) {
    this.#doubt = doubt;
    this.#errors = errors;
    this.#apart = apart;
    this.#cuts = cuts;
    this.#kept = kept;
    this.features = new Float64Array(kept * FEATURES);
  }

  /** Looks at the points up to this one. */
  to(points: number): void {
    const chances = new Float64Array(this.#doubt.count);
    const moments = new Float64Array(2);
    const feature = new Float64Array(FEATURES);
    for (; this.#done < points; this.#done++) {
      chancesAt(this.#doubt, this.#errors, this.#done, chances, moments);
      featuresOf(moments, this.#apart, this.#cuts, feature);
      for (let k = 0; k < FEATURES; k++) this.#sums[k]! += feature[k]!;
      this.#square += feature[MAJORITY]! ** 2;
      if (this.#done < this.#kept) this.features.set(feature, this.#done * FEATURES);
    }
  }

  means(): Float64Array {
    return this.#sums.map((sum) => sum / this.#done);
  }

  /** How far the probability of a majority differs from point to point. */
  spread(): number {
    const mean = this.#sums[MAJORITY]! / this.#done;
    return Math.sqrt(Math.max(0, this.#square / this.#done - mean * mean));
  }
}

/** As many points as the difference between the normal sum and the exact one needs, by its spread over the first. */
function exactPoints(
  doubt: Doubt,
  errors: Float64Array,
  { features }: Sweep,
  needed: number,
  { points, tolerance, leastExact }: Precision,
): number {
  if (tolerance === 0) return points;
  const looked = Math.min(leastExact, points);
  const differences = new Float64Array(looked);
  forEachExact(doubt, errors, looked, tolerance, (point, given, from, top) => {
    let reached = 0;
    for (let sum = Math.max(0, Math.ceil(needed - from)); sum <= top; sum++) reached += given[sum]!;
    differences[point] = reached - features[point * FEATURES + MAJORITY]!;
  });
  const mean = differences.reduce((sum, one) => sum + one, 0) / looked;
  const square = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0) / looked;
  // Half of the tolerance: both errors together should still be about as large as it.
  return Math.max(looked, pointsFor(Math.sqrt(square), tolerance / 2, Math.min(MOST_EXACT, points)));
}

type Moments = { readonly mean: number; readonly variance: number };

/** One, the expected electors, and the probability of reaching each cut, the majority first. */
const FEATURES = 6;
const MAJORITY = 2;

function featuresOf(moments: Float64Array, apart: Moments, cuts: Float64Array, feature: Float64Array): void {
  const mean = apart.mean + moments[0]!;
  // A spread of half an elector keeps the step at a cut from being steeper than the whole numbers allow.
  const perSpread = 1 / Math.sqrt(apart.variance + moments[1]! + 0.25);
  feature[0] = 1;
  feature[1] = mean;
  for (let k = 0; k < cuts.length; k++)
    feature[MAJORITY + k] = nearNormalCdf((mean - cuts[k]! + 0.5) * perSpread);
}

/** The normal probability to three digits (Page, Applied Statistics 26, 1977): any function serves as a control. */
function nearNormalCdf(x: number): number {
  return 1 / (1 + Math.exp(-x * (1.5976 + 0.07056 * x * x)));
}

/** Weights near 1/exact whose weighted mean of every feature is the one over all points. */
function calibrated(features: Float64Array, exact: number, all: Float64Array): Float64Array {
  const gram = new Float64Array(FEATURES * FEATURES);
  const gap = Float64Array.from(all);
  for (let point = 0; point < exact; point++) {
    const at = point * FEATURES;
    for (let i = 0; i < FEATURES; i++) {
      gap[i]! -= features[at + i]! / exact;
      for (let j = 0; j < FEATURES; j++)
        gram[i * FEATURES + j]! += (features[at + i]! * features[at + j]!) / exact;
    }
  }
  // Cuts out of reach have the same probability everywhere: a little on the diagonal leaves them without effect.
  for (let i = 0; i < FEATURES; i++) gram[i * FEATURES + i] = gram[i * FEATURES + i]! * (1 + 1e-7) + 1e-9;
  const pull = solve(gram, gap, FEATURES, 1);
  const weights = new Float64Array(exact);
  for (let point = 0; point < exact; point++) {
    let weight = 1;
    for (let i = 0; i < FEATURES; i++) weight += pull[i]! * features[point * FEATURES + i]!;
    weights[point] = weight / exact;
  }
  return weights;
}

/** Below this a chance is rounded to it or to 0, so that its mean over the points stays what it is. */
const ROULETTE = 0.01;

/**
 * Calls `take` for each of the first points with the distribution of the electors in doubt there: `given[k]` is the
 * probability of `from` + k, k = 0 … top. A contest that is all but certain at a point only shifts it, apart from now
 * and then: by a fixed sequence that is even over points, one in p/0.01 times it counts with 0.01, which is as much in
 * the mean and saves most of the work.
 */
function forEachExact(
  doubt: Doubt,
  errors: Float64Array,
  points: number,
  tolerance: number,
  take: (point: number, given: Float64Array, from: number, top: number) => void,
): void {
  const { count, electors } = doubt;
  const given = new Float64Array(reachOf(doubt) + 1);
  const chances = new Float64Array(count);
  const moments = new Float64Array(2);
  const least = tolerance === 0 ? 0 : ROULETTE;
  for (let point = 0; point < points; point++) {
    chancesAt(doubt, errors, point, chances, moments);
    given[0] = 1;
    let from = 0;
    let top = 0;
    for (let j = 0; j < count; j++) {
      let yes = chances[j]!;
      if (yes < least) {
        if (yes <= least * evenly(point, j)) continue;
        yes = least;
      } else if (1 - yes < least) {
        if (1 - yes <= least * evenly(point, j)) {
          from += electors[j]!;
          continue;
        }
        yes = 1 - least;
      }
      top = addOutcome(given, top, yes, electors[j]!);
    }
    take(point, given, from, top);
  }
}

/** Numbers in 0–1 that are even over the points for every contest (a Kronecker sequence with Roberts's R2 steps). */
function evenly(point: number, contest: number): number {
  return (point * 0.7548776662466927 + contest * 0.5698402909980532) % 1;
}

/** Takes one more outcome into the distribution of sums 0 … top, in place; what lies above is overwritten. */
function addOutcome(given: Float64Array, top: number, yes: number, weight: number): number {
  const no = 1 - yes;
  const reach = top + weight;
  for (let sum = top + 1; sum <= reach; sum++) given[sum] = 0;
  for (let sum = reach; sum >= weight; sum--) given[sum] = given[sum]! * no + given[sum - weight]! * yes;
  for (let sum = Math.min(weight - 1, reach); sum >= 0; sum--) given[sum] = given[sum]! * no;
  return reach;
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
