/**
 * The whole distribution of the first ticket's electors, computed rather than drawn.
 *
 * Given the shared errors contests are independent, so their electors convolve exactly; the shared errors are
 * integrated over a lattice. Factors have t tails in common (one more dimension), a contest's own error has t tails.
 */
import { distributionOfSum } from '../numeric/convolve.ts';
import { latticePoints } from '../numeric/lattice.ts';
import { normalQuantile } from '../numeric/normal.ts';
import { studentT4Cdf, studentT4Quantile } from '../numeric/student-t4.ts';

/** How many shared directions are integrated; what else is shared counts as a contest's own. */
export const FACTORS = 6;

/** Spreads become t errors with the 90 % interval that normal ones would have. */
export const TAIL_SCALE = normalQuantile(0.95) / studentT4Quantile(0.95);

/**
 * A contest whose other outcome is less likely than this is convolved once, apart from the shared errors. Moves the
 * win probability by less than 1e-4 at ten moments of two elections, for a third of the cost.
 */
const SETTLED = 1e-3;

/** Contests in normal terms: margin = centre + loadings · factors + own · noise. */
export type Factored = {
  readonly centre: Float64Array;
  /** FACTORS a contest. */
  readonly loadings: Float64Array;
  readonly own: Float64Array;
  readonly electors: readonly number[];
  /** Probability that the first ticket wins the contest, factors integrated. */
  readonly chance: Float64Array;
};

/** Probability of exactly k electors for the first ticket, k = 0 … all. Cost: points × contests in doubt × electors. */
export function electorDistribution(contests: Factored, points: number): number[] {
  const { chance, electors } = contests;
  const indices = Array.from(electors, (_, i) => i);
  const isSettled = (i: number) => Math.min(chance[i]!, 1 - chance[i]!) < SETTLED;
  const settled = indices.filter(isSettled);
  const inDoubt = indices.filter((i) => !isSettled(i));
  const apart = distributionOfSum(
    settled.map((i) => chance[i]!),
    settled.map((i) => electors[i]!),
  );
  return convolve(apart, integrated(contests, inDoubt, points));
}

function integrated(
  { centre, loadings, own, electors }: Factored,
  inDoubt: readonly number[],
  points: number,
) {
  const nodes = factorNodes(points);
  const reach = inDoubt.reduce((sum, i) => sum + electors[i]!, 0);
  const total = new Float64Array(reach + 1);
  const given = new Float64Array(reach + 1);
  for (let point = 0; point < points; point++) {
    given[0] = 1;
    let top = 0;
    for (const i of inDoubt) {
      let margin = centre[i]!;
      for (let k = 0; k < FACTORS; k++) margin += loadings[i * FACTORS + k]! * nodes[point * FACTORS + k]!;
      top = addOutcome(given, top, studentT4Cdf(margin / (TAIL_SCALE * own[i]!)), electors[i]!);
    }
    for (let sum = 0; sum <= reach; sum++) total[sum]! += given[sum]!;
  }
  return total.map((sum) => sum / points);
}

/** Takes one more outcome into the distribution of sums 0 … top, in place; what lies above is overwritten. */
function addOutcome(given: Float64Array, top: number, yes: number, weight: number): number {
  const no = 1 - yes;
  for (let sum = top + 1; sum <= top + weight; sum++) given[sum] = 0;
  for (let sum = top + weight; sum >= weight; sum--)
    given[sum] = given[sum]! * no + given[sum - weight]! * yes;
  for (let sum = Math.min(weight, top + 1) - 1; sum >= 0; sum--) given[sum] = given[sum]! * no;
  return top + weight;
}

function convolve(one: Float64Array, other: Float64Array): number[] {
  const sum = new Array<number>(one.length + other.length - 1).fill(0);
  for (let i = 0; i < one.length; i++) {
    if (one[i] === 0) continue;
    for (let j = 0; j < other.length; j++) sum[i + j]! += one[i]! * other[j]!;
  }
  return sum;
}

const NODES = new Map<number, Float64Array>();

/**
 * Shared errors at each lattice point, FACTORS a point: normal ones over a common root of χ²₄/4, that is t₄. The root
 * has the second dimension, for the first ones of a lattice are its best.
 */
function factorNodes(points: number): Float64Array {
  const known = NODES.get(points);
  if (known !== undefined) return known;
  const lattice = latticePoints(points, FACTORS + 1);
  const nodes = new Float64Array(points * FACTORS);
  for (let point = 0; point < points; point++) {
    const at = point * (FACTORS + 1);
    const scale = TAIL_SCALE * Math.sqrt(4 / chiSquare4Quantile(lattice[at + 1]!));
    for (let k = 0; k < FACTORS; k++)
      nodes[point * FACTORS + k] = scale * normalQuantile(lattice[at + (k === 0 ? 0 : k + 1)]!);
  }
  NODES.set(points, nodes);
  return nodes;
}

/** Inverts 1 − e^(−x/2)(1 + x/2) by bisection. */
function chiSquare4Quantile(p: number): number {
  let low = 0;
  let high = 100;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (1 - Math.exp(-middle / 2) * (1 + middle / 2) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
