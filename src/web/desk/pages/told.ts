/** Moments and names as these pages tell them: both zones always, the date where it differs from the desk's day. */
import type { Instant } from '../../../election/instant.ts';
import { PAGES } from '../messages-pages.ts';
import { desk } from '../state.svelte.ts';
import { abbreviation, beforeClock, bothTimes, hourMinute, sameDay, shortDate, wallOf } from '../time.ts';

/** "20:30 JST · 06:30 EST", to be broken between the zones only. */
export function told(at: Instant): string {
  const text = bothTimes(at, desk.view!.zones, desk.language, desk.now);
  return text.replace(/(?<! ·) (?!·)/g, '\u00a0');
}

/** "7 Nov 07:00–08:00 JST · 6 Nov 17:00–18:00 EST"; "11月7日07:00～08:00（米東部11月6日17:00～18:00）" */
export function toldSpan(from: Instant, to: Instant): string {
  const japanese = desk.language === 'ja';
  const spans = desk.view!.zones.map((zone) => {
    const ends = sameDay(from, zone.zone, to, zone.zone) ? '' : dateIn(to, zone.zone);
    return `${dateIn(from, zone.zone)}${hourMinute(from, zone.zone)}${japanese ? '～' : '–'}${ends}${hourMinute(to, zone.zone)}`;
  });
  const names = desk.view!.zones.map((zone) => abbreviation(from, zone));
  if (!japanese) return spans.map((span, index) => `${span}\u00a0${names[index]}`).join(' · ');
  return spans
    .map((span, index) => (index === 0 ? span : `（${beforeClock(names[index]!)}${span}）`))
    .join('');
}

/** "7 Nov ", "11月7日": ready to stand before an hour. */
function dateIn(at: Instant, zone: string): string {
  if (desk.language === 'en') return `${shortDate(at, zone, 'en')} `.replaceAll(' ', '\u00a0');
  const { month, day } = wallOf(at, zone);
  return `${month}月${day}日`;
}

/** Enough of a hash to compare by eye: "12c6 cf74". */
export function shortHash(hash: string): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)}`;
}

/** Who wrote a record: a person's name, or the feed's. */
export function author(by: string): string {
  if (by === 'desk') return PAGES[desk.language].desk;
  const [kind, id = ''] = by.split(/:(.*)/);
  if (kind === 'person') return desk.view!.people.find((person) => person.id === id)?.name ?? id;
  if (kind === 'feed') return desk.view!.feeds.find((feed) => feed.id === id)?.name ?? id;
  return id === '' ? by : id;
}
