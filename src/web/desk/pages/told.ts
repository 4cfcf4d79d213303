/** Moments and names as these pages tell them: both zones always, the date where it differs from the desk's day. */
import type { Instant } from '../../../election/instant.ts';
import { desk } from '../state.svelte.ts';
import { bothTimes, hourMinute, inZones, sameDay, shortDate } from '../time.ts';

/** "20:30 JST · 06:30 EST", to be broken between the zones only. */
export function told(at: Instant): string {
  const text = bothTimes(at, desk.view!.zones, desk.language, desk.now);
  return text.replace(/(?<! ·) (?!·)/g, '\u00a0');
}

/** "7 Nov 07:00–08:00 JST · 6 Nov 17:00–18:00 EST" */
export function toldSpan(from: Instant, to: Instant): string {
  const { zones } = desk.view!;
  const japanese = desk.language === 'ja';
  const parts = inZones(from, zones, desk.language, desk.now).map(({ time, date, zone: name }, index) => {
    const { zone } = zones[index]!;
    const until = sameDay(from, zone, to, zone)
      ? ''
      : `${shortDate(to, zone, desk.language)}${japanese ? '' : ' '}`;
    const span = `${time}${japanese ? '～' : '–'}${until}${hourMinute(to, zone)}`;
    return { name, span: date === null ? span : `${date}${japanese ? '' : ' '}${span}` };
  });
  if (!japanese)
    return parts.map(({ name, span }) => `${span} ${name}`.replaceAll(' ', '\u00a0')).join(' · ');
  return parts.map(({ name, span }, index) => (index === 0 ? span : `（${name}${span}）`)).join('');
}

/** Enough of a hash to compare by eye: "12c6 cf74". */
export function shortHash(hash: string): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)}`;
}

/** Who wrote a record: a person's name, or the feed's. */
export function author(by: string): string {
  const [kind, id = ''] = by.split(/:(.*)/);
  if (kind === 'person') return desk.view!.people.find((person) => person.id === id)?.name ?? id;
  return id === '' ? by : id;
}
