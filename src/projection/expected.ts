/**
 * Margins that somebody expects before the count, with their covariance, in the place of what past swings say.
 *
 * The model's margins as they are counted, the same with nothing counted, and the expectation in; margins out. By
 * Bayes: what the count says is the model's precision with the count less that without it, and it is added to the
 * expectation's. With nothing counted the expectation stands as it is; contests that it does not name keep the model's
 * spread around what it says of the others. Breaks where margins are far from normal.
 */
import type { ContestId, Election } from '../election/election.ts';
import { inverseOf } from '../numeric/positive-definite.ts';
import type { ContestMargins } from './contest-margins.ts';

/** Margins are first ticket minus second over both, −1 to 1. */
export type ExpectedMargins = {
  readonly contests: readonly ContestId[];
  readonly margins: readonly number[];
  /** Standard deviation of each. */
  readonly spreads: readonly number[];
  /**
   * How the errors go together, row by row in the order of `contests`. Null: as the model's own before the count, for
   * polls tend to be wrong along the lines along which states swing.
   */
  readonly correlations: Float64Array | null;
  /** Where this is written. */
  readonly sources: readonly string[];
};

/**
 * Parts of the model's own prior that are taken out. All of it, unless outliers make the count say less than the prior
 * did: what is left is then no longer a precision, and the expectation is taken for further knowledge instead.
 */
const TAKEN_OUT = [1, 0.9, 0.5, 0];

/** What no other contest shares of a margin, at least: a twentieth of its spread. */
const LEAST_OWN = 0.05 ** 2;

/** Throws where the covariance of the expectation is not one. */
export function withExpected(
  { contests }: Election,
  counted: ContestMargins,
  uncounted: ContestMargins,
  expected: ExpectedMargins,
): ContestMargins {
  const size = contests.length;
  const places = expected.contests.map((id) => contests.findIndex((contest) => contest.id === id));
  const whole = contests.map((_, i) => i);
  const byCount = inverted(covarianceOf(counted, whole), size, 'the projection');
  const past = covarianceOf(uncounted, places);
  const before = inverted(past, places.length, 'the projection before the count');
  const told = inverted(covarianceTold(expected, past), places.length, 'the expected margins');
  const former = places.map((place) => uncounted.margin[place]!);
  for (const part of TAKEN_OUT) {
    const precision = byCount.slice();
    const pull = times(byCount, counted.margin, size);
    const toldPull = times(told, expected.margins, places.length);
    const formerPull = times(before, former, places.length);
    places.forEach((one, i) => {
      pull[one]! += toldPull[i]! - part * formerPull[i]!;
      places.forEach((other, j) => {
        const at = i * places.length + j;
        precision[one * size + other]! += told[at]! - part * before[at]!;
      });
    });
    const covariance = inverseOf(precision, size);
    if (covariance === null) continue;
    const own = Float64Array.from(whole, (i) => LEAST_OWN * covariance[i * size + i]!);
    const shared = covariance.map((value, at) =>
      at % (size + 1) === 0 ? value - own[Math.floor(at / size)]! : value,
    );
    return { ...counted, margin: times(covariance, pull, size), shared, own };
  }
  throw new Error('invalid expected margins: they cannot be joined to the count');
}

/** Shared and own together, of some contests. */
function covarianceOf({ shared, own, margin }: ContestMargins, places: readonly number[]): Float64Array {
  const size = margin.length;
  return Float64Array.from(
    places.flatMap((i) => places.map((j) => shared[i * size + j]! + (i === j ? own[i]! : 0))),
  );
}

function covarianceTold({ spreads, correlations }: ExpectedMargins, past: Float64Array): Float64Array {
  const size = spreads.length;
  const spreadOf = (i: number) => Math.sqrt(past[i * (size + 1)]!);
  return past.map((covariance, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    const together = correlations?.[at] ?? covariance / (spreadOf(i) * spreadOf(j));
    return together * spreads[i]! * spreads[j]!;
  });
}

function inverted(matrix: Float64Array, size: number, of: string): Float64Array {
  const inverse = inverseOf(matrix, size);
  if (inverse === null) throw new Error(`invalid covariance of ${of}: it is not positive definite`);
  return inverse;
}

function times(matrix: Float64Array, vector: ArrayLike<number>, size: number): Float64Array {
  const product = new Float64Array(size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) product[i]! += matrix[i * size + j]! * vector[j]!;
  return product;
}
