/**
 * The guard before every comparison: a number that is not finite never gets past it.
 */

/** Returns `value`. Throws with the name of the quantity when it is NaN or infinite. */
export function finite(value: number, quantity: string): number {
  if (!Number.isFinite(value)) throw new Error(`invalid ${quantity}: ${value} is not a finite number`);
  return value;
}
