/**
 * The contests whose count has fallen silent: (state) → contests of which every source is frozen, failing, changed
 * or sends test data, while votes are still to come.
 *
 * A contest that nobody has reported on is no silence; see `uncounted.ts`. What is entered by hand keeps no count
 * alive, for nobody knows when the next entry comes.
 */
import type { ContestId, Election } from '../election/election.ts';
import { entryOf } from '../feeds/feed.ts';
import { feedOf } from '../returns/sources.ts';
import type { DeskState } from './state.ts';

const SILENT: ReadonlySet<string> = new Set(['frozen', 'failing', 'changed', 'test']);

export function silentContests(
  { feeds, returns, contests }: DeskState,
  { contests: all }: Election,
): ContestId[] {
  return all.flatMap(({ id }) => {
    const sum = contests[id];
    // A count that is complete by its own word has nothing more to say.
    if (sum === undefined || sum.total === 0 || sum.expectedShare === 1) return [];
    const sources = new Set(
      (returns.unitsOf[id] ?? []).flatMap((unit) => Object.keys(returns.units[unit]!.sources).map(feedOf)),
    );
    const asked = Object.entries(feeds).flatMap(([feed, one]) => (sources.has(entryOf(feed)) ? [one] : []));
    return asked.length > 0 && asked.every(({ health }) => SILENT.has(health)) ? [id] : [];
  });
}
