import { describe, expect, it } from 'vitest';
import { DAY, formatInstant, MINUTE } from '../../src/election/instant.ts';
import type { Span } from '../../src/meetings/spans.ts';
import { windowsOf } from '../../src/meetings/windows.ts';
import { seededRandom } from '../../src/numeric/random.ts';
import { awakeBy, WallClock } from './wall-clock.ts';

const SEED = 20241105;

/** Each with a place on the other side of the world, of the date line, or of an odd offset. */
const PAIRS = [
  ['Asia/Tokyo', 'America/New_York'],
  ['Asia/Tokyo', 'America/Chicago'],
  ['Asia/Tokyo', 'America/Los_Angeles'],
  ['Asia/Tokyo', 'Pacific/Honolulu'],
  ['Asia/Tokyo', 'Europe/London'],
  ['Asia/Tokyo', 'Europe/Warsaw'],
  ['Asia/Tokyo', 'America/Sao_Paulo'],
  ['Asia/Tokyo', 'Pacific/Auckland'],
  ['Asia/Seoul', 'America/Denver'],
  ['Asia/Shanghai', 'America/Phoenix'],
  ['Asia/Taipei', 'America/Anchorage'],
  ['Asia/Kolkata', 'America/Toronto'],
  ['Asia/Kathmandu', 'America/St_Johns'],
  ['Asia/Tehran', 'America/Caracas'],
  ['Asia/Jerusalem', 'America/New_York'],
  ['Asia/Amman', 'America/Halifax'],
  ['Asia/Pyongyang', 'America/Havana'],
  ['Australia/Sydney', 'America/New_York'],
  ['Australia/Lord_Howe', 'Europe/Dublin'],
  ['Australia/Adelaide', 'America/Santiago'],
  ['Pacific/Apia', 'Pacific/Auckland'],
  ['Pacific/Kiritimati', 'Pacific/Pago_Pago'],
  ['Pacific/Chatham', 'Europe/Lisbon'],
  ['Africa/Cairo', 'America/Mexico_City'],
  ['Africa/Casablanca', 'America/Asuncion'],
  ['Europe/Moscow', 'America/Godthab'],
  ['Europe/Istanbul', 'America/Montevideo'],
  ['Europe/Kyiv', 'Antarctica/Troll'],
  ['Europe/Berlin', 'America/New_York'],
  ['Europe/Paris', 'America/Bogota'],
] as const;

const FROM = Date.UTC(1990, 0, 1);
const UNTIL = Date.UTC(2030, 0, 1);

function changesOf(zone: string): number[] {
  const changes: number[] = [];
  let clock = Temporal.Instant.fromEpochMilliseconds(FROM).toZonedDateTimeISO(zone);
  for (;;) {
    const next = clock.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds >= UNTIL) return changes;
    changes.push(next.epochMilliseconds);
    clock = next;
  }
}

/** Minute by minute; a clock change need not fall on a minute of UTC, but these all do. */
function slowly(within: Span, awake: (at: number) => boolean, minutes: number): Span[] {
  const spans: Span[] = [];
  let start: number | null = null;
  for (let at = within.from; at <= within.to; at += MINUTE) {
    const good = at < within.to && awake(at);
    if (good) start ??= at;
    else if (start !== null) {
      if (at - start >= minutes * MINUTE) spans.push({ from: start, to: at });
      start = null;
    }
  }
  return spans;
}

describe(`every clock change of forty years in thirty pairs of zones (seed ${SEED})`, () => {
  it('has exactly the windows that a search minute by minute finds', () => {
    const random = seededRandom(SEED);
    const quarter = () => {
      const quarters = Math.floor(random() * 96);
      return `${String(quarters >> 2).padStart(2, '0')}:${String((quarters & 3) * 15).padStart(2, '0')}`;
    };
    const hours = () =>
      random() < 0.5 ? { wakes: '07:00', sleeps: '23:00' } : { wakes: quarter(), sleeps: quarter() };
    const clocks = new Map(PAIRS.flat().map((zone) => [zone, new WallClock(zone)]));
    const differing: string[] = [];
    let searched = 0;
    for (const pair of PAIRS) {
      const changes = [...new Set(pair.flatMap(changesOf))].sort((a, b) => a - b);
      for (const change of changes) {
        const within = { from: change - DAY, to: change + DAY };
        const parties = pair.map((zone) => ({ zone, ...hours() }));
        const minutes = [1, 15, 45][Math.floor(random() * 3)]!;
        const awake = parties.map(({ zone, wakes, sleeps }) => awakeBy(clocks.get(zone)!, wakes, sleeps));
        const all = (at: number) => awake.every((one) => one(at));
        const found = windowsOf({ ...within, parties, busy: [], minutes });
        const sought = slowly(within, all, minutes);
        searched += 1;
        if (JSON.stringify(found) !== JSON.stringify(sought))
          differing.push(`${pair.join(' ')} ${formatInstant(change)} ${JSON.stringify(parties)}`);
      }
    }
    expect(searched).toBeGreaterThan(2700);
    expect(differing).toEqual([]);
  }, 180_000);
});
