/**
 * Errors that contests share, at the points over which they are integrated: a few directions with t tails in common.
 *
 * Number of points in, one row of factors a point out. Normal values over a common root of χ²₄/4 are t₄ values.
 */
import { netStrata } from '../numeric/digital-net.ts';
import { normalQuantile } from '../numeric/normal.ts';
import { studentT4Quantile } from '../numeric/student-t4.ts';

/**
 * How many shared directions are integrated; what else is shared counts as a contest's own. At 21 moments of two
 * elections the sixth moves the win probability by 0.001 in the mean and 0.004 at most, the seventh by half of that.
 */
export const FACTORS = 6;

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
  const strata = netStrata(pairs, FACTORS + 1);
  const normal = byStratum(pairs, normalQuantile);
  const scale = byStratum(pairs, (p) => TAIL_SCALE * Math.sqrt(4 / chiSquare4Quantile(p)));
  const errors = new Float64Array(points * FACTORS);
  for (let pair = 0; pair < pairs; pair++) {
    const at = pair * (FACTORS + 1);
    const into = 2 * pair * FACTORS;
    // The first coordinates of a net are its best: the leading direction has the first, the common scale the second.
    const common = scale[strata[at + 1]!]!;
    for (let k = 0; k < FACTORS; k++) {
      const error = common * normal[strata[at + (k === 0 ? 0 : k + 1)]!]!;
      errors[into + k] = error;
      errors[into + FACTORS + k] = -error;
    }
  }
  KNOWN.set(points, errors);
  return errors;
}

function byStratum(points: number, quantile: (p: number) => number): Float64Array {
  const values = new Float64Array(points);
  for (let stratum = 0; stratum < points; stratum++) values[stratum] = quantile((stratum + 0.5) / points);
  return values;
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
