/**
 * How many different things were seen, from a sketch of fixed size that can be merged.
 *
 * Hash in, estimate out. Flajolet, Fusy, Gandouet, Meunier 2007 with the estimator of Ertl 2017 (arXiv:1702.01284,
 * algorithm 6), which needs no table of biases and holds from one to billions. It rests on hashes that are evenly
 * spread: whoever can choose hashes can move the estimate.
 */

/** 2^14 registers: a standard error of 1.04/128 = 0.81 %, 16 kB a full sketch. */
const PRECISION = 14;
const REGISTERS = 1 << PRECISION;
/** Bits left for the rank after the register's index is taken from 64. */
const RANK_BITS = 64 - PRECISION;
/** A sketch of few readers keeps only the registers that it touched; above this many a plain array is smaller. */
const SPARSE_LIMIT = 512;

export const STANDARD_ERROR = 1.04 / Math.sqrt(REGISTERS);

/** 64 bits as two unsigned halves. */
export type Hash64 = readonly [high: number, low: number];

export type Sketch = { sparse: Map<number, number> | null; dense: Uint8Array | null };

export function emptySketch(): Sketch {
  return { sparse: new Map(), dense: null };
}

/** A register and its new rank in one number; 0 where nothing was raised. */
export type Raised = number;

/** Adds one hash; the same hash again changes nothing. */
export function addHash(sketch: Sketch, [high, low]: Hash64): Raised {
  const rest = (high << PRECISION) >>> 0;
  const rank = rest === 0 ? 32 - PRECISION + Math.clz32(low) + 1 : Math.clz32(rest) + 1;
  const register = high >>> (32 - PRECISION);
  return raise(sketch, register, rank) ? register * 256 + rank : 0;
}

/** Raises a register as another sketch had it; a number that no sketch can have changes nothing. */
export function addRaised(sketch: Sketch, raised: Raised): void {
  const register = raised >>> 8;
  const rank = raised & 255;
  if (register < REGISTERS && rank <= RANK_BITS + 1) raise(sketch, register, rank);
}

function raise(sketch: Sketch, register: number, rank: number): boolean {
  const { sparse, dense } = sketch;
  if (dense !== null) {
    if (rank <= dense[register]!) return false;
    dense[register] = rank;
    return true;
  }
  if (rank <= (sparse!.get(register) ?? 0)) return false;
  sparse!.set(register, rank);
  if (sparse!.size > SPARSE_LIMIT) densify(sketch);
  return true;
}

function densify(sketch: Sketch): Uint8Array {
  if (sketch.dense !== null) return sketch.dense;
  const dense = new Uint8Array(REGISTERS);
  for (const [register, rank] of sketch.sparse!) dense[register] = rank;
  sketch.sparse = null;
  sketch.dense = dense;
  return dense;
}

/** Takes the other's registers where they are higher. In any order, any number of times: the same result. */
export function mergeInto(target: Sketch, other: Sketch): void {
  if (other.sparse !== null) {
    for (const [register, rank] of other.sparse) raise(target, register, rank);
    return;
  }
  const mine = densify(target);
  const theirs = other.dense!;
  for (let register = 0; register < REGISTERS; register++) {
    if (theirs[register]! > mine[register]!) mine[register] = theirs[register]!;
  }
}

/** The number of different hashes added, estimated. */
export function estimate(sketch: Sketch): number {
  const counts = new Array<number>(RANK_BITS + 2).fill(0);
  if (sketch.dense !== null) for (const rank of sketch.dense) counts[rank]!++;
  else {
    counts[0] = REGISTERS - sketch.sparse!.size;
    for (const rank of sketch.sparse!.values()) counts[rank]!++;
  }
  let sum = REGISTERS * tau(1 - counts[RANK_BITS + 1]! / REGISTERS);
  for (let rank = RANK_BITS; rank >= 1; rank--) sum = 0.5 * (sum + counts[rank]!);
  sum += REGISTERS * sigma(counts[0]! / REGISTERS);
  return (REGISTERS * REGISTERS) / (2 * Math.LN2 * sum);
}

function sigma(share: number): number {
  if (share === 1) return Number.POSITIVE_INFINITY;
  let [x, y, z, before] = [share, 1, share, Number.NaN];
  while (z !== before) {
    x *= x;
    before = z;
    z += x * y;
    y += y;
  }
  return z;
}

function tau(share: number): number {
  if (share === 0 || share === 1) return 0;
  let [x, y, z, before] = [share, 1, 1 - share, Number.NaN];
  while (z !== before) {
    x = Math.sqrt(x);
    before = z;
    y *= 0.5;
    z -= (1 - x) ** 2 * y;
  }
  return z / 3;
}
