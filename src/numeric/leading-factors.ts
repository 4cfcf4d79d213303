/**
 * The few directions in which many values vary together most: a low-rank part of a covariance.
 *
 * Orthogonal iteration on the weighted matrix (Golub & Van Loan, Matrix Computations, 8.2); what the factors leave is
 * never negative, because they are a projection of the covariance.
 */

const SWEEPS = 12;

/**
 * Loadings (size × count, row by row) of `count` factors with unit variance, largest first by weighted variance.
 * `weights` say which values matter; they must not be negative. Factors without variance have loadings 0.
 */
export function leadingFactors(covariance: Float64Array, weights: Float64Array, count: number): Float64Array {
  const size = weights.length;
  const scaled = covariance.map((value, at) => value * weights[Math.floor(at / size)]! * weights[at % size]!);
  const basis = startingBasis(size, count);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const vector of basis) vector.set(times(scaled, vector));
    orthonormalise(basis);
  }
  const loadings = new Float64Array(size * count);
  basis.forEach((vector, factor) => {
    const image = times(scaled, vector);
    const variance = image.reduce((sum, value, i) => sum + value * vector[i]!, 0);
    if (!(variance > 1e-18)) return;
    const pulled = vector.map((value, i) => value * weights[i]!);
    const loading = times(covariance, pulled);
    for (let i = 0; i < size; i++) loadings[i * count + factor] = loading[i]! / Math.sqrt(variance);
  });
  return loadings;
}

/** Fixed and without symmetry: no direction is missed by starting at a right angle to it. */
function startingBasis(size: number, count: number): Float64Array[] {
  const basis = Array.from({ length: count }, (_, factor) =>
    Float64Array.from(
      { length: size },
      (_, i) => Math.cos((i + 1) * (factor + 1) * Math.SQRT2) + (factor === 0 ? 1 : 0),
    ),
  );
  orthonormalise(basis);
  return basis;
}

function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  const product = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += matrix[i * size + j]! * vector[j]!;
    product[i] = sum;
  }
  return product;
}

/** Gram–Schmidt, twice over for precision; a vector without a part of its own becomes 0. */
function orthonormalise(basis: readonly Float64Array[]): void {
  basis.forEach((vector, k) => {
    const before = length(vector);
    for (let pass = 0; pass < 2; pass++)
      for (const other of basis.slice(0, k)) {
        const along = vector.reduce((sum, value, i) => sum + value * other[i]!, 0);
        for (let i = 0; i < vector.length; i++) vector[i]! -= along * other[i]!;
      }
    const left = length(vector);
    if (left > 1e-12 * before) for (let i = 0; i < vector.length; i++) vector[i]! /= left;
    else vector.fill(0);
  });
}

function length(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}
