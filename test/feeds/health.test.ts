import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, parseInstant } from '../../src/election/instant.ts';
import { type Asking, NEVER_ASKED, type TroubleKind } from '../../src/feeds/asking.ts';
import { feedHealth, type Rhythm } from '../../src/feeds/health.ts';

const LAST = parseInstant('2024-11-06T03:00:00Z');

/** A feed whose last hour had reports at these minutes before its last. */
function feed(minutesAgo: readonly number[], each = 10): Rhythm {
  const minute = LAST / MINUTE;
  return { lastAt: LAST, minutes: Object.fromEntries(minutesAgo.map((ago) => [String(minute - ago), each])) };
}

const silentFor = (rhythm: Rhythm, silence: number) =>
  feedHealth({ feed: rhythm, counts: true, at: LAST + silence });
const EVERY_MINUTE = Array.from({ length: 60 }, (_, i) => i);

describe('the health of a feed', () => {
  it('waits for the first report', () => {
    const empty: Rhythm = { lastAt: null, minutes: {} };
    expect(feedHealth({ feed: empty, counts: true, at: LAST })).toEqual({
      state: 'waiting',
      since: null,
      nextChange: null,
    });
  });

  it('is late after five minutes and frozen after fifteen, where reports came every minute', () => {
    const rhythm = feed(EVERY_MINUTE);
    expect(silentFor(rhythm, 4 * MINUTE)).toEqual({
      state: 'fresh',
      since: null,
      nextChange: LAST + 5 * MINUTE,
    });
    expect(silentFor(rhythm, 5 * MINUTE)).toEqual({
      state: 'late',
      since: LAST,
      nextChange: LAST + 15 * MINUTE,
    });
    expect(silentFor(rhythm, 15 * MINUTE)).toEqual({ state: 'frozen', since: LAST, nextChange: null });
  });

  it('has patience with a feed that had pauses before', () => {
    const rhythm = feed([0, 10, 20, 40]);
    expect(silentFor(rhythm, 39 * MINUTE).state).toBe('fresh');
    expect(silentFor(rhythm, 59 * MINUTE).state).toBe('late');
    expect(silentFor(rhythm, 60 * MINUTE).state).toBe('frozen');
  });

  it('does not take the sleep of a slow feed for a fault', () => {
    expect(silentFor(feed([0, 50], 3), 2 * HOUR).state).toBe('fresh');
    expect(silentFor(feed([0, 50], 3), 13 * HOUR).state).toBe('frozen');
  });

  it('expects nothing of calls and facts, and nothing after the end', () => {
    expect(feedHealth({ feed: feed([0]), counts: false, at: LAST + 99 * HOUR }).state).toBe('fresh');
    const ended = { feed: feed(EVERY_MINUTE), counts: true, endedAt: LAST + HOUR };
    expect(feedHealth({ ...ended, at: LAST + 2 * HOUR })).toEqual({
      state: 'ended',
      since: LAST + HOUR,
      nextChange: null,
    });
    expect(feedHealth({ ...ended, at: LAST + 50 * MINUTE })).toMatchObject({
      state: 'frozen',
      nextChange: LAST + HOUR,
    });
  });

  it('changes exactly when it said it would', () => {
    const rhythm = fc
      .uniqueArray(fc.integer({ min: 0, max: 59 }), { minLength: 1 })
      .map((ago) => feed([0, ...ago]));
    fc.assert(
      fc.property(rhythm, fc.integer({ min: 0, max: 24 * HOUR }), (one, silence) => {
        const now = silentFor(one, silence);
        expect(now.nextChange === null).toBe(now.state === 'frozen');
        if (now.nextChange === null) return;
        expect(now.nextChange).toBeGreaterThan(LAST + silence);
        expect(silentFor(one, now.nextChange - 1 - LAST).state).toBe(now.state);
        expect(silentFor(one, now.nextChange - LAST).state).not.toBe(now.state);
      }),
      { seed: 20241105 },
    );
  });

  const asked = (how: Partial<Asking>, silence = MINUTE) =>
    feedHealth({
      feed: feed(EVERY_MINUTE),
      asking: { ...NEVER_ASKED, ...how },
      counts: true,
      at: LAST + silence,
      endedAt: LAST + HOUR,
    });
  const trouble = (kind: TroubleKind, times: number) => asked({ trouble: { kind, since: LAST, times } });

  it('fails when a source does not answer twice, at once when it answers nonsense or in another format', () => {
    expect(trouble('unreachable', 1).state).toBe('fresh');
    expect(trouble('stale', 1).state).toBe('fresh');
    expect(trouble('unreachable', 2)).toEqual({ state: 'failing', since: LAST, nextChange: LAST + HOUR });
    expect(trouble('stale', 2).state).toBe('failing');
    expect(trouble('malformed', 1).state).toBe('failing');
    expect(trouble('changed', 1)).toEqual({ state: 'changed', since: LAST, nextChange: LAST + HOUR });
  });

  it('shows test data and parts that cannot be read, but silence before parts', () => {
    expect(asked({ testSince: LAST })).toMatchObject({ state: 'test', since: LAST });
    expect(asked({ partialSince: LAST })).toEqual({
      state: 'partial',
      since: LAST,
      nextChange: LAST + 5 * MINUTE,
    });
    expect(asked({ partialSince: LAST }, 20 * MINUTE).state).toBe('frozen');
  });

  it('expects no answer of a source whose count is complete', () => {
    expect(asked({ trouble: { kind: 'unreachable', since: LAST, times: 9 } }, HOUR).state).toBe('ended');
  });
});
