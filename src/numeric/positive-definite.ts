/**
 * The inverse of a symmetric positive definite matrix, row by row in a Float64Array, by Cholesky's factors (Golub & Van
 * Loan, Matrix Computations, 4.2). For sizes up to a few hundred.
 */

/** Null where the matrix is not positive definite to working precision. Reads the lower half. */
export function inverseOf(matrix: Float64Array, size: number): Float64Array | null {
  const lower = factorOf(matrix, size);
  if (lower === null) return null;
  // The inverse of the factor, column by column, then its square.
  const half = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    half[j * size + j] = 1 / lower[j * size + j]!;
    for (let i = j + 1; i < size; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum -= lower[i * size + k]! * half[k * size + j]!;
      half[i * size + j] = sum / lower[i * size + i]!;
    }
  }
  const inverse = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < size; k++) sum += half[k * size + i]! * half[k * size + j]!;
      inverse[i * size + j] = sum;
      inverse[j * size + i] = sum;
    }
  return inverse;
}

function factorOf(matrix: Float64Array, size: number): Float64Array | null {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      if (i !== j) lower[i * size + j] = sum / lower[j * size + j]!;
      else if (sum > 1e-12 * Math.abs(matrix[i * size + i]!)) lower[i * size + i] = Math.sqrt(sum);
      else return null;
    }
  return lower;
}
