import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distributionOfSum } from '../../src/numeric/convolve.ts';
import { finite } from '../../src/numeric/finite.ts';
import { normalCdf, normalQuantile } from '../../src/numeric/normal.ts';
import { quantile } from '../../src/numeric/quantile.ts';
import { seededRandom } from '../../src/numeric/random.ts';
import { studentTCdf, studentTStrata } from '../../src/numeric/student-t.ts';
import {
  studentT4Cdf,
  studentT4Density,
  studentT4Nodes,
  studentT4Quantile,
} from '../../src/numeric/student-t4.ts';
import { exactSum } from '../../src/numeric/sum.ts';

const SEED = { seed: 20241105 };

function relativeError(got: number, wanted: number): number {
  return Math.abs(got / wanted - 1);
}

describe('the guard against numbers that are not finite', () => {
  it('passes a finite number on and names the quantity otherwise', () => {
    expect(finite(-0.25, 'margin of PA')).toBe(-0.25);
    expect(() => finite(0 / 0, 'margin of PA')).toThrow('invalid margin of PA: NaN is not a finite number');
    expect(() => finite(1 / 0, 'swing')).toThrow('invalid swing');
  });
});

describe('the normal distribution', () => {
  it('agrees with the complementary error function of the C library, tails included', () => {
    // Python 3.11, math.erfc(-x / sqrt 2) / 2.
    const known: [number, number][] = [
      [-10, 7.619853024160593e-24],
      [-6, 9.865876450377012e-10],
      [-3, 0.0013498980316300957],
      [-1, 0.15865525393145707],
      [0.5, 0.6914624612740131],
      [2, 0.9772498680518208],
      [2.9999, 0.998649658717045],
      [3.0001, 0.9986505450867393],
    ];
    for (const [x, p] of known) expect(relativeError(normalCdf(x), p), `at ${x}`).toBeLessThan(1e-13);
  });

  it('gives the quantiles of algorithm AS 241', () => {
    // Python 3.11, statistics.NormalDist().inv_cdf, which is AS 241 (Wichura 1988).
    const known: [number, number][] = [
      [1e-10, -6.361340902404056],
      [0.025, -1.9599639845400538],
      [0.3, -0.5244005127080407],
      [0.95, 1.6448536269514715],
      [0.999, 3.090232306167813],
    ];
    for (const [p, x] of known) expect(Math.abs(normalQuantile(p) - x), `at ${p}`).toBeLessThan(3e-14);
  });

  it('is undone by its quantile from 1e-300 to the upper tail', () => {
    fc.assert(
      fc.property(fc.double({ min: -36, max: 6, noNaN: true }), (x) => {
        expect(Math.abs(normalQuantile(normalCdf(x)) - x)).toBeLessThan(1e-6);
      }),
      SEED,
    );
  });

  it('refuses what is no probability', () => {
    for (const p of [0, 1, -0.1, Number.NaN]) expect(() => normalQuantile(p)).toThrow('invalid probability');
    expect(() => normalCdf(Number.NaN)).toThrow('invalid normal deviate');
  });
});

describe('the t distribution with four degrees of freedom', () => {
  it('agrees with published values', () => {
    // scipy 1.10.1, stats.t with df = 4; 2.132 and 4.604 stand in every printed table.
    expect(studentT4Cdf(-10)).toBeCloseTo(0.0002810018113579955, 14);
    expect(studentT4Cdf(-0.5)).toBeCloseTo(0.32166498159093165, 14);
    expect(studentT4Cdf(1)).toBeCloseTo(0.8130495168499705, 14);
    expect(studentT4Quantile(0.05)).toBeCloseTo(-2.131846786326651, 12);
    expect(studentT4Quantile(0.995)).toBeCloseTo(4.604094871349992, 12);
    expect(studentT4Density(3)).toBeCloseTo(0.019693498090836533, 15);
  });

  it('has nodes that integrate probabilities, moments of the middle and symmetric functions', () => {
    const { points, weights } = studentT4Nodes(41);
    const integral = (f: (x: number) => number) =>
      exactSum(Array.from(points, (point, i) => weights[i]! * f(point)));
    expect(integral(() => 1)).toBeCloseTo(1, 14);
    expect(integral((x) => x ** 3)).toBeCloseTo(0, 10);
    // E exp(-x²/8): the expectation by a fine trapezoid in x, 1e6 points over ±200.
    let fine = 0;
    for (let i = -500_000; i <= 500_000; i++) {
      const x = i * 4e-4;
      fine += 4e-4 * studentT4Density(x) * Math.exp((-x * x) / 8);
    }
    expect(integral((x) => Math.exp((-x * x) / 8))).toBeCloseTo(fine, 4);
  });
});

describe('the t distribution', () => {
  it('agrees with the regularised incomplete beta function', () => {
    // mpmath 1.3, betainc(ν/2, 1/2, 0, ν/(ν + x²), regularized=True) / 2.
    const known: [number, number, number][] = [
      [1, -3, 0.102416382349566],
      [2, 0.7, 0.721803487683567],
      [5, -0.2, 0.424680256997914],
      [5, 4, 0.994838292259584],
      [8, 1.5, 0.913998354024044],
      [9, -6, 0.00010124966103382033],
    ];
    for (const [freedom, x, probability] of known)
      expect(studentTCdf(x, freedom), `${x}, ${freedom} degrees`).toBeCloseTo(probability, 14);
  });

  it('has strata of equal probability, far out in the tails too', () => {
    for (const freedom of [4, 5, 9]) {
      const values = studentTStrata(1 << 14, freedom);
      values.forEach((x, i) => {
        expect(Math.abs(studentTCdf(x, freedom) * values.length - i - 0.5)).toBeLessThan(1e-6);
      });
    }
  });
});

describe('the exact sum', () => {
  it('keeps what ordinary addition loses', () => {
    expect(exactSum([1e100, 1, -1e100])).toBe(1);
    expect(exactSum(Array.from({ length: 10 }, () => 0.1))).toBe(1);
    expect(exactSum([])).toBe(0);
    // A half that ties to even, with a little more below it.
    expect(exactSum([1, 2 ** -53, 2 ** -106])).toBe(1 + 2 ** -52);
    expect(() => exactSum([1, Number.NaN])).toThrow('invalid term');
  });

  it('does not depend on the order of its terms', () => {
    const terms = fc.array(fc.double({ min: -1e12, max: 1e12, noNaN: true }), { maxLength: 40 });
    fc.assert(
      fc.property(terms, fc.integer(), (values, seed) => {
        const random = seededRandom(seed);
        const shuffled = values
          .map((value) => ({ value, key: random() }))
          .sort((a, b) => a.key - b.key)
          .map(({ value }) => value);
        expect(exactSum(shuffled)).toBe(exactSum(values));
      }),
      SEED,
    );
  });
});

describe('the sample quantile', () => {
  it('is linear between order statistics, as in R and numpy', () => {
    const sample = [3, 1, 4, 1, 5, 9, 2, 6];
    const shares = [0, 0.1, 0.25, 0.5, 0.9, 1];
    // numpy 1.24, np.quantile.
    const wanted = [1, 1, 1.75, 3.5, 6.9, 9];
    for (const [i, share] of shares.entries()) expect(quantile(sample, share)).toBeCloseTo(wanted[i]!, 12);
  });

  it('refuses an empty sample and a share outside 0 to 1', () => {
    expect(() => quantile([], 0.5)).toThrow('invalid sample');
    expect(() => quantile([1], 1.5)).toThrow('invalid share 1.5');
  });
});

describe('seeded random numbers', () => {
  it('repeat with the seed and differ between seeds', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('fill the unit interval evenly', () => {
    const random = seededRandom(20241105);
    const counts = new Array(10).fill(0);
    for (let i = 0; i < 100_000; i++) counts[Math.floor(random() * 10)]++;
    // Chi-squared with 9 degrees of freedom exceeds 27.9 once in a thousand seeds.
    expect(exactSum(counts.map((count) => (count - 10_000) ** 2 / 10_000))).toBeLessThan(27.9);
  });
});

describe('the distribution of a sum of independent outcomes', () => {
  const outcomes = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12)), {
    maxLength: 9,
  });

  it('agrees with adding up every combination', () => {
    fc.assert(
      fc.property(outcomes, (list) => {
        const wanted = new Float64Array(list.reduce((sum, [, weight]) => sum + weight, 1));
        for (let mask = 0; mask < 2 ** list.length; mask++) {
          let probability = 1;
          let sum = 0;
          for (const [i, [yes, weight]] of list.entries()) {
            const happens = (mask >> i) & 1;
            probability *= happens ? yes : 1 - yes;
            sum += happens * weight;
          }
          wanted[sum]! += probability;
        }
        const got = distributionOfSum(
          list.map(([yes]) => yes),
          list.map(([, weight]) => weight),
        );
        expect(got.length).toBe(wanted.length);
        for (const [sum, probability] of got.entries()) expect(probability).toBeCloseTo(wanted[sum]!, 12);
      }),
      SEED,
    );
  });

  it('refuses chances and weights that are none', () => {
    expect(() => distributionOfSum([1.2], [3])).toThrow('invalid chance 1.2 of outcome 0');
    expect(() => distributionOfSum([Number.NaN], [3])).toThrow('invalid chance');
    expect(() => distributionOfSum([0.5], [1.5])).toThrow('invalid weight 1.5');
  });
});
