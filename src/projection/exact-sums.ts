/**
 * The electors in doubt at some points of the shared errors, convolved exactly.
 */
import { solve } from '../numeric/small-matrix.ts';
import type { Doubt } from './doubt.ts';
import { FEATURES, MAJORITY, type NormalSums } from './normal-sums.ts';

/** Below this a chance is rounded to it or to 0, so that its mean over the points stays what it is. */
const ROULETTE = 0.03;

/** What a look at some points tells of all of them. */
export type Pilot = {
  /** How far the exact probability of a majority lies from the normal one, from point to point. */
  readonly spread: number;
  /** Multiplications a point. */
  readonly work: number;
};

/**
 * Exact distributions of the electors in doubt, point by point, and their mean.
 *
 * A contest that is all but certain at a point only shifts its distribution, apart from now and then: by a fixed
 * sequence that is even over points, one in p/0.03 times it counts with 0.03, which is as much in the mean and saves
 * most of the work.
 */
export class ExactSums {
  readonly #doubt: Doubt;
  readonly #chances: Float64Array;
  readonly #features: Float64Array;
  readonly #least: number;
  readonly #largest: number;
  /** Probability of k electors at `largest` + k: the zeros before it and behind `top` spare all questions of where it ends. */
  readonly #given: Float64Array;
  /** Of the point convolved last: electors won for certain, the reach of the others, and the one left to be added. */
  #from = 0;
  #top = 0;
  #last = 0;
  #lastYes = 0;
  #work = 0;

  /** Chances and features of the points are those that `seen` has kept. */
  constructor(doubt: Doubt, seen: NormalSums, tolerance: number) {
    this.#doubt = doubt;
    this.#chances = seen.chances;
    this.#features = seen.features;
    this.#least = tolerance === 0 ? 0 : ROULETTE;
    this.#largest = doubt.electors.at(-1) ?? 0;
    this.#given = new Float64Array(doubt.electors.reduce((sum, more) => sum + more, this.#largest + 1));
  }

  /** Looks at the first points; `needed` electors in doubt make the majority. */
  pilot(points: number, needed: number): Pilot {
    let sum = 0;
    let square = 0;
    const before = this.#work;
    for (let point = 0; point < points; point++) {
      this.#convolve(point, 1);
      const reached = this.#reaching(Math.ceil(needed - this.#from));
      const difference = reached - this.#features[point * FEATURES + MAJORITY]!;
      sum += difference;
      square += difference * difference;
    }
    const spread = Math.sqrt(Math.max(0, square / points - (sum / points) ** 2));
    return { spread, work: Math.max(1, (this.#work - before) / points) };
  }

  /** The mean distribution over the first points, so weighted that the weighted mean of every feature is `wanted`. */
  mean(points: number, wanted: Float64Array): Float64Array {
    const pull = this.#pullTo(points, wanted);
    const mean = new Float64Array(this.#given.length - this.#largest);
    for (let point = 0; point < points; point++) {
      let weight = 1;
      for (let k = 0; k < FEATURES; k++) weight += pull[k]! * this.#features[point * FEATURES + k]!;
      this.#convolve(point, weight / points);
      this.#addTo(mean);
    }
    return mean;
  }

  /** The weights are linear in the features, 1 + pull · feature: calibration needs no distribution. */
  #pullTo(points: number, wanted: Float64Array): Float64Array {
    const gram = new Float64Array(FEATURES * FEATURES);
    const gap = Float64Array.from(wanted);
    for (let point = 0; point < points; point++) {
      const at = point * FEATURES;
      for (let i = 0; i < FEATURES; i++) {
        const part = this.#features[at + i]! / points;
        gap[i]! -= part;
        for (let j = 0; j < FEATURES; j++) gram[i * FEATURES + j]! += part * this.#features[at + j]!;
      }
    }
    // Cuts out of reach have the same probability everywhere: a little on the diagonal leaves them without effect.
    for (let i = 0; i < FEATURES; i++) gram[i * FEATURES + i] = gram[i * FEATURES + i]! * (1 + 1e-7) + 1e-9;
    return solve(gram, gap, FEATURES, 1);
  }

  /**
   * The distribution at a point, times `weight`, into `given`, all but its last outcome: the largest contest in doubt
   * is left to whoever reads it.
   */
  #convolve(point: number, weight: number): void {
    const { count, electors } = this.#doubt;
    const least = this.#least;
    const given = this.#given;
    const start = this.#largest;
    const row = point * count;
    given[start] = weight;
    let from = 0;
    let top = 0;
    let last = 0;
    let lastYes = 0;
    for (let j = 0; j < count; j++) {
      let yes = this.#chances[row + j]!;
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
      top += last;
      const lastNo = 1 - lastYes;
      for (let k = start + top, below = k - last; k >= start; k--, below--)
        given[k] = lastNo * given[k]! + lastYes * given[below]!;
      this.#work += top;
      last = electors[j]!;
      lastYes = yes;
    }
    this.#work += top + last;
    this.#from = from;
    this.#top = top;
    this.#last = last;
    this.#lastYes = lastYes;
  }

  /** Probability of at least so many electors, the last outcome included; clears the distribution. */
  #reaching(electors: number): number {
    const given = this.#given;
    const start = this.#largest;
    let without = 0;
    let withLast = 0;
    for (let k = 0; k <= this.#top; k++) {
      if (k >= electors) without += given[start + k]!;
      if (k >= electors - this.#last) withLast += given[start + k]!;
      given[start + k] = 0;
    }
    return without + this.#lastYes * (withLast - without);
  }

  /** Adds the distribution, its last outcome included, and clears it. */
  #addTo(mean: Float64Array): void {
    const given = this.#given;
    const start = this.#largest;
    const yes = this.#lastYes;
    const no = 1 - yes;
    const from = this.#from;
    const fromLast = from + this.#last;
    for (let k = 0; k <= this.#top; k++) {
      const probability = given[start + k]!;
      given[start + k] = 0;
      mean[from + k]! += no * probability;
      mean[fromLast + k]! += yes * probability;
    }
  }
}

/** Numbers in 0–1 that are even over the points for every contest (a Kronecker sequence with Roberts's R2 steps). */
function evenly(point: number, contest: number): number {
  const place = point * 0.7548776662466927 + contest * 0.5698402909980532;
  return place - Math.floor(place);
}
