/**
 * The electors in doubt at each point of the shared errors, summed up by a normal distribution: quick, and close.
 */
import { chancesAt, type Doubt } from './doubt.ts';

export type Moments = { readonly mean: number; readonly variance: number };

/** One, the expected electors, and the probability of reaching each cut, the majority first. */
export const FEATURES = 6;
export const MAJORITY = 2;

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

/** Features of the points looked at so far: their means, and each one's own for the first `kept`. */
export class NormalSums {
  readonly features: Float64Array;
  /** Of every contest in doubt at these points. */
  readonly chances: Float64Array;
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
    // One row more, for the points that are not kept.
    this.chances = new Float64Array((kept + 1) * doubt.count);
  }

  /** Looks at the points up to this one. */
  to(points: number): void {
    const moments = new Float64Array(2);
    const feature = new Float64Array(FEATURES);
    for (; this.#done < points; this.#done++) {
      const row = Math.min(this.#done, this.#kept) * this.#doubt.count;
      chancesAt(this.#doubt, this.#errors, this.#done, this.chances, moments, row);
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
