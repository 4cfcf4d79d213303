import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { studentT4Quantile } from '../../src/numeric/student-t4.ts';
import { electorDistribution, FULL, USUAL } from '../../src/projection/elector-distribution.ts';
import { intervalOf } from '../../src/projection/interval.ts';
import { chanceOf, type Joint } from '../../src/projection/joint.ts';
import { remainingPaths } from '../../src/projection/paths.ts';
import { FACTORS, sharedErrors, TAIL_SCALE } from '../../src/projection/shared-errors.ts';
import { whatIf } from '../../src/projection/what-if.ts';

const CHECK = { seed: 20241105, numRuns: 15, endOnFailure: true };

type Contest = {
  readonly centre: number;
  readonly shared: number;
  readonly own: number;
  readonly electors: number;
};

/** Contests that share one error. */
function jointOf(contests: readonly Contest[], majority: number): Joint {
  return {
    contests: contests.map((_, i) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[i]!),
    electors: contests.map(({ electors }) => electors),
    tickets: ['D', 'R'],
    majority,
    centre: contests.map(({ centre }) => centre),
    loadings: contests.flatMap(({ shared }) => [shared, 0, 0, 0, 0, 0]),
    own: contests.map(({ own }) => own),
    chance: contests.map(({ centre, shared, own }) => chanceOf(centre, shared, own)),
  };
}

/**
 * Three contests with one shared t₄ error. What is expected of them was computed with scipy 1.17.1: scipy.stats.t with
 * df = 4, and scipy.integrate.quad over the shared error for each of the eight outcomes.
 */
const THREE = jointOf(
  [
    { centre: 0.01, shared: 0.02, own: 0.015, electors: 3 },
    { centre: -0.005, shared: 0.03, own: 0.01, electors: 4 },
    { centre: 0.02, shared: 0.01, own: 0.03, electors: 5 },
  ],
  7,
);

const sumFrom = (distribution: readonly number[], from: number) =>
  distribution.slice(from).reduce((sum, p) => sum + p, 0);

describe('the shared errors', () => {
  it('are t errors with tails in common: alike in every direction, far out together', () => {
    const points = 1 << 14;
    const errors = sharedErrors(points);
    const far = TAIL_SCALE * studentT4Quantile(0.95);
    const shareOf = (is: (own: Float64Array) => boolean) =>
      Array.from({ length: points }, (_, i) => errors.subarray(i * FACTORS, (i + 1) * FACTORS)).filter(is)
        .length / points;
    const near = (wanted: number) => (share: number) => Math.abs(share - wanted) < 0.002;
    for (let k = 0; k < FACTORS; k++) expect(shareOf((own) => own[k]! > far)).toSatisfy(near(0.05));
    // A direction of equal parts of all of them.
    const along = (own: Float64Array) => own.reduce((sum, e) => sum + e, 0) / Math.sqrt(FACTORS);
    expect(shareOf((own) => along(own) > far)).toSatisfy(near(0.05));
    // Two of them at once: by quadrature over their common χ²₄ (mpmath 1.3); one in a hundred if they were independent.
    for (let k = 1; k < FACTORS; k++)
      expect(shareOf((own) => Math.abs(own[k - 1]!) > far && Math.abs(own[k]!) > far)).toSatisfy(
        near(0.02554),
      );
  });
});

describe('electors of three contests', () => {
  it('have the chances and the interval that quadrature gives', () => {
    const known = [0.6707989557933014, 0.4270419364933358, 0.7630026515062762];
    THREE.chance.forEach((chance, i) => {
      expect(Math.abs(chance - known[i]!)).toBeLessThan(3e-6);
    });
    const { low90, high90 } = intervalOf(0.01, 0.02, 0.015);
    expect(low90).toBeCloseTo(-0.032277739384990935, 5);
    expect(high90).toBeCloseTo(0.052277739385187476, 5);
  });

  it('have the distribution that quadrature gives, at the usual precision and closer at the full one', () => {
    const known = [
      0.1029597596177441, 0, 0, 0.0686362867310354, 0.006899408220874709, 0.1911472648601477, 0,
      0.058501893924069445, 0.21021475229773712, 0.028194611507932177, 0, 0, 0.3334460228404595,
    ];
    const usual = electorDistribution(THREE, 7, USUAL);
    const full = electorDistribution(THREE, 7, { ...FULL, points: 65_536 });
    known.forEach((p, k) => {
      expect(Math.abs(usual[k]! - p), `at ${k}`).toBeLessThan(2e-3);
      expect(Math.abs(full[k]! - p), `at ${k}`).toBeLessThan(1e-5);
    });
    expect(Math.abs(sumFrom(usual, 7) - 0.6303572805701982)).toBeLessThan(5e-4);
  });

  it('are the same however many points are taken exactly, all but certain nights included', () => {
    for (const lead of [0, 0.02, 0.04, 0.06]) {
      const list = Array.from({ length: 12 }, (_, i) => ({
        centre: lead + (i - 6) / 100,
        shared: 0.02,
        own: 0.012,
        electors: 3 + ((7 * i) % 20),
      }));
      const majority = 1 + Math.floor(list.reduce((sum, { electors }) => sum + electors, 0) / 2);
      const chance = (precision: typeof USUAL) =>
        sumFrom(electorDistribution(jointOf(list, majority), majority, precision), majority);
      const all = chance({ ...FULL, points: 32_768 });
      for (const tolerance of [3e-4, 1e-4, 7e-5, 5e-5, 3e-5])
        expect(Math.abs(chance({ ...USUAL, tolerance }) - all), `${lead} ${tolerance}`).toBeLessThan(1e-3);
    }
  });

  it('repeat bit for bit', () => {
    expect(electorDistribution(THREE, 7, USUAL)).toEqual(electorDistribution(THREE, 7, USUAL));
  });
});

describe('a contest that is switched off', () => {
  const contests = fc.array(
    fc.record({
      centre: fc.double({ min: -0.1, max: 0.1, noNaN: true }),
      shared: fc.double({ min: 0, max: 0.05, noNaN: true }),
      own: fc.double({ min: 0.005, max: 0.05, noNaN: true }),
      electors: fc.integer({ min: 1, max: 40 }),
    }),
    { minLength: 2, maxLength: 8 },
  );
  const quantile = (distribution: readonly number[], share: number) => {
    let below = 0;
    return distribution.findIndex((p) => {
      below += p;
      return below >= share;
    });
  };

  it('widens every interval of the electors, and never narrows one', () => {
    fc.assert(
      fc.property(contests, fc.nat(), fc.constantFrom(0.5, 0.8, 0.9, 0.98), (list, at, share) => {
        const electors = list.reduce((sum, one) => sum + one.electors, 0);
        const joint = jointOf(list, Math.floor(electors / 2) + 1);
        const known = electorDistribution(joint, joint.majority, USUAL);
        const off = electorDistribution({ ...joint, off: [at % list.length] }, joint.majority, USUAL);
        expect(off).toHaveLength(electors + 1);
        expect(sumFrom(off, 0)).toBeCloseTo(1, 9);
        const [low, high] = [(1 - share) / 2, (1 + share) / 2];
        // A hair's breadth for quantiles that lie exactly on a step.
        expect(quantile(off, low - 5e-4)).toBeLessThanOrEqual(quantile(known, low + 5e-4));
        expect(quantile(off, high + 5e-4)).toBeGreaterThanOrEqual(quantile(known, high - 5e-4));
      }),
      CHECK,
    );
  });

  it('goes with whoever does better elsewhere, unless somebody asks what if it is won', () => {
    const off = { ...THREE, off: [2] };
    const distribution = electorDistribution(off, 7, USUAL);
    expect(sumFrom(distribution, 8)).toBeCloseTo(0.5, 6);
    const { electors } = whatIf(off, [{ contest: 'C', ticket: 'D' }]);
    expect(electors.low90['D']).toBeGreaterThanOrEqual(5);
  });
});

describe('what if', () => {
  it('one contest goes to a ticket: the others follow by Bayes', () => {
    const { probability, rough, contests, electors } = whatIf(THREE, [{ contest: 'A', ticket: 'D' }]);
    expect(probability).toBeCloseTo(0.6707989557933014, 3);
    expect(rough).toBe(false);
    expect(contests[0]!.winProbability['D']).toBe(1);
    expect(contests[0]!.low90).toBeGreaterThanOrEqual(0);
    expect(Math.abs(contests[1]!.winProbability['D']! - 0.5843001295388204)).toBeLessThan(2e-3);
    expect(Math.abs(contests[2]!.winProbability['D']! - 0.8104675334433868)).toBeLessThan(2e-3);
    expect(Math.abs(electors.winProbability['D']! - 0.8976797949098407)).toBeLessThan(5e-3);
  });

  it('one contest ends within a range of margins', () => {
    const { probability, contests, electors } = whatIf(THREE, [{ contest: 'A', low: -0.01, high: 0.02 }]);
    expect(probability).toBeCloseTo(0.4762388887373904, 3);
    expect(Math.abs(contests[0]!.winProbability['D']! - 0.7172826908198333)).toBeLessThan(2e-3);
    expect(Math.abs(contests[1]!.winProbability['D']! - 0.3248820737312327)).toBeLessThan(2e-3);
    expect(Math.abs(electors.winProbability['D']! - 0.643042733564223)).toBeLessThan(5e-3);
    expect(contests[0]!.low90).toBeGreaterThan(-0.01);
    expect(contests[0]!.high90).toBeLessThan(0.02);
  });

  it('nothing is asked: the answer is the projection', () => {
    const { probability, contests } = whatIf(THREE, []);
    expect(probability).toBe(1);
    contests.forEach(({ winProbability }, i) => {
      expect(Math.abs(winProbability['D']! - THREE.chance[i]!)).toBeLessThan(1e-3);
    });
  });

  it('all that cannot be is refused by name', () => {
    expect(() => whatIf(THREE, [{ contest: 'Z', ticket: 'D' }])).toThrow('invalid condition on "Z"');
    expect(() => whatIf(THREE, [{ contest: 'A', ticket: 'L' }])).toThrow('"L" is neither D nor R');
    expect(() => whatIf(THREE, [{ contest: 'A', low: 0.1, high: 0 }])).toThrow('invalid conditions on A');
    expect(() => whatIf(THREE, [{ contest: 'A', low: Number.NaN, high: 0 }])).toThrow('lowest margin of A');
    expect(() =>
      whatIf(THREE, [
        { contest: 'A', ticket: 'D' },
        { contest: 'A', ticket: 'R' },
      ]),
    ).toThrow('invalid conditions on A');
  });

  it('a condition and its opposite add up to what is known without either', () => {
    const contests = fc.array(
      fc.record({
        centre: fc.double({ min: -0.1, max: 0.1, noNaN: true }),
        shared: fc.double({ min: 0, max: 0.04, noNaN: true }),
        own: fc.double({ min: 0.005, max: 0.04, noNaN: true }),
        electors: fc.integer({ min: 1, max: 50 }),
      }),
      { minLength: 3, maxLength: 12 },
    );
    fc.assert(
      fc.property(contests, (list) => {
        const all = list.reduce((sum, { electors }) => sum + electors, 0);
        const joint = jointOf(list, Math.floor(all / 2) + 1);
        const won = whatIf(joint, [{ contest: 'A', ticket: 'D' }]);
        const lost = whatIf(joint, [{ contest: 'A', ticket: 'R' }]);
        expect(won.probability + lost.probability).toBeCloseTo(1, 10);
        list.forEach((_, i) => {
          const sum =
            won.probability * won.contests[i]!.winProbability['D']! +
            lost.probability * lost.contests[i]!.winProbability['D']!;
          expect(Math.abs(sum - joint.chance[i]!)).toBeLessThan(0.01);
        });
        expect(won.electors.distribution.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 10);
      }),
      CHECK,
    );
  });
});

describe('remaining paths', () => {
  const joint = jointOf(
    [10, 6, 5, 4, 3].map((electors) => ({ centre: 0, shared: 0.01, own: 0.01, electors })),
    15,
  );

  it('are all smallest sets that reach the majority, and no others', () => {
    const { needed, count, complete, paths } = remainingPaths(joint, 'D', {});
    expect({ needed, count, complete }).toEqual({ needed: 15, count: 4, complete: true });
    const found = paths.map(({ contests }) => contests.join(''));
    expect(found.toSorted()).toEqual(['AB', 'AC', 'ADE', 'BCD']);
    for (const { contests, electors } of paths) {
      expect(electors).toBeGreaterThanOrEqual(15);
      for (const one of contests)
        expect(electors - joint.electors[joint.contests.indexOf(one)]!).toBeLessThan(15);
    }
  });

  it('count what is decided, and are none where the majority is reached or out of reach', () => {
    expect(remainingPaths(joint, 'D', { A: 'D', B: 'D' })).toMatchObject({
      electors: 16,
      needed: 0,
      count: 0,
    });
    expect(remainingPaths(joint, 'R', { A: 'D' })).toMatchObject({ electors: 0, needed: 15 });
    expect(remainingPaths(joint, 'R', { A: 'D', B: 'D' }).paths).toEqual([]);
    expect(() => remainingPaths(joint, 'L', {})).toThrow('invalid ticket "L"');
  });
});
