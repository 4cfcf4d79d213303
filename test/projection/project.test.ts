import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Baseline } from '../../src/election/election.ts';
import { project } from '../../src/projection/project.ts';
import type { ContestProjection, Projection } from '../../src/projection/projection.ts';
import { DEFAULT_SETTINGS, type ProjectionSettings } from '../../src/projection/settings.ts';
import type { ContestReturns } from '../../src/returns/returns.ts';
import { unitedStates } from '../election/united-states.ts';
import { baselineOf, returnsOf } from './night.ts';

const CHECK = { seed: 20241105, numRuns: 4, endOnFailure: true };

/** What is assumed of spreads is kept, so that only the counts speak. */
const HELD: ProjectionSettings = {
  ...DEFAULT_SETTINGS,
  swing: { ...DEFAULT_SETTINGS.swing, rounds: 0 },
  turnout: { ...DEFAULT_SETTINGS.turnout, rounds: 0 },
};
const ELECTION = unitedStates();
const IDS = ELECTION.contests.map(({ id }) => id);

type Situation = { readonly before: number; readonly now: number; readonly share: number | null };

/** Margins within 40 points, so that no interval meets the edge of what is possible. */
const situations = fc.array(
  fc.record({
    before: fc.double({ min: -0.35, max: 0.35, noNaN: true }),
    now: fc.double({ min: -0.4, max: 0.4, noNaN: true }),
    share: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  }),
  { minLength: IDS.length, maxLength: IDS.length },
);

function projectionOf(
  baseline: readonly Baseline[],
  contests: readonly ContestReturns[],
  settings = DEFAULT_SETTINGS,
): Projection {
  return project({ election: ELECTION, baseline, contests, at: 0, settings });
}

function projected(list: readonly Situation[], settings = DEFAULT_SETTINGS): Projection {
  return projectionOf(
    list.map(({ before }, i) => baselineOf(IDS[i]!, before)),
    list.map(({ now, share }, i) => returnsOf(IDS[i]!, now, Math.round(1_000_000 * (share ?? 0.6)), share)),
    settings,
  );
}

function contest(projection: Projection, id: string): ContestProjection {
  return projection.contests.find((one) => one.contest === id)!;
}

const EVEN = IDS.map((id, i) => baselineOf(id, ((i % 7) - 3) / 20));

describe('a projection', () => {
  it('has probabilities that sum to one and a distribution that agrees with its own summary', () => {
    fc.assert(
      fc.property(situations, (list) => {
        const { contests, electors } = projected(list);
        for (const { winProbability } of contests)
          expect(winProbability['D']! + winProbability['R']!).toBeCloseTo(1, 12);
        const { distribution, mean, low90, high90, winProbability } = electors;
        expect(distribution).toHaveLength(539);
        expect(distribution.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 10);
        expect(winProbability['D']! + winProbability['R']! + winProbability['tie']!).toBeCloseTo(1, 10);
        expect(winProbability['tie']).toBeCloseTo(distribution[269]!, 15);
        const byContest = contests.reduce(
          (sum, one, i) => sum + one.winProbability['D']! * ELECTION.contests[i]!.electors,
          0,
        );
        // The lattice against the exact integral of each contest.
        expect(Math.abs(mean['D']! - byContest)).toBeLessThan(1);
        expect(mean['D']! + mean['R']!).toBeCloseTo(538, 8);
        expect(low90['D']).toBeLessThanOrEqual(high90['D']!);
        expect(low90['R']).toBe(538 - high90['D']!);
      }),
      CHECK,
    );
  });

  it('mirrors when the two tickets change places', () => {
    fc.assert(
      fc.property(situations, (list) => {
        const one = projected(list);
        const other = projected(
          list.map(({ before, now, share }) => ({ before: -before, now: -now, share })),
        );
        expect(other.electors.mean['R']).toBeCloseTo(one.electors.mean['D']!, 0);
        expect(other.electors.winProbability['R']).toBeCloseTo(one.electors.winProbability['D']!, 1);
        one.contests.forEach((contest, i) => {
          expect(other.contests[i]!.margin).toBeCloseTo(-contest.margin, 10);
          expect(other.contests[i]!.low90).toBeCloseTo(-contest.high90, 9);
        });
      }),
      CHECK,
    );
  });

  it('never lowers the chance of a ticket when every margin moves towards it', () => {
    fc.assert(
      fc.property(situations, fc.double({ min: 0, max: 0.2, noNaN: true }), (list, shift) => {
        const one = projected(list, HELD);
        for (const moved of [
          list.map((contest) => ({ ...contest, now: contest.now + shift })),
          list.map((contest) => ({ ...contest, before: contest.before + shift })),
        ]) {
          const other = projected(moved, HELD);
          expect(other.electors.winProbability['D']! - one.electors.winProbability['D']!).toBeGreaterThan(
            -0.002,
          );
          other.contests.forEach(({ margin }, i) => {
            expect(margin).toBeGreaterThanOrEqual(one.contests[i]!.margin - 1e-9);
          });
        }
      }),
      CHECK,
    );
  });

  it('never widens a contest when more of it is counted at the same margin', () => {
    fc.assert(
      fc.property(
        situations,
        fc.nat(IDS.length - 1),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, index, more) => {
          const share = list[index]!.share ?? 0.3;
          const before = list.map((one, i) => (i === index ? { ...one, share } : one));
          const after = list.map((one, i) =>
            i === index ? { ...one, share: share + more * (1 - share) } : one,
          );
          const wide = projected(before, HELD).contests;
          const narrow = projected(after, HELD).contests;
          narrow.forEach((one, i) => {
            // Elsewhere it may: a count that is nearly complete says less about the order of counting.
            if (i !== index) return;
            expect(one.high90 - one.low90).toBeLessThan(wide[i]!.high90 - wide[i]!.low90 + 1e-4);
          });
        },
      ),
      CHECK,
    );
  });

  it('does not depend on the order in which contests are handed over', () => {
    fc.assert(
      fc.property(situations, (list) => {
        const baseline = list.map(({ before }, i) => baselineOf(IDS[i]!, before));
        const returns = list.map(({ now, share }, i) => returnsOf(IDS[i]!, now, 500_000, share));
        expect(projectionOf(baseline.toReversed(), returns.toReversed())).toEqual(
          projectionOf(baseline, returns),
        );
      }),
      CHECK,
    );
  });
});

describe('before any count', () => {
  it('every contest stands at its baseline with the spread of past swings', () => {
    const { contests } = projectionOf(EVEN, []);
    for (const [i, one] of contests.entries()) {
      expect(one.margin).toBeCloseTo(((i % 7) - 3) / 20, 12);
      // 90 % of swings within about 12.5 points: 1.645 times the root of 5.1² + 5.7² + 1.5².
      expect(one.high90 - one.margin).toBeGreaterThan(0.11);
      expect(one.high90 - one.margin).toBeLessThan(0.14);
      expect(one).toMatchObject({ counted: 0, open: true });
    }
  });
});

describe('while the vote is counted', () => {
  it('a swing seen in some contests moves the others, less than it moves themselves', () => {
    const seen = IDS.slice(0, 10).map((id, i) => returnsOf(id, ((i % 7) - 3) / 20 - 0.06, 900_000, 0.9));
    const { contests } = projectionOf(EVEN, seen);
    const shift = contests.map((one, i) => one.margin - ((i % 7) - 3) / 20);
    for (const moved of shift.slice(0, 10)) expect(moved).toBeLessThan(-0.055);
    for (const moved of shift.slice(10)) {
      expect(moved).toBeLessThan(-0.04);
      expect(moved).toBeGreaterThan(-0.06);
    }
  });

  it('an early count barely moves a contest, a late one decides it', () => {
    const marginAt = (share: number) =>
      contest(projectionOf(EVEN, [returnsOf('PA', -0.3, 1000, share)]), 'PA').margin;
    const baseline = contest(projectionOf(EVEN, []), 'PA').margin;
    expect(Math.abs(marginAt(0.01) - baseline)).toBeLessThan(0.05);
    expect(marginAt(0.95)).toBeCloseTo(-0.3, 1);
    expect(marginAt(1)).toBeCloseTo(-0.3, 3);
  });

  it('a complete count leaves a width that is small but not zero', () => {
    const { margin, low90, high90, open, counted, winProbability } = contest(
      projectionOf(EVEN, [returnsOf('GA', 0.0024, 5_000_000, 1)]),
      'GA',
    );
    expect({ open, counted }).toEqual({ open: false, counted: 1 });
    expect(margin).toBeCloseTo(0.0024, 4);
    expect(high90 - low90).toBeGreaterThan(0.002);
    expect(high90 - low90).toBeLessThan(0.005);
    expect(winProbability['D']).toBeGreaterThan(0.95);
    expect(winProbability['D']).toBeLessThan(0.999);
  });
});

describe('where something is missing', () => {
  it('an unknown expected share is guessed from the earlier total and never counts as complete', () => {
    const counted = (total: number) => contest(projectionOf(EVEN, [returnsOf('PA', 0.1, total, null)]), 'PA');
    expect(counted(250_000)).toMatchObject({ counted: 0.25, open: true });
    expect(counted(3_000_000)).toMatchObject({ counted: 0.8, open: true });
  });

  it('a contest without a baseline starts even and very wide, and takes no part in the swing', () => {
    const baseline = EVEN.filter((row) => row.contest !== 'PA');
    const before = contest(projectionOf(baseline, []), 'PA');
    expect(before.margin).toBe(0);
    expect(before.high90).toBeGreaterThan(0.4);
    const counted = projectionOf(baseline, [returnsOf('PA', 0.2, 1000, 0.9)]);
    expect(contest(counted, 'PA').margin).toBeCloseTo(0.2, 2);
    expect(contest(counted, 'OH').margin).toBeCloseTo(contest(projectionOf(baseline, []), 'OH').margin, 12);
  });

  it('zero votes say nothing, whatever share is claimed', () => {
    for (const share of [0, 1, null]) {
      const one = contest(projectionOf(EVEN, [returnsOf('PA', 0, 0, share)]), 'PA');
      expect(one).toEqual(contest(projectionOf(EVEN, []), 'PA'));
    }
  });

  it('a ticket that is missing from the votes has none', () => {
    const row = { ...returnsOf('PA', 0, 1000, 0.9), votes: { D: 1000 } };
    expect(contest(projectionOf(EVEN, [row]), 'PA').margin).toBeGreaterThan(0.8);
    expect(contest(projectionOf([], []), 'PA').winProbability).toEqual({
      D: expect.closeTo(0.5, 10),
      R: expect.closeTo(0.5, 10),
      L: 0,
    });
  });

  it('an expected share outside 0 to 1 is taken at the edge', () => {
    expect(contest(projectionOf(EVEN, [returnsOf('PA', 0.1, 1000, 1.04)]), 'PA')).toMatchObject({
      counted: 1,
      open: false,
    });
  });

  it('a figure that is not finite is refused by name', () => {
    const row = returnsOf('PA', 0.1, 1000, 0.5);
    expect(() => projectionOf(EVEN, [{ ...row, votes: { D: Number.NaN, R: 1 } }])).toThrow(
      'invalid votes of PA',
    );
    expect(() => projectionOf(EVEN, [{ ...row, expectedShare: Number.NaN }])).toThrow(
      'invalid expected share of PA',
    );
    expect(() => projectionOf([baselineOf('PA', Number.POSITIVE_INFINITY)], [])).toThrow(
      'invalid earlier votes of PA',
    );
  });
});
