import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/numeric/random.ts';
import { FIXTURES } from './fixtures.ts';
import { readBroken } from './mutations.ts';

const SEED = 20241105;
/** The benchmark of the importers runs two hundred thousand. */
const EACH = 300;

describe(`documents that someone broke (seed ${SEED})`, () => {
  it.each(Object.keys(FIXTURES))('are read or refused with a place: %s', (id) => {
    const random = seededRandom(SEED);
    const kinds = new Set<string>();
    for (let i = 0; i < EACH; i++) kinds.add(readBroken(id, random).kind);
    expect([...kinds].sort()).toEqual(['read', 'refused', 'refused in part']);
  });
});
