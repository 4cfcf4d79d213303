/**
 * The electors in doubt at each point of the shared errors, summed up by a normal distribution: quick, and close.
 */
import { chancesAt, chancesAtPair, type Doubt } from './doubt.ts';

export type Moments = { readonly mean: number; readonly variance: number };

/** One, the expected electors, and the probability of reaching each cut, the majority first. */
export const FEATURES = 6;
export const MAJORITY = 2;

function featuresOf(
  expected: number,
  variance: number,
  apart: Moments,
  cuts: Float64Array,
  feature: Float64Array,
): void {
  const mean = apart.mean + expected;
  // A spread of half an elector keeps the step at a cut from being steeper than the whole numbers allow.
  const perSpread = 1 / Math.sqrt(apart.variance + variance + 0.25);
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
  readonly #mirrored: boolean;
  readonly #apart: Moments;
  readonly #cuts: Float64Array;
  readonly #kept: number;
  readonly #moments = new Float64Array(4);
  readonly #feature = new Float64Array(FEATURES);
  readonly #sums = new Float64Array(FEATURES);
  #square = 0;
  #done = 0;

  /** `mirrored`: every second point of `errors` has the signs of the one before it turned. Looks at an even number then. */
  constructor(
    doubt: Doubt,
    errors: Float64Array,
    mirrored: boolean,
    apart: Moments,
    cuts: Float64Array,
    kept: number,
  ) {
    this.#doubt = doubt;
    this.#errors = errors;
    this.#mirrored = mirrored;
    this.#apart = apart;
    this.#cuts = cuts;
    this.#kept = kept;
    this.features = new Float64Array(kept * FEATURES);
    // Two rows more, for the points that are not kept.
    this.chances = new Float64Array((kept + 2) * doubt.count);
  }

  /** Looks at the points up to this one. */
  to(points: number): void {
    const { count } = this.#doubt;
    const look = this.#mirrored ? chancesAtPair : chancesAt;
    for (; this.#done < points; this.#done += this.#mirrored ? 2 : 1) {
      const row = Math.min(this.#done, this.#kept) * count;
      look(this.#doubt, this.#errors, this.#done, this.chances, this.#moments, row);
      this.#take(this.#done, 0);
      if (this.#mirrored) this.#take(this.#done + 1, 2);
    }
  }

  #take(point: number, at: number): void {
    const feature = this.#feature;
    featuresOf(this.#moments[at]!, this.#moments[at + 1]!, this.#apart, this.#cuts, feature);
    for (let k = 0; k < FEATURES; k++) this.#sums[k]! += feature[k]!;
    this.#square += feature[MAJORITY]! ** 2;
    if (point < this.#kept)
      for (let k = 0; k < FEATURES; k++) this.features[point * FEATURES + k] = feature[k]!;
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
