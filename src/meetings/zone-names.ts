/**
 * What a zone's clock is called at a moment, and the place it stands for, in both languages.
 *
 * An own table because Intl prints "JST" only in Japanese and "GMT+9" otherwise. Abbreviations that two of these
 * zones would share (CST of Chicago and of Beijing) are given to neither but the American one; every other clock is
 * named by its offset. Needs Intl only, so that pages can use it.
 */
import { type Instant, MINUTE } from '../election/instant.ts';

export type Language = 'en' | 'ja';

type ZoneName = {
  /** The capital or seat of government that desks mean by this zone. */
  readonly city: Readonly<Record<Language, string>>;
  /** What Japanese newspapers put before a clock time. */
  readonly region: string;
  /** Abbreviation by minutes east of UTC. */
  readonly clocks: Readonly<Record<number, string>>;
};

const CENTRAL_EUROPE = { 60: 'CET', 120: 'CEST' };
const EASTERN_EUROPE = { 120: 'EET', 180: 'EEST' };

const ZONES: Readonly<Record<string, ZoneName>> = {
  'Asia/Tokyo': zone('Tokyo', '東京', '日本', { 540: 'JST' }),
  'America/New_York': zone('Washington', 'ワシントン', '米東部', { [-300]: 'EST', [-240]: 'EDT' }),
  'America/Chicago': zone('Chicago', 'シカゴ', '米中部', { [-360]: 'CST', [-300]: 'CDT' }),
  'America/Denver': zone('Denver', 'デンバー', '米山岳部', { [-420]: 'MST', [-360]: 'MDT' }),
  'America/Phoenix': zone('Phoenix', 'フェニックス', '米山岳部', { [-420]: 'MST' }),
  'America/Los_Angeles': zone('Los Angeles', 'ロサンゼルス', '米太平洋', { [-480]: 'PST', [-420]: 'PDT' }),
  'America/Anchorage': zone('Anchorage', 'アンカレジ', '米アラスカ', { [-540]: 'AKST', [-480]: 'AKDT' }),
  'Pacific/Honolulu': zone('Honolulu', 'ホノルル', '米ハワイ', { [-600]: 'HST' }),
  'America/Toronto': zone('Ottawa', 'オタワ', 'カナダ東部', { [-300]: 'EST', [-240]: 'EDT' }),
  'Europe/London': zone('London', 'ロンドン', '英国', { 0: 'GMT', 60: 'BST' }),
  'Europe/Paris': zone('Paris', 'パリ', 'フランス', CENTRAL_EUROPE),
  'Europe/Berlin': zone('Berlin', 'ベルリン', 'ドイツ', CENTRAL_EUROPE),
  'Europe/Rome': zone('Rome', 'ローマ', 'イタリア', CENTRAL_EUROPE),
  'Europe/Brussels': zone('Brussels', 'ブリュッセル', 'ベルギー', CENTRAL_EUROPE),
  'Europe/Warsaw': zone('Warsaw', 'ワルシャワ', 'ポーランド', CENTRAL_EUROPE),
  'Europe/Kyiv': zone('Kyiv', 'キーウ', 'ウクライナ', EASTERN_EUROPE),
  'Asia/Seoul': zone('Seoul', 'ソウル', '韓国', { 540: 'KST' }),
  'Asia/Shanghai': zone('Beijing', '北京', '中国', {}),
  'Asia/Taipei': zone('Taipei', '台北', '台湾', {}),
  'Asia/Kolkata': zone('New Delhi', 'ニューデリー', 'インド', { 330: 'IST' }),
  'Australia/Sydney': zone('Canberra', 'キャンベラ', '豪東部', { 600: 'AEST', 660: 'AEDT' }),
};

function zone(english: string, japanese: string, region: string, clocks: Record<number, string>): ZoneName {
  return { city: { en: english, ja: japanese }, region, clocks };
}

/** What the zone's clock is called then: "JST", "EDT", or "UTC+5:45" where it has no name of its own here. */
export function abbreviation(zone: string, at: Instant): string {
  return nameOfOffset(zone, offsetMinutes(zone, at));
}

/** The names of the zone's standard and daylight clock in the year of a moment; the same where it has but one. */
export function abbreviations(
  zone: string,
  at: Instant,
): { readonly standard: string; readonly daylight: string } {
  const year = new Date(at).getUTCFullYear();
  const offsets = [0, 6].map((month) => offsetMinutes(zone, Date.UTC(year, month, 1)));
  return {
    standard: nameOfOffset(zone, Math.min(...offsets)),
    daylight: nameOfOffset(zone, Math.max(...offsets)),
  };
}

/** The city that a desk means by the zone; for a zone without a row the city in its name. */
export function cityOf(zone: string, language: Language): string {
  return ZONES[zone]?.city[language] ?? zone.split('/').at(-1)!.replaceAll('_', ' ');
}

/** What stands before a clock time of the zone in Japanese: "米東部"; the offset for a zone without a row. */
export function regionOf(zone: string, at: Instant): string {
  return ZONES[zone]?.region ?? abbreviation(zone, at);
}

/** Minutes east of UTC. Throws on an unknown zone. */
export function offsetMinutes(zone: string, at: Instant): number {
  const text = offsetFormat(zone).format(at);
  const match = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
  if (match === null) throw new Error(`cannot read the offset of zone "${zone}" from "${text}"`);
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = match;
  const size = Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
  return sign === '-' ? -size : size;
}

/** A moment moved so that the UTC fields of a Date show the zone's wall clock. */
export function wallClock(zone: string, at: Instant): Date {
  return new Date(at + offsetMinutes(zone, at) * MINUTE);
}

function nameOfOffset(zone: string, offset: number): string {
  const name = ZONES[zone]?.clocks[offset];
  if (name !== undefined) return name;
  if (offset === 0) return 'UTC';
  const size = Math.abs(offset);
  const minutes = Math.round(size % 60);
  const rest = minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`;
  return `UTC${offset < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`;
}

/** Formatters are slow to make and stateless: one a zone is kept. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

function offsetFormat(zone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(zone);
  if (known !== undefined) return known;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    FORMATS.set(zone, format);
    return format;
  } catch (cause) {
    throw new Error(`unknown zone "${zone}": write an IANA name, as Asia/Tokyo`, { cause });
  }
}

/** Whether the running system knows a zone by this name. */
export function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
