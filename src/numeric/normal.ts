/**
 * The standard normal distribution: its cumulative probability and its quantile.
 *
 * The probability comes from the series and the continued fraction of the error function (Abramowitz & Stegun 26.2.11
 * and 26.2.14): relative error below 1e-13 down to -37, where it begins to underflow. The quantile inverts it by Newton steps.
 */

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

/** Where the series hands over to the continued fraction: both are good to 1e-13 here. */
const HANDOVER = 3;

/** Terms of the continued fraction; at 3 and beyond they are enough for double precision. */
const FRACTION_TERMS = 80;

/** Probability that a standard normal value is at most `x`. */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) throw new Error('invalid normal deviate: NaN');
  if (x > HANDOVER) return 1 - lowerTail(x);
  if (x < -HANDOVER) return lowerTail(-x);
  return 0.5 + density(x) * oddSeries(x);
}

/** The value below which a standard normal value lies with probability `p`. Throws unless 0 < p < 1. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new Error(`invalid probability ${p}: a normal quantile needs 0 < p < 1`);
  if (p > 0.5) return -normalQuantile(1 - p);
  let x = p < 0.1 ? -Math.sqrt(-2 * Math.log(p)) : 0;
  // Newton on log Φ, which is concave: from the left of the root it climbs, from the right it jumps left once.
  for (let step = 0; step < 60; step++) {
    const probability = normalCdf(x);
    const change = (Math.log(probability / p) * probability) / density(x);
    x -= change;
    if (Math.abs(change) <= 1e-15 * Math.max(1, Math.abs(x))) break;
  }
  return x;
}

function density(x: number): number {
  return Math.exp((-x * x) / 2) / ROOT_TWO_PI;
}

/** x + x³/3 + x⁵/(3·5) + … */
function oddSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > 1e-18 * Math.abs(sum); odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return sum;
}

/** Probability beyond x > 0: φ(x) / (x + 1/(x + 2/(x + 3/(x + …)))). */
function lowerTail(x: number): number {
  let denominator = x;
  for (let term = FRACTION_TERMS; term >= 1; term--) denominator = x + term / denominator;
  return density(x) / denominator;
}
