import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/election/instant.ts';
import { busyIn } from '../../src/meetings/busy-calendar.ts';

const SEED = 20241107;

const calendar = (start: string, rule: string, extra: readonly string[] = []) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    'UID:1',
    `DTSTART:${start}`,
    'DURATION:PT1H',
    `RRULE:${rule}`,
    ...extra,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const stamp = (at: number) => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** Every occurrence from the first on, one after another. */
function walked(text: string, from: number, to: number): number[] {
  const component = new ICAL.Component(ICAL.parse(text) as unknown[]).getFirstSubcomponent('vevent')!;
  const iterator = new ICAL.Event(component, { exceptions: [] }).iterator();
  const found: number[] = [];
  for (let next = iterator.next(); next; next = iterator.next()) {
    const at = next.toUnixTime() * 1000;
    if (at >= to) break;
    if (at + HOUR > from) found.push(at);
  }
  return found;
}

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

const RULE = fc
  .record({
    freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY'),
    interval: fc.integer({ min: 1, max: 5 }),
    days: fc.subarray([...DAYS], { maxLength: 3 }),
    end: fc.constantFrom('', ';COUNT=700', ';UNTIL=20241105T120000Z'),
    weekStart: fc.constantFrom('', ';WKST=SU'),
  })
  .map(
    ({ freq, interval, days, end, weekStart }) =>
      `FREQ=${freq};INTERVAL=${interval}${days.length === 0 || freq === 'MONTHLY' ? '' : `;BYDAY=${days.join(',')}`}${weekStart}${end}`,
  );

describe('a repeating entry', () => {
  it(`is taken at the same hours as when it is walked through from its first day (seed ${SEED})`, () => {
    const from = Date.UTC(2024, 10, 1);
    const to = from + 14 * DAY;
    fc.assert(
      fc.property(
        RULE,
        fc.integer({ min: -2500, max: 13 }),
        fc.integer({ min: 0, max: 22 }),
        (rule, day, hour) => {
          const start = from + day * DAY + hour * HOUR;
          const left = stamp(start + 7 * DAY);
          const text = calendar(stamp(start), rule, [`EXDATE:${left}`]);
          const { busy, refused } = busyIn(text, { from, to }, 'UTC');
          expect(refused).toEqual([]);
          const expected = walked(text, from, to);
          const hours = busy.flatMap((span) =>
            Array.from({ length: (span.to - span.from) / HOUR }, (_, index) => span.from + index * HOUR),
          );
          expect(hours).toEqual(expected);
        },
      ),
      { seed: SEED, numRuns: 300 },
    );
  });
});
