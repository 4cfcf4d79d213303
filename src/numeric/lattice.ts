/**
 * Points that fill a unit cube evenly, for integrals over a few dimensions: a rank-1 lattice, shifted, folded by the
 * tent map so that the integrand need not be periodic (Hickernell, in Monte Carlo and Quasi-Monte Carlo Methods 2000).
 *
 * Deterministic: the shift is fixed, so that the same integral gives the same bits.
 */

/**
 * Generating vector of F. Y. Kuo's embedded lattice "lattice-32001-1024-1048576.3600" (web.maths.unsw.edu.au/~fkuo),
 * good for every power of two from 1,024 to 1,048,576 points.
 */
const GENERATOR = [1, 182667, 469891, 498753, 110745, 446151, 250185, 118627];

/** Coordinates of `count` points in `dimensions` dimensions, point by point, each inside (0, 1). */
export function latticePoints(count: number, dimensions: number, shift = 0): Float64Array {
  if (dimensions > GENERATOR.length)
    throw new Error(`invalid dimensions ${dimensions}: the lattice has at most ${GENERATOR.length}`);
  const points = new Float64Array(count * dimensions);
  for (let point = 0; point < count; point++)
    for (let dimension = 0; dimension < dimensions; dimension++) {
      const offset = (shift + 0.5 + (dimension + 1) * Math.SQRT2) % 1;
      const place = ((point * (GENERATOR[dimension]! % count)) / count + offset) % 1;
      const folded = 1 - Math.abs(2 * place - 1);
      points[point * dimensions + dimension] = Math.min(1 - 1e-12, Math.max(1e-12, folded));
    }
  return points;
}
