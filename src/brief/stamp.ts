/**
 * Moments as a newspaper prints them, in the desk's zone and the other capital's: "16:29 JST, November 6, 2024",
 * 「2024年11月6日 16時29分」.
 *
 * Names of months and days come from tables here and names of zones from `meetings`: what `Intl` prints moves with the
 * version of its data.
 */
import type { Instant } from '../election/instant.ts';
import { MONTHS, publicStamp } from '../meetings/two-zones.ts';
import { abbreviation, offsetMinutes } from '../meetings/zone-names.ts';
import type { Language } from '../response/playbook.ts';
import type { BriefZone } from './brief.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const DAYS_JA = ['月', '火', '水', '木', '金', '土', '日'];

function local(at: Instant, { zone }: BriefZone): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** "16:29" or 「16時29分」. */
export function clock(at: Instant, zone: BriefZone, language: Language): string {
  const { hour, minute } = local(at, zone);
  return language === 'en' ? `${two(hour)}:${two(minute)}` : `${hour}時${two(minute)}分`;
}

/** "16:29 JST"; in Japanese the clock alone, because the reader's own zone goes without saying. */
export function clockWithZone(at: Instant, zone: BriefZone, language: Language): string {
  return language === 'en'
    ? `${clock(at, zone, 'en')} ${abbreviation(zone.zone, at)}`
    : clock(at, zone, 'ja');
}

/** "November 6" or 「11月6日」. */
export function dayOfYear(at: Instant, zone: BriefZone, language: Language): string {
  const { month, day } = local(at, zone);
  return language === 'en' ? `${MONTHS[month - 1]} ${day}` : `${month}月${day}日`;
}

/** "November 6, 2024" or 「2024年11月6日」. */
export function date(at: Instant, zone: BriefZone, language: Language): string {
  const { year } = local(at, zone);
  return language === 'en'
    ? `${dayOfYear(at, zone, 'en')}, ${year}`
    : `${year}年${dayOfYear(at, zone, 'ja')}`;
}

/** "Wednesday" or 「水」. */
export function weekday(at: Instant, zone: BriefZone, language: Language): string {
  const { dayOfWeek } = local(at, zone);
  return (language === 'en' ? DAYS : DAYS_JA)[dayOfWeek - 1]!;
}

/** "16:29 JST, November 6, 2024" or 「2024年11月6日 16時29分」. */
export function stamp(at: Instant, { zone }: BriefZone, language: Language): string {
  return publicStamp(at, zone, language);
}

/** The other capital's time beside the desk's own, with its date only where that differs. */
export function stampThere(at: Instant, home: BriefZone, there: BriefZone, language: Language): string {
  const differs = !local(at, home).toPlainDate().equals(local(at, there).toPlainDate());
  const time = clock(at, there, language);
  const city = there.city[language];
  if (language === 'ja') return differs ? `${city} ${dayOfYear(at, there, 'ja')} ${time}` : `${city} ${time}`;
  const named = `${time} ${abbreviation(there.zone, at)}`;
  return differs ? `${named}, ${dayOfYear(at, there, 'en')}, in ${city}` : `${named} in ${city}`;
}

/** For `<time datetime>`: "2024-11-06T16:29+09:00". */
export function machineTime(at: Instant, zone: BriefZone): string {
  return local(at, zone).toString({ smallestUnit: 'minute', timeZoneName: 'never' });
}

/** Hours by which the desk's clock is ahead of the other capital's; negative where it is behind. */
export function hoursAhead(at: Instant, home: BriefZone, there: BriefZone): number {
  return (offsetMinutes(home.zone, at) - offsetMinutes(there.zone, at)) / 60;
}

/** The clock's hands: minutes since midnight of the local day, 0–1439. */
export function minuteOfDay(at: Instant, zone: BriefZone): number {
  const { hour, minute } = local(at, zone);
  return 60 * hour + minute;
}
