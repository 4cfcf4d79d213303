/**
 * Dense square matrices of a handful of rows, row by row in a Float64Array: what a pooled regression needs per group.
 *
 * Written for sizes up to a few dozen; larger ones belong to another method.
 */

/** A·S·Aᵀ for a symmetric S, into `product`; the result is symmetric to the last bit. */
export function sandwich(a: Float64Array, s: Float64Array, size: number, product: Float64Array): void {
  const half = new Float64Array(size);
  for (let i = 0, row = 0; i < size; i++, row += size) {
    for (let j = 0, at = 0; j < size; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++, at++) sum += a[row + k]! * s[at]!;
      half[j] = sum;
    }
    for (let j = 0, at = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++, at++) sum += half[k]! * a[at]!;
      product[row + j] = sum;
      product[j * size + i] = sum;
    }
  }
}

/** A·x, or Aᵀ·x where `transposed`. */
export function apply(a: Float64Array, x: Float64Array, transposed = false): Float64Array {
  const size = x.length;
  const product = new Float64Array(size);
  for (let i = 0, at = 0; i < size; i++) {
    if (transposed) for (let j = 0; j < size; j++, at++) product[j]! += a[at]! * x[i]!;
    else {
      let sum = 0;
      for (let j = 0; j < size; j++, at++) sum += a[at]! * x[j]!;
      product[i] = sum;
    }
  }
  return product;
}

/** xᵀ·S·x for a symmetric S, where x begins at an offset inside a longer array. */
export function squareOf(s: Float64Array, x: Float64Array, size: number, offset: number): number {
  let sum = 0;
  for (let i = 0, start = 0; i < size; i++, start += size) {
    const xi = x[offset + i]!;
    if (xi === 0) continue;
    let row = 0;
    for (let j = 0; j < i; j++) row += s[start + j]! * x[offset + j]!;
    sum += xi * (2 * row + s[start + i]! * xi);
  }
  return sum;
}
