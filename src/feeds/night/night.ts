/**
 * A recorded night as the desk lives it: counts, calls and facts in one order of desk time, the same every time.
 *
 * Three sequences in, one out. At the same moment facts come first, then calls, then counts: a closing before the
 * call made at it, a call before the count that nobody had seen when it was made.
 */
import type { Baseline, ContestId, Election } from '../../election/election.ts';
import type { Instant } from '../../election/instant.ts';
import type { Draft } from '../../election/record.ts';

/** What becomes known at a moment. */
export type Delivery = { readonly at: Instant; readonly draft: Draft };

/** By feed the position of the last draft that was taken; a feed that is absent starts at its beginning. */
export type Positions = Readonly<Record<string, number>>;

export type Night = {
  readonly election: Election;
  /** The previous election's final count. */
  readonly baseline: readonly Baseline[];
  /** Whether the path of the count is a reconstruction between real closings and real results. */
  readonly reconstructed: boolean;
  /** The contests that its counts are of: what whoever made the record followed. */
  readonly counted: readonly ContestId[];
  /** The first closing of any poll, or the first delivery where that is earlier. */
  readonly from: Instant;
  /** The last delivery. */
  readonly until: Instant;
  /** All deliveries in order, without those at or before the given positions. May be called any number of times. */
  readonly deliveries: (options?: { readonly after?: Positions }) => AsyncIterable<Delivery>;
};

/** A row that could not be read: kept, with its place and reason. */
export type RefusedRow = {
  readonly feed: string;
  readonly position: number;
  /** File and line, e.g. "counts.csv line 12". */
  readonly place: string;
  readonly reason: string;
  readonly raw: string;
};

/** One draft with its place in its feed. */
export type Item = Delivery & { readonly feed: string; readonly position: number };

/**
 * Merges sequences that are each in order of time; among equals the earlier sequence comes first.
 * Takes one item ahead from each, so that memory does not grow with the night.
 */
export async function* mergeItems(
  sequences: readonly (AsyncIterable<Item> | Iterable<Item>)[],
): AsyncGenerator<Item> {
  const sources = sequences.map((sequence) => iteratorOf(sequence));
  const heads = await Promise.all(sources.map((source) => source.next()));
  try {
    for (;;) {
      let first = -1;
      heads.forEach((head, i) => {
        if (!head.done && (first < 0 || head.value.at < heads[first]!.value.at)) first = i;
      });
      if (first < 0) return;
      yield heads[first]!.value;
      heads[first] = await sources[first]!.next();
    }
  } finally {
    for (const source of sources) await source.return?.();
  }
}

function iteratorOf(sequence: AsyncIterable<Item> | Iterable<Item>): AsyncIterator<Item> | Iterator<Item> {
  return Symbol.asyncIterator in sequence ? sequence[Symbol.asyncIterator]() : sequence[Symbol.iterator]();
}

/** Leaves out what was taken before and hands on the rest. */
export async function* afterPositions(
  items: AsyncIterable<Item>,
  after: Positions,
): AsyncGenerator<Delivery> {
  for await (const { feed, position, at, draft } of items) {
    if (position > (after[feed] ?? 0)) yield { at, draft };
  }
}
