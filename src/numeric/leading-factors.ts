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
  const scaled = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      scaled[i * size + j] = covariance[i * size + j]! * weights[i]! * weights[j]!;
  const basis = startingBasis(size, count);
  const image = new Float64Array(size);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const vector of basis) {
      multiply(scaled, vector, image);
      vector.set(image);
    }
    orthonormalise(basis);
  }
  const loadings = new Float64Array(size * count);
  basis.forEach((vector, factor) => {
    multiply(scaled, vector, image);
    const variance = dot(image, vector);
    if (!(variance > 1e-18)) return;
    const pulled = vector.map((value, i) => value * weights[i]!);
    multiply(covariance, pulled, image);
    for (let i = 0; i < size; i++) loadings[i * count + factor] = image[i]! / Math.sqrt(variance);
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

function multiply(matrix: Float64Array, vector: Float64Array, product: Float64Array): void {
  const size = vector.length;
  for (let i = 0, at = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++, at++) sum += matrix[at]! * vector[j]!;
    product[i] = sum;
  }
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}

/** Gram–Schmidt, twice over for precision; a vector without a part of its own becomes 0. */
function orthonormalise(basis: readonly Float64Array[]): void {
  for (let k = 0; k < basis.length; k++) {
    const vector = basis[k]!;
    const before = Math.sqrt(dot(vector, vector));
    for (let pass = 0; pass < 2; pass++)
      for (let other = 0; other < k; other++) {
        const along = dot(vector, basis[other]!);
        for (let i = 0; i < vector.length; i++) vector[i]! -= along * basis[other]![i]!;
      }
    const left = Math.sqrt(dot(vector, vector));
    if (left > 1e-12 * before) for (let i = 0; i < vector.length; i++) vector[i]! /= left;
    else vector.fill(0);
  }
}
