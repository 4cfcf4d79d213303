import { describe, expect, it } from 'vitest';
import { crashRuns } from './crash-runs.ts';

/** A part of the 5,000 that `node bin/run.js test/response/crash-runs.ts` runs. */
const RUNS = 200;
const SEED = 20241106;

describe(`${RUNS} nights of crashes, races and second thoughts (seed ${SEED})`, () => {
  it('send nothing twice, nothing without two valid approvals, lose no approval, and know what is not known', async () => {
    const { complaints, ...tally } = await crashRuns(RUNS, SEED);
    expect(complaints).toEqual([]);
    expect(tally.arrived).toBeGreaterThan(100);
    expect(tally.unknown).toBeGreaterThan(20);
    expect(tally.partial).toBeGreaterThan(0);
    expect(tally.crashes).toBeGreaterThan(300);
  });
});
