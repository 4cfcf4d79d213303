import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, parseInstant } from '../../src/election/instant.ts';
import {
  estimate,
  leadOf,
  marginInterval,
  percent,
  shortCount,
  shortRange,
  wholePercent,
} from '../../src/web/desk/figures.ts';
import { hourTicks, thinned } from '../../src/web/desk/night/chart.ts';
import { silencePath, tickPath } from '../../src/web/desk/night/feed-ticks.ts';
import { foldContests, segmentsOf, summariseFold } from '../../src/web/desk/night/order.ts';
import {
  abbreviation,
  bothTimes,
  fieldValue,
  instantAt,
  inZones,
  longDate,
} from '../../src/web/desk/time.ts';
import { neighbour, TILES } from '../../src/web/tiles.ts';
import { deskView } from './fixture.ts';

const SEED = { seed: 20241105 };
const { zones, contests, election } = deskView('en');
const ja = deskView('ja');

describe('time in both capitals', () => {
  it('names both zones and gives dates only where the days differ', () => {
    const now = parseInstant('2024-11-06T10:41:00Z');
    expect(bothTimes(parseInstant('2024-11-06T11:30:00Z'), zones, 'en', now)).toBe('20:30 JST · 06:30 EST');
    expect(bothTimes(parseInstant('2025-01-06T18:00:00Z'), zones, 'en', now)).toBe(
      '7 Jan 03:00 JST · 6 Jan 13:00 EST',
    );
    expect(bothTimes(parseInstant('2024-11-06T11:30:00Z'), ja.zones, 'ja', now)).toBe('20:30（米東部06:30）');
    expect(bothTimes(parseInstant('2025-01-06T18:00:00Z'), ja.zones, 'ja', now)).toBe(
      '1月7日03:00（米東部1月6日13:00）',
    );
  });

  it('writes a date as each language does', () => {
    const at = parseInstant('2024-11-05T23:00:00Z');
    expect(longDate(at, 'America/New_York', 'en')).toBe('Tue 5 November 2024');
    expect(longDate(at, 'Asia/Tokyo', 'ja')).toBe('2024年11月6日（水）');
  });

  it('changes the name of the zone at the end of daylight saving time', () => {
    const washington = zones[1]!;
    expect(abbreviation(parseInstant('2024-11-03T05:59:00Z'), washington)).toBe('EDT');
    expect(abbreviation(parseInstant('2024-11-03T06:00:00Z'), washington)).toBe('EST');
  });

  it('reads back what a date field shows, at any hour that a wall clock shows once', () => {
    const first = parseInstant('2024-10-30T00:00:00Z') / MINUTE;
    fc.assert(
      fc.property(fc.integer({ min: first, max: first + 10 * 24 * 60 }), (minute) => {
        const at = minute * MINUTE;
        const read = instantAt(fieldValue(at, 'America/New_York'), 'America/New_York')!;
        // In the repeated hour of 3 November either of the two moments is right.
        expect([0, HOUR]).toContain(Math.abs(read - at));
        expect(instantAt(fieldValue(at, 'Asia/Tokyo'), 'Asia/Tokyo')).toBe(at);
      }),
      SEED,
    );
  });

  it('has nothing to say for no zone', () => {
    expect(inZones(0, [], 'en')).toEqual([]);
    expect(bothTimes(0, [], 'ja')).toBe('');
  });
});

describe('figures', () => {
  it('never rounds a chance up to certainty nor down to nothing', () => {
    expect([0.001, 0.995, 0.5, 1, 0].map(wholePercent)).toEqual(['<1', '>99', '50', '100', '0']);
    expect(percent(0.97, 'en')).toMatch(/^97\s%$/);
    expect(percent(0.97, 'ja')).toBe('97%');
  });

  it('reads margins by the sign: first ticket plus, second minus', () => {
    expect(leadOf(-0.0173, election.tickets)).toEqual({ ticket: 'R', points: '1.7' });
    expect(leadOf(0.0282, election.tickets)).toEqual({ ticket: 'D', points: '2.8' });
    expect(marginInterval(-0.03, -0.004, election.tickets)).toBe('R 0.4–3.0');
    expect(marginInterval(-0.004, 0.012, election.tickets)).toBe('R 0.4–D 1.2');
    expect(marginInterval(0.01, 0.02, election.tickets, 'D')).toBe('1.0–2.0');
    expect(marginInterval(0.01, 0.02, election.tickets, 'R')).toBe('D 1.0–2.0');
  });

  it('shortens votes to thousands in English and to ten thousands in Japanese', () => {
    expect(shortCount(1_288_200, 'en')).toBe('1,288');
    expect(shortCount(1_288_200, 'ja')).toBe('128.8');
    expect(shortCount(0, 'en')).toBe('0');
    expect(shortCount(300, 'en')).toBe('<1');
  });

  it('writes a range of votes short, as one figure where both ends are written alike', () => {
    expect(shortRange(56_397, 575_335, 'en')).toBe('56–575');
    expect(shortRange(346_000, 2_123_000, 'en')).toBe('0.3–2.1m');
    expect(shortRange(33_100, 33_300, 'en')).toBe('33');
    expect(shortRange(1_324_314, 1_882_452, 'ja')).toBe('132–188');
    expect(shortRange(3_000, 57_500, 'ja')).toBe('0.3–5.8');
  });

  it('does not let an estimate look counted', () => {
    expect(estimate(575_335, 'en')).toBe('575,000');
    expect(estimate(1_882_452, 'ja')).toBe('1,880,000');
    expect(estimate(0, 'en')).toBe('0');
  });
});

describe('the order of the contests', () => {
  it('lays the bar so that each side’s called electors stand at its end', () => {
    const segments = segmentsOf(contests, election.tickets);
    expect(segments.map(({ contest }) => contest.id).toSorted()).toEqual(
      contests.map(({ id }) => id).toSorted(),
    );
    const called = (side: string) =>
      segments.map(({ contest, side: own }) => contest.status === 'called' && own === side);
    expect(called('first').lastIndexOf(true)).toBe(called('first').filter(Boolean).length - 1);
    expect(called('second').indexOf(true)).toBe(segments.length - called('second').filter(Boolean).length);
  });

  it('folds only what lies far from the tipping point, and loses no contest', () => {
    const { before, shown, after } = foldContests(contests);
    expect([...before, ...shown, ...after]).toEqual(contests);
    expect(shown.some(({ tips }) => tips)).toBe(true);
    expect(summariseFold(before).all?.ticket).toBe('R');
    expect(summariseFold(contests).all).toBeNull();
  });

  it('gives every state a tile of its own, reached by the arrows from any other', () => {
    const states = contests.filter(({ parent }) => parent === null).map(({ id }) => id);
    expect([...TILES.keys()].toSorted()).toEqual(states.toSorted());
    expect(new Set([...TILES.values()].map(({ row, column }) => `${row}/${column}`)).size).toBe(51);
    const reached = new Set(['AK']);
    for (const id of reached) {
      for (const direction of ['left', 'right', 'up', 'down'] as const) {
        const next = neighbour(id, direction, states);
        if (next !== null) reached.add(next);
      }
    }
    expect(reached.size).toBe(51);
  });
});

describe('shapes', () => {
  it('draws a bar where a feed fell silent, not where it had not begun', () => {
    const steady = Array.from({ length: 12 }, () => 1);
    const quiet = (minutes: number) => Array.from({ length: minutes }, () => 0);
    expect(silencePath([...quiet(9), ...steady])).toBe('');
    expect(silencePath([...steady, ...quiet(5), 1])).toMatch(/^M[\d.]+ 6H[\d.]+$/);
    expect(silencePath([...steady, ...quiet(2), 1])).toBe('');
    expect(silencePath([...steady, ...quiet(6)])).toMatch(/H600\.0$/);
    expect(silencePath([1, ...quiet(20), 1])).toBe('');
    expect(tickPath([0, 0])).toBe('');
  });

  it('labels whole hours of the first zone, away from both ends', () => {
    const from = parseInstant('2024-11-05T23:20:00Z');
    const ticks = hourTicks(from, from + 12 * HOUR, 'Asia/Tokyo');
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.length).toBeLessThanOrEqual(3);
    for (const at of ticks) expect(fieldValue(at, 'Asia/Tokyo')).toMatch(/:00$/);
  });

  it('keeps the newest point when the table twin is thinned', () => {
    const history = deskView().projection!.history;
    expect(thinned(history, 5).at(-1)).toBe(history.at(-1));
    expect(thinned(history, 5).length).toBeLessThanOrEqual(5);
  });
});
