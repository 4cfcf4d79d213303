import { describe, expect, it } from 'vitest';
import { leakTally } from './leak-corpus.ts';

/** A part of the 200 and 1,000 that `node bin/run.js test/documents/leak-corpus.ts` runs. */
const PLANTED = 60;
const CLEAN = 60;
const SEED = 20241107;

describe(`leaks planted in ${PLANTED} documents (seed ${SEED})`, () => {
  it('are all found in what was rendered, and no clean document is marked', async () => {
    const { missed, falsely, byPlace, bySpelling } = await leakTally(PLANTED, CLEAN, SEED);
    expect(missed).toEqual([]);
    expect(falsely).toEqual([]);
    expect(Object.keys(byPlace)).toHaveLength(12);
    expect(Object.keys(bySpelling).length).toBeGreaterThanOrEqual(18);
  });
});
