import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, parseInstant } from '../../src/election/instant.ts';
import { drillStanding, type PlannedDrill, readDrillPlan } from '../../src/review/drill-plan.ts';

const KINDS = ['retraction', 'slip'];
const DRILL: PlannedDrill = {
  id: 'retraction',
  title: { en: 'A call taken back', ja: '当確の取り消し' },
  night: 'nights/2024',
  drill: 'retraction',
  first: '2026-10-05',
  last: '2026-11-30',
  everyDays: 14,
  at: '10:00',
  withinHours: 48,
};
const TOKYO = 'Asia/Tokyo';
const at = (text: string) => parseInstant(text);
const kept = (openedAt: string, finalEnough: string | null) => ({
  journal: openedAt,
  openedAt: at(openedAt),
  finalEnough: finalEnough === null ? null : at(finalEnough),
});

describe('a drill that is planned', () => {
  it('is not yet due before its first day, and says when it will be', () => {
    expect(drillStanding(DRILL, [], at('2026-10-05T00:59:59Z'), TOKYO)).toEqual({
      state: 'not-yet',
      dueAt: null,
      nextAt: at('2026-10-05T01:00:00Z'),
      by: null,
    });
  });

  it('is due, then overdue, until it is begun and played through', () => {
    const now = at('2026-10-20T00:00:00Z');
    const standing = (late: number, ...rehearsals: ReturnType<typeof kept>[]) =>
      drillStanding(DRILL, rehearsals, now + late * HOUR, TOKYO);
    expect(standing(0)).toMatchObject({ state: 'due', dueAt: at('2026-10-19T01:00:00Z') });
    expect(standing(26)).toMatchObject({ state: 'overdue' });
    // A rehearsal of the time before answers for nothing any more.
    expect(standing(0, kept('2026-10-06T01:00:00Z', '2024-11-06T11:30:00Z')).state).toBe('due');
    const begun = kept('2026-10-19T05:00:00Z', null);
    expect(standing(0, begun)).toMatchObject({ state: 'begun', by: begun });
    expect(standing(26, begun)).toMatchObject({ state: 'overdue', by: begun });
    const done = kept('2026-10-19T06:00:00Z', '2024-11-06T11:30:00Z');
    expect(standing(26, done, begun)).toMatchObject({ state: 'done', by: done });
  });

  it('keeps its local hour over the change of the clock, and ends on its last day', () => {
    const there = (now: string) => drillStanding(DRILL, [], at(now), 'America/New_York');
    expect(there('2026-10-20T00:00:00Z')).toMatchObject({
      dueAt: at('2026-10-19T14:00:00Z'),
      nextAt: at('2026-11-02T15:00:00Z'),
    });
    expect(there('2027-03-01T00:00:00Z')).toMatchObject({ dueAt: at('2026-11-30T15:00:00Z'), nextAt: null });
  });

  it('falls due exactly on the days of its calendar (against a walk day by day)', () => {
    const zones = ['Asia/Tokyo', 'America/New_York', 'Pacific/Apia', 'Europe/London'];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: -30, max: 400 }),
        fc.integer({ min: 0, max: 23 }),
        fc.constantFrom(...zones),
        (everyDays, daysOn, hour, zone) => {
          const drill = { ...DRILL, everyDays, last: '2027-03-31' };
          const now = at('2026-10-05T00:30:00Z') + (daysOn * 24 + hour) * HOUR;
          const all: number[] = [];
          const end = Temporal.PlainDate.from(drill.last);
          for (
            let day = Temporal.PlainDate.from(drill.first);
            Temporal.PlainDate.compare(day, end) <= 0;
            day = day.add({ days: everyDays })
          )
            all.push(day.toZonedDateTime({ timeZone: zone, plainTime: '10:00' }).epochMilliseconds);
          expect(drillStanding(drill, [], now, zone)).toMatchObject({
            dueAt: all.findLast((due) => due <= now) ?? null,
            nextAt: all.find((due) => due > now) ?? null,
          });
        },
      ),
      { seed: 20261124, numRuns: 300 },
    );
  });
});

describe('drills.yaml', () => {
  const plan = (more: string) =>
    readDrillPlan(
      `drills:\n  - { id: a, title: { en: A, ja: あ }, night: n, drill: slip, first: 2026-01-06, every-days: 7, at: "10:00" }\n${more}`,
      'drills.yaml',
      KINDS,
    );

  it('is read with a day of grace and no end where none is written', () => {
    expect(plan('')).toEqual([
      {
        id: 'a',
        title: { en: 'A', ja: 'あ' },
        night: 'n',
        drill: 'slip',
        first: '2026-01-06',
        last: null,
        everyDays: 7,
        at: '10:00',
        withinHours: 24,
      },
    ]);
  });

  it.each([
    [
      '  - { id: b, title: { en: A, ja: あ }, night: n, drill: fire, first: 2026-01-06, every-days: 7, at: "10:00" }',
      'retraction, slip',
    ],
    [
      '  - { id: b, title: { en: A, ja: あ }, night: n, drill: null, first: 2026-02-30, every-days: 7, at: "10:00" }',
      'write a day',
    ],
    [
      '  - { id: b, title: { en: A, ja: あ }, night: n, drill: null, first: 2026-01-06, every-days: 0, at: "10:00" }',
      'every-days',
    ],
    [
      '  - { id: b, title: { en: A, ja: あ }, night: n, drill: null, first: 2026-01-06, every-days: 7, at: "25:00" }',
      'time of day',
    ],
    [
      '  - { id: a, title: { en: A, ja: あ }, night: n, drill: null, first: 2026-01-06, every-days: 7, at: "10:00" }',
      'stands twice',
    ],
    [
      '  - { id: b, title: { en: A, ja: あ }, night: n, drill: null, first: 2026-01-06, last: 2025-01-06, every-days: 7, at: "10:00" }',
      'ends before it begins',
    ],
  ])('is refused by line and reason: %s', (drill, reason) => {
    expect(() => plan(drill)).toThrow(/^drills\.yaml line 3, column \d+: /);
    expect(() => plan(drill)).toThrow(reason);
  });
});
