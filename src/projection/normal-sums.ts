/**
 * The electors in doubt at each point of the shared errors, summed up by a normal distribution: quick, and close.
 */
import { spreadOf } from '../numeric/spread.ts';
import { chancesAt, chancesAtPair, type Doubt } from './doubt.ts';

export type Moments = { readonly mean: number; readonly variance: number };

export type Net = {
  readonly errors: Float64Array;
  /** Whether every second point has the signs of the one before it turned. */
  readonly mirrored: boolean;
};

/** What to do at a point, whose figures stand in this row. */
export type Take = (row: 0 | 1, point: number) => void;

/** Walks along the points, two by two where they are mirrored. */
export class NormalSums {
  /** Of the last points, a row each: chances of every contest in doubt, and the probability of reaching each cut. */
  readonly chances: Float64Array;
  readonly reached: Float64Array;
  readonly #doubt: Doubt;
  readonly #net: Net;
  readonly #apart: Moments;
  readonly #cuts: readonly number[];
  readonly #moments = new Float64Array(4);
  /** Over all points: expected electors and their square, and by cut its probability, its square, its product with them. */
  #mean = 0;
  #meanSquare = 0;
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  readonly #products: Float64Array;
  #done = 0;

  constructor(doubt: Doubt, net: Net, apart: Moments, cuts: readonly number[]) {
    this.#doubt = doubt;
    this.#net = net;
    this.#apart = apart;
    this.#cuts = cuts;
    this.chances = new Float64Array(2 * doubt.count);
    this.reached = new Float64Array(2 * cuts.length);
    this.#sums = new Float64Array(cuts.length);
    this.#squares = new Float64Array(cuts.length);
    this.#products = new Float64Array(cuts.length);
  }

  /** Goes on to this number of points, an even one where they are mirrored. */
  to(points: number, take: Take | null = null): void {
    const { errors, mirrored } = this.#net;
    const look = mirrored ? chancesAtPair : chancesAt;
    for (; this.#done < points; this.#done += mirrored ? 2 : 1) {
      look(this.#doubt, errors, this.#done, this.chances, this.#moments);
      this.#sumUp(0);
      if (mirrored) this.#sumUp(1);
      if (take === null) continue;
      take(0, this.#done);
      if (mirrored) take(1, this.#done + 1);
    }
  }

  #sumUp(row: 0 | 1): void {
    const mean = this.#apart.mean + this.#moments[2 * row]!;
    // A spread of half an elector keeps the step at a cut from being steeper than the whole numbers allow.
    const perSpread = 1 / Math.sqrt(this.#apart.variance + this.#moments[2 * row + 1]! + 0.25);
    this.#mean += mean;
    this.#meanSquare += mean * mean;
    const count = this.#cuts.length;
    for (let cut = 0; cut < count; cut++) {
      const reached = nearNormalCdf((mean - this.#cuts[cut]! + 0.5) * perSpread);
      this.reached[row * count + cut] = reached;
      this.#sums[cut]! += reached;
      this.#squares[cut]! += reached * reached;
      this.#products[cut]! += reached * mean;
    }
  }

  /**
   * Mean probability of reaching each cut, moved as the expected electors of the points lie from those that are known,
   * for the contests' own chances are exact (a control variate).
   */
  means(expected: number): Float64Array {
    const mean = this.#mean / this.#done;
    const variance = this.#meanSquare / this.#done - mean * mean;
    return this.#sums.map((sum, cut) => {
      const reached = sum / this.#done;
      const together = this.#products[cut]! / this.#done - reached * mean;
      return reached + ((expected - mean) * together) / Math.max(variance, 1e-9);
    });
  }

  /** How far the probability of reaching a cut differs from point to point. */
  spread(cut: number): number {
    return spreadOf(this.#done, this.#sums[cut]!, this.#squares[cut]!);
  }
}

/**
 * Close to the normal probability, and quick: that of Student's t with ten degrees of freedom (Abramowitz & Stegun
 * 26.7.4). Any function serves as a control.
 */
function nearNormalCdf(x: number): number {
  const sine = x / Math.sqrt(10 + x * x);
  const c = 1 - sine * sine;
  return 0.5 + 0.5 * sine * (1 + c * (1 / 2 + c * (3 / 8 + c * (5 / 16 + c * (35 / 128)))));
}
