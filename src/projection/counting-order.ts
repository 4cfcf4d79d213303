/**
 * How an early count lay from the final one on an earlier night, contest by contest: weak knowledge of a night to come.
 *
 * Counts of the earlier night and its results in, one number a contest out. At a share f of the vote the margin was
 * taken to be the final one + (1 − f) · lead, and the lead is fitted by least squares. Breaks where a state changes
 * what it counts first, as many did between 2020 and 2024: hence only `orderKept` of it is believed.
 */
import type { ContestId } from '../election/election.ts';

/** Margin by which the first votes of a contest lie from the final count, first ticket minus second, −1 to 1. */
export type CountingOrder = {
  readonly leads: Readonly<Record<ContestId, number>>;
  /** Where this is from. */
  readonly sources: readonly string[];
};

/** One count of a whole contest. */
export type EarlierCount = {
  readonly contest: ContestId;
  /** Of two tickets, −1 to 1. */
  readonly margin: number;
  /** Counted over all that was counted in the end, 0–1. */
  readonly share: number;
};

/** Counts of less than this are whichever counties came first; of more, all but over. */
const [FROM, UNTIL] = [0.2, 0.98];

/** A contest needs so many counts between them, or nothing is said of it. */
const LEAST_COUNTS = 5;

/** Leads of the contests that were seen often enough. `results` are final margins. */
export function leadsOf(
  counts: Iterable<EarlierCount>,
  results: Readonly<Record<ContestId, number>>,
): Record<ContestId, number> {
  const sums = new Map<ContestId, { product: number; square: number; count: number }>();
  for (const { contest, margin, share } of counts) {
    const result = results[contest];
    if (result === undefined || share < FROM || share > UNTIL) continue;
    const sum = sums.get(contest) ?? { product: 0, square: 0, count: 0 };
    sums.set(contest, {
      product: sum.product + (1 - share) * (margin - result),
      square: sum.square + (1 - share) ** 2,
      count: sum.count + 1,
    });
  }
  const seen = [...sums].filter(([, { count }]) => count >= LEAST_COUNTS);
  return Object.fromEntries(seen.map(([contest, { product, square }]) => [contest, product / square]));
}
