/**
 * The legal calendar: the days that the law sets between an election and the oath, computed for any year.
 *
 * (calendar, year) → dated acts. A calendar is data with sources; a date is named by its place in a month, by a fixed
 * day, or by its distance from another. It assumes that the statute in force on election day governs to the oath.
 */
import type { Instant } from '../election/instant.ts';
import type { Words } from './policy.ts';

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

const WEEKDAYS: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** How the law names a day. */
export type DayRule =
  /** The nth such weekday of a month. */
  | { readonly nth: number; readonly weekday: Weekday; readonly month: number }
  /** The next such weekday after another day. */
  | { readonly next: Weekday; readonly after: DayRule }
  /** A fixed day, so many years after the election. */
  | { readonly month: number; readonly day: number; readonly yearsLater: number }
  /** So many days after another date of the calendar; before it where negative. */
  | { readonly days: number; readonly from: string };

export type CalendarDate = {
  readonly id: string;
  readonly title: Words;
  readonly day: DayRule;
  /** The hour that the law sets, local, "13:00"; null where it sets none. */
  readonly hour: string | null;
  readonly source: string;
  /** Elections held in the years `from` to `to`, both included; null: open. */
  readonly from: number | null;
  readonly to: number | null;
  /** Whether the act makes the result final in law. */
  readonly declares: boolean;
  /** The contest whose date this is; null for the whole. */
  readonly contest: string | null;
};

export type Calendar = {
  readonly id: string;
  readonly zone: string;
  /** Elections before this year were held under other statutes. */
  readonly since: number;
  readonly dates: readonly CalendarDate[];
};

export type DatedAct = Omit<CalendarDate, 'day' | 'hour' | 'from' | 'to'> & {
  /** Local day, ISO. */
  readonly day: string;
  /** The legal hour; null where the law sets only the day. */
  readonly at: Instant | null;
  /** When the local day is over: by then the act has been done, or was not. */
  readonly endsAt: Instant;
};

/** The dates of the election of a year, earliest first. Throws where the calendar does not reach back so far. */
export function calendarOf(calendar: Calendar, year: number): DatedAct[] {
  if (year < calendar.since)
    throw new Error(`calendar ${calendar.id}: it is known from ${calendar.since} on, not for ${year}`);
  const inForce = calendar.dates.filter(({ from, to }) => (from ?? year) <= year && year <= (to ?? year));
  const dayOf = (rule: DayRule): Temporal.PlainDate => {
    if ('nth' in rule) return nthWeekday(year, rule.month, rule.weekday, rule.nth);
    if ('next' in rule) return nextWeekday(dayOf(rule.after), rule.next);
    if ('month' in rule)
      return Temporal.PlainDate.from({ year: year + rule.yearsLater, month: rule.month, day: rule.day });
    const other = inForce.find(({ id }) => id === rule.from);
    if (other === undefined)
      throw new Error(
        `calendar ${calendar.id}: no date "${rule.from}" in ${year}; name one that is in force`,
      );
    return dayOf(other.day).add({ days: rule.days });
  };
  return inForce
    .map(({ day: rule, hour, from: _from, to: _to, ...rest }): DatedAct => {
      const day = dayOf(rule);
      return {
        ...rest,
        day: day.toString(),
        at: hour === null ? null : instantOf(day, hour, calendar.zone),
        endsAt: instantOf(day.add({ days: 1 }), '00:00', calendar.zone),
      };
    })
    .sort((a, b) => (a.at ?? a.endsAt) - (b.at ?? b.endsAt));
}

function nthWeekday(year: number, month: number, weekday: Weekday, nth: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  const ahead = (WEEKDAYS.indexOf(weekday) + 1 - first.dayOfWeek + 7) % 7;
  return first.add({ days: ahead + 7 * (nth - 1) });
}

function nextWeekday(day: Temporal.PlainDate, weekday: Weekday): Temporal.PlainDate {
  const ahead = (WEEKDAYS.indexOf(weekday) + 1 - day.dayOfWeek + 7) % 7;
  return day.add({ days: ahead === 0 ? 7 : ahead });
}

function instantOf(day: Temporal.PlainDate, hour: string, zone: string): Instant {
  return day.toZonedDateTime({ timeZone: zone, plainTime: hour }).epochMilliseconds;
}
