/**
 * Repeatable random numbers: the same seed gives the same sequence on every machine.
 *
 * xoshiro128** by Blackman and Vigna (ACM Transactions on Mathematical Software 47, 2021), its state filled by
 * SplitMix32 from the seed. For simulation and tests; never for secrets.
 */

/** Draws the next number, uniform in [0, 1) with 32 random bits. */
export type Random = () => number;

/** A generator that starts from `seed` (taken as an unsigned 32-bit integer). */
export function seededRandom(seed: number): Random {
  const state = splitMix(seed);
  return () => {
    const result = Math.imul(rotate(Math.imul(state[1]!, 5), 7), 9) >>> 0;
    const shifted = state[1]! << 9;
    state[2]! ^= state[0]!;
    state[3]! ^= state[1]!;
    state[1]! ^= state[2]!;
    state[0]! ^= state[3]!;
    state[2]! ^= shifted;
    state[3] = rotate(state[3]!, 11);
    return result / 2 ** 32;
  };
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function splitMix(seed: number): Int32Array {
  let counter = seed | 0;
  return Int32Array.from({ length: 4 }, () => {
    counter = (counter + 0x9e3779b9) | 0;
    let word = counter;
    word = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return word ^ (word >>> 15);
  });
}
