/**
 * The electors in doubt at some points of the shared errors, convolved exactly.
 */
import { solve } from '../numeric/small-matrix.ts';
import type { Doubt } from './doubt.ts';
import { FEATURES, MAJORITY, type NormalSums } from './normal-sums.ts';

/** Below this a chance is rounded to it or to 0, so that its mean over the points stays what it is. */
const ROULETTE = 0.03;

/**
 * Sums of the exact distributions of the electors in doubt over the points looked at so far, weighted by each feature.
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
  /** FEATURES a sum of electors: each exact probability times each feature. */
  readonly #sums: Float64Array;
  readonly #given: Float64Array;
  #work = 0;
  #difference = 0;
  #square = 0;
  #done = 0;

  /** Chances and features of the points are those that `seen` has kept. */
  constructor(doubt: Doubt, seen: NormalSums, tolerance: number) {
    const reach = doubt.electors.reduce((sum, more) => sum + more, 0);
    this.#doubt = doubt;
    this.#chances = seen.chances;
    this.#features = seen.features;
    this.#least = tolerance === 0 ? 0 : ROULETTE;
    this.#sums = new Float64Array((reach + 1) * FEATURES);
    this.#given = new Float64Array(reach + 1);
  }

  /** Looks at the points up to this one; `needed` electors in doubt make the majority. */
  to(points: number, needed: number): void {
    const given = this.#given;
    for (; this.#done < points; this.#done++) {
      const { from, top } = this.#convolve();
      const at = this.#done * FEATURES;
      addWeighted(this.#sums, from, given, top, this.#features, at);
      let reached = 0;
      for (let sum = Math.max(0, Math.ceil(needed - from)); sum <= top; sum++) reached += given[sum]!;
      const difference = reached - this.#features[at + MAJORITY]!;
      this.#difference += difference;
      this.#square += difference * difference;
    }
  }

  /** How far the exact probability of a majority lies from the normal one, from point to point. */
  spread(): number {
    const mean = this.#difference / this.#done;
    return Math.sqrt(Math.max(0, this.#square / this.#done - mean * mean));
  }

  workPerPoint(): number {
    return Math.max(1, this.#work / this.#done);
  }

  /**
   * The mean distribution, the points weighted so that the weighted mean of every feature is `wanted`. The weights are
   * linear in the features: 1 + pull · feature.
   */
  calibratedTo(wanted: Float64Array): Float64Array {
    const gram = new Float64Array(FEATURES * FEATURES);
    const gap = Float64Array.from(wanted);
    for (let point = 0; point < this.#done; point++) {
      const at = point * FEATURES;
      for (let i = 0; i < FEATURES; i++) {
        gap[i]! -= this.#features[at + i]! / this.#done;
        for (let j = 0; j < FEATURES; j++)
          gram[i * FEATURES + j]! += (this.#features[at + i]! * this.#features[at + j]!) / this.#done;
      }
    }
    // Cuts out of reach have the same probability everywhere: a little on the diagonal leaves them without effect.
    for (let i = 0; i < FEATURES; i++) gram[i * FEATURES + i] = gram[i * FEATURES + i]! * (1 + 1e-7) + 1e-9;
    const pull = solve(gram, gap, FEATURES, 1);
    pull[0]! += 1;
    const sums = this.#sums;
    return this.#given.map((_, sum) => pull.reduce((all, by, k) => all + by * sums[sum * FEATURES + k]!, 0));
  }

  /** The distribution at the next point, into `given`: entry k is the probability of `from` + k, k = 0 … top. */
  #convolve(): { readonly from: number; readonly top: number } {
    const { count, electors } = this.#doubt;
    const least = this.#least;
    const row = this.#done * count;
    this.#given[0] = 1;
    let from = 0;
    let top = 0;
    for (let j = 0; j < count; j++) {
      let yes = this.#chances[row + j]!;
      if (yes < least) {
        if (yes <= least * evenly(this.#done, j)) continue;
        yes = least;
      } else if (1 - yes < least) {
        if (1 - yes <= least * evenly(this.#done, j)) {
          from += electors[j]!;
          continue;
        }
        yes = 1 - least;
      }
      addOutcome(this.#given, top, yes, electors[j]!);
      top += electors[j]!;
      this.#work += top;
    }
    return { from, top };
  }
}

/** Adds a distribution times each of the six features, written out: it is half of the work where little is in doubt. */
function addWeighted(
  sums: Float64Array,
  from: number,
  given: Float64Array,
  top: number,
  features: Float64Array,
  at: number,
): void {
  const f1 = features[at + 1]!;
  const f2 = features[at + 2]!;
  const f3 = features[at + 3]!;
  const f4 = features[at + 4]!;
  const f5 = features[at + 5]!;
  for (let sum = 0, to = from * FEATURES; sum <= top; sum++, to += FEATURES) {
    const probability = given[sum]!;
    sums[to]! += probability;
    sums[to + 1]! += f1 * probability;
    sums[to + 2]! += f2 * probability;
    sums[to + 3]! += f3 * probability;
    sums[to + 4]! += f4 * probability;
    sums[to + 5]! += f5 * probability;
  }
}

/** Numbers in 0–1 that are even over the points for every contest (a Kronecker sequence with Roberts's R2 steps). */
function evenly(point: number, contest: number): number {
  const place = point * 0.7548776662466927 + contest * 0.5698402909980532;
  return place - Math.floor(place);
}

/** Takes one more outcome into the distribution of sums 0 … top, in place, from above; what lies above is overwritten. */
function addOutcome(given: Float64Array, top: number, yes: number, weight: number): void {
  const no = 1 - yes;
  for (let sum = top + weight; sum > top && sum >= weight; sum--) given[sum] = yes * given[sum - weight]!;
  for (let sum = weight - 1; sum > top; sum--) given[sum] = 0;
  for (let sum = top; sum >= weight; sum--) given[sum] = no * given[sum]! + yes * given[sum - weight]!;
  for (let sum = Math.min(weight - 1, top); sum >= 0; sum--) given[sum]! *= no;
}
