/**
 * Reads a desk's calendars again and again: each asking becomes a record, so that a desk rebuilt from its journal knows
 * the same hours and needs no server.
 *
 * A calendar that has not changed by its own mark is not read again on the same day; the record says so all the same.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeskReader } from '../desk.ts';
import { DAY, type Instant, MINUTE } from '../election/instant.ts';
import type { Draft } from '../election/record.ts';
import { readingOf } from '../meetings/calendar-hours.ts';
import type { MeetingsRecords } from '../meetings/records.ts';
import type { Span } from '../meetings/spans.ts';
import { type CalendarAnswer, type OpenCalendar, readCalendar } from './read-calendar.ts';

export type Following = {
  readonly desk: {
    read<T>(look: (reader: DeskReader) => T): Promise<T>;
    decide(decision: (reader: DeskReader) => readonly Draft[]): Promise<unknown>;
  };
  readonly report: (message: string) => void;
  readonly signal: AbortSignal;
  readonly wall: () => Instant;
};

/** After a refused password: asked oftener, a server locks the account, and its owner with it. */
const AFTER_DENIAL = 30 * MINUTE;

/** UIDs that this house gives to what it sends: appointments of releases. Those of invitations stand in the journal. */
const OF_RELEASES = /^[0-9a-f]{32}@firstcall$/;

/** Ends when the signal aborts and no asking is under way any more. */
export async function followCalendars(
  calendars: readonly OpenCalendar[],
  following: Following,
): Promise<void> {
  await Promise.all(calendars.map((calendar) => follow(calendar, following)));
}

async function follow(calendar: OpenCalendar, following: Following): Promise<void> {
  const { signal, report } = following;
  const { id, everyMinutes } = calendar.settings;
  let seen: Seen | null = null;
  while (!signal.aborted) {
    let pause = everyMinutes * MINUTE;
    try {
      const asked = await askOnce(calendar, seen, following);
      seen = asked.seen;
      if (asked.answer.kind === 'failed') {
        report(`calendar ${id}: ${asked.answer.reason}`);
        if (asked.answer.trouble === 'denied') pause = Math.max(pause, AFTER_DENIAL);
      }
    } catch (error) {
      if (!signal.aborted) report(`calendar ${id}: ${error instanceof Error ? error.stack : String(error)}`);
    }
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}

/** The mark of a calendar, and the span for which it was read. */
export type Seen = { readonly tag: string | null; readonly within: Span };

/** Asks once and writes down what came of it. */
export async function askOnce(
  calendar: OpenCalendar,
  seen: Seen | null,
  { desk, signal, wall, report }: Following,
): Promise<{ readonly answer: CalendarAnswer; readonly seen: Seen | null }> {
  const { settings } = calendar;
  const within = spanFrom(wall(), settings.daysAhead);
  const [invited, whole] = await desk.read(({ state: { surroundings } }) => [
    new Set(Object.keys(surroundings.meetings.invitations)),
    surroundings.meetings.calendars[settings.id]?.read?.refused.length === 0,
  ]);
  const answer = await readCalendar(calendar, {
    within,
    tag: whole && seen?.within.from === within.from ? seen.tag : null,
    isOurs: (uid) => invited.has(uid) || OF_RELEASES.test(uid),
    signal,
  }).catch((error) => mistake(settings.id, error, signal, report));
  await desk.decide((reader) => [draftOf(calendar, answer, within, wall(), reader)]);
  if (answer.kind === 'failed') return { answer, seen: null };
  return { answer, seen: answer.kind === 'read' ? { tag: answer.tag, within } : seen };
}

/** A mistake of ours is written down like any other failure, and must be seen. */
function mistake(
  id: string,
  error: unknown,
  signal: AbortSignal,
  report: Following['report'],
): CalendarAnswer {
  signal.throwIfAborted();
  report(`calendar ${id}: ${error instanceof Error ? error.stack : String(error)}`);
  return {
    kind: 'failed',
    trouble: 'unreadable',
    reason: 'it could not be read because of a mistake in Firstcall',
  };
}

/** From the beginning of the day in UTC: within a day the same hours are known. */
function spanFrom(at: Instant, days: number): Span {
  const from = Math.floor(at / DAY) * DAY;
  return { from, to: from + days * DAY };
}

function draftOf(
  { settings: { id, marking } }: OpenCalendar,
  answer: CalendarAnswer,
  within: Span,
  at: Instant,
  { state }: DeskReader,
): Draft {
  const by = `calendar:${id}`;
  if (answer.kind === 'failed') {
    const { trouble, reason } = answer;
    const data: MeetingsRecords['calendar-failure'] = { calendar: id, trouble, reason, marking };
    return { at, by, kind: 'calendar-failure', data };
  }
  const known = state.surroundings.meetings.calendars[id];
  const read =
    answer.kind === 'read'
      ? readingOf(id, known, answer, within)
      : { calendar: id, within, busy: null, refused: [] };
  return { at, by, kind: 'calendar-read', data: { ...read, marking } };
}
