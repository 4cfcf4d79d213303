/**
 * A contest's own row against the sum of its parts: (own count, parts' counts) → yes or no.
 *
 * Only where both say that they are complete: before that the two are minutes apart and always differ.
 */
import type { Count } from '../returns.ts';

/** Complete, as far as feeds that round to whole percents say it. */
const COMPLETE = 0.99;

/**
 * In shares of the own row. County figures of 2020 summed to their state within 1 % everywhere (Kansas was the worst;
 * Maine's votes from abroad, 0.6 %, lie outside every county).
 */
const TOLERANCE = 0.02;

export function partsDiffer(own: Count, parts: readonly Count[], partsExpected: number): boolean {
  if (parts.length === 0 || parts.length < partsExpected) return false;
  if (![own, ...parts].every(({ expectedShare }) => (expectedShare ?? 0) >= COMPLETE)) return false;
  const sum = parts.reduce((total, one) => total + one.total, 0);
  return Math.abs(sum - own.total) > TOLERANCE * own.total;
}
