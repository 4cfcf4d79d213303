/** The calendars that a desk reads, as the page on meetings shows them: (desk, names) → views. */
import type { DeskReader } from '../desk.ts';
import { CALENDAR_TROUBLES, type SurroundingsNames } from './surroundings-words.ts';
import type { MeetingsView } from './wire-surroundings.ts';

/** A rehearsal reads no calendar: its days are past. */
export function calendarsOf(
  { state, context }: DeskReader,
  names: SurroundingsNames,
): MeetingsView['calendars'] {
  if (context.opened.night !== null) return [];
  const { resources, calendars } = context.meetings;
  return calendars.map(({ id, who, everyMinutes }) => {
    const { read, failing } = state.surroundings.meetings.calendars[id] ?? { read: null, failing: null };
    return {
      id,
      who: resources.some((one) => one.id === who) ? names.resource(who) : names.leader(who),
      everyMinutes,
      readAt: read?.at ?? null,
      until: read?.within.to ?? null,
      unread: read?.refused.length ?? 0,
      failing:
        failing === null
          ? null
          : { since: failing.since, why: CALENDAR_TROUBLES[failing.trouble][names.language] },
    };
  });
}
