/** Contests and units by name, as far as the desk knows them. */
import type { ContestId } from '../../../../election/election.ts';
import type { SourceId } from '../../../../server/wire-feeds.ts';
import { desk } from '../../state.svelte.ts';
import { WORDS } from './words.ts';

export function contestName(id: ContestId): string {
  return desk.view!.contests.find((contest) => contest.id === id)?.name ?? id;
}

/** A feed by its name, and the supplier within it where it carries several. */
export function sourceName(source: SourceId): string {
  const words = WORDS[desk.language];
  const [feed, supplier] = source.split('/', 2) as [string, string?];
  const name =
    feed === 'hand' ? words.byHand : (desk.view!.feeds.find(({ id }) => id === feed)?.name ?? feed);
  if (supplier === undefined) return name;
  return words.supplier(name, supplier === 'fractions' ? words.second : supplier);
}

/** "whole contest", "unit 42101" */
export function placeOf({ unit, contest }: { readonly unit: string; readonly contest: ContestId }): string {
  const words = WORDS[desk.language];
  return unit === contest ? words.whole : words.unit(unit);
}
