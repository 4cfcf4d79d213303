/**
 * The electors in doubt at some points of the shared errors, convolved exactly.
 */
import type { Doubt } from './doubt.ts';

/** Below this a chance is rounded to it or to 0, so that its mean over the points stays what it is. */
export const ROULETTE = 0.03;

/**
 * Exact distributions of the electors in doubt, point by point, and their sum.
 *
 * A contest that is all but certain at a point only shifts its distribution, apart from now and then: by a fixed
 * sequence that is even over points, one in p/0.03 times it counts with 0.03, which is as much in the mean and saves
 * most of the work.
 */
export class ExactSums {
  /** Multiplications so far. */
  work = 0;
  /** Probability of k electors, summed up over the points. */
  readonly sum: Float64Array;
  /** Probability of reaching each cut at the point taken last; the last cut is 0. */
  readonly reached: Float64Array;
  /** Whole numbers as such: the places in a distribution that are counted from them are then quick to find. */
  readonly #electors: Int32Array;
  readonly #roulette: number;
  readonly #cuts: Int32Array;
  /** At `start` + k, k electors more than are certain: the zeros before it and behind spare all questions of where it ends. */
  readonly #start: number;
  readonly #given: Float64Array;

  /** `cuts` from the highest down. Without a roulette (0) every contest is convolved at every point. */
  constructor(doubt: Doubt, roulette: number, cuts: readonly number[]) {
    this.#electors = Int32Array.from(doubt.electors);
    this.#roulette = roulette;
    this.#cuts = Int32Array.of(...cuts, 0);
    this.reached = new Float64Array(this.#cuts.length);
    this.#start = (this.#electors.at(-1) ?? 0) + 4;
    this.sum = new Float64Array(this.#electors.reduce((sum, more) => sum + more, 1));
    this.#given = new Float64Array(this.#start + this.sum.length);
  }

  /** Takes in a point whose chances are this row. */
  take(chances: Float64Array, row: number, point: number): void {
    const electors = this.#electors;
    const count = electors.length;
    const least = this.#roulette;
    const given = this.#given;
    const start = this.#start;
    const first = row * count;
    given[start] = 1;
    let from = 0;
    let top = 0;
    for (let j = 0; j < count; j++) {
      let yes = chances[first + j]!;
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
      const more = electors[j]!;
      const no = 1 - yes;
      top += more;
      // From the top down, four at a time: what is read is not written yet, and below the start are zeros.
      for (let k = start + top, below = k - more; k >= start; k -= 4, below -= 4) {
        const a = no * given[k]! + yes * given[below]!;
        const b = no * given[k - 1]! + yes * given[below - 1]!;
        const c = no * given[k - 2]! + yes * given[below - 2]!;
        const d = no * given[k - 3]! + yes * given[below - 3]!;
        given[k] = a;
        given[k - 1] = b;
        given[k - 2] = c;
        given[k - 3] = d;
      }
      this.work += top;
    }
    this.#pour(from, top);
  }

  /** Adds the distribution to the sum, and clears it. */
  #pour(from: number, top: number): void {
    const given = this.#given;
    const all = this.sum;
    const cuts = this.#cuts;
    const start = this.#start;
    let sum = 0;
    let k = top;
    for (let cut = 0; cut < cuts.length; cut++) {
      const last = Math.max(0, cuts[cut]! - from);
      for (; k >= last; k--) {
        sum += given[start + k]!;
        all[from + k]! += given[start + k]!;
        given[start + k] = 0;
      }
      this.reached[cut] = sum;
    }
  }
}

/** Numbers in 0–1 that are even over the points for every contest (a Kronecker sequence with Roberts's R2 steps). */
function evenly(point: number, contest: number): number {
  const place = point * 0.7548776662466927 + contest * 0.5698402909980532;
  return place - Math.floor(place);
}
