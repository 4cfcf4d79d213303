/** Contests and units by name, as far as the desk knows them. */
import type { ContestId } from '../../../../election/election.ts';
import { desk } from '../../state.svelte.ts';
import { WORDS } from './words.ts';

export function contestName(id: ContestId): string {
  return desk.view!.contests.find((contest) => contest.id === id)?.name ?? id;
}

/** "whole contest", "unit 42101" */
export function placeOf({ unit, contest }: { readonly unit: string; readonly contest: ContestId }): string {
  const words = WORDS[desk.language];
  return unit === contest ? words.whole : words.unit(unit);
}
