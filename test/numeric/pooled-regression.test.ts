import { describe, expect, it } from 'vitest';
import { netStrata } from '../../src/numeric/digital-net.ts';
import { leadingFactors } from '../../src/numeric/leading-factors.ts';
import { covarianceOf } from '../../src/numeric/pooled-levels.ts';
import {
  fitPooled,
  type PooledFit,
  type Pooling,
  type Rows,
  refitGroup,
} from '../../src/numeric/pooled-regression.ts';

const pooling = (common: number, cluster: number, group: number): Pooling => ({
  clusters: Int32Array.of(0, 0),
  clusterCount: 1,
  start: {
    common: Float64Array.of(common),
    cluster: Float64Array.of(cluster),
    group: Float64Array.of(group),
    own: 1,
    noise: 1,
  },
  trust: { group: 6, cluster: 6, own: 30, noise: 30 },
  thinning: 1,
  freedom: 5,
  coupling: 0,
  slack: 1,
  columns: 1,
  rounds: 0,
});

const rows: Rows = {
  count: 3,
  width: 1,
  design: Float64Array.of(1, 1, 1),
  products: Float64Array.of(1, 1, 1),
  response: Float64Array.of(1, 3, 8),
  group: Int32Array.of(0, 0, 1),
  own: Float64Array.of(1, 1, 1),
  noise: new Float64Array(3),
  seen: Uint8Array.of(1, 1, 0),
};

describe('a pooled regression', () => {
  it('is the conjugate normal posterior where nothing lies between country and rows', () => {
    // Prior N(0, 1), two observations 1 and 3 with variance 1: precision 3, mean 4/3. The third row is not seen.
    const { common, groups } = fitPooled(rows, pooling(1, 0, 0));
    expect(common.mean[0]).toBeCloseTo(4 / 3, 12);
    expect(common.covariance[0]).toBeCloseTo(1 / 3, 12);
    expect(groups[1]!.mean[0]).toBeCloseTo(4 / 3, 12);
  });

  it('leaves a group without rows at the country’s mean, with its own spread besides', () => {
    // The seen group's mean 2 has variance 1/2 + 1 around the country's: precision 1 + 2/3, mean (4/3)/(5/3).
    const fit = fitPooled(rows, pooling(1, 0, 1));
    const { common, groups } = fit;
    expect(common.mean[0]).toBeCloseTo(0.8, 12);
    expect(common.covariance[0]).toBeCloseTo(0.6, 12);
    expect(groups[1]!.mean[0]).toBeCloseTo(0.8, 12);
    expect(covarianceOf(fit, pooling(1, 0, 1).clusters, 1)[0]).toBeCloseTo(1.6, 12);
    // And the seen group: 2 weighted 2 against 0.8 weighted 1.
    expect(groups[0]!.mean[0]).toBeCloseTo(1.6, 12);
  });
});

describe('levels and rows', () => {
  // Four groups of six rows; `stray` is how far rows lie from their group, the groups all stand at 0.
  const strayed = (stray: number): Rows => ({
    count: 24,
    width: 1,
    design: new Float64Array(24).fill(1),
    products: new Float64Array(24).fill(1),
    response: Float64Array.from({ length: 24 }, (_, i) => (i % 2 === 0 ? stray : -stray)),
    group: Int32Array.from({ length: 24 }, (_, i) => Math.floor(i / 6)),
    own: new Float64Array(24).fill(1),
    noise: new Float64Array(24),
    seen: new Uint8Array(24).fill(1),
  });
  const settings: Pooling = { ...pooling(1, 1, 1), clusters: new Int32Array(4), rounds: 3 };
  const spreadOf = (stray: number, change: Partial<Pooling>) =>
    fitPooled(strayed(stray), { ...settings, ...change }).scales.group[0]!;

  it('stray together where they are coupled', () => {
    const [calm, wild] = [0.3, 3].map((stray) => spreadOf(stray, { coupling: 1.7 }));
    expect(calm).toBeLessThan(spreadOf(0.3, {}));
    expect(wild).toBeGreaterThan(spreadOf(3, {}));
  });

  it('give groups in the end as much slack as is asked for', () => {
    expect(spreadOf(1, { slack: 1.5 }) / spreadOf(1, {})).toBeCloseTo(1.5, 9);
  });
});

describe('eight schools', () => {
  // Effects and standard errors of Rubin (Journal of Educational Statistics 6, 1981), as in Gelman et al., Bayesian
  // Data Analysis, 3rd edition, table 5.2; the pooled estimate 7.7 with variance 16.6 stands on page 120.
  const effects = [28, 8, -3, 7, -1, 1, 18, 12];
  const errors = [15, 10, 16, 11, 9, 11, 10, 18];
  const schools: Rows = {
    count: 8,
    width: 1,
    design: new Float64Array(8).fill(1),
    products: new Float64Array(8).fill(1),
    response: Float64Array.from(effects),
    group: Int32Array.from(effects, (_, i) => i),
    own: Float64Array.from(errors, (error) => error ** 2),
    noise: new Float64Array(8),
    seen: new Uint8Array(8).fill(1),
  };
  const schoolPooling = (between: number): Pooling => ({
    ...pooling(1e5, 0, between),
    clusters: new Int32Array(8),
  });

  it('pooled completely have the published mean and variance', () => {
    const { common } = fitPooled(schools, schoolPooling(0));
    expect(common.mean[0]).toBeCloseTo(7.7, 1);
    expect(common.covariance[0]).toBeCloseTo(16.6, 1);
  });

  it('pooled partially, with a spread of 8 between them, are shrunk as the formula says', () => {
    // numpy 2.4.6: (y/s² + m/τ²) / (1/s² + 1/τ²) with m the mean weighted by 1/(s² + τ²).
    const { common, groups } = fitPooled(schools, schoolPooling(8));
    expect(common.mean[0]).toBeCloseTo(8.020525569061725, 5);
    expect(groups[0]!.mean[0]).toBeCloseTo(12.445045858266049, 5);
    expect(groups[4]!.mean[0]).toBeCloseTo(4.039052214441377, 5);
  });

  it('refitted after one has changed are as if fitted anew', () => {
    const changed: Rows = { ...schools, response: schools.response.with(2, 20) };
    const before = fitPooled(schools, { ...schoolPooling(8), freedom: 1e9 });
    const refitted = refitGroup(changed, { ...schoolPooling(8), freedom: 1e9 }, before, 2);
    const fresh = fitPooled(changed, { ...schoolPooling(8), freedom: 1e9 });
    expect(refitted.common.mean[0]).toBeCloseTo(fresh.common.mean[0]!, 6);
    refitted.groups.forEach(({ mean }, i) => {
      expect(mean[0]).toBeCloseTo(fresh.groups[i]!.mean[0]!, 6);
      const spread = (fit: PooledFit) => covarianceOf(fit, schoolPooling(8).clusters, i)[0]!;
      expect(spread(refitted)).toBeCloseTo(spread(fresh), 6);
    });
  });
});

describe('leading factors', () => {
  it('give back a covariance of low rank', () => {
    const covariance = Float64Array.of(4, 2, 0, 2, 2, 1, 0, 1, 1);
    const loadings = leadingFactors(covariance, Float64Array.of(1, 1, 1), 3);
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) {
        let sum = 0;
        for (let k = 0; k < 3; k++) sum += loadings[i * 3 + k]! * loadings[j * 3 + k]!;
        expect(sum).toBeCloseTo(covariance[i * 3 + j]!, 6);
      }
  });
});

describe('a digital net', () => {
  it('integrates a smooth function over seven dimensions to four digits', () => {
    const strata = netStrata(4096, 7);
    let sum = 0;
    for (let i = 0; i < 4096; i++) {
      let product = 1;
      for (let k = 0; k < 7; k++) product *= 1 + ((strata[i * 7 + k]! + 0.5) / 4096 - 0.5) / 2;
      sum += product / 4096;
    }
    expect(sum).toBeCloseTo(1, 4);
  });

  it('has one point in every stratum of every coordinate, and in every cell of the first two', () => {
    const strata = netStrata(1024, 8);
    for (let k = 0; k < 8; k++) {
      const hit = new Set(Array.from({ length: 1024 }, (_, i) => strata[i * 8 + k]));
      expect(hit.size).toBe(1024);
    }
    // The first two dimensions of Sobol's sequence are a (0, 2)-sequence: each of 32 × 32 cells holds one point.
    const cells = new Set(
      Array.from({ length: 1024 }, (_, i) => (strata[i * 8]! >> 5) * 32 + (strata[i * 8 + 1]! >> 5)),
    );
    expect(cells.size).toBe(1024);
  });

  it('refuses what it cannot fill', () => {
    expect(() => netStrata(1000, 2)).toThrow('invalid count 1000');
    expect(() => netStrata(1024, 9)).toThrow('invalid dimensions 9');
  });
});
