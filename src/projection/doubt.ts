/**
 * The contests in doubt at one point of the shared errors: there they are independent, and each has a probability in
 * closed form.
 */
import { studentT4Cdf } from '../numeric/student-t4.ts';
import { FACTORS, TAIL_SCALE } from './shared-errors.ts';

/** Contests in normal terms: margin = centre + loadings · factors + own · noise. */
export type Factored = {
  readonly centre: ArrayLike<number>;
  /** FACTORS a contest. */
  readonly loadings: ArrayLike<number>;
  readonly own: ArrayLike<number>;
  readonly electors: ArrayLike<number>;
  /** Probability that the first ticket wins the contest, factors integrated. */
  readonly chance: ArrayLike<number>;
  /** Ranges within which margins are known to end; none where left out. */
  readonly bounds?: Bounds | undefined;
  /** Indices of contests that are switched off. */
  readonly off?: readonly number[] | undefined;
};

/** Lowest and highest margin of each contest, infinite where nothing is known. */
export type Bounds = { readonly low: Float64Array; readonly high: Float64Array };

/** Contests in t scales of their own errors, small ones first: sums of electors stay short for longest. */
export type Doubt = {
  readonly count: number;
  /** Index of each contest among all. */
  readonly order: readonly number[];
  readonly base: Float64Array;
  readonly slope: Float64Array;
  readonly electors: Float64Array;
  /** Contests known to end within a range, with the ends and zero in the same scale. */
  readonly ranges: readonly { readonly at: number; readonly low: number; readonly high: number }[];
};

export function doubtOf(contests: Factored, indices: readonly number[]): Doubt {
  const { centre, loadings, own, electors, bounds } = contests;
  const inDoubt = indices.toSorted((a, b) => electors[a]! - electors[b]! || a - b);
  const slope = new Float64Array(inDoubt.length * FACTORS);
  inDoubt.forEach((i, j) => {
    for (let k = 0; k < FACTORS; k++)
      slope[j * FACTORS + k] = loadings[i * FACTORS + k]! / (TAIL_SCALE * own[i]!);
  });
  return {
    count: inDoubt.length,
    order: inDoubt,
    base: Float64Array.from(inDoubt, (i) => centre[i]! / (TAIL_SCALE * own[i]!)),
    slope,
    electors: Float64Array.from(inDoubt, (i) => electors[i]!),
    ranges: inDoubt.flatMap((i, at) => {
      const low = (bounds?.low[i] ?? Number.NEGATIVE_INFINITY) / (TAIL_SCALE * own[i]!);
      const high = (bounds?.high[i] ?? Number.POSITIVE_INFINITY) / (TAIL_SCALE * own[i]!);
      return low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY ? [] : [{ at, low, high }];
    }),
  };
}

/**
 * Probability of each contest in doubt at one point, into `chances`, and mean and variance of their electors into
 * `moments`. The six factors are written out: this is the innermost loop.
 */
export function chancesAt(
  doubt: Doubt,
  errors: Float64Array,
  point: number,
  chances: Float64Array,
  moments: Float64Array,
): void {
  const { count, base, slope, electors } = doubt;
  const at = point * FACTORS;
  const e0 = errors[at]!;
  const e1 = errors[at + 1]!;
  const e2 = errors[at + 2]!;
  const e3 = errors[at + 3]!;
  const e4 = errors[at + 4]!;
  const e5 = errors[at + 5]!;
  let mean = 0;
  let variance = 0;
  for (let j = 0, s = 0; j < count; j++, s += FACTORS) {
    const x =
      base[j]! +
      (slope[s]! * e0 + slope[s + 1]! * e1) +
      (slope[s + 2]! * e2 + slope[s + 3]! * e3) +
      (slope[s + 4]! * e4 + slope[s + 5]! * e5);
    const u = x / Math.sqrt(4 + x * x);
    const chance = ((1 + u) * (1 + u) * (2 - u)) / 4;
    const expected = electors[j]! * chance;
    chances[j] = chance;
    mean += expected;
    variance += expected * (electors[j]! - expected);
  }
  moments[0] = mean;
  moments[1] = variance;
  if (doubt.ranges.length > 0) withinRanges(doubt, errors, point, 0, chances, moments);
}

/**
 * The same at a point and the next one, which has all signs turned: what the factors move is summed up once. The second
 * point's chances follow those of the first; moments are four, first those of the first point.
 */
export function chancesAtPair(
  doubt: Doubt,
  errors: Float64Array,
  point: number,
  chances: Float64Array,
  moments: Float64Array,
): void {
  const { count, base, slope, electors } = doubt;
  const at = point * FACTORS;
  const e0 = errors[at]!;
  const e1 = errors[at + 1]!;
  const e2 = errors[at + 2]!;
  const e3 = errors[at + 3]!;
  const e4 = errors[at + 4]!;
  const e5 = errors[at + 5]!;
  let mean = 0;
  let variance = 0;
  let otherMean = 0;
  let otherVariance = 0;
  for (let j = 0, s = 0; j < count; j++, s += FACTORS) {
    const moved =
      slope[s]! * e0 +
      slope[s + 1]! * e1 +
      (slope[s + 2]! * e2 + slope[s + 3]! * e3) +
      (slope[s + 4]! * e4 + slope[s + 5]! * e5);
    const x = base[j]! + moved;
    const y = base[j]! - moved;
    const u = x / Math.sqrt(4 + x * x);
    const v = y / Math.sqrt(4 + y * y);
    const chance = ((1 + u) * (1 + u) * (2 - u)) / 4;
    const other = ((1 + v) * (1 + v) * (2 - v)) / 4;
    chances[j] = chance;
    chances[count + j] = other;
    const weight = electors[j]!;
    mean += weight * chance;
    variance += weight * chance * (weight - weight * chance);
    otherMean += weight * other;
    otherVariance += weight * other * (weight - weight * other);
  }
  moments[0] = mean;
  moments[1] = variance;
  moments[2] = otherMean;
  moments[3] = otherVariance;
  if (doubt.ranges.length === 0) return;
  withinRanges(doubt, errors, point, 0, chances, moments);
  withinRanges(doubt, errors, point + 1, 1, chances, moments);
}

/** Probability above zero within a range, for the contests that have one; in this row of chances and of moments. */
function withinRanges(
  { count, base, slope, electors, ranges }: Doubt,
  errors: Float64Array,
  point: number,
  row: 0 | 1,
  chances: Float64Array,
  moments: Float64Array,
): void {
  for (const { at, low, high } of ranges) {
    let x = base[at]!;
    for (let k = 0; k < FACTORS; k++) x += slope[at * FACTORS + k]! * errors[point * FACTORS + k]!;
    const into = row * count + at;
    const before = electors[at]! * chances[into]!;
    chances[into] = chanceWithin(x, low, high);
    const expected = electors[at]! * chances[into]!;
    moments[2 * row]! += expected - before;
    moments[2 * row + 1]! += expected * (electors[at]! - expected) - before * (electors[at]! - before);
  }
}

/** Probability that x + t is above 0, given that it lies between low and high. */
function chanceWithin(x: number, low: number, high: number): number {
  if (low >= 0) return 1;
  if (high <= 0) return 0;
  const above = studentT4Cdf(x) - studentT4Cdf(x - high);
  const below = studentT4Cdf(x - low) - studentT4Cdf(x);
  return above + below > 0 ? above / (above + below) : 0.5;
}
