import { describe, expect, it } from 'vitest';
import type { Baseline } from '../../src/election/election.ts';
import { hispanicShareOf } from '../../src/projection/hispanic-share.ts';
import { project } from '../../src/projection/project.ts';
import { madeUpElection } from './night.ts';

describe('the share of Hispanic residents', () => {
  it('is known of a county by its FIPS code', () => {
    // U.S. Census Bureau, estimates for July 2012: Starr County, Texas; Miami-Dade, Florida; Fulton, Georgia.
    expect(hispanicShareOf('48427', 'TX')).toBeCloseTo(0.956, 3);
    expect(hispanicShareOf('12086', 'FL')).toBeCloseTo(0.643, 3);
    expect(hispanicShareOf('13121', 'GA')).toBeCloseTo(0.079, 3);
  });

  it('is that of the county in a part of one, and that of its state in a county that is not listed', () => {
    expect(hispanicShareOf('31055_2', 'NE')).toBe(hispanicShareOf('31055', 'NE'));
    expect(hispanicShareOf('11000', 'DC')).toBe(hispanicShareOf('11001', 'DC'));
  });

  it('is not claimed of places elsewhere whose numbers look alike', () => {
    expect(hispanicShareOf('48427', 'DE-BY')).toBeNull();
    expect(hispanicShareOf('75056', 'IDF')).toBeNull();
    expect(hispanicShareOf('48427', 'FL')).toBeNull();
    expect(hispanicShareOf('TX', 'TX')).toBeNull();
  });
});

/** Counties of Texas, from all but none to nearly all Hispanic. */
const COUNTIES = ['48113', '48439', '48085', '48183', '48367', '48497', '48201', '48029', '48355', '48141'];
const BORDER = ['48427', '48215', '48479', '48061'];

const ELECTION = madeUpElection(['TX']);

const votes = (margin: number) => ({ D: 50_000 * (1 + margin), R: 50_000 * (1 - margin) });

describe('a night on which one people turns', () => {
  it('moves its counties that are still out with those that are counted', () => {
    // Every county was even. Now a county swings by 20 points times its share of Hispanic residents.
    const all = [...COUNTIES, ...BORDER];
    const marginIn = (unit: string) => -0.2 * hispanicShareOf(unit, 'TX')!;
    const projection = project({
      election: ELECTION,
      baseline: all.map((unit): Baseline => ({ unit, contest: 'TX', total: 100_000, votes: votes(0) })),
      contests: [],
      units: COUNTIES.map((unit) => ({
        unit,
        contest: 'TX',
        votes: votes(marginIn(unit)),
        expectedShare: 1,
      })),
      at: 0,
    });
    const truth = all.reduce((sum, unit) => sum + marginIn(unit), 0) / all.length;
    const counted = COUNTIES.reduce((sum, unit) => sum + marginIn(unit), 0) / COUNTIES.length;
    const { margin } = projection.contests[0]!;
    // What is counted stands at −7 points; the whole ends at −10.
    expect(truth).toBeLessThan(counted - 0.025);
    expect(Math.abs(margin - truth)).toBeLessThan(Math.abs(counted - truth) / 2);
  });
});
