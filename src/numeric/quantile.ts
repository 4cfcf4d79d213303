/**
 * Sample quantiles by the convention "type 7" (Hyndman & Fan, The American Statistician 50, 1996), the default of R
 * and numpy: linear between order statistics, the extremes at 0 and 1.
 */

/** The quantile of a sample at `share` (0–1). Throws on an empty sample or a share outside 0–1. */
export function quantile(sample: readonly number[], share: number): number {
  if (sample.length === 0) throw new Error('invalid sample: it is empty, so it has no quantile');
  if (!(share >= 0 && share <= 1)) throw new Error(`invalid share ${share}: a quantile is taken at 0 to 1`);
  const sorted = sample.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (place - below) * (high - low);
}
