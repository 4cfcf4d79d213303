/** A calendar of a desk at the address of a server. */
import type { OpenCalendar } from '../../src/calendars/read-calendar.ts';
import type { CalendarSettings } from '../../src/meetings/calendar-settings.ts';

export function calendarOf(
  { url, login }: { readonly url: string; readonly login: OpenCalendar['login'] },
  changed: Partial<CalendarSettings> = {},
): OpenCalendar {
  return {
    login,
    zone: 'Asia/Tokyo',
    settings: {
      id: 'aide',
      who: 'own',
      url,
      login: null,
      ask: 'entries',
      firm: true,
      marking: 'internal',
      zone: null,
      everyMinutes: 5,
      timeoutSeconds: 5,
      daysAhead: 14,
      allowPrivate: true,
      ...changed,
    },
  };
}
