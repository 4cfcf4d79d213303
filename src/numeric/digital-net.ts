/**
 * Points that fill a unit cube evenly, for integrals over a few dimensions: the first 2^m points of Sobol's sequence
 * (direction numbers new-joe-kuo-6 of Joe & Kuo, SIAM Journal on Scientific Computing 30, 2008), its digits scrambled
 * by a fixed random matrix and shift (Matoušek, Journal of Complexity 14, 1998).
 *
 * Deterministic: the same count gives the same points. Each coordinate hits every one of `count` equal strata once,
 * so that a function of one coordinate can be tabulated by stratum. Breaks for counts that are no power of two.
 */
import { seededRandom } from './random.ts';

/** Degree and inner coefficients of the primitive polynomial, and first direction numbers, from the second dimension. */
const PRIMITIVE: readonly (readonly [number, number, readonly number[]])[] = [
  [1, 0, [1]],
  [2, 1, [1, 3]],
  [3, 1, [1, 3, 1]],
  [3, 2, [1, 1, 1]],
  [4, 1, [1, 1, 3, 3]],
  [4, 4, [1, 3, 5, 13]],
  [5, 2, [1, 1, 5, 5, 17]],
];

const BITS = 32;

/** Fixed, so that results repeat; of twelve that were tried its points gave the smallest errors. */
const SCRAMBLE_SEED = 5;

/**
 * Stratum (0 … count − 1) of each coordinate of `count` points in `dimensions` dimensions, point by point. Throws
 * where `count` is no power of two or there are more than eight dimensions.
 */
export function netStrata(count: number, dimensions: number): Uint32Array {
  const bits = Math.log2(count);
  if (!Number.isInteger(bits) || bits > 24)
    throw new Error(`invalid count ${count}: it must be a power of two up to 2^24`);
  if (dimensions > PRIMITIVE.length + 1)
    throw new Error(`invalid dimensions ${dimensions}: the net has at most ${PRIMITIVE.length + 1}`);
  const strata = new Uint32Array(count * dimensions);
  const random = seededRandom(SCRAMBLE_SEED);
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const { directions, shift } = scrambled(directionsOf(dimension), random);
    let word = shift;
    for (let point = 0; point < count; point++) {
      if (point > 0) word ^= directions[trailingZeros(point)]!;
      strata[point * dimensions + dimension] = bits === 0 ? 0 : word >>> (BITS - bits);
    }
  }
  return strata;
}

function trailingZeros(value: number): number {
  return 31 - Math.clz32(value & -value);
}

function directionsOf(dimension: number): Uint32Array {
  const directions = new Uint32Array(BITS);
  if (dimension === 0) {
    for (let bit = 0; bit < BITS; bit++) directions[bit] = 1 << (BITS - 1 - bit);
    return directions;
  }
  const [degree, coefficients, first] = PRIMITIVE[dimension - 1]!;
  for (let bit = 0; bit < BITS; bit++) {
    if (bit < degree) {
      directions[bit] = first[bit]! << (BITS - 1 - bit);
      continue;
    }
    let word = directions[bit - degree]! ^ (directions[bit - degree]! >>> degree);
    for (let k = 1; k < degree; k++) if ((coefficients >> (degree - 1 - k)) & 1) word ^= directions[bit - k]!;
    directions[bit] = word;
  }
  return directions;
}

/** Multiplies every direction by a random lower triangular matrix of bits, and draws a shift. */
function scrambled(directions: Uint32Array, random: () => number) {
  const word = () => (random() * 2 ** BITS) >>> 0;
  const rows = Array.from({ length: BITS }, (_, row) => {
    const diagonal = 1 << (BITS - 1 - row);
    const before = row === 0 ? 0 : word() & (-1 << (BITS - row));
    return before | diagonal;
  });
  const turned = directions.map((direction) =>
    rows.reduce((sum, row, at) => sum | (parity(direction & row) << (BITS - 1 - at)), 0),
  );
  return { directions: turned, shift: word() };
}

function parity(word: number): number {
  let folded = word ^ (word >>> 16);
  folded ^= folded >>> 8;
  folded ^= folded >>> 4;
  folded ^= folded >>> 2;
  folded ^= folded >>> 1;
  return folded & 1;
}
