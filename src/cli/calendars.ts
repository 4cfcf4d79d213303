/** The calendars that a desk reads: followed while it serves, and `firstcall calendars try`, which asks each once. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { followCalendars } from '../calendars/follow-calendars.ts';
import { type CalendarAnswer, type OpenCalendar, readCalendar } from '../calendars/read-calendar.ts';
import type { Desk } from '../desk.ts';
import { DAY, formatInstant, SECOND } from '../election/instant.ts';
import type { Environment } from '../feeds/fetch/secrets.ts';
import type { CalendarSettings } from '../meetings/calendar-settings.ts';
import { readMeetingSettings } from '../meetings/settings.ts';
import { readDeskProfile } from '../response/desk-profile.ts';
import { leaderLock } from '../store/leader.ts';
import type { Following } from './follow-feeds.ts';
import { givenText } from './given.ts';
import { namedSecret } from './named-secret.ts';
import { type Console, FellShort, useOf, WrongUse } from './outcome.ts';

type Opening = { readonly config: string; readonly environment: Environment };

/** Between two attempts to become the one process that asks. */
const ASK_FOR_LEAD = 30 * SECOND;

/** The calendars of a desk with their passwords. Throws where one is missing. */
export async function deskCalendars(desk: Desk, opening: Opening): Promise<readonly OpenCalendar[]> {
  const { calendars, home } = await desk.read(({ context }) => ({
    calendars: context.meetings.calendars,
    home: context.profile.zones.home.zone,
  }));
  return openCalendars(calendars, home, opening);
}

/** Reads calendars as long as this process leads: of several on one journal only one asks. */
export async function readCalendars(
  calendars: readonly OpenCalendar[],
  { desk, database, name, report, signal }: Following,
): Promise<void> {
  while (calendars.length > 0 && !signal.aborted) {
    try {
      const lead = await leaderLock(database, `calendars of ${name}`);
      if (lead !== null) {
        const until = AbortSignal.any([signal, lead.lost]);
        await followCalendars(calendars, { desk, report, signal: until, wall: Date.now });
        await lead.release();
      }
    } catch (error) {
      report(`the lead over the calendars could not be had: ${(error as Error).message}`);
    }
    await sleep(ASK_FOR_LEAD, undefined, { signal }).catch(() => undefined);
  }
}

async function openCalendars(
  settings: readonly CalendarSettings[],
  home: string,
  opening: Opening,
): Promise<OpenCalendar[]> {
  return Promise.all(
    settings.map(async (one) => {
      const { id, login, zone } = one;
      const secret = { of: `calendar ${id}`, what: 'password' };
      return {
        settings: one,
        zone: zone ?? home,
        login:
          login === null
            ? null
            : { user: login.user, secret: await namedSecret({ ...secret, name: login.secret }, opening) },
      };
    }),
  );
}

export type TryOptions = Opening & { readonly json: boolean; readonly signal: AbortSignal };

/** Throws `FellShort` where a calendar cannot be read whole. */
export async function runCalendarsTry(options: TryOptions, console: Console): Promise<void> {
  const { config, json, signal } = options;
  const text = await givenText(join(config, 'meetings.yaml'));
  const profile = await givenText(join(config, 'desk.yaml'));
  const { calendars } = useOf(() => readMeetingSettings(text, 'meetings.yaml'));
  const home = useOf(() => readDeskProfile(profile, 'desk.yaml')).zones.home.zone;
  if (calendars.length === 0) console.note('meetings.yaml names no calendar');
  const opened = await openCalendars(calendars, home, options).catch((cause: Error) => {
    throw new WrongUse(cause.message, { cause });
  });
  const short: string[] = [];
  for (const calendar of opened) {
    const { id, daysAhead } = calendar.settings;
    const from = Date.now();
    const within = { from, to: from + daysAhead * DAY };
    const answer = await readCalendar(calendar, { within, tag: null, isOurs: () => false, signal });
    if (answer.kind !== 'read' || answer.refused.length > 0) short.push(id);
    for (const line of json ? [asJson(id, answer)] : linesOf(id, answer)) console.out(line);
  }
  if (short.length > 0) throw new FellShort(`not read whole: ${short.join(', ')}`);
}

function asJson(calendar: string, answer: CalendarAnswer): string {
  if (answer.kind !== 'read') return JSON.stringify({ calendar, ...answer });
  const { busy, refused } = answer;
  const spans = busy.map(({ from, to }) => [formatInstant(from), formatInstant(to)]);
  return JSON.stringify({ calendar, kind: 'read', busy: spans, refused });
}

function linesOf(calendar: string, answer: CalendarAnswer): string[] {
  if (answer.kind === 'failed') return [`${calendar}: ${answer.trouble}: ${answer.reason}`];
  if (answer.kind === 'unchanged') return [`${calendar}: unchanged`];
  return [
    `${calendar}: ${answer.busy.length} ${answer.busy.length === 1 ? 'span' : 'spans'} taken`,
    ...answer.busy.map(({ from, to }) => `  ${formatInstant(from)}  ${formatInstant(to)}`),
    ...answer.refused.map(({ place, reason }) => `  not read: ${place}: ${reason}`),
  ];
}
