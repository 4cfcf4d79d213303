/** The distribution of electors as bars of the second ticket's electors, and as rows of a table. */

/** Probability that the second ticket has this many electors. */
export type Bar = { readonly electors: number; readonly probability: number };

/** A span of electors with its probability, for the table. */
export type Bucket = { readonly from: number; readonly to: number; readonly probability: number };

/** What lies further out than this at either end is not drawn. */
const TAIL = 0.001;

/** A row of the table: a large state more or less. */
const BUCKET = 20;

/** `distribution[k]`: probability of exactly k electors for the first ticket, of `distribution.length - 1`. */
export function barsOf(distribution: readonly number[]): readonly Bar[] {
  return distribution.map((_, electors) => ({
    electors,
    probability: distribution[distribution.length - 1 - electors]!,
  }));
}

/** The first and the last number of electors worth drawing, the majority always between them. */
export function rangeOf(all: readonly (readonly Bar[])[], majority: number): readonly [number, number] {
  const ends = all.map((bars) => {
    let below = 0;
    const low = bars.findIndex(({ probability }) => {
      below += probability;
      return below > TAIL;
    });
    let above = 0;
    const high = bars.findLastIndex(({ probability }) => {
      above += probability;
      return above > TAIL;
    });
    return [low, high] as const;
  });
  return [
    Math.min(majority - BUCKET, ...ends.map(([low]) => low)),
    Math.max(majority + BUCKET, ...ends.map(([, high]) => high)),
  ];
}

/** Rows from the first to the last that has any chance worth a row. */
export function bucketsOf(bars: readonly Bar[]): readonly Bucket[] {
  const buckets: Bucket[] = [];
  for (let from = 0; from < bars.length; from += BUCKET) {
    const part = bars.slice(from, from + BUCKET);
    const probability = part.reduce((sum, bar) => sum + bar.probability, 0);
    if (probability >= TAIL) buckets.push({ from, to: from + part.length - 1, probability });
  }
  return buckets;
}
