/**
 * Errors that contests share, at the points over which they are integrated: a few directions with t tails in common.
 *
 * Number of points in, one row of factors a point out: values of a multivariate t₄ distribution, direction by direction.
 * Given the first k, the next is a t value with 4 + k degrees of freedom times √((4 + their squares) / (4 + k)) (Ding,
 * The American Statistician 70, 2016), so that no coordinate is spent on what they have in common.
 */
import { netStrata } from '../numeric/digital-net.ts';
import { normalQuantile } from '../numeric/normal.ts';
import { studentTStrata } from '../numeric/student-t.ts';
import { studentT4Quantile } from '../numeric/student-t4.ts';

/**
 * How many shared directions are integrated; what else is shared counts as a contest's own. At 21 moments of two
 * elections the sixth moves the win probability by 0.001 in the mean and 0.004 at most, the seventh by half of that.
 */
export const FACTORS = 6;

/** Degrees of freedom. */
const FREEDOM = 4;

/** Spreads become t errors with the 90 % interval that normal ones would have. */
export const TAIL_SCALE = normalQuantile(0.95) / studentT4Quantile(0.95);

const KNOWN = new Map<number, Float64Array>();

/**
 * Shared errors at each of `points` points (a power of two from 2 on), FACTORS a point; computed once and kept. Every
 * second point is the one before it with all signs turned: as good as a point of its own, and half as dear
 * (`chancesAtPair`).
 */
export function sharedErrors(points: number): Float64Array {
  const known = KNOWN.get(points);
  if (known !== undefined) return known;
  const pairs = points / 2;
  const strata = netStrata(pairs, FACTORS);
  const values = Array.from({ length: FACTORS }, (_, k) => studentTStrata(pairs, FREEDOM + k));
  const errors = new Float64Array(points * FACTORS);
  for (let pair = 0; pair < pairs; pair++) {
    const into = 2 * pair * FACTORS;
    let squares = 0;
    for (let k = 0; k < FACTORS; k++) {
      const widened = Math.sqrt((FREEDOM + squares) / (FREEDOM + k));
      const error = widened * values[k]![strata[pair * FACTORS + k]!]!;
      squares += error * error;
      errors[into + k] = TAIL_SCALE * error;
      errors[into + FACTORS + k] = -TAIL_SCALE * error;
    }
  }
  KNOWN.set(points, errors);
  return errors;
}
