import { describe, expect, it } from 'vitest';
import { nights, perturbAll, policies } from './perturb.ts';

/** A part of the 10,000 that `node test/verdict/perturb.ts` runs. */
const RUNS = 400;
const SEED = 20241106;

describe(`nights in which things go wrong (seed ${SEED})`, () => {
  it('are enough, under every policy that ships', () => {
    expect(nights().length).toBeGreaterThanOrEqual(12);
    expect(policies().length).toBeGreaterThanOrEqual(5);
  });

  it('are never releasable while a hold stands, whatever is dropped, delayed, doubled, retracted or mistyped', () => {
    expect(perturbAll(RUNS, SEED).complaints).toEqual([]);
  });
});
