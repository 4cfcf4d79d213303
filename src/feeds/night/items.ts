/** The items of a night as they are made: each from a row, sorted and numbered within its feed. */
import type { Election } from '../../election/election.ts';
import type { Instant } from '../../election/instant.ts';
import type { Drill } from '../drill.ts';
import type { Item, RefusedRow } from './night.ts';
import type { Line } from './read-csv.ts';
import { withSaidDrill } from './said-drill.ts';

/** Before everything: what has no time of its own is known when the night begins. */
export const AT_START = Number.NEGATIVE_INFINITY;

export function drilled(
  items: readonly Item[],
  drill: Drill | undefined,
  election: Election,
): readonly Item[] {
  return drill === undefined ? items : withSaidDrill(items, drill, election);
}

/** Sorts by time, file order among equals, and numbers the feed: refused rows first, for they have no time. */
export function inTime(feed: string, refused: readonly Item[], items: readonly Item[]): Item[] {
  const sorted = items.toSorted((a, b) => a.at - b.at);
  return [...refused, ...sorted].map(({ at, draft }, i) =>
    item(feed, i + 1, at, draft.kind, draft.data as object),
  );
}

export function item(feed: string, position: number, at: Instant, kind: string, data: object): Item {
  return { feed, position, at, draft: { at, by: `feed:${feed}`, kind, data: { ...data, position } } };
}

export function refusedItem(
  feed: string,
  position: number,
  at: Instant,
  line: Pick<Line, 'place' | 'raw'>,
  reason: string,
): Item {
  const row: RefusedRow = { feed, position, place: line.place, reason, raw: line.raw };
  return item(feed, position, at, 'refused-row', row);
}
