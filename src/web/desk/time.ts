/**
 * Moments as both capitals read them: a clock, a date, and the pair of both with the date where it differs.
 *
 * Uses Intl, which knows every zone's rules; the names of zones come from the desk's own table, because browsers
 * abbreviate most zones as offsets. Zones shift by whole minutes.
 */
import type { Instant } from '../../election/instant.ts';
import { MONTHS } from '../../meetings/two-zones.ts';
import type { Language } from '../../response/playbook.ts';
import type { ZoneView } from '../../server/wire.ts';

/** The wall clock of one zone at one moment. */
export type Wall = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
};

const WEEKDAYS = {
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  ja: ['日', '月', '火', '水', '木', '金', '土'],
};

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    const two = '2-digit';
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    });
    formats.set(zone, format);
  }
  return format;
}

export function wallOf(at: Instant, zone: string): Wall {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const [year, month, day] = [Number(parts['year']), Number(parts['month']), Number(parts['day'])];
  return {
    year,
    month,
    day,
    weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
    hour: parts['hour']!,
    minute: parts['minute']!,
    second: parts['second']!,
  };
}

/** "19:41" */
export function hourMinute(at: Instant, zone: string): string {
  const { hour, minute } = wallOf(at, zone);
  return `${hour}:${minute}`;
}

/** In lists: "6 Nov", "11/6" */
export function shortDate(at: Instant, zone: string, language: Language): string {
  const { month, day } = wallOf(at, zone);
  return language === 'ja' ? `${month}/${day}` : `${day} ${MONTHS[month - 1]!.slice(0, 3)}`;
}

/** In sentences: "6 Nov", "11月6日" */
function wordDate(at: Instant, zone: string, language: Language): string {
  const { month, day } = wallOf(at, zone);
  return language === 'ja' ? `${month}月${day}日` : shortDate(at, zone, language);
}

/** "Wed 6 November 2024", "2024年11月6日（水）" */
export function longDate(at: Instant, zone: string, language: Language): string {
  const { year, month, day, weekday } = wallOf(at, zone);
  if (language === 'ja') return `${year}年${month}月${day}日（${WEEKDAYS.ja[weekday]}）`;
  return `${WEEKDAYS.en[weekday]} ${day} ${MONTHS[month - 1]} ${year}`;
}

/** Minutes by which the zone is ahead of UTC. */
export function offsetMinutes(at: Instant, zone: string): number {
  const { year, month, day, hour, minute } = wallOf(at, zone);
  return Math.round((Date.UTC(year, month - 1, day, Number(hour), Number(minute)) - at) / 60_000);
}

/** The zone's name at that moment: standard or daylight time. */
export function abbreviation(at: Instant, { zone, abbreviation: names }: ZoneView): string {
  const { year } = wallOf(at, zone);
  const standard = Math.min(
    offsetMinutes(Date.UTC(year, 0, 1), zone),
    offsetMinutes(Date.UTC(year, 6, 1), zone),
  );
  return offsetMinutes(at, zone) > standard ? names.daylight : names.standard;
}

export function sameDay(a: Instant, zoneA: string, b: Instant, zoneB: string): boolean {
  const [one, other] = [wallOf(a, zoneA), wallOf(b, zoneB)];
  return one.year === other.year && one.month === other.month && one.day === other.day;
}

export type ZoneTime = { readonly time: string; readonly date: string | null; readonly zone: string };

/** Each zone's time, with its date where the zones' dates differ or the day is not the one of `now` in the first zone. */
export function inZones(
  at: Instant,
  zones: readonly ZoneView[],
  language: Language,
  now: Instant = at,
  dateOf = shortDate,
): readonly ZoneTime[] {
  const first = zones[0];
  if (first === undefined) return [];
  const dated =
    !sameDay(at, first.zone, now, first.zone) || zones.some(({ zone }) => !sameDay(at, zone, at, first.zone));
  return zones.map((zone) => ({
    time: hourMinute(at, zone.zone),
    date: dated ? dateOf(at, zone.zone, language) : null,
    zone: abbreviation(at, zone),
  }));
}

/** "20:30 JST · 06:30 EST", "7 Jan 03:00 JST · 6 Jan 13:00 EST"; "20:30（米東部06:30）" */
export function bothTimes(
  at: Instant,
  zones: readonly ZoneView[],
  language: Language,
  now: Instant = at,
): string {
  const parts = inZones(at, zones, language, now, wordDate);
  if (language === 'en')
    return parts.map(({ time, date, zone }) => [date, time, zone].filter(Boolean).join(' ')).join(' · ');
  const [home, ...others] = parts.map(({ time, date, zone }) => ({ zone, text: `${date ?? ''}${time}` }));
  return home === undefined
    ? ''
    : home.text + others.map(({ zone, text }) => `（${beforeClock(zone)}${text}）`).join('');
}

/** A zone's name before a Japanese clock time: 米東部06:30 needs no 時間; a Latin name needs a space. */
export function beforeClock(zone: string): string {
  return /\w$/.test(zone) ? `${zone} ` : zone.replace(/時間$/, '');
}

/** The moment at which the zone's wall reads `text` ("2024-11-06T20:30"); null where it is not a date and time. */
export function instantAt(text: string, zone: string): Instant | null {
  const utc = Date.parse(`${text}Z`);
  if (Number.isNaN(utc)) return null;
  // The offset is the one that holds at the result, which the first guess may miss by an hour on a day of change.
  const guess = utc - offsetMinutes(utc, zone) * 60_000;
  return utc - offsetMinutes(guess, zone) * 60_000;
}

/** "2024-11-06T20:30": what a date-and-time field holds. */
export function fieldValue(at: Instant, zone: string): string {
  const { year, month, day, hour, minute } = wallOf(at, zone);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${hour}:${minute}`;
}
