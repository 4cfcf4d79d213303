/**
 * How a moment is written: in both capitals' time on the desk, in the house's own time on public pages.
 *
 * On the desk the date stands in both zones as soon as they differ in it, or where it is not the desk's own day; in
 * Japanese the house's time comes bare when the house is in Japan, as in a newspaper, and the other behind its region.
 */
import type { Instant } from '../election/instant.ts';
import { abbreviation, type Language, regionOf, wallClock } from './zone-names.ts';

export type TwoZones = {
  readonly home: string;
  readonly away: string;
  readonly language: Language;
  /** The desk's present moment: a time on another day of the home zone then carries its date. */
  readonly now?: Instant;
};

/** English names of the months, January first. */
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const HOME_OF_JAPANESE = 'Asia/Tokyo';

/** "20:30 JST (06:30 EST)", "7 Nov 07:00 JST (6 Nov 17:00 EST)"; "20:30（米東部06:30）", "11月7日07:00（米東部11月6日17:00）". */
export function inBothZones(at: Instant, zones: TwoZones): string {
  return spanInBothZones(at, at, zones);
}

/** The same for a span: "7 Nov 07:00–13:00 JST (6 Nov 17:00–23:00 EST)", "11月7日07:00～13:00（米東部11月6日17:00～23:00）". */
export function spanInBothZones(from: Instant, to: Instant, zones: TwoZones): string {
  const { home, away, language, now } = zones;
  const moments = now === undefined ? [from, to] : [from, to, now];
  const days = new Set([...moments.map((at) => dayOf(home, at)), dayOf(away, from), dayOf(away, to)]);
  const write = language === 'ja' ? japaneseSpan : englishSpan;
  const [there, here] = [write(away, from, to, days.size > 1), write(home, from, to, days.size > 1)];
  return language === 'ja' ? `${here}（${there}）` : `${here} (${there})`;
}

/** The stamp of a public page: "16:29 JST, November 6, 2024"; "2024年11月6日 16時29分". */
export function publicStamp(at: Instant, zone: string, language: Language): string {
  const wall = wallClock(zone, at);
  const [year, month, day] = [wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate()];
  if (language === 'ja') {
    return `${year}年${month + 1}月${day}日 ${wall.getUTCHours()}時${twoDigits(wall.getUTCMinutes())}分`;
  }
  return `${clock(wall)} ${abbreviation(zone, at)}, ${MONTHS[month]} ${day}, ${year}`;
}

function englishSpan(zone: string, from: Instant, to: Instant, dated: boolean): string {
  const [first, last] = [abbreviation(zone, from), abbreviation(zone, to)];
  const start = `${dated ? `${englishDay(zone, from)} ` : ''}${clock(wallClock(zone, from))}`;
  if (from === to) return `${start} ${first}`;
  const crosses = dayOf(zone, from) !== dayOf(zone, to);
  const end = `${crosses ? `${englishDay(zone, to)} ` : ''}${clock(wallClock(zone, to))}`;
  return first === last ? `${start}–${end} ${last}` : `${start} ${first}–${end} ${last}`;
}

function japaneseSpan(zone: string, from: Instant, to: Instant, dated: boolean): string {
  const region = zone === HOME_OF_JAPANESE ? '' : regionOf(zone, from);
  const start = `${region}${dated ? japaneseDay(zone, from) : ''}${clock(wallClock(zone, from))}`;
  if (from === to) return start;
  const crosses = dayOf(zone, from) !== dayOf(zone, to);
  return `${start}～${crosses ? japaneseDay(zone, to) : ''}${clock(wallClock(zone, to))}`;
}

function dayOf(zone: string, at: Instant): string {
  return wallClock(zone, at).toISOString().slice(0, 10);
}

function englishDay(zone: string, at: Instant): string {
  const wall = wallClock(zone, at);
  return `${wall.getUTCDate()} ${MONTHS[wall.getUTCMonth()]!.slice(0, 3)}`;
}

function japaneseDay(zone: string, at: Instant): string {
  const wall = wallClock(zone, at);
  return `${wall.getUTCMonth() + 1}月${wall.getUTCDate()}日`;
}

function clock(wall: Date): string {
  return `${twoDigits(wall.getUTCHours())}:${twoDigits(wall.getUTCMinutes())}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
