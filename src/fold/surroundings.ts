/** What was entered around the count: the folds of relations and meetings, kept side by side in the desk's state. */
import type { Entry } from '../election/record.ts';
import { applyMeetings, emptyMeetings, type MeetingsState } from '../meetings/records.ts';
import { applyRelations, emptyRelations, type RelationsState } from '../relations/records.ts';
import type { Relations } from '../relations/relations.ts';

export type Surroundings = { relations: RelationsState; meetings: MeetingsState };

export function emptySurroundings(): Surroundings {
  return { relations: emptyRelations(), meetings: emptyMeetings() };
}

/** Folds one entry, in place; `opened` is what the desk began with. */
export function applySurroundings(state: Surroundings, opened: Relations, entry: Entry): void {
  applyRelations(state.relations, opened, entry);
  applyMeetings(state.meetings, entry);
}
