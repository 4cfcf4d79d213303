/**
 * Student's t distribution with a whole number of degrees of freedom: finite series in θ = arctan(x / √ν), exact to
 * rounding (Abramowitz & Stegun 26.7.3 and 26.7.4). With four degrees `student-t4.ts` is quicker.
 */

/** Probability that a t value with `freedom` (1, 2, …) degrees of freedom is at most `x`. */
export function studentTCdf(x: number, freedom: number): number {
  const cosine = 1 / Math.sqrt(1 + (x * x) / freedom);
  const sine = (x / Math.sqrt(freedom)) * cosine;
  const isOdd = freedom % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k < freedom; k += 2) {
    term *= ((k - 1) / k) * cosine * cosine;
    sum += term;
  }
  const inside = isOdd ? (2 / Math.PI) * (Math.asin(sine) + sine * sum) : sine * sum;
  return (1 + inside) / 2;
}

/**
 * The values in the middle of `count` equally likely strata, from the lowest up. Newton's method on the upper half,
 * where it climbs from the value before and never passes the next.
 */
export function studentTStrata(count: number, freedom: number): Float64Array {
  const values = new Float64Array(count);
  const middle = densityInTheMiddle(freedom);
  let x = 0;
  for (let stratum = Math.floor(count / 2); stratum < count; stratum++) {
    const probability = (stratum + 0.5) / count;
    for (let step = 0; step < 60; step++) {
      const density = middle * (1 + (x * x) / freedom) ** (-(freedom + 1) / 2);
      const change = (probability - studentTCdf(x, freedom)) / density;
      x += change;
      if (!(change > 1e-12 * Math.max(1, x))) break;
    }
    values[stratum] = x;
    values[count - 1 - stratum] = -x;
  }
  return values;
}

/** Density at 0, from that of one or two degrees of freedom upwards. */
function densityInTheMiddle(freedom: number): number {
  if (freedom === 1) return 1 / Math.PI;
  if (freedom === 2) return 1 / Math.sqrt(8);
  return (densityInTheMiddle(freedom - 2) * (freedom - 1)) / Math.sqrt(freedom * (freedom - 2));
}
